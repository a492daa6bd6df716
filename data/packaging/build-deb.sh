#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# build-deb.sh [FOLDER]: builds the Debian packages from a clean copy of this tree in FOLDER
# (build-deb), where they are afterwards. Wherever that is, they are the same octets. What else
# dpkg-buildpackage should know is in DEB_BUILD_OPTIONS, as "nocheck".
set -euo pipefail
place=$(realpath -m "${1:-$(dirname "$0")/../../build-deb}")
cd "$(dirname "$0")/../.."
version=$(dpkg-parsechangelog -l data/packaging/debian/changelog -S Version)
tree=$place/todoku-$version
log=$place/build.log

# The files that belong to the project, as they are now; in a copy without git, all but what is built.
list_files() {
  git ls-files -z 2>/dev/null || find . -path './build*' -prune -o -type f -print0
}

rm -rf "$place"
mkdir -p "$tree"
list_files | tar --null -T - -c | tar -x -C "$tree"
cp -R "$tree/data/packaging/debian" "$tree/debian"
cd "$tree"

# The compiler and the tests as the packages' rules say, and as nobody's environment does.
if ! env -u CC -u CFLAGS LC_ALL=C.UTF-8 dpkg-buildpackage -b -us -uc >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  exit 1
fi
# Debian's rules hold wherever it is; the words that are misspelt in a program are those of its machine
# code.
if command -v lintian >/dev/null; then
  lintian --allow-root --profile debian/main --fail-on error,warning,info --display-info \
    --suppress-tags spelling-error-in-binary "$place"/*.changes
fi
cd "$place"
rm -rf "$tree"
ls ./*.deb
