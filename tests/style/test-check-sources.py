#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the sources sees what it is for: each of these faults, put into a small tree."""

import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = sys.argv[1]

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
README = """# とどく（Todoku）

日本語 | [English](#todoku-english)

```sh
./run         # opens it
./run test    # all tests
# no heading
```

![the result](data/result.png)

See [the program](src/spf/record.c), [its `words`](#words-of-record) and [elsewhere](https://a.example/#b).

## Words of `record`

# Todoku (English)

[日本語](#とどくtodoku) | English
"""
TREE = {
    "README.md": README,
    "run": f"#!/bin/sh\n# {LICENCE}\n",
    "src/spf/record.c": f'// {LICENCE}\n#include "dns/name.h"\n',
    "src/window.ui": f'<?xml version="1.0"?>\n<!-- {LICENCE} -->\n',
    "data/README.md": "[up](../README.md#words-of-record)\n",
    "data/result.png": "",
}

# What is written into which file, and what is said about it.
FAULTS = {
    "a source without a licence": ("src/spf/new.c", "int i;\n", "new.c: does not begin"),
    "the licence too late": ("src/spf/record.c", f"\n// {LICENCE}\n", "record.c: does not begin"),
    "a script of one line": ("tests/new.py", "#!/usr/bin/python3\n", "new.py: does not begin"),
    "another licence": ("src/spf/new.c", "// SPDX-License-Identifier: CC0-1.0\n", "new.c: does not begin"),
    "an empty file": ("src/meson.build", "", "meson.build: does not begin"),
    "a floor below that looks up": (
        "src/dns/name.c", f'// {LICENCE}\n#include "spf/record.h"\n', "dns includes spf"),
    "a room beside": (
        "src/spf/a.c", f'// {LICENCE}\n#include "catalog/load.h"\n', "spf includes catalog"),
    "a room nobody knows": ("src/new/a.c", f'// {LICENCE}\n#include "dns/name.h"\n', "no floor"),
    "a picture that is not there": (
        "README.md", README.replace("result.png", "new.png"), "leads to data/new.png"),
    "a heading that was renamed": (
        "README.md", README.replace("(English)", "in English"), "#todoku-english, and there"),
    "code that is no heading": (
        "README.md", README + "[no](#no-heading)\n", "#no-heading, and there"),
    "a file that is not there": ("data/README.md", "[up](../OTHER.md)\n", "leads to ../OTHER.md"),
    "another file's heading": ("data/README.md", "[up](../README.md#no)\n", "#no, and there"),
}


def check(fault):
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in (TREE | fault).items():
            path = Path(scratch) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, CHECK, scratch], capture_output=True, text=True,
                              check=False)
    return done.returncode, done.stderr


def report(number, name, good, said):
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    if not good:
        print(f"# said: {said}")
    return good


def main():
    print(f"1..{len(FAULTS) + 1}")
    code, said = check({})
    outcomes = [report(1, "a tree without a fault", code == 0, said)]
    for number, (name, (path, text, words)) in enumerate(FAULTS.items(), 2):
        code, said = check({path: text})
        outcomes.append(report(number, name, code == 1 and words in said, said))
    sys.exit(0 if all(outcomes) else 1)


main()
