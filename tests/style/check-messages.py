#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds po/ja.po to having good Japanese for every message of the sources, and po/POTFILES to naming
every file that has one.

    check-messages.py TREE ARGUMENT-OF-XGETTEXT…
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
MARKED = re.compile(r'\b(?:_|N_|C_|NC_|g_dngettext|g_dpgettext2) ?\(|translatable="yes"')
ALWAYS = (".desktop.in", ".metainfo.xml.in")


def files_with_messages(tree):
    found = []
    for folder in ("src", "data"):
        for path in (tree / folder).rglob("*"):
            if path.name.endswith(ALWAYS) or (path.suffix in (".c", ".h", ".ui")
                                              and MARKED.search(path.read_text("utf-8"))):
                found.append(str(path.relative_to(tree)))
    return sorted(found)


def run(*command, cwd=None):
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def without_japanese(tree, arguments, folder):
    """The messages of the sources that ja.po does not have, or only as a guess."""
    template, merged = folder / "todoku.pot", folder / "ja.po"
    run("xgettext", "--files-from=po/POTFILES", f"--output={template}", *arguments, cwd=tree)
    run("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
        str(tree / "po" / "ja.po"), str(template))
    return "".join(run("msgattrib", which, "--no-obsolete", "--no-wrap", str(merged))
                   for which in ("--untranslated", "--only-fuzzy"))


def main():
    tree = Path(sys.argv[1])
    if shutil.which("xgettext") is None:
        print("gettext is not here")
        return SKIPPED
    problems = []
    named = (tree / "po" / "POTFILES").read_text("utf-8").split()
    problems += [f"po/POTFILES does not name {name}"
                 for name in files_with_messages(tree) if name not in named]
    gone = [name for name in named if not (tree / name).is_file()]
    problems += [f"po/POTFILES names {name}, which is not there" for name in gone]
    if not gone:
        with tempfile.TemporaryDirectory() as folder:
            missing = without_japanese(tree, sys.argv[2:], Path(folder))
        problems += [f"no Japanese yet: {line}" for line in missing.splitlines()
                     if line.startswith("msgid") and line != 'msgid ""']
    checked = subprocess.run(["msgfmt", "--check-format", "--check-domain", "--output-file=/dev/null",
                              tree / "po" / "ja.po"], capture_output=True, text=True, check=False)
    problems += checked.stderr.splitlines() if checked.returncode else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
