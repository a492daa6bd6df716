# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs of the person open: a mail that is begun, and the page of a company."""

import json
import re
import urllib.parse

import clipboard
from case import SOURCE, case, expect, expect_equal, wait_until
from window import LANGUAGES, PRACTICE, TOOLS, check, open_window, unfold

DONE = "done.example"

PROGRAM = """[Desktop Entry]
Type=Application
Name=Program
Exec={script} %u
MimeType=x-scheme-handler/{scheme};
"""


class Program:
    """What is called for addresses of one scheme on this desktop; it writes down what it is given."""

    def __init__(self, context, scheme):
        folder = context.folder("data") / "applications"
        folder.mkdir(parents=True, exist_ok=True)
        self.given = folder / "given"
        script = folder / "program.sh"
        script.write_text(f"#!/bin/sh\nprintf '%s' \"$1\" >'{self.given}.new'\n"
                          f"mv '{self.given}.new' '{self.given}'\n", encoding="utf-8")
        script.chmod(0o755)
        (folder / "program.desktop").write_text(PROGRAM.format(script=script, scheme=scheme), "utf-8")
        (folder / "mimeapps.list").write_text("[Default Applications]\n"
                                              f"x-scheme-handler/{scheme}=program.desktop\n", "utf-8")

    def wait_for_address(self):
        wait_until(self.given.exists, "an address is opened")
        uri = self.given.read_text("utf-8")
        self.given.unlink()
        return uri

    def wait_for_mail(self):
        """The subject and the text of the mail that was begun."""
        uri = self.wait_for_address()
        expect(uri.startswith("mailto:?"), f"not a mail to nobody yet: {uri}")
        fields = dict(field.split("=", 1) for field in uri.partition("?")[2].split("&"))
        return [urllib.parse.unquote(fields[name]) for name in ("subject", "body")]


def open_arrival_page(context, language):
    """Where nothing is left to be put right, and a mail is to be sent."""
    wizard = open_window(context, language, "--practice")
    wizard.check(DONE)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("Does It Arrive?")
    return wizard


def register(language):
    @case(f"window {language}: the letter to whoever looks after the domain is begun in the mail "
          "program (practice)", tools=TOOLS)
    def letter(context):
        program = Program(context, "mailto")
        wizard = open_window(context, language, "--practice")
        wizard.check(PRACTICE)
        wizard.wait_for_copy()
        wizard.next()
        wizard.wait_for("Where to Paste It")
        unfold(wizard, "If Someone Else Manages Your Website")
        caption = re.compile("^" + re.escape(wizard.words("Copy a Message to Them")))
        wizard.application.press(caption)
        copied = wait_until(lambda: clipboard.read(wizard.display), "the message is copied")
        wizard.expect_names()
        wizard.press("Write It as an E_mail…")
        subject, text = program.wait_for_mail()
        text = text.replace("\r\n", "\n")
        expect_equal(f"{wizard.words('Subject: %s') % subject}\n\n{text}", copied, "the letter")
        wizard.quit()

    @case(f"window {language}: the company's page is opened in the web browser (practice)", tools=TOOLS)
    def company_page(context):
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        browser = Program(context, "https")
        provider = check(context, PRACTICE).json()["dns_provider"]["id"]
        known = json.loads((SOURCE / f"data/catalog/dns-providers/{provider}.json").read_text("utf-8"))
        wizard = open_window(context, language, "--practice")
        wizard.check(PRACTICE)
        wizard.wait_for_copy()
        wizard.next()
        wizard.press("Open the Company’s Page", role=(Role.LINK, Role.PUSH_BUTTON))
        expect_equal(browser.wait_for_address(), known["url"], "what is opened")
        wizard.quit()

    @case(f"window {language}: a test mail is begun in the mail program (practice)", tools=TOOLS)
    def test_mail(context):
        program = Program(context, "mailto")
        wizard = open_arrival_page(context, language)
        wizard.expect_names()
        wizard.display.screenshot("arrival")
        wizard.press("_Write a Test Email…")
        subject, text = program.wait_for_mail()
        expect_equal(subject, wizard.words("Test email from %s") % DONE, "the test mail")
        expect(DONE in text, f"its text: {text}")
        wizard.quit()

    @case(f"window {language}: where there is no mail program, that is said (practice)",
          tools=TOOLS)
    def none(context):
        wizard = open_arrival_page(context, language)
        wizard.press("_Write a Test Email…")
        wizard.wait_for("No email app could be opened")
        wizard.display.screenshot("no-mail-program", whole=True)
        wizard.display.key("Escape")
        said = wizard.words("No email app could be opened")
        wait_until(lambda: wizard.application.find_now(None, said) is None, "it is closed")
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
