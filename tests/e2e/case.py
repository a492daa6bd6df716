# SPDX-License-Identifier: GPL-3.0-or-later
"""What a case is: a function marked with @case, the context it is given, and how it says no."""

import contextlib
import json
import os
import re
import subprocess
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]

# For a build that looks for leaks: what is none of ours, as the unit tests know it, too.
LEAKS_OF_OTHERS = SOURCE / "tests" / "leaks.supp"

# When GTK's file chooser or print dialog comes up, GLib outgrows its table of names and leaves the old
# one lying, as it means to; libcloudproviders leaves the paths of two folders. GTK 4.8 leaves the list
# of a window's own actions, once one is called over the accessibility bus, and on X11 each stream
# that it reads what another program has copied or dropped through. Their stacks end in g_malloc(),
# so that a list cannot name them: where that happens leaks are not looked for.
LEAKS_NOT_SOUGHT = {"ASAN_OPTIONS": "detect_leaks=0"}

# How a program that was built to find its own faults ends, and what it says, when it has found one.
FAULT = 99
FAULTS = re.compile(r"ERROR: \w+Sanitizer|\S+:\d+:\d+: runtime error: |[gG]\w*-CRITICAL \*\*")


class Failed(AssertionError):
    """The program did not do what it should. detail: whatever is too long for a line, as the
    whole tree of a window; it goes into the artefacts."""

    def __init__(self, message, detail=""):
        super().__init__(message)
        self.detail = detail


def expect(condition, message):
    if not condition:
        raise Failed(message)


def expect_equal(got, wanted, what):
    expect(got == wanted, f"{what}: got {got!r}, wanted {wanted!r}")


# How many times as long as usual is waited, where programs look for their own faults.
PATIENCE = float(os.environ.get("TODOKU_E2E_PATIENCE", "1"))

# How many milliseconds a question waits for its answer: few, where none comes; else so many that a
# busy machine is not taken for a server that says nothing.
SHORT_MS = 500
LONG_MS = 4000


def wait_until(probe, what, timeout=10.0, interval=0.05):
    """Asks probe() until it gives something true, and returns that. The longer it takes, the seldomer
    it asks: to read a window's tree keeps the window from its work."""
    timeout *= PATIENCE
    interval *= PATIENCE
    end = time.monotonic() + timeout
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > end:
            raise Failed(f"not within {timeout:g} s: {what}")
        time.sleep(interval)
        interval = min(1.5 * interval, max(interval, 0.2 * PATIENCE))


JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def is_japanese(text):
    """Whether text is, but for what a panel prints, which stands in quotes as it is printed."""
    return bool(JAPANESE.search(re.sub("\u201c[^\u201d]*\u201d", "", text)))


CASES = []


def case(name, limit=120, tools=()):
    """Marks a function as a case with a name, a time limit in seconds and the tools it needs."""

    def mark(function):
        CASES.append(Case(name, function, limit, tuple(tools)))
        return function

    return mark


class Case:
    def __init__(self, name, function, limit, tools):
        self.name = name
        self.function = function
        self.limit = limit
        self.tools = tools


class Answer:
    """What a program answered."""

    def __init__(self, arguments, code, out, err):
        self.arguments = arguments
        self.code = code
        self.out = out
        self.err = err

    def __str__(self):
        return (f"{' '.join(self.arguments)}\n  exit {self.code}\n  stdout: {self.out.strip()[:2000]}"
                f"\n  stderr: {self.err.strip()[:1000]}")

    def json(self):
        try:
            return json.loads(self.out)
        except ValueError as error:
            raise Failed(f"no JSON on stdout ({error}): {self}") from error


class Context:
    """Where a case finds the programs, and where it leaves what it made."""

    def __init__(self, build, artifacts, scratch):
        self.build = Path(build)
        self.artifacts = Path(artifacts)
        self.scratch = Path(scratch)
        self.stack = contextlib.ExitStack()

    def use(self, manager):
        """Enters a context manager that is left when the case ends."""
        return self.stack.enter_context(manager)

    def program(self, name):
        """The path of a program that the build made."""
        for folder in ("src/cli", "src/ui", "src"):
            path = self.build / folder / name
            if path.is_file():
                return str(path)
        raise Failed(f"{name} is not built in {self.build}")

    def catalog(self, call):
        """The companies that hosts, senders or dns-providers lists."""
        answer = self.cli(call, "--json").json()
        return answer if isinstance(answer, list) else next(iter(answer.values()))

    def folder(self, name):
        path = self.scratch / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def cli(self, *arguments, stdin="", env=None, program=None, timeout=30):
        """Runs todoku-cli and gives its answer, whatever it is."""
        command = [program or self.program("todoku-cli"), *map(str, arguments)]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=timeout,
                              env=env or self.clean_environment(), check=False)
        answer = Answer([os.path.basename(command[0]), *command[1:]], done.returncode, done.stdout,
                        done.stderr)
        expect(answer.code != FAULT, f"a fault was found in {answer}")
        return answer

    def expect_no_fault(self):
        """Fails where a program that has ended has found a fault in itself, or GLib in it."""
        for log in sorted(self.artifacts.glob("program*.log")):
            text = log.read_text(encoding="utf-8", errors="replace")
            found = FAULTS.search(text)
            if found:
                raise Failed(f"{log.name}: a fault was found: {text[found.start():][:400]}")

    def clean_environment(self, **more):
        """An environment in which nothing of the person who runs the tests shows through."""
        env = {key: value for key, value in os.environ.items()
               if not key.startswith(("LC_", "XDG_", "GTK_", "GDK_", "TODOKU_"))
               and key not in ("LANG", "LANGUAGE")}
        env.update(LC_ALL="C.UTF-8", LANGUAGE="en", XDG_CONFIG_HOME=str(self.folder("config")),
                   XDG_DATA_HOME=str(self.folder("data")), XDG_CACHE_HOME=str(self.folder("cache")),
                   G_SLICE="always-malloc",  # as tests/meson.build says
                   UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1",
                   LSAN_OPTIONS=f"exitcode={FAULT}:print_suppressions=0:"
                                f"suppressions={LEAKS_OF_OTHERS}")
        env.update({key: str(value) for key, value in more.items()})
        return env
