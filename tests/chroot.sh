#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# chroot.sh [--fresh] RELEASE COMMAND…: runs a command in this tree, as it is committed, on debian12,
# debian13 or ubuntu24.04, in a chroot under build-RELEASE/. What is installed there stays for the
# next time; or, with --fresh, there is nothing but what the release itself begins with, and the
# packages that were built in the other. Ends with 77 where none can be made.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=
[ "$1" != --fresh ] || { fresh=fresh; shift; }
release=$1
shift
declare -A suites=([debian12]=bookworm [debian13]=trixie [ubuntu24.04]=noble)
place=$(pwd -P)/build-$release
tree=$place/${fresh:-root}

say() { printf '%s\n' "$*" >&2; }

skip() {
  say "No $release can be made here: $*"
  echo "ok - $release # SKIP"
  exit 77
}

# Whence this machine has its own system; a mirror of one often has the other beside it.
mirror() {
  apt-get indextargets --format '$(LABEL) $(SITE)' 'Created-By: Packages' 2>/dev/null \
    | sed -En "/^(Debian|Ubuntu) /{ s/.* //; s,/(debian|ubuntu)/*$,/${release%%[0-9]*},; p }" \
    | sed -n 1p
}

# bootstrap FOLDER. Debootstrap's script for gutsy is that for every Ubuntu since, of which one may
# be younger than debootstrap.
bootstrap() {
  local from suite=${suites[$release]} script=
  from=$(mirror || true)
  [ -n "$from" ] || skip "apt knows no mirror"
  [[ $release != ubuntu* ]] || script=gutsy
  say "Installing $release in build-$release …"
  rm -rf --one-file-system "$1"
  mkdir -p "$1"
  debootstrap --variant=minbase "$suite" "$1" "$from" $script >"$place/debootstrap.log" 2>&1 \
    || skip "debootstrap could not make it: $(tail -n 1 "$place/debootstrap.log")"
  [[ $release != ubuntu* ]] \
    || sed -i "s/main$/main universe/; p; s/ $suite/&-updates/" "$1/etc/apt/sources.list"
}

make_lasting_tree() {
  [ ! -e "$place/made" ] || return 0
  bootstrap "$tree"
  touch "$place/made"
}

make_fresh_tree() {
  if [ ! -e "$place/fresh.tar" ]; then
    bootstrap "$place/new"
    tar -C "$place/new" -cf "$place/fresh.tar" .
    rm -rf --one-file-system "$place/new"
  fi
  rm -rf --one-file-system "$tree"
  mkdir -p "$tree/todoku"
  tar -C "$tree" -xf "$place/fresh.tar"
  [ ! -d "$place/root/todoku/build-deb" ] || cp -R "$place/root/todoku/build-deb" "$tree/todoku/"
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

[ "$(id -u)" -eq 0 ] || skip "only root can make a chroot"
command -v debootstrap >/dev/null || skip "debootstrap is missing"
leave # what one before, that was killed, has left
"make_${fresh:-lasting}_tree"
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
