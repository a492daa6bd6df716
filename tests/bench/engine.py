# SPDX-License-Identifier: GPL-3.0-or-later
"""How quick the engine is, beside pyspf and libspf2: one evaluation over a slow DNS server,
evaluations of what is known already, and a batch of many domains."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import bench_zones as zones
from case import Failed

HERE = Path(__file__).resolve().parent
DELAY_MS = 50
GOAL_SECONDS = 0.2
GOAL_MIB = 64
DOMAINS = 1000
JOBS = (1, 16, 64)


class Engine:
    """The programs that are measured, and the scratch folder they work in."""

    def __init__(self, build, scratch, rounds):
        self.build = Path(build)
        self.scratch = Path(scratch)
        self.rounds = rounds
        self.cli = self.build / "src/cli/todoku-cli"
        self.todoku_speed = self.build / "tests/bench/bench-spf-speed"
        self.libspf2_speed = self._compile("libspf2-speed", "-lspf2")
        self.port_library = self._compile("libspf2-port", "-shared", "-fPIC", "-ldl")

    def _compile(self, name, *options):
        target = self.scratch / name
        subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-o", target, HERE / f"{name}.c", *options], check=True)
        return target

    def write_zone(self, zone):
        """The zone in Todoku's form, and in the one that libspf2-speed.c reads."""
        path = self.scratch / "zone.json"
        path.write_text(json.dumps(zone), encoding="utf-8")
        lines = [f"{name}\t{kind}\t{value.split()[-1] if kind == 'MX' else value}\n"
                 for name, kinds in zone.items() for kind, values in kinds.items()
                 for value in values]
        path.with_suffix(".txt").write_text("".join(lines), encoding="ascii")
        return path


@contextlib.contextmanager
def slow_server(path):
    """The port of a server that takes DELAY_MS for each question."""
    server = subprocess.Popen([sys.executable, HERE / "slow_dns.py", path, str(DELAY_MS)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait()


def output_of(command, **options):
    """What a program printed, and the seconds from its start to its end."""
    began = time.monotonic()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=60, check=False, **options)
    seconds = time.monotonic() - began
    if not done.stdout.strip():
        raise Failed(f"{command[0]} printed nothing, but: {done.stderr.strip()}")
    return done.stdout.split(), seconds


def judge_with_todoku(engine, port):
    (result, *_), seconds = output_of([engine.cli, "eval", "--ip", zones.CLIENT, "--helo",
                                       zones.TREE, "--mail-from", f"info@{zones.TREE}",
                                       "--dns-server", f"127.0.0.1:{port}"])
    return result, seconds


def judge_with_pyspf(_engine, port):
    """Without the start of Python."""
    (result, seconds), _ = output_of([sys.executable, HERE / "pyspf_once.py", port, zones.CLIENT,
                                      zones.TREE])
    return result, float(seconds)


def judge_with_spfquery(engine, port):
    env = dict(os.environ, DNS_PORT=str(port), LD_PRELOAD=str(engine.port_library))
    (result, *_), seconds = output_of(["spfquery.libspf2", "-ip", zones.CLIENT, "-sender",
                                       f"info@{zones.TREE}", "-helo", zones.TREE], env=env)
    return result, seconds


JUDGES = {"todoku-cli eval": judge_with_todoku, "pyspf (without its start)": judge_with_pyspf,
          "spfquery (libspf2)": judge_with_spfquery}


def expect_fail(name, result):
    if result != "fail":
        raise Failed(f"{name} says {result!r} where the result is fail")


def measure_tree(engine):
    """All in turn, so that whatever else the machine does meets all alike."""
    times = {name: [] for name in JUDGES}
    with slow_server(engine.write_zone(zones.tree())) as port:
        for _ in range(engine.rounds):
            for name, judge in JUDGES.items():
                result, seconds = judge(engine, port)
                expect_fail(name, result)
                times[name].append(seconds)
    print(f"\n{f'ten look-ups at {DELAY_MS} ms, s':28}{'median':>10}{'best':>10}{'ratio':>8}"
          f"   goal {GOAL_SECONDS}")
    ours = statistics.median(next(iter(times.values())))
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:28}{median:10.3f}{min(seconds):10.3f}{median / ours:8.1f}")
    return ours <= GOAL_SECONDS


def speeds(engine, path, domain):
    """Evaluations a second: Todoku, and libspf2 with its own cache and with none, each with the
    reason in words."""
    seconds = 1
    ours = [engine.todoku_speed, path, zones.CLIENT, domain, seconds]
    theirs = [engine.libspf2_speed, path.with_suffix(".txt"), zones.CLIENT, domain, seconds]
    commands = (ours, [*theirs, "cached"], [*theirs, "plain"])
    found = [[], [], []]
    for _ in range(engine.rounds):
        for command, figures in zip(commands, found):
            (result, speed), _ = output_of(command)
            expect_fail(command[0], result)
            figures.append(float(speed))
    return [statistics.median(figures) for figures in found]


def measure_memory(engine):
    path = engine.write_zone({**zones.tree(), **zones.flat()})
    print(f"\n{'evaluations a second':28}{'Todoku':>10}{'libspf2':>10}{'ratio':>8}"
          f"   goal 1")
    reached = True
    for label, domain in (("tree", zones.TREE), ("flat", zones.FLAT)):
        ours, *theirs = speeds(engine, path, domain)
        for speed, cache in zip(theirs, ("its cache", "no cache")):
            print(f"{f'{label}; libspf2 with {cache}':28}{ours:10.0f}{speed:10.0f}"
                  f"{ours / speed:8.1f}")
            reached = reached and ours > speed
    return reached


def feed(stream, names):
    stream.write("".join(f"{name}\n" for name in names).encode())
    stream.flush()


def run_batch(engine, port, names, jobs):
    """Domains a second, and the most memory in MiB, read before the program ends."""
    began = time.monotonic()
    program = subprocess.Popen([engine.cli, "batch", "--dns-server", f"127.0.0.1:{port}", "--jobs",
                                str(jobs)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = threading.Thread(target=feed, args=(program.stdin, names))
    feeder.start()
    unread = sum(b'"verdict":"unknown"' in program.stdout.readline() for _ in names)
    seconds = time.monotonic() - began
    status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
    feeder.join()
    program.stdin.close()
    program.stdout.close()
    program.wait()
    if unread:
        raise Failed(f"batch could not read {unread} of {len(names)} domains")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    return len(names) / seconds, peak / 1024


def measure_batch(engine):
    names, zone = zones.many(DOMAINS)
    print(f"\n{f'batch at {DELAY_MS} ms a question':28}{'domains/s':>10}{'peak, MiB':>10}{'ratio':>8}"
          f"   goal {GOAL_MIB} MiB")
    found = []
    with slow_server(engine.write_zone(zone)) as port:
        for jobs in JOBS:
            some = names[:DOMAINS // 20] if jobs == 1 else names
            found.append(run_batch(engine, port, some, jobs))
            speed, peak = found[-1]
            print(f"{f'{len(some)} domains, {jobs} at once':28}{speed:10.1f}{peak:10.1f}"
                  f"{speed / found[0][0]:8.1f}")
    return all(peak < GOAL_MIB for _, peak in found)


def measure(build, scratch, rounds):
    """Prints the tables; gives whether each goal was reached."""
    engine = Engine(build, scratch, rounds)
    return [measure_tree(engine), measure_memory(engine), measure_batch(engine)]
