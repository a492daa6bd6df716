#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every C file to .clang-format, as clang-format 14 reads it: others lay things out otherwise.

    check-format.py TREE
"""

import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def formatter():
    for name in ("clang-format-14", "clang-format"):
        if shutil.which(name):
            done = subprocess.run([name, "--version"], capture_output=True, text=True, check=False)
            if "version 14." in done.stdout:
                return name
    return None


def main():
    program = formatter()
    if program is None:
        print("clang-format 14 is not here")
        return SKIPPED
    files = sorted(path for folder in ("src", "tests")
                   for path in (Path(sys.argv[1]) / folder).rglob("*.[ch]"))
    return subprocess.run([program, "--dry-run", "-Werror", *files], check=False).returncode


sys.exit(main())
