#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the catalog sees what it is for: each of these faults, put into a copy of it."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = sys.argv[1]
CATALOG = Path(sys.argv[2])


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

HOST = "hosts/xserver.json"
PROVIDER = "dns-providers/azure-dns.json"
SIGNED_IN = "dns-providers/onamae-sd.json"

# What a file says, what a slip makes of it, and what the check says then.
SLIPS = [
    (HOST, '"id": "xserver"', '"id": "xserve"', "id: must be xserver"),
    (HOST, '"id": "xserver"', '"id": "Xserver"', "id: 'Xserver' does not match"),
    (HOST, '"order": 10', '"order": -1', "order: -1 is less than"),
    (HOST, '"order": 10', '"order": 10, "colour": "red"', "'colour' was unexpected"),
    (HOST, '"order": 10', '"order": 10, "order": 11', "has a member twice"),
    (HOST, '"en": "Xserver"', '"en": " Xserver"', "name.en: ' Xserver' does not match"),
    (HOST, '"url": "https', '"url": "ftp', "url: 'ftp://"),
    (HOST, "man_mail_spf.php", "man mail", "url: 'https://www.xserver.ne.jp/manual/man mail'"),
    (HOST, '"key": "host"', '"key": "domain"', "placeholders.0.key: "),
    (HOST, '"key": "host"', '"key": "Host"', "placeholders.0.key: 'Host' does not match"),
    (HOST, '"placeholders": [', '"placeholders": [{"key": "host", "pattern": "x", "example": null},',
     "placeholders: has a key twice"),
    (HOST, '"example": "sv1234', '"example": "www1234', "www1234.xserver.jp does not match"),
    (HOST, '"v=spf1 +a', '"v=spf2 +a', "spf.value: 'v=spf2"),
    (HOST, '"v=spf1 +a', '"v=spf1  +a', "spf.value: 'v=spf1  +a"),
    (HOST, '+mx include', '＋mx include', "spf.value: 'v=spf1"),
    (HOST, '+a:{host} ', '', "spf.value uses [], placeholders describe ['host']"),
    (HOST, '+a:{domain}', '+a:{hosts}', "spf.value uses ['host', 'hosts']"),
    (HOST, '"grade": "C"', '"grade": "X"', "grade: 'X' is not one of"),
    (HOST, '"grade": "C"', '"grade": "CC"', "grade: 'CC' is not one of"),
    (HOST, '"checked": "2026-11-24"', '"checked": "2026-02-30"', "is not a 'date'"),
    (HOST, '"checked": "2026-11-24"', '"checked": "24.11.2026"', "'24.11.2026' does not match"),
    (HOST, '"ns[1-5].xserver.jp"', '', "switch: "),
    (HOST, '"ns[1-5].xserver.jp"', '"ns[1-5.xserver.jp"', "switch: "),
    (HOST, 'xserver\\\\.jp$"', 'xserver\\\\.jp"', "detect.mx.0.regex: "),
    (HOST, '"fills": "host"', '"fills": "nn"', "fills: nn is no placeholder of this host"),
    (HOST, '"a:{host}"', '"a:{nn}"', "terms: nn is no placeholder of this host"),
    (HOST, '"addresses": []', '"addresses": ["192.0.2.256"]', "'192.0.2.256' is not a 'ipv4'"),
    (HOST, '"addresses": []', '"addresses": ["2001:db8::1"]', "'2001:db8::1' is not a 'ipv4'"),
    (HOST, '"dns_provider": "xserver"', '"dns_provider": "nobody"', "dns_provider: nobody"),
    ("hosts/colorfulbox.json", '"url": "https:', '"url": "http:', "url: 'http:"),
    (HOST, '"url": "https://www.xserver.ne.jp/manual/man_mail_spf.php",\n  "spf"',
     '"url": null,\n  "spf"', "url: the company has a page"),
    (SIGNED_IN, '"https://cp.', '"https://my.', "sign_in: must lead to cp.rentalserver.jp"),
    (SIGNED_IN, '"https://cp.', '"http://cp.', "sign_in.url: 'http:"),
    (SIGNED_IN, '{value}"', '{value}."', "should not be valid under"),
    (SIGNED_IN, '"when": "change"', '"when": "alter"', "when: 'alter' is not one of"),
    (PROVIDER, '"editable": true', '"editable": false', "steps: must say what to do"),
    ("senders.json", '"id": "sendgrid"', '"id": "send grid"', "'send grid' does not match"),
    ("senders.json", '"id": "sendgrid"', '"id": "microsoft-365"', "has an id twice"),
    ("senders.json", '"include:sendgrid.net"', '"sendgrid.net"', "term: 'sendgrid.net' does not"),
    ("senders.json", '"include:sendgrid.net"', '"include:sendgrid.net ~all"', "net ~all' does not"),
    ("senders.json", '"include:spf.microsoftonline.com"', '"spf.microsoftonline.com"',
     "aliases.1: 'spf.microsoftonline.com' does not match"),
    ("general-steps.json", '"steps": [', '"steps": [], "others": [', "steps: [] "),
    ("free-mail.json", '"gmail.com"', '"gmail com"', "'gmail com' does not match"),
]


