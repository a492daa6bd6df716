#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says in one line how many points passed, failed and were skipped, by what meson wrote of its runs.

    count.py LOG…    each meson-logs/NAME.json; one that is not there is a failure

Every point of a TAP program counts, and so does a program that ended before its last one."""

import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b(?:[^#\n]*#\s*(SKIP)\b)?", re.M | re.I)


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
    try:
        with open(path, encoding="utf-8") as log:
            return [count(json.loads(line)) for line in log] or [(0, 1, 0)]
    except OSError:
        return [(0, 1, 0)]


def main():
    counts = [one for path in sys.argv[1:] for one in read(path)] or [(0, 1, 0)]
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


sys.exit(main())
