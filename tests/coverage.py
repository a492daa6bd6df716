#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of the sources the tests run: lines and branches, of src/ without ui/, and of ui/.

    tests/coverage.py [--build build-coverage] [--only 'window ja:*']… [--report-only]

Builds with gcc's --coverage, runs the unit tests and the end-to-end cases of the command line (or
those that are named), and writes BUILD/coverage.txt: a line for each file, and what of it was never
run. Exit 1 where src/ without ui/ is below 95 % of its lines or 85 % of its branches, or, where
windows were opened (--only), ui/ below 80 % of its lines.

Left out are: headers, in which nothing stands but what GLib's macros write; lines of g_return_…() and
g_…_not_reached(), which only a mistake in Todoku itself comes to; what G_DEFINE_…() writes; and the
branches within g_clear_…(), which are GLib's."""

import argparse
import collections
import json
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
UNREACHED = re.compile(r"g_return_(val_)?if|g_assert_not_reached|\bG_DEFINE_|^G_DECLARE_")
NO_BRANCHES = re.compile(r"^\s*g_clear_\w+ \(|g_autoptr \(|g_autofree |g_auto \(")

# Cases that open no window: the programs they run are those of the command line.
WITHOUT_WINDOW = ("auth:", "batch:", "bounce:", "check:", "check --bounce", "cli:", "failure: only",
                  "lint:", "received:", "received, bounce:", "run:", "suite", "verify")

GOALS = {"src without ui": (95, 85), "ui": (80, 0)}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", type=Path, default=SOURCE / "build-coverage")
    parser.add_argument("--only", action="append", default=[], help="end-to-end cases to run")
    parser.add_argument("--report-only", action="store_true", help="of what was run before")
    return parser.parse_args()


def run(*command):
    print("$", *command, flush=True)
    return subprocess.run(command, cwd=SOURCE, check=False).returncode


def run_tests(build, patterns):
    window = f"-Dgui={'true' if patterns else 'false'}"
    if (build / "build.ninja").exists():
        run("meson", "configure", str(build), window)
    else:
        run("meson", "setup", str(build), "-Db_coverage=true", "-Dbuildtype=debug", window)
    if run("ninja", "-C", str(build)) != 0:
        sys.exit("it cannot be built")
    for old in build.rglob("*.gcda"):
        old.unlink()
    run("meson", "test", "-C", str(build), "--no-rebuild", "--suite", "unit",
        "--timeout-multiplier", "4")
    only = [word for pattern in patterns or WITHOUT_WINDOW for word in ("--only", pattern)]
    run("/usr/bin/python3", "tests/e2e/run.py", "--build", str(build), "--artifacts",
        str(build / "artifacts"), "--jobs", "1", "--patience", "3", *only)


class File:
    """What was run of one source file."""

    def __init__(self, name):
        self.name = name
        self.text = (SOURCE / name).read_text(encoding="utf-8").splitlines()
        self.lines = collections.Counter()
        self.branches = {}

    def add(self, line):
        number, text = line["line_number"], self.text[line["line_number"] - 1]
        if UNREACHED.search(text):
            return
        self.lines[number] += line["count"]
        if line["branches"] and not NO_BRANCHES.search(text):
            counts = [branch["count"] for branch in line["branches"] if not branch["throw"]]
            before = self.branches.get(number, [0] * len(counts))
            self.branches[number] = [a + b for a, b in zip(before, counts)]

    def missed(self):
        return sorted(number for number, count in self.lines.items() if count == 0)

    def count(self):
        branches = [count for counts in self.branches.values() for count in counts]
        return (sum(count > 0 for count in self.lines.values()), len(self.lines),
                sum(count > 0 for count in branches), len(branches))


def read_counts(build):
    """By name, every source file that was compiled; what no test ran counts, too."""
    files = {}
    notes = sorted(build.rglob("*.gcno"))
    for note in notes:
        output = subprocess.run(["gcov", "--json-format", "--branch-probabilities", "--stdout",
                                 str(note)], cwd=build, capture_output=True, check=False).stdout
        for text in filter(None, output.decode().splitlines()):
            for entry in json.loads(text)["files"]:
                path = (build / entry["file"]).resolve()
                if path.suffix != ".c" or not path.is_relative_to(SOURCE / "src"):
                    continue
                name = str(path.relative_to(SOURCE))
                file = files.setdefault(name, File(name))
                for line in entry["lines"]:
                    file.add(line)
    return [files[name] for name in sorted(files)]


def percent(part, whole):
    return 100 * part / whole if whole else 100.0


def ranges(numbers):
    """3, 4, 5, 9 as "3-5 9"."""
    parts = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return " ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in parts)


def report(files):
    """The text of the report, and the percentages of each part."""
    sums = {part: [0, 0, 0, 0] for part in GOALS}
    lines = []
    for file in files:
        part = "ui" if file.name.startswith("src/ui/") else "src without ui"
        counts = file.count()
        sums[part] = [a + b for a, b in zip(sums[part], counts)]
        lines.append(f"{percent(*counts[:2]):6.1f} % lines {percent(*counts[2:]):6.1f} % branches "
                     f"{file.name}  {ranges(file.missed())}".rstrip())
    shares = {part: (percent(*counts[:2]), percent(*counts[2:])) for part, counts in sums.items()
              if counts[1] > 0}
    for part, (of_lines, of_branches) in shares.items():
        lines.append(f"{of_lines:6.1f} % lines {of_branches:6.1f} % branches {part}")
    return "\n".join(lines) + "\n", shares


def main():
    arguments = parse_arguments()
    build = arguments.build.resolve()
    if not arguments.report_only:
        run_tests(build, arguments.only)
    text, shares = report(read_counts(build))
    (build / "coverage.txt").write_text(text, encoding="utf-8")
    parts = shares if arguments.only else ["src without ui"]
    for part, (of_lines, of_branches) in shares.items():
        print(f"{part}: {of_lines:.1f} % of the lines, {of_branches:.1f} % of the branches")
    print(f"the rest: {build / 'coverage.txt'}")
    return int(any(shares[part][i] < GOALS[part][i] for part in parts for i in range(2)))


if __name__ == "__main__":
    sys.exit(main())
