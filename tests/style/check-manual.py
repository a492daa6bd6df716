#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the manual pages to the commands and options their program has, all and no others, and to
mandoc's opinion, where it is here.

    check-manual.py PROGRAM PAGE…
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import told

problems = []


def compare(page, what, named, there):
    problems.extend(f"{page}: the {what} {name} is missing" for name in sorted(there - named))
    problems.extend(f"{page}: there is no {what} {name}" for name in sorted(named - there))


def check(program, page):
    text = Path(page).read_text("utf-8")
    problems.extend(f"{page}: {mark} was not filled in" for mark in re.findall(r"@[A-Z]+@", text))
    commands = told.commands(program)
    options = told.options(program).union(*(told.options(program, name) for name in commands))
    compare(page, "command", set(re.findall(r"^\.SS (.+)$", text, re.M)), set(commands))
    compare(page, "option", set(re.findall(r"--[a-z-]+", text.replace("\\-", "-"))), options)
    if shutil.which("mandoc"):
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], encoding="utf-8",
                              stdout=subprocess.PIPE, check=False)
        problems.extend(lint.stdout.splitlines())


def main():
    program, *pages = sys.argv[1:]
    for page in pages:
        check(program, page)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or not pages else 0


sys.exit(main())
