#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How quick the window is: whether the main loop is ever busy for longer than a frame, and what
start-up and memory cost beside an empty libadwaita window with a Japanese title. Then the engine: see engine.py.

    run.py --build build --artifacts build/artifacts [--rounds 7] [--only window|engine] [--strict]
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

import engine  # noqa: E402
import processes  # noqa: E402
from case import Context, Failed  # noqa: E402
from display import Display  # noqa: E402

PROGRAMS = ("bench-empty-window", "bench-start-todoku", "bench-frame-clock",
            "bench-whole-frame", "bench-spf-speed")
FRAME_MS = 16.0
GOAL = 1.15
DOMAIN = "shop.example"
N_WORST = 6


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--artifacts", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=("window", "engine"))
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
    """The turns of the loop in each run: those of the wizard, and of a window drawn whole."""
    wizard = [str(folder / "bench-frame-clock"), str(SOURCE / "data/practice-zone.json"), DOMAIN]
    return ([run_program(display, wizard)[1] for _ in range(rounds)],
            [run_program(display, [str(folder / "bench-whole-frame")])[1] for _ in range(rounds)])


def print_starts(empty, todoku):
    print(f"{'':28}{'Todoku':>10}{'empty':>10}{'ratio':>8}   goal {GOAL}")
    rows = (("start to first frame, ms", 0), ("memory (PSS), MiB", 1))
    ratios = [todoku[at] / empty[at] for _, at in rows]
    for (label, at), ratio in zip(rows, ratios):
        print(f"{label:28}{todoku[at]:10.1f}{empty[at]:10.1f}{ratio:8.2f}")
    return all(ratio <= GOAL for ratio in ratios)


def longest(turns, measure):
    """The longest stretches of one run in ms: with drawing, beside it, and drawing alone."""
    return (max(turn["busy"][measure] for turn in turns),
            max(turn["busy"][measure] - turn["drawing"][measure] for turn in turns),
            max(turn["drawing"][measure] for turn in turns))


def print_worst_turns(turns):
    print("the longest turns of the loop in the quickest run, ms of processor time:")
    for turn in sorted(turns, key=lambda turn: -turn["busy"]["cpu"])[:N_WORST]:
        busy, drawing = turn["busy"]["cpu"], turn["drawing"]["cpu"]
        print(f"{busy:10.2f}, of it drawing {drawing:6.2f}: {turn['phase']}")


def print_busy(wizard, whole):
    """The least of several runs is what the program does; what is above it, the machine did."""
    print(f"{'':32}{'processor time':>18}{'by the wall':>18}")
    print(f"{'main loop busy, ms':32}" + f"{'least':>9}{'median':>9}" * 2
          + f"   goal {FRAME_MS:.0f}")
    rows = (("longest stretch", wizard, 0), ("longest beside drawing", wizard, 1),
            ("longest frame drawn", wizard, 2), ("an empty window drawn whole", whole, 2))
    for label, runs, at in rows:
        figures = [[longest(turns, measure)[at] for turns in runs] for measure in ("cpu", "wall")]
        print(f"{label:32}" + "".join(f"{min(times):9.2f}{statistics.median(times):9.2f}"
                                      for times in figures))
    quickest = min(wizard, key=lambda turns: longest(turns, "cpu")[0])
    print_worst_turns(quickest)
    return longest(quickest, "cpu")[0] <= FRAME_MS


def measure_window(context, rounds):
    folder = context.build / "tests/bench"
    with Display(context) as display:
        empty, todoku = measure_starts(display, folder, rounds)
        busy = measure_busy(display, folder, max(1, rounds // 2))
    print(f"load average of the machine: {os.getloadavg()[0]:.1f}")
    return [print_starts(empty, todoku), print_busy(*busy)]


def main():
    arguments = parse_arguments()
    processes.adopt_orphans()
    build = arguments.build.resolve()
    artifacts = arguments.artifacts.resolve() / "bench"
    artifacts.mkdir(parents=True, exist_ok=True)
    subprocess.run(["ninja", "-C", str(build), *(f"tests/bench/{name}" for name in PROGRAMS)],
                   check=True, stdout=subprocess.DEVNULL)
    reached = []
    try:
        with tempfile.TemporaryDirectory(prefix="todoku-bench-") as scratch:
            if arguments.only != "engine":
                reached += measure_window(Context(build, artifacts, scratch), arguments.rounds)
            if arguments.only != "window":
                reached += engine.measure(build, scratch, max(3, arguments.rounds // 2))
    finally:
        processes.end_descendants(os.getpid())
    return 1 if arguments.strict and not all(reached) else 0


if __name__ == "__main__":
    sys.exit(main())
