#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says in one line how many points passed, failed and were skipped, by what meson wrote of its runs.

    count.py LOG…    each meson-logs/NAME.json; one that is not there is a failure

Every point of a TAP program counts, and so does a program that ended before its last one. Where name
servers that misbehave were among what was run, the table of them stands before it."""

import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b(?:[^#\n]*#\s*(SKIP)\b)?", re.M | re.I)

# What test_hostile_dns.py prints of each fault, how its cases are called, and what a crash looks like.
FAULT = re.compile(r"^#\s+fault: (\S+) +(\S+) +([\d.]+) s of (\d+), +(\d+) MiB of (\d+)$", re.M)
FAULT_CASE = re.compile(r"^(not )?ok \d+ - hostile DNS: (.*?)  #", re.M)
CRASH = re.compile(r"^#\s+it ended with -\d+:", re.M)


def count(test):
    points = [(bool(wrong), bool(skip)) for wrong, skip in POINT.findall(test.get("stdout") or "")]
    failed = sum(wrong for wrong, _ in points)
    skipped = sum(skip for wrong, skip in points if not wrong)
    passed = len(points) - failed - skipped
    if test["result"] == "SKIP":
        return passed, failed, skipped or 1
    if test["result"] not in ("OK", "EXPECTEDFAIL"):
        return passed, failed or 1, skipped
    return passed if points else 1, failed, skipped


def read(path):
    """What meson wrote of each program, or None."""
    try:
        with open(path, encoding="utf-8") as log:
            return [json.loads(line) for line in log] or [None]
    except OSError:
        return [None]


def print_faults(output):
    faults = FAULT.findall(output)
    wrong = [name for failed, name in FAULT_CASE.findall(output) if failed]
    if not faults and not wrong:
        return
    print(f"\n{'fault of a name server':<34}{'verdict':<12}{'time':<10}memory")
    for name, verdict, seconds, _, mib, _ in faults:
        print(f"{name:<34}{verdict:<12}{seconds:>4} s {mib:>6} MiB")
    print(f"{len(faults) + len(wrong)} faults tried, {len(faults)} verdicts right, "
          f"{len(CRASH.findall(output))} crashes")
    for name in wrong:
        print(f"wrong: {name}")
    if faults:
        print(f"at most {max(float(one[2]) for one in faults):.1f} s of {faults[0][3]}, and "
              f"{max(int(one[4]) for one in faults)} MiB of {faults[0][5]}")
    print()


def main():
    tests = [one for path in sys.argv[1:] for one in read(path)]
    print_faults("\n".join(test["stdout"] or "" for test in tests if test and "stdout" in test))
    counts = [count(test) if test else (0, 1, 0) for test in tests] or [(0, 1, 0)]
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


sys.exit(main())
