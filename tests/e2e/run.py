#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the end-to-end cases, each in a process of its own, and says what came of them.

    run.py --build build --artifacts build/artifacts [--only 'window*'] [--but '*en:*'] [--jobs 2] [--list]
"""

import argparse
import concurrent.futures
import faulthandler
import fnmatch
import importlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import case as cases  # noqa: E402
import processes  # noqa: E402

# How a case ends that something is missing for.
SKIPPED = 77

running = {}
running_lock = threading.Lock()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path, help="a build folder of meson")
    parser.add_argument("--artifacts", required=True, type=Path, help="where logs and pictures go")
    parser.add_argument("--only", action="append", help="names that match, with * and ?")
    parser.add_argument("--but", action="append", default=[], help="names to leave out, likewise")
    parser.add_argument("--jobs", type=int, help="how many cases at a time")
    parser.add_argument("--patience", type=float, default=1, help="how many times as long to wait")
    parser.add_argument("--but-passed", type=Path, metavar="FILE",
                        help="leave out what this file of another build says has passed there")
    parser.add_argument("--list", action="store_true", help="only name the cases")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.jobs is None:
        # A case waits about as long as it works.
        arguments.jobs = min(4, (os.cpu_count() or 1) + 1)
    arguments.build = arguments.build.resolve()
    arguments.artifacts = arguments.artifacts.resolve()
    return arguments


def load_cases(build):
    os.environ["TODOKU_E2E_BUILD"] = str(build)
    for module in sorted(HERE.glob("test_*.py")):
        importlib.import_module(module.stem)
    return {one.name: one for one in cases.CASES}


def slug(name):
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()


def run_here(one, arguments):
    """The child: runs one case and ends all it has started."""
    faulthandler.enable()
    processes.adopt_orphans()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    artifacts = arguments.artifacts / slug(one.name)
    shutil.rmtree(artifacts, ignore_errors=True)
    artifacts.mkdir(parents=True)
    missing = [tool for tool in one.tools if shutil.which(tool, path=tool_path()) is None]
    if missing:
        print(f"without {', '.join(missing)}")
        return SKIPPED
    try:
        with tempfile.TemporaryDirectory(prefix="todoku-e2e-") as scratch:
            context = cases.Context(arguments.build, artifacts, scratch)
            with context.stack:
                one.function(context)
            processes.end_descendants(os.getpid())
            context.expect_no_fault()
        return 0
    except cases.Failed as failure:
        where = traceback.extract_tb(failure.__traceback__)
        lines = [f"{Path(at.filename).name}:{at.lineno}" for at in where if "test_" in at.filename]
        print(f"{failure}\n  at {' < '.join(reversed(lines))}")
        if failure.detail:
            (artifacts / "failure.txt").write_text(failure.detail, encoding="utf-8")
            print(f"  see {artifacts / 'failure.txt'}")
        return 1
    except Exception:  # pylint: disable=broad-except
        traceback.print_exc(file=sys.stdout)
        return 1
    finally:
        processes.end_descendants(os.getpid())


def tool_path():
    return os.environ.get("PATH", "") + os.pathsep + "/usr/sbin:/usr/libexec"


def run_in_child(one, arguments):
    """Runs one case in a process group of its own, within its time limit."""
    command = [sys.executable, __file__, "--build", arguments.build, "--artifacts",
               arguments.artifacts, "--case", one.name]
    limit = one.limit * arguments.patience
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             stdin=subprocess.DEVNULL, start_new_session=True,
                             env=dict(os.environ, TODOKU_E2E_PATIENCE=str(arguments.patience)))
    with running_lock:
        running[child.pid] = child
    try:
        output, _ = child.communicate(timeout=limit)
        code = child.returncode
    except subprocess.TimeoutExpired:
        stop(child)
        output, _ = child.communicate()
        output += f"ended after its time limit of {limit:g} s\n".encode()
        code = 124
    finally:
        with running_lock:
            running.pop(child.pid, None)
    return code, output.decode(errors="replace"), time.monotonic() - began


def stop(child):
    """Ends a child and what it has started: those under it, then its whole group."""
    pids = processes.descendants(child.pid)
    child.terminate()
    try:
        child.wait(8)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def report(number, one, outcome):
    """One line of TAP, and what the case has said. Gives the code."""
    code, output, seconds = outcome
    state = "ok" if code in (0, SKIPPED) else "not ok"
    lines = output.strip().splitlines()
    if state != "ok" and not lines:
        lines = [f"ended with {code}, and without a word"]
    why = f"SKIP {lines[-1]}" if code == SKIPPED else f"{seconds:.1f} s"
    print(f"{state} {number} - {one.name}  # {why}", flush=True)
    if code != SKIPPED:
        for line in lines[-60:]:
            print(f"#   {line}", flush=True)
    return code


def matches(name, patterns):
    return any(fnmatch.fnmatch(name, f"*{pattern}*") for pattern in patterns)


def chosen_cases(everything, only, but):
    return [one for name, one in everything.items()
            if (not only or matches(name, only)) and not matches(name, but)]


def names_in(path):
    return path.read_text("utf-8").splitlines() if path is not None and path.exists() else []


def remember_passed(chosen, codes, arguments):
    """What passed here need not be run again by another build: see --but-passed."""
    path = arguments.artifacts / "passed"
    ran = {one.name for one in chosen}
    passed = [one.name for one, code in zip(chosen, codes) if code == 0]
    others = [name for name in names_in(path) if name not in ran]
    path.write_text("".join(f"{name}\n" for name in others + passed), "utf-8")


def run_all(chosen, arguments):
    """The codes they end with."""
    codes = []
    with concurrent.futures.ThreadPoolExecutor(max(1, arguments.jobs)) as pool:
        futures = [(one, pool.submit(run_in_child, one, arguments)) for one in chosen]
        try:
            for number, (one, future) in enumerate(futures, 1):
                codes.append(report(number, one, future.result()))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            with running_lock:
                children = list(running.values())
            for child in children:
                stop(child)
            print("# given up")
    return codes


def main():
    arguments = parse_arguments()
    everything = load_cases(arguments.build)
    if arguments.case:
        return run_here(everything[arguments.case], arguments)
    chosen = chosen_cases(everything, arguments.only, arguments.but)
    passed = names_in(arguments.but_passed)
    # All of them again, where nothing would be left.
    chosen = [one for one in chosen if one.name not in passed] or chosen
    if arguments.list:
        print("\n".join(one.name for one in chosen))
        return 0
    arguments.artifacts.mkdir(parents=True, exist_ok=True)
    print(f"1..{len(chosen)}", flush=True)
    codes = run_all(chosen, arguments)
    remember_passed(chosen, codes, arguments)
    return 0 if len(codes) == len(chosen) > 0 and set(codes) <= {0, SKIPPED} else 1


if __name__ == "__main__":
    sys.exit(main())
