#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the tarball of what is committed, as whoever packages it gets it, and builds and tests that:
# it needs nothing of the clone. It stays in BUILD/meson-dist/.
#
#     dist.sh [BUILD]
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

[ -e "$build/build.ninja" ] || meson setup "$build"
meson dist -C "$build" --no-tests --allow-dirty
tarball=$(ls -t "$build"/meson-dist/todoku-*.tar.xz | head -n 1)
tar -xf "$tarball" -C "$scratch"
cd "$scratch"/todoku-*
meson setup build
ninja -C build
meson test -C build --suite unit --print-errorlogs
echo "ok - the tarball builds, and passes its unit tests"
