#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the catalog sees what it is for: each of these faults, put into a copy of it."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK, CATALOG = sys.argv[1:3]


def rename_button(provider):
    """A button that the panel does not have."""
    step = provider["steps"][-1]
    step["ja"] = step["ja"].replace("「追加する」", "「登録する」", 1)


def rename_english(provider):
    provider["steps"][0]["en"] = "Open “Server Manager” and sign in."


def rename_field(provider):
    provider["fields"]["value"]["ja"] = "中身"


def forget_source(provider):
    del provider["labels"][0]["source"]


def add_label(provider):
    provider["labels"][0]["words"].append("どこにもない")


def trap_with_new_word(provider):
    provider["traps"][0]["ja"] += "「かんたん設定」を使います。"


def forget_english(provider):
    provider["steps"][0]["en"] = ""


FAULTS = {
    rename_button: "nobody says where 「登録する」 was seen",
    rename_english: "nobody says where 「Server Manager」 was seen",
    rename_field: "nobody says where 「中身」 was seen",
    forget_source: "'source' is a required property",
    add_label: "「どこにもない」 is not used",
    trap_with_new_word: "nobody says where 「かんたん設定」 was seen",
    forget_english: "steps.0.en",
}


def check(folder):
    done = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stderr


def check_fault(number, fault, words):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "catalog"
        shutil.copytree(CATALOG, folder)
        path = folder / "dns-providers/xserver.json"
        provider = json.loads(path.read_text(encoding="utf-8"))
        fault(provider)
        path.write_text(json.dumps(provider, ensure_ascii=False), encoding="utf-8")
        code, said = check(folder)
    seen = code == 1 and words in said
    print(f"{'ok' if seen else 'not ok'} {number} - {fault.__name__}")
    if not seen:
        print(f"# ended with {code}: {said}")
    return seen


def main():
    print(f"1..{len(FAULTS)}")
    seen = [check_fault(number, *fault) for number, fault in enumerate(FAULTS.items(), 1)]
    sys.exit(0 if all(seen) else 1)


main()
