# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail that arrived: on the command line, and pasted in the window."""

import subprocess

from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from display import Display
from window import LANGUAGES, MAILS, PRACTICE, TOOLS, copy, mail

MEMBERS = {"from", "mail_from", "receiver", "ip", "spf", "dkim", "dmarc", "message"}


def arrived(name):
    """A mail that arrived, as a file."""
    return MAILS.parent / "received" / name


@case("received: every member is there; 0 all three passed, 1 not, 2 no mail, which has none of "
      "them")
def test_contract(context):
    for name, code in (("gmail-all.eml", 0), ("outlook-all.eml", 0), ("gmail-no-dkim.eml", 1),
                       ("forged-below-gmail.eml", 1), ("page-japanese.txt", 1),
                       ("never-left-the-host.eml", 1), ("none-letter.txt", 2)):
        done = context.cli("received", arrived(name), "--json")
        found = done.json()
        expect(set(found) >= MEMBERS, f"a member is missing: {found}")
        expect_equal((name, done.code), (name, code), "the exit status")
    expect_equal(set(found.values()), {None}, "what is found in no mail")
    expect(done.err.strip(), "nothing was said about it")


@case("received: the standard input, in both languages, without what a terminal would obey")
def test_text(context):
    octets = arrived("gmail-spf-softfail.eml").read_bytes().replace(b"mail.shop", b"mail\x1b[31m.shop")
    said = []
    for language in LANGUAGES:
        done = subprocess.run([context.program("todoku-cli"), "received", "--lang", language],
                              input=octets, capture_output=True, timeout=20, check=False)
        expect_equal(done.returncode, 1, "the exit status")
        expect(b"\x1b" not in done.stdout, "an escape reaches the terminal")
        expect(f"todoku-cli check {PRACTICE}".encode() in done.stdout, "the next command is missing")
        said.append(done.stdout)
    expect(said[0] != said[1], "both languages say the same")


@case("received, bounce: each points to the other for a mail of its kind")
def test_other(context):
    done = context.cli("received", mail("gmail-2023-postfix-dsn.eml"), "--json")
    expect_equal(done.code, 2, "a returned mail")
    expect("todoku-cli bounce" in done.err, done.err)
    done = context.cli("bounce", arrived("gmail-all.eml"), "--json")
    expect_equal((done.code, done.json()["kind"]), (2, None), "a mail that arrived")
    expect("todoku-cli received" in done.err, done.err)


def open_window(context, language):
    display = context.use(Display(context, language=language))
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    return Wizard(context, display, language, "--practice", **LEAKS_NOT_SOUGHT)


def paste(wizard, name):
    copy(wizard, arrived(name))
    wizard.press("Pas_te the Email")
    wait_until(lambda: wizard.field().text == PRACTICE, "the domain is filled in")


def register(language):
    @case(f"received window {language}: pasted, what its receiver found, and on to the domain",
          tools=TOOLS)
    def walk(context):
        wizard = open_window(context, language)
        paste(wizard, "gmail-all.eml")
        said = wizard.words.fill("This email passed all three: SPF, DKIM and DMARC, each for "
                                 "%s.", PRACTICE)
        wizard.application.wait_for_text(said)
        wizard.expect_names()
        wizard.display.screenshot("pasted")
        wizard.next()
        wizard.application.wait_for_text(wizard.words.fill("SPF passed for %s.", PRACTICE))
        wizard.application.wait_for_text(wizard.words.fill("DKIM passed for %s.", PRACTICE))
        wizard.application.wait_for_text(wizard.words.fill("DMARC passed for %s (p=%s).", PRACTICE, "none"))
        wizard.application.wait_for_text(wizard.words("There is nothing left to do."))
        wizard.expect_names()
        wizard.display.screenshot("all-passed")
        wizard.press("_Check the Domain")
        wizard.wait_for_host_page()
        wizard.press("_Back")
        wizard.application.wait_for_text(said)
        wizard.quit()

    @case(f"received window {language}: what is missing is said with its next step; a mail that "
           "came "
          "back has no such page", tools=TOOLS)
    def missing(context):
        wizard = open_window(context, language)
        paste(wizard, "forged-below-gmail.eml")
        wizard.next()
        wizard.application.wait_for_text(wizard.words("The email has no DKIM signature."))
        wizard.application.wait_for_text(wizard.words.fill("Next, check the SPF record of %s.", PRACTICE))
        wizard.expect_names()
        wizard.display.screenshot("missing")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.display.key("ctrl+n")
        wizard.application.wait_for_text(wizard.words("Find out why your email comes back"))
        copy(wizard, mail("gmail-2023-postfix-text.txt"))
        wizard.press("Pas_te the Email")
        wait_until(lambda: wizard.field().text == PRACTICE, "the domain is filled in")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
