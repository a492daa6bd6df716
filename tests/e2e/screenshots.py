#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page: in both languages, light and dark, narrow and wide.

    screenshots.py --build build --artifacts build/artifacts [--publish]

--publish also puts the few that the README and the software centre show into data/screenshots/.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import processes  # noqa: E402
from case import SOURCE, Context  # noqa: E402
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
SCHEMES = ("light", "dark")
SIZES = {"narrow": (360, 720), "wide": (900, 760)}
DOMAIN = "shop.example"
PUBLISHED = {"start": "start", "host": "host", "result": "result", "paste": "paste",
             "check-live": "check"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--artifacts", required=True, type=Path)
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--series", help=argparse.SUPPRESS)
    return parser.parse_args()


def take_series(arguments, language, scheme, size):
    """One walk through the window, a picture a page."""
    artifacts = arguments.artifacts.resolve() / "screenshots"
    artifacts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="todoku-pictures-") as scratch:
        context = Context(arguments.build.resolve(), artifacts, scratch)
        history = context.folder("data") / "todoku" / "history.json"
        history.parent.mkdir(parents=True)
        history.write_text(json.dumps(HISTORY), encoding="utf-8")
        with context.stack, Display(context, language=language) as display:
            from wizard import Wizard  # pylint: disable=import-outside-toplevel
            wizard = Wizard(context, display, language, "--practice",
                            ADW_DEBUG_COLOR_SCHEME=f"prefer-{scheme}")
            display.resize(*SIZES[size])

            def picture(page):
                display.screenshot(f"{page}-{language}-{scheme}-{size}")

            walk(wizard, display, picture)


def walk(wizard, display, picture):
    import screen_reader  # pylint: disable=import-outside-toplevel
    screen_reader.settle(0.6)
    picture("start")
    wizard.type("192.0.2.1")
    wizard.next()
    screen_reader.settle(0.8)
    picture("start-invalid")
    wizard.type(DOMAIN)
    wizard.next()
    wizard.wait_for_host_page()
    screen_reader.settle(1.5)
    picture("host")
    wizard.next()
    wizard.wait_for_copy()
    screen_reader.settle(0.8)
    picture("result")
    display.key("Page_Down")
    wizard.next()
    screen_reader.settle(1)
    picture("paste")
    wizard.next()
    screen_reader.settle(1.5)
    picture("check")
    screen_reader.settle(12)
    picture("check-live")
    display.key("ctrl+h")
    screen_reader.settle(1)
    picture("history")


def publish(arguments):
    folder = SOURCE / "data/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for page, name in PUBLISHED.items():
        for language in LANGUAGES:
            source = arguments.artifacts / "screenshots" / f"{page}-{language}-light-wide.png"
            target = folder / f"{name}-{language}.png"
            shutil.copyfile(source, target)
            subprocess.run(["mogrify", "-strip", "-colors", "255", "-define",
                            "png:compression-level=9", str(target)], check=True)
            print(f"{target.relative_to(SOURCE)}: {target.stat().st_size // 1024} KiB")


def take_all(arguments):
    """Each series in a process of its own, as the accessibility library knows only one display."""
    failed = 0
    for language in LANGUAGES:
        for scheme in SCHEMES:
            for size in SIZES:
                series = f"{language},{scheme},{size}"
                done = subprocess.run([sys.executable, __file__, "--build", arguments.build,
                                       "--artifacts", arguments.artifacts, "--series", series],
                                      timeout=180, check=False)
                print(f"{'ok' if done.returncode == 0 else 'not ok'} - {series}", flush=True)
                failed += done.returncode != 0
    return failed


def main():
    arguments = parse_arguments()
    processes.adopt_orphans()
    try:
        if arguments.series:
            take_series(arguments, *arguments.series.split(","))
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
