#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a manual page with the commands and options that a program itself tells of in its --help, so
that none can be forgotten there.

    fill-page.py PROGRAM PAGE.in LANGUAGE METAINFO.in DATA-FOLDER OUTPUT

Of PAGE.in these are replaced:

    @COMMANDS@   a subsection for each command, with the options that not every command has
    @OPTIONS@    the options that every command has, or those of a program without commands
    @VERSION@, @DATE@, @DATA@
"""

import os
import re
import subprocess
import sys
from pathlib import Path

COMMAND = re.compile(r"^  ([a-z][a-z-]*)  +\S", re.M)
OPTION = re.compile(r"^  (?:-(\w), )?--([\w-]+)(?:=(.*?))?   +(.*)$", re.M)
RELEASE = re.compile(r'<release version="([^"]+)" date="([^"]+)"')
# A help text breaks its lines for a terminal; Japanese has no blank there.
BREAK = re.compile(r"(?<=[ -~])\n(?=[ -~])")


def ask(program, language, *arguments):
    # What a library leaves behind is looked for by the tests, not here.
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language,
                       ASAN_OPTIONS="detect_leaks=0")
    return subprocess.run([program, *arguments, "--help"], env=environment, check=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8").stdout


def read_help(text):
    """What is given besides options, the paragraphs of the description, and the program's own
    options, which come last."""
    usage, *description, _, options = text.strip().split("\n\n")
    return usage.partition("…]")[2].strip(), description, OPTION.findall(options)


def to_roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def option_to_roff(option):
    short, name, value, description = option
    return "\n".join([".TP",
                      (f"\\fB\\-{short}\\fR, " if short else "") + f"\\fB\\-\\-{to_roff(name)}\\fR"
                      + (f"=\\fI{to_roff(value)}\\fR" if value else ""),
                      to_roff(description)])


def command_to_roff(program, name, text, common):
    usage, description, options = text
    paragraphs = [BREAK.sub(" ", paragraph).replace("\n", "") for paragraph in description]
    return "\n".join([f".SS {name}",
                      f"\\fB{to_roff(f'{program} {name}')}\\fR {to_roff(usage)}".rstrip(),
                      *(f".PP\n{to_roff(paragraph)}" for paragraph in paragraphs),
                      *(option_to_roff(option) for option in options if option not in common)])


def main():
    program, page, language, metainfo, data, output = sys.argv[1:]
    text = Path(page).read_text("utf-8")
    if "@COMMANDS@" in text:
        helps = {name: read_help(ask(program, language, name))
                 for name in COMMAND.findall(ask(program, language))}
        first, *others = helps.values()
        options = [option for option in first[2] if all(option in other[2] for other in others)]
        text = text.replace("@COMMANDS@", "\n".join(
            command_to_roff(Path(program).name, name, told, options)
            for name, told in helps.items()))
    else:
        options = read_help(ask(program, language))[2]
    version, date = RELEASE.search(Path(metainfo).read_text("utf-8")).groups()
    text = text.replace("@OPTIONS@", "\n".join(map(option_to_roff, options)))
    text = text.replace("@VERSION@", version).replace("@DATE@", date).replace("@DATA@", data)
    Path(output).write_text(text, "utf-8")


main()
