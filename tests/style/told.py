# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program says of itself in its --help."""

import os
import re
import subprocess

OPTION = re.compile(r"^  (?:-\w, )?(--[a-z-]+)", re.M)


def ask(program, *arguments):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
    return subprocess.run([program, *arguments], env=environment, check=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout


def commands(program):
    """Those of a program that has some; what stands behind a command's name is what it does."""
    return re.findall(r"^  ([a-z][a-z-]*)  +\S", ask(program, "--help"), re.M)


def options(program, *command):
    return set(OPTION.findall(ask(program, *command, "--help"))) | {"--help"}
