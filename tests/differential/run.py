#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates random mail over random zones with Todoku and with pyspf, and names each difference.

run.py ANSWER-LINES [--seed N] [--cases N]: the same seed gives the same cases. A difference must go
away when known deviations of pyspf from RFC 7208 are mended (reference.py), and with all of them
mended there must be none."""

import argparse
import collections
import json
import random
import subprocess
import sys

import reference
from shrink import shrink
from zones import Zones


class Todoku:
    """The program that evaluates line by line."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def evaluate(self, test):
        """Gives what reference.evaluate() gives, for each query."""
        self.process.stdin.write(json.dumps(test).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"answer-lines ended at {json.dumps(test)}")
        return [(outcome["result"], outcome["explanation"] or "",
                 None if outcome["result"].endswith("error") else outcome["lookups"])
                for outcome in json.loads(line)]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


def explain(zone, query, ours):
    """Gives the deviations that a difference comes from: [] where there is none, None where nothing
    that is known explains it."""
    everything = set(reference.DEVIATIONS)
    if reference.evaluate(zone, query, everything) != ours:
        return None
    if reference.evaluate(zone, query)[:2] == ours[:2]:
        return []
    needed = set(everything)
    for name in reference.DEVIATIONS:
        if reference.evaluate(zone, query, needed - {name})[:2] == ours[:2]:
            needed.remove(name)
    return sorted(needed)


def is_unexplained(todoku, zone, query):
    ours = todoku.evaluate({"zone": zone, "queries": [query]})[0]
    return explain(zone, query, ours) is None


def describe(todoku, zone, query):
    zone, query = shrink(zone, query, lambda *case: is_unexplained(todoku, *case))
    ours = todoku.evaluate({"zone": zone, "queries": [query]})[0]
    return "\n".join([
        "not explained:", json.dumps(zone, indent=1, ensure_ascii=False),
        json.dumps(query, ensure_ascii=False), f"  Todoku:       {ours}",
        f"  pyspf:        {reference.evaluate(zone, query)}",
        f"  pyspf mended: {reference.evaluate(zone, query, reference.DEVIATIONS)}"])


def compare(todoku, tests, most):
    results = collections.Counter()
    explained = collections.Counter()
    complaints = []
    for test in tests:
        for query, ours in zip(test["queries"], todoku.evaluate(test)):
            names = explain(test["zone"], query, ours)
            results[ours[0]] += 1
            explained.update(names or ())
            if names is None:
                complaints.append(describe(todoku, test["zone"], query))
        if len(complaints) >= most:
            break
    return results, explained, complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--most", type=int, default=3, help="end after so many differences")
    options = parser.parse_args()

    print(f"seed {options.seed}", flush=True)
    zones = Zones(random.Random(options.seed))
    todoku = Todoku(options.program)
    tests = (zones.test() for _ in range(options.cases // 4))
    results, explained, complaints = compare(todoku, tests, options.most)
    for complaint in complaints:
        print(complaint)
    print(f"{sum(results.values())} cases: " +
          ", ".join(f"{count} {result}" for result, count in results.most_common()))
    for name, count in explained.most_common():
        print(f"  {count} explained by {name}: RFC 7208 {reference.DEVIATIONS[name]}")
    return 1 if complaints or todoku.close() else 0


if __name__ == "__main__":
    sys.exit(main())
