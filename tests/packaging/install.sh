#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the packages of build-deb/ on a system that has nothing else, walks what was installed
# through the window as a screen reader does, and purges. It installs and purges packages: run it in
# a chroot that is thrown away, as release.sh does.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
packages=(todoku todoku-cli todoku-common)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

install() { apt-get -qq -y install "$@" >"$scratch/apt.log" 2>&1 || fail "$(cat "$scratch/apt.log")"; }

file_of() { echo ./build-deb/"$1"_*.deb; }

expect_practice() {
  local status=0
  todoku-cli check shop.example --practice --json >"$scratch/answer" || status=$?
  [ "$status" -eq 1 ] || fail "todoku-cli ended with $status"
  grep -q '"verdict":"edit"' "$scratch/answer" || fail "$(cat "$scratch/answer")"
}

# The programs of the system, laid out as a build folder, so that the cases of tests/e2e meet them.
lay_out() {
  mkdir -p "$1/src/cli" "$1/src/ui"
  ln -s /usr/bin/todoku-cli "$1/src/cli/"
  ln -s /usr/bin/todoku "$1/src/ui/"
  ln -s /usr/share/locale "$1/po"
}

# As a file manager opens a mail with a program that does not run yet: the session bus starts it.
expect_started_by_bus() {
  export GDK_BACKEND=x11 GSK_RENDERER=cairo HOME=$scratch
  timeout 120 xvfb-run -a dbus-run-session -- bash -euc '
    call() {
      gdbus call --session --timeout 60 --dest io.github.todoku.Todoku \
        --object-path /io/github/todoku/Todoku --method "org.freedesktop.Application.$@" "@a{sv} {}"
    }
    call Open "@as [\"file://$1\"]"
    xdotool search --sync --onlyvisible --class todoku
    call ActivateAction quit "@av []"
  ' bash "$1" >"$scratch/bus.log" 2>&1 || fail "$(cat "$scratch/bus.log")"
}

# What is left of the packages, and in what was made of their files; not in what tells of the past.
find_rest() {
  find / -xdev \( -path /proc -o -path /todoku -o -path /tmp -o -path /var/log \) -prune -o \
    -iname '*todoku*' -print
  grep -rlia 'io\.github\.todoku\|share/todoku' /etc /usr/share /var/cache /var/lib --exclude='status-old' || true
}

apt-get -qq update
install --no-install-recommends "$(file_of todoku-common)" "$(file_of todoku-cli)"
if dpkg-query -W -f '${Package}\n' | grep -E '^lib(gtk|adwaita|x11|wayland|cairo|pango)'; then
  fail "todoku-cli brings a desktop with it"
fi
expect_practice
echo "ok - todoku-cli alone"

install "$(file_of todoku)"
tools=(at-spi2-core dbus gir1.2-atspi-2.0 imagemagick libglib2.0-bin openbox python3-gi
  python3-dnspython python3-pyatspi python3-spf python3-yaml x11-utils xauth xclip xdotool xvfb)
install --no-install-recommends "${tools[@]}"
lay_out "$scratch/build"
cd /
python3 "$OLDPWD/tests/e2e/run.py" --build "$scratch/build" --artifacts "$OLDPWD/build-artifacts" \
  --patience 3 --only 'window ja: type*practice' --only 'window: the main menu'
cd "$OLDPWD"
echo "ok - the window, installed"
expect_started_by_bus "$PWD/tests/unit/data/bounce/gmail-2023-form-sakura.eml"
echo "ok - the window, started by the session bus with a mail"

apt-get -qq -y purge "${packages[@]}" >"$scratch/apt.log" 2>&1 || fail "$(cat "$scratch/apt.log")"
rest=$(find_rest)
[ -z "$rest" ] || fail "left behind: $rest"
echo "ok - purged"
