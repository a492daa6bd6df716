# SPDX-License-Identifier: GPL-3.0-or-later
"""The road in the window: SPF, then DKIM, then DMARC, and a mail that arrived."""

import re

import clipboard
from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from window import LANGUAGES, MAILS, PRACTICE, TOOLS, check, copy, open_window

# Mail at お名前.com, where nothing is set yet.
DOMAIN = "add.example"


def arrived(context, name):
    """A mail that arrived, as one from the domain."""
    octets = (MAILS.parent / "received" / name).read_bytes().replace(PRACTICE.encode(), DOMAIN.encode())
    path = context.folder("mail") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(octets)
    return path


def wait_for_state(wizard, message, standard):
    """What a screen reader says of the road."""
    wizard.application.find(None, re.compile(re.escape(wizard.words.fill(message, standard))))


def wait_until_live(wizard):
    wizard.wait_for("The new value is live.", timeout=40)
    wizard.expect_names()


def register(language):
    @case(f"road {language}: SPF live, DKIM by its host's steps, the DMARC value copied, a mail "
           "that "
          "arrived is pasted, and all three are in order (practice)", tools=TOOLS, limit=240)
    def road(context):
        report = check(context, DOMAIN, "--practice").json()
        wizard = open_window(context, language, "--practice", **LEAKS_NOT_SOUGHT)
        wizard.check(DOMAIN)
        wizard.go_on_to_check_page()
        wait_until_live(wizard)
        wizard.display.screenshot("spf-live")

        wizard.next()
        wizard.wait_for("There is no DKIM key yet")
        wait_for_state(wizard, "%s: in order.", "SPF")
        wizard.application.wait_for_focus(None, wizard.words("There is no DKIM key yet"))
        wizard.expect_names()
        wizard.display.screenshot("dkim", whole=True)
        wizard.next()
        wizard.wait_for("How to Switch It On")
        steps = check(context, DOMAIN, "--practice", "--lang", language).json()["dkim"]["steps"]
        expect(steps, "no steps for DKIM")
        for line in "\n".join(steps).split("\n"):
            wizard.application.wait_for_text(line)
        wizard.expect_names()
        wizard.display.screenshot("dkim-steps", whole=True)
        wizard.next()
        wait_until_live(wizard)
        wizard.display.screenshot("dkim-live")

        wizard.next()
        wizard.wait_for("Add a DMARC record")
        wait_for_state(wizard, "%s: in order.", "DKIM")
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, report["dmarc"]["proposed"])
        wizard.expect_names()
        wizard.display.screenshot("dmarc", whole=True)
        wizard.next()
        wizard.wait_for("Where to Paste It")
        wizard.application.wait_for_text("_dmarc")
        wizard.next()
        wait_until_live(wizard)
        # What may follow one day is no step of the road: only who looks back reads it.
        wizard.press("_Back")
        wizard.wait_for("Where to Paste It")
        wizard.press("_Back")
        wizard.wait_for("Stricter value")
        wizard.next()
        wait_until_live(wizard)

        wizard.next()
        wizard.wait_for("SPF, DKIM and DMARC are in order. Does an email arrive?")
        wizard.wait_for("What Gmail Asks For")
        wizard.expect_names()
        wizard.display.screenshot("arrival", whole=True)
        copy(wizard, arrived(context, "gmail-all.eml"))
        wizard.press("Pas_te the Email")
        wizard.application.wait_for_text(wizard.words.fill(
            "This email passed all three: SPF, DKIM and DMARC, each for %s.", DOMAIN))
        wizard.application.wait_for_text(wizard.words.fill("DKIM passed for %s.", DOMAIN))
        wizard.expect_names()
        wizard.display.screenshot("arrived", whole=True)
        wizard.press("_Finish")
        wait_until(lambda: wizard.process.poll() is not None, "Finish closes the window")

    @case(f"road {language}: DKIM and DMARC can each be left for later, and what is in order is "
          "passed over (practice)", tools=TOOLS, limit=150)
    def skipped(context):
        wizard = open_window(context, language, "--practice")
        wizard.check(DOMAIN)
        wizard.go_on_to_check_page()
        wizard.press("_Go On Meanwhile")
        wizard.wait_for("There is no DKIM key yet")
        wizard.press("_Leave This for Later")
        wizard.wait_for("Add a DMARC record")
        wizard.press("_Leave This for Later")
        wizard.wait_for("Does an email arrive?")
        wait_for_state(wizard, "%s: still to do.", "DKIM")
        wizard.press("_Back")
        wizard.wait_for("Add a DMARC record")
        wizard.display.key("ctrl+n")
        wizard.check("done.example")
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for("SPF, DKIM and DMARC are in order. Does an email arrive?")
        wizard.quit()

    @case(f"road {language}: a selector and an address for reports are taken, and what is neither "
           "is "
          "said to be none (practice)", tools=TOOLS, limit=150)
    def fields(context):
        wizard = open_window(context, language, "--practice")
        wizard.check("edit.example")
        wizard.go_on_to_check_page()
        wait_until_live(wizard)
        wizard.next()
        wizard.wait_for("It is not known whether DKIM signs your email")
        wizard.type("no selector")
        wizard.next()
        said = wizard.words("This cannot be a selector. It is the part before “._domainkey” in the "
                            "name that the control panel shows.")
        # Not the underscore, which is taken for a mnemonic's.
        wizard.application.find(None, re.compile("^" + re.escape(said[:12])))
        # Who goes back to look at something finds what she typed.
        wizard.press("_Back")
        wizard.wait_for("The new value is live.")
        wizard.next()
        wizard.wait_for("It is not known whether DKIM signs your email")
        expect_equal(wizard.field().text, "no selector", "what was typed")
        # What is looked up now decides what comes next: nothing is passed over meanwhile.
        wizard.type("rs20261005._domainkey.edit.example")
        wizard.next()
        wizard.wait_for("The DKIM key is in order")
        wizard.display.screenshot("selector", whole=True)
        wizard.display.key("ctrl+n")
        wizard.check(DOMAIN)
        wizard.go_on_to_check_page()
        wait_until_live(wizard)
        wizard.next()
        wizard.press("_Leave This for Later")
        wizard.wait_for("Add a DMARC record")
        wizard.type("nobody")
        wizard.next()
        wizard.wait_for("This is not an email address. Leave the field blank if you do not want "
                        "reports.")
        wizard.type("dmarc@add.example")
        # The value follows, so that what is copied is what the next pages are about.
        wizard.application.wait_for_text("rua=mailto:dmarc@add.example")
        wizard.application.press(wizard.copy_button())
        wait_until(lambda: (wizard.copied() or "").endswith("; rua=mailto:dmarc@add.example"),
                   "the value with the address is copied")
        wizard.next()
        wizard.wait_for("Where to Paste It")
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
