# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole road, from the returned mail to the proof; what the desktop is told at its end; and
what the history keeps of it."""

import json
import re

import clipboard
from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from misbehave import Server
from notifications import Notifications
from servers import DOMAIN, NEW, OLD
from window import LANGUAGES, TOOLS, check, copy, mail, open_window
from zones import domains
from pdf import PDF, expect_sheet, save_as


def register(language):
    @case(f"window {language}: the returned mail, the value in three actions, the sheet, live, and "
          "the proof (practice)", tools=PDF, limit=150)
    def road(context):
        path = mail("gmail-2023-postfix-text.txt")
        report = check(context, "--bounce", path).json()
        wizard = open_window(context, language, "--practice", **LEAKS_NOT_SOUGHT)
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        wait_until(lambda: wizard.field().text == DOMAIN, "the domain is filled in")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, report["proposed"])
        wizard.next()
        wizard.application.wait_for_text(wizard.words("What Goes into the Fields"))
        sheet = context.artifacts / f"sheet-{language}.pdf"
        save_as(wizard, sheet)
        wizard.application.wait_for_text(wizard.words("Saved as %s") % sheet.name)
        expect_sheet(context, sheet, DOMAIN, language, "--practice", "--bounce", str(path))
        wizard.next()
        wizard.wait_for("Still the old value")
        wizard.display.screenshot("waiting")
        wizard.wait_for("The new value is live.", timeout=40)
        refused = next(one for one in report["proof"] if one["role"] == "given")
        wizard.application.wait_for_text(refused["ip"])
        wizard.expect_names()
        wizard.display.screenshot("live")
        wizard.quit()

    @case(f"window {language}: out of sight, the desktop is told once that the record is live",
          tools=TOOLS, limit=120)
    def notified(context):
        wizard = open_window(context, language, "--practice")
        desktop = context.use(Notifications(wizard.display))
        wizard.check(DOMAIN)
        wizard.go_on_to_check_page()
        wizard.wait_for("Still the old value")
        window = wizard.display.find_window()
        wizard.display.output(["xdotool", "windowminimize", "--sync", window])
        title, text = desktop.wait_for_first(40)
        expect_equal(title, wizard.words("The new value is live."), "its title")
        expect(DOMAIN in text, f"the domain is not named: {text}")
        expect_equal(desktop.n_taken_back(), 0, "notifications that were taken back")
        wizard.display.output(["xdotool", "windowmap", "--sync", window])
        wizard.display.output(["xdotool", "windowactivate", "--sync", window])
        wizard.application.find(None, re.compile("^SPF" + re.escape(wizard.words("%s: in order.")[2:])))
        expect_equal(len(desktop.shown()), 1, "notifications")
        wait_until(lambda: desktop.n_taken_back() == 1, "who looks is told no more")
        wizard.quit()

    @case(f"window {language}: the history is saved as a file, and checked again from there",
          tools=TOOLS, limit=120)
    def history(context):
        kept = {"version": 1, "entries": [
            {"time": "2026-11-20T03:00:00Z", "domain": DOMAIN, "kind": "replaced", "verdict": None,
             "records": [OLD + " \u202e<b>"], "proposed": NEW},
            {"time": "2026-11-21T03:00:00Z", "domain": DOMAIN, "kind": "live", "verdict": None,
             "records": [NEW], "proposed": None}]}
        path = context.folder("data") / "todoku" / "history.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept), encoding="utf-8")
        server = context.use(Server("well", domains(OLD, DOMAIN)))
        wizard = open_window(context, language, "--dns-server", server.address, **LEAKS_NOT_SOUGHT)
        wizard.display.key("ctrl+h")
        wizard.application.wait_for_text(NEW)
        expect(all("\u202e" not in line for line in wizard.application.texts()),
               "what turns the direction of writing round is shown as it is")
        wizard.expect_names()
        wizard.display.screenshot("history", whole=True)
        saved = context.artifacts / "my history.json"
        wizard.press("_Save as a File")
        wizard.application.find(None, wizard.words("Save the History"))
        wizard.display.key("ctrl+a")
        wizard.display.type(str(saved))
        wizard.display.key("Return")
        wizard.application.wait_for_text(wizard.words("Saved as %s") % saved.name)
        expect_equal(json.loads(saved.read_text("utf-8")), kept, "the exported history")
        wizard.application.press(wizard.words.fill("Check %s now", DOMAIN))
        wizard.wait_for_host_page()
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
