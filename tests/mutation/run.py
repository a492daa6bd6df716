#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds faults in the sources, one at a time, and asks the unit tests whether they notice.

    tests/mutation/run.py [--room spf] [--count 300] [--jobs 2] [--seed 1] [--results FILE] [--again]

Each fault is a small change of one line: a limit, a condition, a constant, a call left out. What was
tried stands in the results, and is not tried again, but for what survived where --again is given;
equivalent.json names those that change nothing a test could see, each with its reason. Exit 1 where
less than 95 % of the others were noticed."""

import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.json")

# The programs that know a room best; what they let through goes to all of the core.
NEAREST = {
    "base": ("charset", "language", "lint", "domain", "edit"),
    "dns": ("name", "address", "answer", "facts", "message", "zone", "zone-cut", "servers", "run",
            "run-servers", "authority", "exchange", "resolver-cares", "resolver-zone"),
    "spf": ("record", "macro", "evaluate", "tree", "repair", "lint", "suggest", "extract"),
    "dkim": ("dkim", "mail-auth"),
    "dmarc": ("dmarc", "dmarc-discovery", "mail-auth"),
    "mail": ("bounce", "received", "html", "charset"),
    "input": ("domain",),
    "catalog": ("catalog", "detect", "pattern", "template"),
    "checkup": ("checkup", "edit", "instructions", "mail-auth", "print", "proof", "real-cases", "summary",
                "synthesized", "wording"),
    "propagation": ("compare", "propagation"),
    "history": ("history",),
}

# What is changed, and into what; each at one place of a line.
CHANGES = (
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "),
    (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"\bTRUE\b", "FALSE"), (r"\bFALSE\b", "TRUE"), (r"\+ 1\b", "+ 2"), (r"- 1\b", "- 0"),
    (r"\+\+", "--"), (r" \+= ", " -= "), (r"\b0\b", "1"), (r"\b10\b", "11"), (r"\b2\b", "3"),
    (r"if \((.+)\)$", r"if (!(\1))"), (r"^(\s+)([a-z_]+ \(.*\);)$", r"\1(void) 0;"),
    (r"^(\s+)(break|continue);$", r"\1;"), (r"\bMIN\b", "MAX"),
)

# Lines that say nothing to the program, or whose change only a compiler sees.
LEFT_OUT = re.compile(r"^\s*(//|\"|/?\*|#|g_return_|g_assert|G_|\{|\}|static const)|g_clear_pointer|"
                      r"_free \(|_unref \(|_clear \(|g_free|g_strfreev|cleanup|g_autofree")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--room", action="append", choices=sorted(NEAREST))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="try what survived once more")
    parser.add_argument("--results", type=Path, default=SOURCE / "build-mutation" / "results.json")
    return parser.parse_args()


def list_faults(rooms):
    """All places that can be changed: (file, number of the line, the line, what becomes of it)."""
    for room in rooms:
        for file in sorted((SOURCE / "src" / room).glob("*.c")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
                if LEFT_OUT.search(line):
                    continue
                for pattern, replacement in CHANGES:
                    for match in re.finditer(pattern, line):
                        changed = line[:match.start()] + match.expand(replacement) \
                            + line[match.end():]
                        yield str(file.relative_to(SOURCE)), number, line, changed


def choose_faults(rooms, count, seed):
    """As many of each room as its share of the lines, and at most one of a line."""
    faults = list(list_faults(rooms))
    random.Random(seed).shuffle(faults)
    seen, chosen = set(), []
    for fault in faults:
        if fault[:2] not in seen and len(chosen) < count:
            seen.add(fault[:2])
            chosen.append(fault)
    return chosen


class Workshop:
    """A copy of the sources with a build of its own."""

    def __init__(self, number):
        self.folder = SOURCE / "build-mutation" / f"copy-{number}"
        self.build = self.folder / "build"
        files = subprocess.run(["git", "ls-files", "-z"], cwd=SOURCE, check=True,
                               capture_output=True).stdout.decode().split("\0")
        for name in filter(None, files):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            if (SOURCE / name).is_file() and not self.has(name):
                # As new: of what was ended in the middle of a fault, the build has the fault.
                shutil.copy(SOURCE / name, self.folder / name)
        if not (self.build / "build.ninja").exists():
            # A fault is compiled once and linked a dozen times: nothing is to be debugged there.
            linker = ["-Dc_link_args=-fuse-ld=lld"] if shutil.which("ld.lld") else []
            self.run("meson", "setup", "build", "-Dgui=false", "-Doptimization=0", "-Ddebug=false",
                     *linker)
        self.core = [f"tests/unit/{Path(test['cmd'][0]).name}" for test in self.list_tests()
                     if any(suite.endswith(":core") for suite in test["suite"])]
        if not self.core or self.run("ninja", "-C", "build", limit=3600) != 0:
            sys.exit(f"{self.build} cannot be built")
        if self.test(3600, "--suite", "core") != 0:
            sys.exit(f"the tests of {self.build} fail before there is a fault")

    def list_tests(self):
        return json.loads(subprocess.run(["meson", "introspect", "--tests", self.build], check=True,
                                         capture_output=True).stdout)

    def has(self, name):
        there = self.folder / name
        return there.is_file() and there.read_bytes() == (SOURCE / name).read_bytes()

    def run(self, *command, limit=900):
        try:
            return subprocess.run(command, cwd=self.folder, capture_output=True, timeout=limit,
                                  check=False).returncode
        except subprocess.TimeoutExpired:
            return 124

    def test(self, limit, *which):
        return self.run("meson", "test", "-C", "build", "--no-rebuild", "--maxfail", "1", *which,
                        limit=limit)

    def object_of(self, name):
        """What the compiler made of a file; a fault in what is not compiled changes nothing."""
        folder, _, file = name.removeprefix("src/").rpartition("/")
        path = self.build / "src/libtodoku-core.a.p" / f"{folder.replace('/', '_')}_{file}.o"
        return path.read_bytes()

    def judge(self, fault):
        """"caught", "survived", or "refused" where it does not compile, or to the same."""
        name, number, line, changed = fault
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if lines[number] != line:
            return "refused"
        lines[number] = changed
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        try:
            near = NEAREST[Path(name).parts[1]]
            targets = [f"tests/unit/test-{program}" for program in near]
            before = self.object_of(name)
            if self.run("ninja", "-C", "build", *targets) != 0 or self.object_of(name) == before:
                return "refused"
            if self.test(240, *near) != 0:
                return "caught"
            # What else there is is built for what the nearest let through alone.
            if self.run("ninja", "-C", "build", *self.core) != 0:
                return "refused"
            return "caught" if self.test(900, "--suite", "core") != 0 else "survived"
        finally:
            path.write_text(text, encoding="utf-8")


def key_of(fault):
    return f"{fault[0]}: {fault[2].strip()} → {fault[3].strip()}"


def judge_all(faults, arguments, results):
    lock = threading.Lock()
    local = threading.local()
    numbers = iter(range(arguments.jobs))

    def judge(fault):
        if not hasattr(local, "workshop"):
            with lock:
                number = next(numbers)
            local.workshop = Workshop(number)
        verdict = local.workshop.judge(fault)
        with lock:
            results[key_of(fault)] = verdict
            keep(arguments.results, results)
            print(f"{verdict:<9} {fault[0]}:{fault[1] + 1}: {fault[3].strip()}", flush=True)

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(judge, [one for one in faults if key_of(one) not in results]))


def keep(path, results):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(results, file, ensure_ascii=False, indent=1, sort_keys=True)
    os.replace(file.name, path)


def main():
    arguments = parse_arguments()
    results = json.loads(arguments.results.read_text(encoding="utf-8")) \
        if arguments.results.exists() else {}
    equivalent = json.loads(EQUIVALENT.read_text(encoding="utf-8"))
    if arguments.again:
        results = {key: verdict for key, verdict in results.items() if verdict != "survived"}
    faults = choose_faults(arguments.room or sorted(NEAREST), arguments.count, arguments.seed)
    judge_all(faults, arguments, results)
    survived = [key_of(one) for one in faults if results[key_of(one)] == "survived"
                and key_of(one) not in equivalent]
    caught = sum(results[key_of(one)] == "caught" for one in faults)
    for key in survived:
        print(f"# nobody noticed {key}")
    print(f"{caught} of {caught + len(survived)} faults were noticed")
    return 0 if caught >= 0.95 * (caught + len(survived)) else 1


if __name__ == "__main__":
    sys.exit(main())
