# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies in a person's own folders and is not as it should be: settings that somebody has edited,
a history that cannot be kept, a home that is none. The window and the command line work all the same,
and what is not kept is said."""

import os
import re
import shlex
import subprocess

from case import Failed, case, expect, expect_equal, wait_until
from display import Display
from misbehave import Server
from window import AT_LOLIPOP, DOMAIN, PRACTICE, TOOLS, open_window

# A part of each, which begins a group of its own.
SETTINGS = b"[io/github/todoku/Todoku]\n"
EDITED = {
    "of a wrong kind": (b"language=7\ndns-servers='127.0.0.1'\nwindow-width='wide'\n"
                        b"window-height=[1]\nwindow-maximized=2\n"),
    "out of range": (b"language='xx'\nwindow-width=-5\nwindow-height=99999999999\n"
                     b"window-maximized=maybe\n"),
    "cut": b"language='e",
    "there twice": b"language='ja'\nlanguage=7\n[io/github/todoku/Todoku]\nwindow-width=\n",
    "no text": b"language='\x01\0'\nwindow-width=\0\n\x1b[31m\n",
    "huge": b"language='" + b"x" * (8 << 20) + b"'\n",
    "a thousand servers": (b"dns-servers=["
                           + b", ".join(b"'192.0.2.53:%d'" % n for n in range(1, 1000)) + b"]\n"),
}

COMPLAINT = re.compile(r"\b(WARNING|CRITICAL|ERROR)\b.*|.*[Aa]ssertion.*")


def settings(context):
    folder = context.folder("config/glib-2.0/settings")
    return folder / "keyfile"


def start(context, display, *arguments, **environment):
    """A window in which each warning is the end."""
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    return Wizard(context, display, "en", *arguments, G_DEBUG="fatal-warnings", **environment)


def expect_works(context, display, what, **environment):
    wizard = start(context, display, "--practice", **environment)
    try:
        wizard.type(PRACTICE)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.quit()
    except Failed as failure:
        raise Failed(f"{what}: {failure}", failure.detail) from failure
    found = COMPLAINT.search(display.log("program").read_text("utf-8", "replace"))
    expect(found is None, f"{what}: the program complains: {found and found[0]}")


@case("own folders: settings that nobody can read count as not set", tools=TOOLS, limit=240)
def test_settings(context):
    display = context.use(Display(context, language="en"))
    path = settings(context)
    for what, text in EDITED.items():
        path.write_bytes(SETTINGS + text)
        expect_works(context, display, f"settings: {what}")
    path.write_bytes(b"<html>Not found</html>")
    expect_works(context, display, "settings that are none")
    path.unlink()
    path.mkdir()
    expect_works(context, display, "a folder in place of the settings")


@case("own folders: where no settings can be kept, the window works", tools=TOOLS)
def test_no_settings(context):
    display = context.use(Display(context, language="en"))
    expect_works(context, display, "nothing can be kept", GSETTINGS_BACKEND="null")
    expect_works(context, display, "no home", GSETTINGS_BACKEND="null", HOME="/dev/null",
                 XDG_CONFIG_HOME="", XDG_DATA_HOME="", XDG_CACHE_HOME="")


def is_gone(wizard, message):
    words = wizard.words(message)
    wait_until(lambda: wizard.application.find_now(None, words) is None, f"{words!r} is gone")


WRONG_SERVERS = "The DNS servers in the preferences are not being used"


@case("own folders: a DNS server in the settings that is none is named, and can be corrected",
      tools=TOOLS)
def test_servers(context):
    display = context.use(Display(context, language="en"))
    settings(context).write_bytes(SETTINGS + b"dns-servers=['192.0.2.53', 'ns1.host.example']\n")
    wizard = start(context, display, "--practice")
    wizard.wait_for(WRONG_SERVERS)
    wizard.application.wait_for_text(re.compile("ns1.host.example"))
    display.screenshot("servers", whole=True)
    display.key("Escape")
    is_gone(wizard, WRONG_SERVERS)
    wizard.type(PRACTICE)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.quit()
    # Where the servers are given in the call, those of the settings are no matter.
    wizard = start(context, display, "--dns-server", "192.0.2.1")
    wizard.field()
    expect(wizard.application.find_now(None, wizard.words(WRONG_SERVERS)) is None, "said in vain")
    wizard.quit()


def data(context):
    return context.folder("data") / "todoku"


def put_file(context):
    data(context).write_bytes(b"mine")


def put_folder(context):
    (data(context) / "history.json").mkdir(parents=True)


def forbid(context):
    context.folder("data").chmod(0o500)


def fill_disk(context):
    """No file has any room."""
    path = context.folder("bin") / "todoku"
    path.write_text("#!/bin/sh\nulimit -f 0\ntrap '' XFSZ\n"
                    f"exec {shlex.quote(context.program('todoku'))} \"$@\"\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


# What stands in the way of the history. Root may write wherever somebody may.
HISTORIES = {
    "a file where its folder should be": put_file,
    "a folder in its place": put_folder,
    "no room on the disk": fill_disk,
    **({"a home that cannot be written": forbid} if os.geteuid() != 0 else {}),
}
NOT_KEPT = "The history could not be saved"


def register(what, prepare):
    @case(f"own folders: the history: {what}: said once, and the check goes on", tools=TOOLS)
    def not_kept(context):
        program = prepare(context)
        server = context.use(Server("well", AT_LOLIPOP))
        wizard = open_window(context, "en", "--dns-server", server.address, program=program,
                             G_DEBUG="fatal-warnings")
        wizard.type(DOMAIN)
        wizard.next()
        wizard.wait_for(NOT_KEPT)
        wizard.application.wait_for_text(re.compile("note down the old one"))
        wizard.display.screenshot("not-kept", whole=True)
        wizard.display.key("Escape")
        is_gone(wizard, NOT_KEPT)
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for_copy().press("click")
        wizard.wait_until_idle()
        expect(wizard.application.find_now(None, wizard.words(NOT_KEPT)) is None, "said again")
        wizard.quit()
        if prepare is put_file:
            expect_equal(data(context).read_bytes(), b"mine", "the file in its place")


for a_what, a_prepare in HISTORIES.items():
    register(a_what, a_prepare)


@case("cli: without a home, it answers as ever")
def test_cli(context):
    wanted = context.cli("check", PRACTICE, "--practice", "--json")
    program = context.program("todoku-cli")
    for home in ({}, {"HOME": ""}, {"HOME": "/dev/null"}, {"HOME": "/nowhere"},
                 {"HOME": "/dev/null", "XDG_DATA_HOME": "/dev/full", "XDG_CONFIG_HOME": "\xff"}):
        done = subprocess.run([program, "check", PRACTICE, "--practice", "--json"], text=True,
                              capture_output=True, timeout=60, check=False, env=home)
        expect_equal((done.returncode, done.stderr), (wanted.code, ""), f"{home}\n exit, stderr")
        expect_equal(done.stdout, wanted.out, f"{home}\n answer")
