#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How quick the window is: whether the main loop is ever busy for longer than a frame, and what
start-up and memory cost beside an empty libadwaita window.

    run.py --build build --artifacts build/artifacts [--rounds 7] [--strict]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "e2e"))

import processes  # noqa: E402
from case import Context, Failed  # noqa: E402
from display import Display  # noqa: E402

PROGRAMS = ("bench-empty-window", "bench-start-todoku", "bench-frame-clock")
FRAME_MS = 16.0
GOAL = 1.15
DOMAIN = "shop.example"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--artifacts", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--strict", action="store_true", help="fail where a goal is missed")
    return parser.parse_args()


def run_program(display, command):
    """Runs one of the programs to its end: when it was started in µs, and what it printed."""
    began = time.monotonic_ns() / 1000
    done = subprocess.run(command, env=display.env, capture_output=True, text=True, timeout=90,
                          check=False)
    if done.returncode != 0 or not done.stdout.strip():
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return began, json.loads(done.stdout.strip().splitlines()[-1])


def measure_start(display, program):
    began, figures = run_program(display, [program])
    return (figures["first_frame_us"] - began) / 1000, figures["pss_kib"] / 1024


def measure_starts(display, folder, rounds):
    """Both programs in turn, so that whatever else the machine does meets both alike."""
    results = {"bench-empty-window": [], "bench-start-todoku": []}
    for turn in range(rounds + 1):
        for name, figures in results.items():
            measured = measure_start(display, str(folder / name))
            if turn > 0:  # the first round only warms the disk cache
                figures.append(measured)
    return [(statistics.median(first for first, _ in figures),
             statistics.median(memory for _, memory in figures)) for figures in results.values()]


def measure_busy(display, folder, rounds):
    command = [str(folder / "bench-frame-clock"), str(SOURCE / "data/practice-zone.json"), DOMAIN]
    return [run_program(display, command)[1] for _ in range(rounds)]


def median_of(figures, key):
    return statistics.median(one[key] for one in figures)


def print_starts(empty, todoku):
    print(f"{'':28}{'Todoku':>10}{'empty':>10}{'ratio':>8}   goal {GOAL}")
    rows = (("start to first frame, ms", 0), ("memory (PSS), MiB", 1))
    ratios = [todoku[at] / empty[at] for _, at in rows]
    for (label, at), ratio in zip(rows, ratios):
        print(f"{label:28}{todoku[at]:10.1f}{empty[at]:10.1f}{ratio:8.2f}")
    return all(ratio <= GOAL for ratio in ratios)


def print_busy(figures):
    print(f"{'main loop busy, ms':28}{'median':>10}{'worst':>10}{'':8}   goal {FRAME_MS:.0f}")
    rows = (("longest stretch", "max"), ("longest beside drawing", "max_beside_drawing"),
            ("99.9 of 100 stretches", "p999"))
    for label, key in rows:
        print(f"{label:28}{median_of(figures, key):10.2f}{max(one[key] for one in figures):10.2f}")
    print(f"the longest beside drawing: {figures[0]['worst_phase']}")
    print(f"{'turns of the loop':28}{median_of(figures, 'turns'):10.0f}")
    return median_of(figures, "max") <= FRAME_MS


def main():
    arguments = parse_arguments()
    processes.adopt_orphans()
    build = arguments.build.resolve()
    artifacts = arguments.artifacts.resolve() / "bench"
    artifacts.mkdir(parents=True, exist_ok=True)
    subprocess.run(["ninja", "-C", str(build), *(f"tests/bench/{name}" for name in PROGRAMS)],
                   check=True, stdout=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory(prefix="todoku-bench-") as scratch:
            context = Context(build, artifacts, scratch)
            with Display(context) as display:
                folder = build / "tests/bench"
                empty, todoku = measure_starts(display, folder, arguments.rounds)
                busy = measure_busy(display, folder, max(1, arguments.rounds // 2))
        reached = [print_starts(empty, todoku), print_busy(busy)]
    finally:
        processes.end_descendants(os.getpid())
    return 1 if arguments.strict and not all(reached) else 0


if __name__ == "__main__":
    sys.exit(main())
