#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# debian13.sh COMMAND…: runs a command in this tree, as it is committed, on Debian 13, in a chroot
# under build-debian13/. What is installed there stays for the next time. Ends with 77 where none can
# be made.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(pwd -P)/build-debian13
tree=$place/root

say() { printf '%s\n' "$*" >&2; }

skip() {
  say "No Debian 13 can be made here: $*"
  echo "ok - Debian 13 # SKIP"
  exit 77
}

# Whence this machine has its own Debian.
mirror() {
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' \
    'Label: Debian' 2>/dev/null | sed -n 1p
}

make_tree() {
  local from
  [ "$(id -u)" -eq 0 ] || skip "only root can make a chroot"
  command -v debootstrap >/dev/null || skip "debootstrap is missing"
  [ ! -e "$place/made" ] || return 0
  from=$(mirror)
  [ -n "$from" ] || skip "apt knows no mirror of Debian"
  say "Installing Debian 13 in build-debian13 …"
  rm -rf --one-file-system "$tree"
  mkdir -p "$tree"
  debootstrap --variant=minbase trixie "$tree" "$from" >"$place/debootstrap.log" 2>&1 \
    || skip "debootstrap could not make it: $(tail -n 1 "$place/debootstrap.log")"
  touch "$place/made"
}

# The loopback is shared; processes, devices and shared memory are the tree's own.
mount_tree() {
  mount -t proc proc "$tree/proc"
  mount -t tmpfs -o mode=755 dev "$tree/dev"
  mkdir "$tree/dev/shm" "$tree/dev/pts"
  for device in null zero full random urandom tty; do
    cp -a "/dev/$device" "$tree/dev/"
  done
  ln -s /proc/self/fd "$tree/dev/fd"
  ln -s pts/ptmx "$tree/dev/ptmx"
  mount -t tmpfs -o mode=1777 shm "$tree/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666 pts "$tree/dev/pts"
}

# Whatever still runs in the tree ends with what it was run for.
leave() {
  local pid folder
  for pid in /proc/[0-9]*; do
    [ "$(readlink "$pid/root" 2>/dev/null)" != "$tree" ] || kill -KILL "${pid#/proc/}" 2>/dev/null \
      || true
  done
  for folder in dev/pts dev/shm dev proc; do
    ! mountpoint -q "$tree/$folder" || umount "$tree/$folder" || umount -l "$tree/$folder"
  done
}

make_tree
leave # what one before, that was killed, has left
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
mount_tree || skip "nothing can be mounted"

# What was built there last time need not be built again.
mkdir -p "$tree/todoku"
find "$tree/todoku" -mindepth 1 -maxdepth 1 ! -name 'build*' -exec rm -rf {} +
git archive HEAD | tar -x -C "$tree/todoku" || skip "this is no clone of git"

env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
  chroot "$tree" sh -c 'cd /todoku && exec "$@"' sh "$@" </dev/null &
wait $!
