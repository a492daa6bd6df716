# SPDX-License-Identifier: GPL-3.0-or-later
"""./run: without a display it serves the window to a browser on loopback."""

import contextlib
import re
import signal
import subprocess
import time
import urllib.request

from broadway import ALT, RETURN, Browser
from case import SOURCE, Failed, case, expect, expect_equal, wait_until
from pdf import is_whole, read_pdf, squeeze
from window import LANGUAGES, PRACTICE, check

PAGE = (1000, 700)
ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):[0-9]+/?")


@case("run: without a display the window is served to a browser on loopback", limit=600,
      tools=["gtk4-broadwayd"])
def test_broadway(context):
    with serving(context, [str(SOURCE / "run"), "--practice"]) as (process, log):
        address = wait_for_address(process, log)
        expect_page(address)
    wait_until(lambda: not answers(address), "the address is gone with the program", 15)


for a_language in LANGUAGES:
    @case(f"window in a browser {a_language}: it fills the page; what cannot be copied there, the "
          "value and its steps, the terminal has, and a PDF", tools=["gtk4-broadwayd", "pdftotext"])
    def test_copy(context, language=a_language):
        report = check(context, PRACTICE, "--lang", language).json()
        command = [str(SOURCE / "src/ui/in-browser.sh"), context.program("todoku"), "--practice",
                   "--lang", language, PRACTICE]
        with serving(context, command) as (process, log):
            browser = context.use(Browser(wait_for_address(process, log), *PAGE))
            wait_until(lambda: (0, 0, *PAGE) in list(browser.surfaces.values()),
                       f"the window has {PAGE}, and not {browser.surfaces}", 20)
            press_until(browser, ((ord("n"), ALT), (RETURN, 0)),
                        lambda: report["proposed"] in told(log), "the value is in the terminal")
            press_until(browser, ((ord("p"), ALT),), lambda: report["steps"][0] in told(log),
                        "the steps are in the terminal")
            for line in "\n".join(report["steps"]).split("\n"):
                expect(line in told(log), f"not in the terminal: {line}")
            saved = context.folder("home") / f"todoku-{report['domain']}.pdf"
            press_until(browser, ((ord("p"), ALT),), lambda: len(browser.surfaces) > 1,
                        "it is asked where to save the PDF", 1)
            press_until(browser, ((RETURN, 0),), saved.exists, f"{saved.name} is saved", 1)
            wait_until(lambda: is_whole(saved), "the PDF is whole")
            expect(squeeze(report["proposed"]) in read_pdf(saved), "the value is not in the PDF")


@contextlib.contextmanager
def serving(context, command):
    """A program that shows its window to a browser, and the file with what it prints."""
    env = context.clean_environment(GTK_A11Y="none", GSETTINGS_BACKEND="keyfile")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "GDK_BACKEND", "DBUS_SESSION_BUS_ADDRESS"):
        env.pop(name, None)
    env["XDG_RUNTIME_DIR"] = str(context.folder("runtime"))
    env["HOME"] = str(context.folder("home"))
    log = context.artifacts / "run.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(command, env=env, stdout=output, stderr=output,
                                   stdin=subprocess.DEVNULL, cwd="/")
    try:
        yield process, log
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def press_until(browser, keys, probe, what, interval=0.3):
    """There is no tree to be read in a browser: the keys are pressed until they have done it."""
    def press():
        for key in keys:
            browser.key(*key)
        time.sleep(interval)
        return probe()

    wait_until(lambda: probe() or press(), what, 30, 0)


def told(log):
    return log.read_text(encoding="utf-8", errors="replace")


@case("run: a file is named from where the person stands", limit=600)
def test_relative_file(context):
    folder = context.folder("downloads")
    (folder / "mail.eml").write_text("Subject: hello\n\nNo bounce.\n", encoding="utf-8")
    done = subprocess.run([str(SOURCE / "run"), "cli", "bounce", "mail.eml", "--json"], cwd=folder,
                          env=context.clean_environment(), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=540, check=False)
    expect('"kind":null' in done.stdout, f"the file is not read: {done}")


def wait_for_address(process, log):
    def probe():
        text = log.read_text(encoding="utf-8", errors="replace")
        if process.poll() is not None:
            raise Failed(f"./run ended with {process.returncode}:\n{text[-2000:]}")
        return ADDRESS.search(text)

    return wait_until(probe, "an address is printed", 540, 0.3).group()


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=3) as reply:
            return reply.status == 200 and reply.read()
    except OSError:
        return None


def expect_page(address):
    page = wait_until(lambda: answers(address), f"{address} answers with 200", 30, 0.3)
    expect(b"broadway" in page.lower(), f"no page of Broadway: {page[:300]!r}")
    script = re.search(rb'src="([^"]+\.js)"', page)
    if script:
        with urllib.request.urlopen(f"{address.rstrip('/')}/{script.group(1).decode()}") as reply:
            expect_equal(reply.status, 200, "its script")
