#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# in-browser.sh PROGRAM [OPTION…]: shows its window to a browser on this computer, through GTK's
# Broadway, for as long as it runs.
set -euo pipefail

program='' server='' scratch='' address=''

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Ends what serves the window to a browser, by the numbers it was started with.
end_broadway() {
  local pid
  for pid in $program $server; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  [ -z "$scratch" ] || rm -rf "$scratch"
}

start_broadway() {
  gtk4-broadwayd --address 127.0.0.1 --port "$2" ":$1" >/dev/null 2>&1 </dev/null &
  server=$!
  for _ in {1..100}; do
    kill -0 "$server" 2>/dev/null || break
    if [ -S "$XDG_RUNTIME_DIR/broadway$(($1 + 1)).socket" ] && is_listening "$2"; then
      return
    fi
    sleep 0.05
  done
  kill "$server" 2>/dev/null || true
  server=''
  return 1
}

find_broadway() {
  local display port
  for display in {0..99}; do
    port=$((8080 + display))
    if [ ! -e "$XDG_RUNTIME_DIR/broadway$((display + 1)).socket" ] && ! is_listening "$port" \
      && start_broadway "$display" "$port"; then
      export GDK_BACKEND=broadway BROADWAY_DISPLAY=":$display"
      address="http://127.0.0.1:$port/"
      return
    fi
  done
  echo "No port from 8080 to 8179 is free to show the window on." >&2
  return 1
}

trap end_broadway EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
if [ ! -w "${XDG_RUNTIME_DIR:-/nowhere}" ]; then
  scratch=$(mktemp -d)
  export XDG_RUNTIME_DIR=$scratch
fi
find_broadway
"$@" </dev/null &
program=$!
echo "ブラウザーで開いてください / Open this in a browser: $address"
echo "コピーする値と手順は、ここに表示します / What is to be copied, and the steps, are shown here"
status=0
wait "$program" || status=$?
exit "$status"
