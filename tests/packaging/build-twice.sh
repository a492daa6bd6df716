#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the packages twice, at another place and in other surroundings, and compares their octets.
# They stay in build-deb/.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What the programs do is tested elsewhere.
export DEB_BUILD_OPTIONS=nocheck
./run deb

(
  umask 077
  export TZ=Asia/Tokyo LANG=C.UTF-8
  data/packaging/build-deb.sh "$scratch/another-folder"
) >/dev/null

for package in build-deb/*deb; do
  cmp "$package" "$scratch/another-folder/${package##*/}"
  dpkg-deb -x "$package" "$scratch/files"
done
if grep -rF -e "$PWD/build-deb" -e "$scratch" "$scratch/files"; then
  echo "a package knows where it was built" >&2
  exit 1
fi
(cd build-deb && sha256sum ./*.deb)
echo "ok - two builds are the same octets"
