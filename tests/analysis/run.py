#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks through the sources with tools that think about them, and at the unit tests in valgrind, and
says what they find that is not known already.

    tests/analysis/run.py --build BUILD [--tool gcc|cppcheck|valgrind] [--jobs 2] [FILE…]

What a tool takes for a mistake and is none stands, each with its reason, in suppressions.txt beside
this file: the tool, the name of its check, the file, and the reason. One that is of no use any more
is a mistake, too. Exit 77 where the tool is missing."""

import argparse
import concurrent.futures
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SUPPRESSIONS = Path(__file__).with_name("suppressions.txt")
SKIPPED = 77
TOOLS = ("gcc", "cppcheck", "valgrind")

VALGRIND = ("valgrind --quiet --error-exitcode=99 --leak-check=full "
            "--show-leak-kinds=definite --errors-for-leak-kinds=definite "
            f"--suppressions={Path(__file__).with_name('valgrind.supp')}")
# What PCRE2 compiles as it goes reads a text by whole words, each time at another place: as many
# false findings, which take most of the time. GLib does without.
NO_COMPILER = """int pcre2_jit_compile_8 (void *code, unsigned options);
int
pcre2_jit_compile_8 (void *code, unsigned options)
{
  (void) code;
  (void) options;
  return -48; /* PCRE2_ERROR_NOMEMORY */
}
"""

# file:line:column: warning: text [check]
WARNING = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: (?:warning|error): (?P<text>.*?) "
                     r"\[(?P<check>[^\]]+)\]", re.MULTILINE)

def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path, help="a build folder of meson")
    parser.add_argument("--artifacts", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--tool", action="append", choices=TOOLS)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("files", nargs="*", help="of src/; all without; not for valgrind")
    return parser.parse_intermixed_args()


def list_commands(build, wanted):
    """(file, command) for each source of ours that is compiled, once."""
    seen = set()
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = (Path(entry["directory"]) / entry["file"]).resolve()
        if not path.is_relative_to(SOURCE / "src") or path in seen:
            continue
        seen.add(path)
        name = str(path.relative_to(SOURCE))
        if not wanted or name in wanted:
            yield name, entry["command"].split()


def output_of(command, build):
    return subprocess.run(command, cwd=build, check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C"}).stdout


def ask_gcc(command, build):
    """The command as it compiles, but for what it writes, and with the analyzer."""
    words = [word for word in command if word not in ("ccache", "-MD", "-Werror")]
    for option in ("-o", "-MF", "-MQ"):
        at = words.index(option) if option in words else None
        if at is not None:
            del words[at:at + 2]
    words[0] = "gcc"
    return output_of([*words, "-fanalyzer", "-fdiagnostics-plain-output", "-o", "/dev/null"], build)


def own_options(command):
    """Where our own headers are; those of the libraries are what --library=gtk is for."""
    return [word for word in command if word.startswith("-D")
            or word.startswith("-I") and not word.startswith("-I/")]


def ask(tool, name, command, build):
    if tool == "gcc":
        return ask_gcc(command, build)
    return output_of(["cppcheck", "--quiet", "--enable=warning,portability", "--library=gtk",
                      "--template={file}:{line}:{column}: warning: {message} [{id}]",
                      "--suppress=missingIncludeSystem", *own_options(command),
                      str(SOURCE / name)], build)


def read_suppressions(tool):
    """(check, file, the line itself) of those of the tool."""
    for line in SUPPRESSIONS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            of_tool, check, file, reason = line.split(None, 3)
            if of_tool == tool and reason:
                yield check, file, line


def find(tool, arguments):
    """Every warning once, as (file, line, check, text)."""
    commands = list(list_commands(arguments.build, arguments.files))
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        outputs = pool.map(lambda pair: ask(tool, *pair, arguments.build), commands)
    found = set()
    for output in outputs:
        for match in WARNING.finditer(output):
            path = (arguments.build / match["file"]).resolve()
            if path.is_relative_to(SOURCE / "src"):
                found.add((str(path.relative_to(SOURCE)), int(match["line"]), match["check"],
                           match["text"]))
    return len(commands), sorted(found)


def read_with(tool, arguments):
    """Whether the tool finds nothing in the sources that is not known."""
    n_files, found = find(tool, arguments)
    used, unknown = set(), []
    suppressions = list(read_suppressions(tool))
    for file, line, check, text in found:
        reasons = [one for one in suppressions
                   if fnmatch.fnmatch(check, one[0]) and fnmatch.fnmatch(file, one[1])]
        used.update(reasons)
        if not reasons:
            unknown.append(f"{file}:{line}: {text} [{check}]")
    idle = [] if arguments.files else [f"of no use any more: {one[2]}" for one in suppressions
                                       if one not in used]
    print("\n".join(unknown + idle) or "nothing that is not known")
    print(f"{tool}: {n_files} files, {len(found)} findings, {len(unknown)} of them new", flush=True)
    return not unknown and not idle and n_files > 0


def run_in_valgrind(arguments):
    """Whether the unit tests, run in valgrind, touch nothing that is not theirs, and leave nothing."""
    library = arguments.build / "no-compiler.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-x", "c", "-o", library, "-"], check=True, text=True,
                   input=NO_COMPILER)
    return subprocess.run(["meson", "test", "-C", arguments.build, "--no-rebuild", "--suite", "core",
                           "--print-errorlogs", "--wrapper",
                           f"env LD_PRELOAD={shlex.quote(str(library))} {VALGRIND}", "--timeout-multiplier", "60",
                           "--num-processes", str(arguments.jobs)], check=False).returncode == 0


def main():
    arguments = parse_arguments()
    arguments.build = arguments.build.resolve()
    tools = arguments.tool or TOOLS
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        print(f"without {', '.join(missing)}")
        return SKIPPED
    clean = [run_in_valgrind(arguments) if tool == "valgrind" else read_with(tool, arguments)
             for tool in tools]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
