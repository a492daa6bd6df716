#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page: in both languages, light, dark and in high contrast, narrow and wide, with
texts as they are and twice as large.

    screenshots.py --build build --artifacts build/artifacts [--only PATTERN]… [--publish]

--only takes a series whose name has PATTERN in it, as "ja-light-wide". --publish also puts the few
that the README and the software centre show into data/screenshots/, with each of their colours.
"""

import argparse
import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import processes  # noqa: E402
from case import SOURCE, Context, wait_until  # noqa: E402
from display import Display  # noqa: E402

HISTORY = {"version": 1, "entries": [
    {"time": "2026-11-02T01:10:00Z", "domain": "shop.example", "kind": "check", "verdict": "edit",
     "records": ["v=spf1 include:_spf.old-host.example ~all"], "proposed": None},
    {"time": "2026-11-02T01:16:00Z", "domain": "shop.example", "kind": "replaced",
     "verdict": None, "records": ["v=spf1 include:_spf.old-host.example ~all"],
     "proposed": "v=spf1 include:_spf.new-host.example ~all"},
    {"time": "2026-11-02T01:41:00Z", "domain": "shop.example", "kind": "live", "verdict": None,
     "records": ["v=spf1 include:_spf.new-host.example ~all"], "proposed": None},
    {"time": "2026-11-20T05:00:00Z", "domain": "add.example", "kind": "check", "verdict": "add",
     "records": [], "proposed": None}]}
LANGUAGES = ("ja", "en")
SCHEMES = {"light": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"},
           "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
           "contrast": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light", "ADW_DEBUG_HIGH_CONTRAST": "1"}}
LARGE = "large"
# The last is so long that a page is seen whole.
SIZES = {"narrow": (360, 720), "wide": (900, 760), "whole": (360, 2900)}
SCREENS = {"narrow": (1280, 1000), "wide": (1280, 1000), "whole": (1280, 2960)}
DOMAIN = "shop.example"
# One for each look of the result page.
RESULTS = ("fine.example", "add.example", "merge.example", "switch.example", "broken.example",
           "many.example", "choose.example", "unknown.example", "gone.example", "moved.example")
MAILS = SOURCE / "tests/unit/data/bounce"
RETURNED = {"bounce": "gmail-2023-postfix-text.txt", "bounce-other": "gmail-2023-form-sakura.eml",
            "bounce-none": "none-spf-record.txt"}
ARRIVED = {"received": "gmail-all.eml", "received-missing": "gmail-dkim-only-host.eml"}
PUBLISHED = {"start": "start", "host": "host", "result": "result", "paste": "paste",
             "check-live": "check"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--artifacts", required=True, type=Path)
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--only", action="append", metavar="PATTERN")
    parser.add_argument("--series", help=argparse.SUPPRESS)
    return parser.parse_args()


def take_series(arguments, language, scheme, size, text=""):
    """One walk through the window, a picture a page."""
    artifacts = arguments.artifacts.resolve() / "screenshots"
    artifacts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="todoku-pictures-") as scratch:
        context = Context(arguments.build.resolve(), artifacts, scratch)
        history = context.folder("data") / "todoku" / "history.json"
        history.parent.mkdir(parents=True)
        history.write_text(json.dumps(HISTORY), encoding="utf-8")
        with context.stack, Display(context, *SCREENS[size], language=language) as display:
            from wizard import Wizard  # pylint: disable=import-outside-toplevel
            look = SCHEMES[scheme]
            if text == LARGE:
                display.enlarge_text()

            def picture(page, pause=0.8, **options):
                time.sleep(pause)
                name = "-".join(filter(None, (page, language, scheme, size, text)))
                display.screenshot(name, **options)

            wizard = Wizard(context, display, language, **look)
            display.resize(*SIZES[size])
            wizard.wait_for("Checked Before")
            picture("recent")
            wizard.quit()
            wizard = Wizard(context, display, language, "--practice", **look)
            display.resize(*SIZES[size])
            walk(wizard, display, picture)
            show_windows(wizard, display, picture)
            if size == "whole":
                show_results(wizard, display, picture)
                show_returned_mails(wizard, display, picture)
                show_arrived_mails(wizard, display, picture)


def walk(wizard, display, picture):
    """The way of most people, from the first page to the last."""
    picture("start")
    wizard.type("192.0.2.1")
    wizard.next()
    picture("start-invalid")
    wizard.type(DOMAIN)
    wizard.next()
    wizard.wait_for_host_page()
    picture("host", 1.5)
    wizard.next()
    wizard.wait_for_copy()
    picture("result")
    display.key("Page_Down")
    wizard.next()
    wizard.wait_for("Where to Paste It")
    picture("paste", 1)
    wizard.next()
    wizard.wait_for("Is It Live?")
    picture("check", 1.5)
    wizard.application.wait_for_text(wizard.words("The new value is live."), 40)
    picture("check-live")
    wizard.next()
    wizard.wait_for("There is no DKIM key yet")
    picture("dkim", 1)
    wizard.press("_Leave This for Later")
    wizard.wait_for("Does It Arrive?")
    picture("arrival", 1)


def show_windows(wizard, display, picture):
    """The windows over the main one, and the menu they are opened from."""
    for page, keys in {"history": "ctrl+h", "preferences": "ctrl+comma",
                       "help": "F1", "shortcuts": "ctrl+question"}.items():
        display.key(keys)
        picture(page, 1)
        display.key("Escape")
    display.key("F10")
    # The menu is a window of its own.
    picture("menu", whole=True)
    display.key("Up", "Return")
    picture("about", 1)
    display.key("Escape")


def start_again(wizard, display):
    """Back to the first page: the page of the hosts has a field, too."""
    display.key("ctrl+n")
    wizard.application.wait_for_text(wizard.words("Find out why your email comes back"))


def show_results(wizard, display, picture):
    """The result page of every verdict."""
    for domain in RESULTS:
        start_again(wizard, display)
        wizard.type(domain)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.next()
        picture(f"result-{domain.partition('.')[0]}")


def paste(wizard, display, path):
    start_again(wizard, display)
    subprocess.run(["xclip", "-selection", "clipboard", "-in", str(path)], check=True,
                   env=display.env, timeout=10, stdout=subprocess.DEVNULL)
    wizard.press("Pas_te the Email")


def show_returned_mails(wizard, display, picture):
    """What is read out of a returned mail, and what is said of a text that is none."""
    for page, name in RETURNED.items():
        paste(wizard, display, MAILS / name)
        picture(page, 1.5)


def show_arrived_mails(wizard, display, picture):
    """What the receiver of a mail that arrived found."""
    for page, name in ARRIVED.items():
        paste(wizard, display, MAILS.parent / "received" / name)
        wait_until(lambda: wizard.field().text == DOMAIN, "the domain is filled in")
        wizard.next()
        picture(page, 1.5)


def publish(arguments):
    folder = SOURCE / "data/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for page, name in PUBLISHED.items():
        for language in LANGUAGES:
            source = arguments.artifacts / "screenshots" / f"{page}-{language}-light-wide.png"
            target = folder / f"{name}-{language}.png"
            shutil.copyfile(source, target)
            subprocess.run(["mogrify", "-strip", "-define", "png:compression-level=9", "-define",
                            "png:compression-filter=1", str(target)], check=True)
            print(f"{target.relative_to(SOURCE)}: {target.stat().st_size // 1024} KiB")


def all_series():
    """Their names; pages are seen whole in one look only."""
    for language in LANGUAGES:
        for scheme in SCHEMES:
            for size in SIZES:
                if size != "whole" or scheme == "light":
                    yield f"{language}-{scheme}-{size}"
                if size != "whole":
                    yield f"{language}-{scheme}-{size}-{LARGE}"


def take_all(arguments):
    """Each series in a process of its own, as the accessibility library knows only one display."""
    failed = 0
    for series in all_series():
        if arguments.only and not any(fnmatch.fnmatch(series, f"*{pattern}*")
                                      for pattern in arguments.only):
            continue
        done = subprocess.run([sys.executable, __file__, "--build", arguments.build,
                               "--artifacts", arguments.artifacts, "--series", series],
                              timeout=600, check=False)
        print(f"{'ok' if done.returncode == 0 else 'not ok'} - {series}", flush=True)
        failed += done.returncode != 0
    return failed


def main():
    arguments = parse_arguments()
    processes.adopt_orphans()
    try:
        if arguments.series:
            take_series(arguments, *arguments.series.split("-"))
            return 0
        failed = take_all(arguments)
        if not failed and arguments.publish:
            publish(arguments)
        print(f"pictures in {arguments.artifacts / 'screenshots'}")
        return 1 if failed else 0
    finally:
        processes.end_descendants(os.getpid())


if __name__ == "__main__":
    sys.exit(main())
