#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds po/ja.po to having good Japanese for every message of the sources, po/POTFILES to naming
every file that has one, and whatever is read by a person to one name for one thing: the messages in
both languages, the manual pages and the catalog.

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

# What is not said, and what is said instead, or why.
ENGLISH = {
    r"(?<![-.\w])mails?\b(?![-;]| servers?|\.\w)|(^|(?<=[.:] ))Mails?\b(?! servers?| Hosting)": "email",
    r"[Ll]ook-up": "lookup",
    r"(?<!ontrol )(?<!new )(?<!old )\bpanels?\b": "control panel",
    r"\bemail (host|company)\b": "email provider",
    r"\b([Rr]ight value|[Oo]ld record|[Vv]alue now|[Vv]alue to paste)\b": "new, current, old value",
    r"\b([Ss]tands?|stood|[Bb]egins?|[Ww]hoever|behind|mend(s|ed|ing)?|spelt|pass(es)? over)\b":
        "plain English of today",
    r"\b(led to nothing|in place of|[a-z]+ of which)\b": "plain English of today",
}
JAPANESE = {
    r"あなた": "ご自分",
    r"正しい値[がを（：]|貼り付ける値|新しいレコード": "新しい値",
    r"(古い|変更前の|これまでの|以前の)(レコード|値)": "元の値 once it is saved, いまの値 before",
    r"種別(?!が)": "種類",
    r"現在の|今[のは]": "いま",
    r"貼り付け方": "設定のしかた",
    r"メール(の?サーバー)の会社|メールを預けている|契約先": "メールの会社",
    r"DNSの管理会社|DNSを管理している会社|ネームサーバーの会社": "DNSの会社",
    r"問い合わせ(?!フォーム|て(?!い)|るか)": "確認: 問い合わせ is what one does with a support desk",
    r"(^|これは)%[0-9$]*sのサーバー": "エックスサーバー, not エックスサーバーのサーバー",
    r"待っていても|少し待つ": "そのままお待ちください",
    r"^%[0-9$]*sそのため|？そのため": "what may be a question does not go on with そのため",
    r"誰|分か(る|り|った|らな|らず|れば|って)|下さい": "だれ, わかる, ください",
    r"メールアプリ": "メールソフト",
    r"(?<=[^ -~]):|%[0-9$]*s: ": "a full-width colon",
}
# Labels of panels are as they are printed.
QUOTED = re.compile(r"「[^」]*」|“[^”]*”( \([^)]*\))?")


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


def messages(tree):
    """What a person reads: its language, and itself."""
    language = None
    for line in run("msgcat", "--no-wrap", str(tree / "po" / "ja.po")).splitlines():
        if line.startswith(("msgid", "msgstr")):
            language = ENGLISH if line.startswith("msgid") else JAPANESE
        if not line.startswith("#") and '"' in line:
            yield language, line[line.index('"') + 1:-1]
    for name, language in (("en", ENGLISH), ("ja", JAPANESE)):
        for page in (tree / "data" / "man" / name).glob("*.in"):
            yield from ((language, line) for line in page.read_text("utf-8").splitlines()
                        if not line.startswith((".\\\"", ".TH", "todoku\\-cli")))
        for path in (tree / "data" / "catalog").rglob("*.json"):
            yield from ((language, text) for text
                        in re.findall(rf'"{name}": "(.*[.。].*)"', path.read_text("utf-8")))


def ill_said(tree):
    for language, message in messages(tree):
        yield from (f"not {found[0]!r}, but {instead}: {message}"
                    for pattern, instead in language.items()
                    for found in re.finditer(pattern, QUOTED.sub("", message)))


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
    problems += ill_said(tree)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
