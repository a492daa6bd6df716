#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every source file to the line that names its licence, and the READMEs to what they name."""

import re
import sys
from pathlib import Path

FOLDERS = ("src", "tests", "data", "po", ".ci")
NAMES = {"run", "meson.build", "meson_options.txt"}
SUFFIXES = {".c", ".h", ".py", ".ui", ".css", ".xml", ".supp", ".in", ".sh"}
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
# Software catalogues copy it from everywhere into one file.
LICENCE_OF_METAINFO = "SPDX-License-Identifier: CC0-1.0"

# How much of a README is seen before it is scrolled, in lines.
FIRST_SCREEN = 40
# Each begins a part of its own in the other language, which links back.
OTHER_LANGUAGE = ("English", "日本語")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
BLOCK_OF_CODE = re.compile(r"^```.*?^```$", re.M | re.S)
WORDS_OF_CODE = re.compile(r"`[^`\n]*`")

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


def check_link(readme, target):
    if re.match(r"[a-z]+:", target):
        return
    name, _, anchor = target.partition("#")
    path = readme.parent / name if name else readme
    if not path.exists():
        problem(readme, f"leads to {target}, which is not there")
    elif anchor and anchor not in anchors(path.read_text(encoding="utf-8")):
        problem(readme, f"leads to {target}, and there is no such heading")


def check_links(readme):
    text = BLOCK_OF_CODE.sub("", readme.read_text(encoding="utf-8"))
    for _, _, target in LINK.findall(WORDS_OF_CODE.sub("", text)):
        check_link(readme, target)


def check_first_screen(readme):
    text = readme.read_text(encoding="utf-8")
    screen = "\n".join(text.splitlines()[:FIRST_SCREEN])
    links = LINK.findall(screen)
    for command in (r"\./run", r"\./run test"):
        if not re.search(rf"^{command}(?=\s*(#|$))", screen, re.M):
            problem(readme, f"does not say {command} in its first screen")
    if not any(mark and not re.match(r"[a-z]+:", target) for mark, _, target in links):
        problem(readme, "has no picture in its first screen")
    if not any(words == OTHER_LANGUAGE[0] and target.startswith("#") for _, words, target in links):
        problem(readme, "does not lead to the other language in its first screen")
    if not any(words == OTHER_LANGUAGE[1] for _, words, _ in LINK.findall(text)):
        problem(readme, "does not lead back from the other language")


def main():
    top = Path(sys.argv[1])
    files = sources(top)
    for path in files:
        check_licence(path)

    readmes = sorted({top / "README.md", *(top / "data").rglob("README.md")})
    check_first_screen(top / "README.md")
    for readme in readmes:
        check_links(readme)

    for line in problems:
        print(line, file=sys.stderr)
    print(f"{len(files)} files, {len(readmes)} READMEs")
    if not files or problems:
        sys.exit(1)


main()
