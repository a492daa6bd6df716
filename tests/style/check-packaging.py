#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the version and the build dependencies to being the same wherever they are told.

    check-packaging.py TREE VERSION
"""

import re
import sys
from pathlib import Path

# What building any package has, and what only packaging needs.
ALWAYS_THERE = {"gcc", "libc6-dev", "ninja-build"}
OF_PACKAGING = {"debhelper-compat"}

problems = []


def compare(where, what, got, wanted):
    if got != wanted:
        problems.append(f"{where}: {what}: got {got}, wanted {wanted}")


def build_packages(run):
    return set(re.search(r"^build_packages=\(([^)]*)\)", run, re.M)[1].split())


def build_depends(control):
    field = re.search(r"^Build-Depends:(.*(?:\n .*)*)", control, re.M)[1]
    return {dependency.split()[0] for dependency in field.split(",") if dependency.strip()}


def main():
    top, version = Path(sys.argv[1]), sys.argv[2]
    debian = top / "data" / "packaging" / "debian"

    def read(path):
        return path.read_text("utf-8")

    changelog = re.match(r"todoku \(([^)]*)\)", read(debian / "changelog"))[1]
    compare("changelog", "version", changelog, version)
    metainfo = read(top / "data" / "io.github.todoku.Todoku.metainfo.xml.in")
    compare("metainfo", "version", re.search(r'<release version="([^"]*)"', metainfo)[1], version)
    news = re.search(r"^## (\S+)", read(top / ".github" / "NEWS.md"), re.M)[1]
    compare("NEWS.md", "version", news, version)
    compare("debian/control", "Build-Depends",
            sorted(build_depends(read(debian / "control")) - OF_PACKAGING),
            sorted(build_packages(read(top / "run")) - ALWAYS_THERE))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
