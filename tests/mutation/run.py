#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds faults in the sources, one at a time, and asks the unit tests whether they notice.

    tests/mutation/run.py [--room spf] [--count 300] [--jobs 2] [--seed 1] [--results FILE] [--again]

Each fault is a small change of one place: a limit, a condition, a constant, a call left out. All of
them are compiled at once, each asleep until its number stands in TODOKU_FAULT, so that to try one is to
run the tests that come to its place until one fails. What was tried stands in the results, and is not
tried again, but for what survived where --again is given; equivalent.json names those that change
nothing a test could see, each with its reason. Exit 1 where less than 95 % of the others were noticed."""

import argparse
import concurrent.futures
import json
import os
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from faults import find_faults, key_of

SOURCE = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ROOMS = ("base", "catalog", "checkup", "dkim", "dmarc", "dns", "history", "input", "mail", "propagation",
         "spf")

ERROR = re.compile(r"\.\./(src/\S+?):(\d+):\d+: (?:error|note: in expansion)")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--count", type=int, default=300, help="0: all there are")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="try what survived once more")
    parser.add_argument("--results", type=Path, default=SOURCE / "build-mutation" / "results.json")
    return parser.parse_args()


class Workshop:
    """A copy of the sources with all faults in it, built once."""

    def __init__(self, folder):
        self.folder, self.build = folder, folder / "build"
        shutil.rmtree(folder, ignore_errors=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=SOURCE, check=True,
                               capture_output=True).stdout.decode().split("\0")
        for name in filter(None, files):
            if (SOURCE / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(SOURCE / name, folder / name)
        self.call("meson", "setup", "build", "-Dgui=false", "-Doptimization=1", "-Ddebug=false",
                  f"-Dc_args=-w -include {HERE / 'fault.h'}")

    def call(self, *command):
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    def seed(self, rooms):
        """Writes all faults into the copy; those that do not compile are taken out again."""
        faults, dropped = [], set()
        sources = [(path, *self.find(path, faults)) for room in rooms
                   for path in sorted((self.folder / "src" / room).glob("*.c"))]
        while True:
            self.write(sources, dropped)
            output = self.call("ninja", "-k", "0", "-C", "build")
            if output.returncode == 0:
                return faults, dropped
            refused = set(ERROR.findall(output.stdout))
            fresh = set()
            # The line of an error is not always that on which a fault begins.
            for distance in (0, 5):
                fresh = fresh or {
                    fault for *_, edits in sources for *_, fault in edits
                    if any((fault.file, str(fault.line + 1 + d)) in refused
                           for d in range(-distance, distance + 1))} - dropped
            if not fresh:
                sys.exit(output.stdout[-4000:] or output.stderr)
            dropped |= fresh

    def find(self, path, faults):
        """The text of a source, and what is to be put into it."""
        entry = next(entry for entry in json.loads((self.build / "compile_commands.json").read_text())
                     if (self.build / entry["file"]).resolve() == path)
        words = [word if not word.startswith("-I") else f"-I{self.build / word[2:]}"
                 for word in shlex.split(entry["command"]) if word.startswith(("-I", "-D", "-std"))]
        return find_faults(path, str(path.relative_to(self.folder)), words, faults)

    @staticmethod
    def write(sources, dropped):
        definitions = (HERE / "fault.c").read_text(encoding="utf-8")
        for n, (path, text, edits) in enumerate(sources):
            content = text.render([edit[:5] for edit in edits if edit[5] not in dropped])
            content += definitions if n == 0 else ""
            if path.read_text(encoding="utf-8") != content:
                path.write_text(content, encoding="utf-8")

    def list_tests(self):
        tests = json.loads(subprocess.run(["meson", "introspect", "--tests", self.build], check=True,
                                          capture_output=True).stdout)
        return [test for test in tests if any(suite.endswith(":core") for suite in test["suite"])]


class Program:
    """A test program: how long it takes, and which faults it comes to."""

    def __init__(self, test, folder):
        self.command, self.env = test["cmd"], test["env"]
        self.workdir = test["workdir"] or folder
        self.name = test["name"]
        with tempfile.TemporaryDirectory() as reached:
            begin = time.monotonic()
            if not self.passes(300, TODOKU_REACHED=reached):
                sys.exit(f"{self.name} fails before there is a fault")
            self.seconds = time.monotonic() - begin
            self.reached = set()
            for path in Path(reached).iterdir():
                self.reached |= {n for n, octet in enumerate(path.read_bytes()) if octet}

    def passes(self, limit, **more):
        def bound():
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with tempfile.TemporaryDirectory(prefix="todoku-fault-") as folder:
            process = subprocess.Popen(self.command, cwd=self.workdir, preexec_fn=bound,
                                       start_new_session=True,
                                       env={**os.environ, **self.env, "TMPDIR": folder, **more},
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            try:
                return process.wait(limit) == 0
            except subprocess.TimeoutExpired:
                return False
            finally:
                try:
                    os.killpg(process.pid, 9)
                except ProcessLookupError:
                    pass
                process.wait()


def judge_all(chosen, programs, arguments, results):
    lock = threading.Lock()

    def judge(number, fault):
        verdict = "survived"
        for program in programs:
            if number in program.reached \
                    and not program.passes(5 + 10 * program.seconds, TODOKU_FAULT=str(number)):
                verdict = "caught"
                break
        else:
            if not any(number in program.reached for program in programs):
                verdict = "never run"
        with lock:
            results[key_of(fault)] = verdict
            keep(arguments.results, results)
            print(f"{verdict:<9} {fault.file}:{fault.line + 1}: {fault.after.strip()}"
                  + (f" ({program.name})" if verdict == "caught" else ""), flush=True)

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(lambda one: judge(*one), chosen))


def keep(path, results):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(results, file, ensure_ascii=False, indent=1, sort_keys=True)
    os.replace(file.name, path)


def choose(faults, dropped, count, seed):
    """(number, fault), each told apart by its words."""
    told = {}
    for number, fault in enumerate(faults, 1):
        if fault not in dropped:
            told.setdefault(key_of(fault), (number, fault))
    chosen = list(told.values())
    random.Random(seed).shuffle(chosen)
    return chosen[:count or None]


def main():
    arguments = parse_arguments()
    results = json.loads(arguments.results.read_text(encoding="utf-8")) \
        if arguments.results.exists() else {}
    equivalent = json.loads((HERE / "equivalent.json").read_text(encoding="utf-8"))
    if arguments.again:
        results = {key: verdict for key, verdict in results.items() if verdict == "caught"}
    workshop = Workshop(SOURCE / "build-mutation" / "copy")
    faults, dropped = workshop.seed(arguments.room or ROOMS)
    print(f"{len(faults)} faults, {len(dropped)} of which do not compile", flush=True)
    programs = sorted((Program(test, workshop.folder) for test in workshop.list_tests()),
                      key=lambda program: program.seconds)
    chosen = choose(faults, dropped, arguments.count, arguments.seed)
    judge_all([one for one in chosen if key_of(one[1]) not in results
               and key_of(one[1]) not in equivalent], programs, arguments, results)
    keys = [key_of(fault) for _, fault in chosen if key_of(fault) not in equivalent]
    survived = [key for key in keys if results[key] != "caught"]
    for key in survived:
        print(f"# nobody noticed {key}")
    print(f"{len(keys) - len(survived)} of {len(keys)} faults were noticed")
    return 0 if len(keys) - len(survived) >= 0.95 * len(keys) else 1


if __name__ == "__main__":
    sys.exit(main())