# What a copy holds besides the file at fault: a check of all would take long, as often as this.
FILES = ["schema", "senders.json", "general-steps.json", "free-mail.json", "bounces.json", HOST,
         "dns-providers/xserver.json"]


def copy_catalog(folder, file):
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (CATALOG / name).is_dir():
            shutil.copytree(CATALOG / name, folder / name)
        else:
            shutil.copy(CATALOG / name, folder / name)
    if not (folder / file).exists():
        shutil.copy(CATALOG / file, folder / file)
    bounces = json.loads((folder / "bounces.json").read_text(encoding="utf-8"))
    bounces["bounces"] = bounces["bounces"][:1]
    (folder / "bounces.json").write_text(json.dumps(bounces), encoding="utf-8")


def make_fault(folder, file, change):
    """@change gets the text of @file, and gives the one with the fault. Returns whether it does."""
    copy_catalog(folder, file)
    path = folder / file
    before = path.read_text(encoding="utf-8")
    after = change(before)
    path.write_text(after, encoding="utf-8")
    return before != after


def change_provider(fault):
    def change(text):
        provider = json.loads(text)
        fault(provider)
        return json.dumps(provider, ensure_ascii=False)

    return change


def list_faults():
    for fault, words in FAULTS.items():
        yield fault.__name__, "dns-providers/xserver.json", change_provider(fault), words
    for file, good, slip, words in SLIPS:
        yield (f"{file}: {slip}", file,
               lambda text, good=good, slip=slip: text.replace(good, slip, 1), words)


def main():
    faults = list(list_faults())
    print(f"1..{len(faults)}")
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / f"catalog-{number}" for number in range(len(faults) + 1)]
        made = [make_fault(folder, file, change)
                for folder, (_, file, change, _) in zip(folders, faults)]
        copy_catalog(folders[-1], HOST)
        done = subprocess.run([sys.executable, CHECK, *folders], capture_output=True, text=True,
                              check=False)
    lines = done.stderr.splitlines()
    seen = done.returncode == 1
    for number, (name, _, _, words) in enumerate(faults):
        said = [line for line in lines if line.startswith(f"{folders[number]}/")]
        is_seen = made[number] and any(words in line for line in said)
        print(f"{'ok' if is_seen else 'not ok'} {number + 1} - {' '.join(name.split())}")
        if not is_seen:
            print(f"# said: {said}")
        seen = seen and is_seen
    # The copy without a fault has none.
    if any(line.startswith(f"{folders[-1]}/") for line in lines):
        print("Bail out! A right catalog is found wrong.")
        seen = False
    sys.exit(0 if seen else 1)


main()
