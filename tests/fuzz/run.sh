#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD [MINUTES]: every fuzzer for so long, then random mail against pyspf, keys
# against dkimpy, and results against authres. What a fuzzer finds on its way is kept in the build
# folder, and it goes on from there.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1 minutes=${2:-1} status=0
export G_SLICE=always-malloc UBSAN_OPTIONS=halt_on_error=1 # the first: see tests/meson.build

# What it ran, in one line: libFuzzer says it in many.
tell() {
  awk -v name="$1" -v minutes="$minutes" '
    /^stat::number_of_executed_units:/ { runs = $2 }
    /^stat::average_exec_per_sec:/ { rate = $2 }
    / cov: / {
      for (i = 1; i < NF; i++) {
        if ($i == "cov:") edges = $(i + 1)
        if ($i == "corp:") corpus = $(i + 1)
      }
    }
    /^SUMMARY:|^==.*ERROR:/ { found = 1 }
    END {
      printf "fuzz-%-10s %2d min, %9d runs, %6d a second, corpus %5d, %5d edges: %s\n", name,
        minutes, runs, rate, corpus, edges, found ? "a finding" : "no finding"
    }' "$2"
}

fuzz() {
  local name=${1##*/fuzz-} failed=0
  local log=$build/found/$name.log
  mkdir -p "$build/found/$name" "$build/corpus/$name"
  "$1" -verbosity=1 -print_final_stats=1 -max_total_time=$((minutes * 60)) \
    -artifact_prefix="$build/found/$name/" "$build/corpus/$name" "tests/fuzz/corpus/$name" \
    >"$log" 2>&1 || failed=1
  tell "$name" "$log" >&2
  ((failed == 0)) || tail -n 40 "$log" >&2
  return "$failed"
}

# One a processor: each is a process of its own.
running=0
for fuzzer in "$build"/tests/fuzz/fuzz-*; do
  [ -f "$fuzzer" ] && [ -x "$fuzzer" ] || continue
  ((running < $(nproc))) || { wait -n || status=1; running=$((running - 1)); }
  fuzz "$fuzzer" &
  running=$((running + 1))
done
for ((; running > 0; running--)); do
  wait -n || status=1
done
echo "against pyspf: $((minutes * 10000)) cases" >&2
/usr/bin/python3 tests/differential/run.py "$build/tests/differential/answer-lines" \
  --cases $((minutes * 10000)) || status=1
echo "keys against dkimpy: $((minutes * 10000)) records" >&2
/usr/bin/python3 tests/differential/keys.py "$build/tests/differential/key-lines" \
  --cases $((minutes * 10000)) || status=1
echo "results against authres: $((minutes * 10000)) fields" >&2
/usr/bin/python3 tests/differential/results.py "$build/tests/differential/results-lines" \
  --cases $((minutes * 10000)) || status=1
echo "its advice, with pyspf as the receiver: $((minutes * 1000)) domains" >&2
/usr/bin/python3 tests/differential/advice.py "$build/tests/differential/check-lines" \
  --cases $((minutes * 1000)) || status=1
exit "$status"
