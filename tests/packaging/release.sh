#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# release.sh RELEASE…: builds the packages on debian12, debian13 or ubuntu24.04, twice, and installs,
# walks and purges them on one on which there is nothing else. Ends with 77 where no chroot can be made.
set -euo pipefail
cd "$(dirname "$0")/../.."

for release; do
  tests/chroot.sh "$release" tests/packaging/build-twice.sh
  tests/chroot.sh --fresh "$release" tests/packaging/install.sh
done
