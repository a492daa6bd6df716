# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cases that open a window share."""

import subprocess
from pathlib import Path

from case import expect
from display import Display

TOOLS = ["Xvfb", "openbox", "dbus-daemon", "xclip", "xdotool", "xprop", "gdbus", "import"]
KNOT = [*TOOLS, "knotd", "knotc"]
LANGUAGES = ("ja", "en")
LOLIPOP = {"ja": "ロリポップ！", "en": "Lolipop"}
XSERVER = {"ja": "エックスサーバー", "en": "Xserver"}
PRACTICE = "shop.example"
DOMAIN = "shop.test"
MAILS = Path(__file__).parents[1] / "unit" / "data" / "bounce"

# A domain at Lolipop whose record does not name Lolipop yet.
AT_LOLIPOP = {
    (DOMAIN, "TXT"): ['"v=spf1 include:_spf.old-host.example ~all"'],
    (DOMAIN, "A"): ["192.0.2.10"],
    (DOMAIN, "MX"): ["10 mx01.lolipop.jp."],
    (DOMAIN, "NS"): ["ns1.dns-house.example."],
    (DOMAIN, "SOA"): ["ns1.dns-house.example. root.dns-house.example. 1 60 60 3600 60"],
    ("mx01.lolipop.jp", "A"): ["198.51.100.25"],
    ("_spf.lolipop.jp", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
    ("_spf.old-host.example", "TXT"): ['"v=spf1 ip4:203.0.113.0/24 -all"'],
}


def open_window(context, language, *arguments, **environment):
    """A display and the window on it."""
    display = context.use(Display(context, language=language))
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    return Wizard(context, display, language, *arguments, **environment)


def cli_value(context, *arguments):
    """What the command line proposes for the same question."""
    report = context.cli("check", *arguments, "--json").json()
    expect(report["proposed"], f"nothing is proposed: {report}")
    return report["proposed"]


def tab_to(wizard, name, limit=60):
    """Presses Tab until what is called name has the focus."""
    for _ in range(limit):
        focused = wizard.application.focused()
        if focused is not None and focused.name == name:
            return
        wizard.display.key("Tab")
    wizard.fail(f"{limit} times Tab, and the focus never came to {name!r}")


def unfold(wizard, message):
    """Opens what is folded away under message, by the keyboard."""
    tab_to(wizard, wizard.words(message))
    wizard.display.key("space")


def mail(name):
    """A returned mail, as a file."""
    return MAILS / name


def check(context, *arguments):
    """What the command line says of the same, over the practice zone."""
    return context.cli("check", *arguments, "--practice", "--json")


def copy(wizard, path):
    """As another program would put it on the clipboard."""
    subprocess.run(["xclip", "-selection", "clipboard", "-in", str(path)], env=wizard.display.env,
                   check=True, timeout=10, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
