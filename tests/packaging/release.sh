#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# release.sh RELEASE…: builds the packages on Debian 12 or 13, twice, and installs, walks and purges
# them on one on which there is nothing else. Ends with 77 where no chroot can be made.
set -euo pipefail
cd "$(dirname "$0")/../.."

for release; do
  tests/debian.sh "$release" tests/packaging/build-twice.sh
  tests/debian.sh --fresh "$release" tests/packaging/install.sh
done
