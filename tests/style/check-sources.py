#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every source file to the line that names its licence and to the floors of src/, and every guide to what it names."""

import re
import sys
from pathlib import Path

FOLDERS = ("src", "tests", "data", "po", ".ci", ".github")
NAMES = {"run", "meson.build", "meson_options.txt"}
SUFFIXES = {".c", ".h", ".py", ".ui", ".css", ".xml", ".supp", ".in", ".sh"}
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
# Software catalogues copy it from everywhere into one file.
LICENCE_OF_METAINFO = "SPDX-License-Identifier: CC0-1.0"

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
BLOCK_OF_CODE = re.compile(r"^```.*?^```$", re.M | re.S)
WORDS_OF_CODE = re.compile(r"`[^`\n]*`")

# Whom a file of src/ may include: rooms of lower floors, its own, and these beside it.
FLOORS = {"base": 0, "dns": 1, "spf": 2, "dkim": 2, "dmarc": 2, "mail": 2, "input": 2, "catalog": 2,
          "checkup": 3, "propagation": 3, "history": 3, "ui": 4, "cli": 4}
BESIDE = {("mail", "catalog"), ("mail", "input"), ("spf", "dmarc"), ("propagation", "checkup")}
INCLUDE = re.compile(r'^#include "(\w+)/', re.M)

problems = []


def problem(path, text):
    problems.append(f"{path}: {text}")


def sources(top):
    files = [path for path in top.iterdir() if path.name in NAMES]
    for folder in FOLDERS:
        files += [path for path in (top / folder).rglob("*")
                  if path.name in NAMES or path.suffix in SUFFIXES]
    return sorted(path for path in files if path.is_file())


def check_licence(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    # Something else has to be the first line of a script and of XML.
    first = lines[1:2] if lines and lines[0].startswith(("#!", "<?xml")) else lines[:1]
    licence = LICENCE_OF_METAINFO if path.name.endswith(".metainfo.xml.in") else LICENCE
    if not first or licence not in first[0]:
        problem(path, "does not begin with its licence")


def check_floor(top, path):
    room = path.relative_to(top).parts[1]
    for other in INCLUDE.findall(path.read_text(encoding="utf-8")):
        if other not in FLOORS or room not in FLOORS:
            problem(path, f"{room} or {other} has no floor")
        elif other != room and FLOORS[other] >= FLOORS[room] and (room, other) not in BESIDE:
            problem(path, f"{room} includes {other}, which is not below it")


def anchors(text):
    """The anchors of the headings, as GitHub makes them."""
    found = set()
    for line in BLOCK_OF_CODE.sub("", text).splitlines():
        heading = re.fullmatch(r"#{1,6} +(.*?) *#*", line)
        if heading:
            slug = re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-")
            number = 0
            while (f"{slug}-{number}" if number else slug) in found:
                number += 1
            found.add(f"{slug}-{number}" if number else slug)
    return found


def check_link(guide, target):
    if re.match(r"[a-z]+:", target):
        return
    name, _, anchor = target.partition("#")
    path = guide.parent / name if name else guide
    if not path.exists():
        problem(guide, f"leads to {target}, which is not there")
    elif anchor and anchor not in anchors(path.read_text(encoding="utf-8")):
        problem(guide, f"leads to {target}, and there is no such heading")


def check_links(guide):
    text = BLOCK_OF_CODE.sub("", guide.read_text(encoding="utf-8"))
    for _, _, target in LINK.findall(WORDS_OF_CODE.sub("", text)):
        check_link(guide, target)


def main():
    top = Path(sys.argv[1])
    files = sources(top)
    for path in files:
        check_licence(path)
        if path.suffix in (".c", ".h") and path.is_relative_to(top / "src"):
            check_floor(top, path)

    guides = sorted(path for folder in (".", ".github", "data", "tests")
                     for path in (top.glob("*.md") if folder == "." else (top / folder).rglob("*.md")))
    for guide in guides:
        check_links(guide)

    for line in problems:
        print(line, file=sys.stderr)
    print(f"{len(files)} files, {len(guides)} guides")
    if not files or problems:
        sys.exit(1)


main()
