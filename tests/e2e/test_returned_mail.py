# SPDX-License-Identifier: GPL-3.0-or-later
"""The returned mail: on the command line, and pasted, opened and dropped in the window."""

import re

import clipboard
from case import LEAKS_NOT_SOUGHT, Failed, case, expect, expect_equal, wait_until
from display import Display
from drag_source import DragSource
from window import LANGUAGES, PRACTICE, TOOLS, check, copy, mail

@case("bounce: every member is there, and a text that is no returned mail has none of them")
def test_contract(context):
    done = context.cli("bounce", mail("gmail-2023-qmail.eml"), "--json")
    found = done.json()
    expect(set(found) >= {"kind", "code", "provider", "domain", "ip", "spf", "dkim",
                          "fixable_by_spf", "message"}, f"a member is missing: {found}")
    expect_equal(found["domain"], PRACTICE, "domain")
    done = context.cli("bounce", mail("none-spf-record.txt"), "--json")
    expect_equal({value for value in done.json().values()}, {None}, "what is found in no mail")
    expect(done.err.strip(), "nothing was said about it")


@case("check --bounce: domain and refused server come from the mail")
def test_fill(context):
    report = check(context, "--bounce", mail("gmail-2023-postfix-dsn.eml")).json()
    expect_equal(report["domain"], PRACTICE, "domain")
    expect_equal(report["verdict"], "edit", "verdict")
    given = [proof["ip"] for proof in report["proof"] if proof["role"] == "given"]
    expect_equal(given, ["203.0.113.25"], "the refused server in the proof")
    expect_equal(report["bounce"]["kind"], "unauthenticated", "kind")


@case("check --bounce: what SPF of the domain cannot mend is not-spf, each with its own next step")
def test_not_spf(context):
    said = set()
    for name in ("gmail-2023-form-sakura.eml", "gmail-2023-form-other-company.eml",
                 "gmail-ptr-reply.txt", "gmail-tls.txt", "gmail-dkim.eml", "mailbox-full.eml",
                 "gmail-alignment.txt", "gmail-no-dmarc.eml"):
        done = check(context, PRACTICE, "--bounce", mail(name))
        report = done.json()
        expect_equal((name, report["verdict"], report["proposed"], done.code),
                     (name, "not-spf", None, 1), "the outcome")
        said.add(report["explanation"])
    expect(len(said) == 8, f"only {len(said)} explanations for eight mails")
    # Where the receiver may have meant SPF all the same, a record that has to be changed comes first.
    for name in ("gmail-spam.eml", "au-filter-reply.txt"):
        report = check(context, PRACTICE, "--bounce", mail(name)).json()
        expect_equal(report["verdict"], "edit", f"the verdict with {name}")
        expect("returned-mail" in [finding["id"] for finding in report["findings"]],
               f"what {name} blames is not told")
    report = check(context, "fine.example", "--bounce", mail("gmail-hard-fail.txt")).json()
    expect_equal(report["verdict"], "not-spf", "another domain than the one that was refused")
    expect(PRACTICE in report["explanation"], "the domain that was asked is not named")
    report = check(context, "add.example", "--bounce", mail("gmail-hard-fail.txt")).json()
    expect_equal(report["verdict"], "add", "a record that is missing is never hidden")
    told = [finding["message"] for finding in report["findings"]
            if finding["id"] == "returned-mail"]
    expect(told and PRACTICE in told[0], f"the domain that was asked is not named: {told}")


@case("check --bounce: no returned mail, no file, no domain: wrong input, said in a sentence")
def test_wrong(context):
    for arguments in (("--bounce", mail("none-empty.txt")),
                      ("--bounce", context.folder("mails") / "nothing-here.eml"),
                      ("--bounce", mail("gmail-ptr-reply.txt"))):
        done = check(context, *arguments)
        expect_equal((done.code, done.out), (2, ""), f"the outcome of {arguments}")
        expect(done.err.strip(), "nothing was said about it")


@case("check: a provider's domain belongs to its company: wrong input, said in a sentence")
def test_provider(context):
    for typed in ("gmail.com", "taro@yahoo.co.jp", "https://docomo.ne.jp/", "taro@abc.ocn.ne.jp"):
        for done in (check(context, typed), context.cli("lint", "--domain", typed),
                     context.cli("verify", typed, "--expect", "v=spf1 ~all")):
            expect_equal((done.code, done.out), (2, ""), f"the outcome of {typed}")
            expect("a domain of your own" in done.err, f"what is said of {typed}: {done.err}")
    expect_equal(check(context, "gmail.com.example").code, 2, "a domain that does not exist")


@case("bounce: forwarded mail names whose mail it was, and no record to change")
def test_forwarded(context):
    for name in ("forwarded-postfix.txt", "forwarded-sendmail.txt"):
        found = context.cli("bounce", mail(name), "--json").json()
        expect_equal((found["forwarded"], found["fixable_by_spf"], found["recipient_domain"]),
                     (True, False, "gmail.com"), name)
        expect("info@shop.example" in found["message"] and "SRS" in found["message"],
               f"what is said of {name}: {found['message']}")
        report = check(context, PRACTICE, "--bounce", mail(name)).json()
        expect_equal(report["verdict"], "not-spf", f"the verdict with {name}")


def open_window(context, language, *arguments, **environment):
    display = context.use(Display(context, language=language))
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    # All of them read what another program has copied, dropped or chosen.
    return Wizard(context, display, language, "--practice", *map(str, arguments),
                  **LEAKS_NOT_SOUGHT, **environment)


def register_not_spf(language, name, what):
    @case(f"bounce window {language}: {what} ends in not-spf with its next step", tools=TOOLS)
    def not_spf(context):
        path = mail(name)
        report = context.cli("check", "--bounce", path, "--practice", "--json", "--lang",
                             language).json()
        expect_equal(report["verdict"], "not-spf", "verdict")
        wizard = open_window(context, language)
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        wait_until(lambda: wizard.field().text == report["domain"], "the domain is filled in")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.next()
        wizard.application.wait_for_text(report["explanation"])
        wizard.display.screenshot("not-spf")
        wizard.quit()


def register(language):
    @case(f"bounce window {language}: paste, Next, Next, Copy: the value is on the clipboard",
          tools=TOOLS)
    def walk(context):
        path = mail("gmail-2023-postfix-text.txt")
        value = check(context, "--bounce", path).json()["proposed"]
        wizard = open_window(context, language)
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        wait_until(lambda: wizard.field().text == PRACTICE, "the domain is filled in")
        wizard.application.wait_for_text("203.0.113.25")
        wizard.expect_names()
        wizard.display.screenshot("pasted")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, value)
        wizard.application.wait_for_text("203.0.113.25")
        wizard.display.screenshot("result")
        wizard.quit()

    for name, what in (("gmail-2023-form-sakura.eml", "a form's wrong sender"),
                       ("forwarded-postfix.txt", "a forwarded mail")):
        register_not_spf(language, name, what)

    @case(f"bounce window {language}: a text that is none is said to be none, and stays",
          tools=TOOLS)
    def none(context):
        path = mail("none-spf-record.txt")
        said = context.cli("bounce", path, "--lang", language).err.strip().partition(": ")[2]
        wizard = open_window(context, language)
        wizard.type("add.example")
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        wizard.application.wait_for_text(said)
        expect_equal(wizard.field().text, "add.example", "what had been typed")
        wizard.application.wait_for_text("include:_spf.google.com")
        wizard.quit()

    @case(f"bounce window {language}: a text too long to be shown takes the place of the one "
           "before",
          tools=TOOLS)
    def long(context):
        path = context.scratch / "long.txt"
        path.write_bytes(mail("gmail-2023-postfix-text.txt").read_bytes() + b"\n" + b"x " * 200000)
        wizard = open_window(context, language)
        copy(wizard, mail("none-spf-record.txt"))
        wizard.press("Pas_te the Email")
        wizard.application.wait_for_text("include:_spf.google.com")
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        expect_read(wizard)
        said = re.compile(re.escape(wizard.words("The text was read, but cannot be shown here.")))
        wizard.application.wait_for_text(said)
        expect("_spf.google.com" not in "".join(wizard.application.texts()), "the one before stays")
        # Whoever comes back finds the same.
        wizard.next()
        wizard.wait_for_host_page()
        wizard.press("_Back")
        wizard.application.wait_for_text(said)
        expect("_spf.google.com" not in "".join(wizard.application.texts()), "the one before is back")
        wizard.quit()

    @case(f"bounce window {language}: opened from a file; another that is none says so, and takes "
          "back what the first said", tools=TOOLS)
    def opened(context):
        wizard = open_window(context, language)
        wizard.press("Pas_te the Email")
        open_file(wizard, mail("gmail-2023-postfix-dsn.eml"))
        expect_read(wizard)
        wizard.display.screenshot("opened")
        none = mail("none-spf-record.txt")
        said = context.cli("bounce", none, "--lang", language).err.strip().partition(": ")[2]
        open_file(wizard, none)
        wizard.application.wait_for_text(said)
        expect(wizard.application.find_now(None, REFUSED) is None, "what was refused still stands")
        wizard.quit()

    @case(f"bounce window {language}: a file dropped on it is read", tools=TOOLS)
    def dropped(context):
        wizard = open_window(context, language)
        source = context.use(DragSource(wizard.display, "file", mail("gmail-2023-postfix-dsn.eml")))
        source.drag_to(wizard.application.find(None, wizard.words("Pas_te the Email")))
        expect_read(wizard)
        wizard.display.screenshot("dropped", whole=True)
        wizard.quit()

    @case(f"bounce window {language}: a file named when it starts, and one that a file manager "
           "opens, "
          "are read", tools=TOOLS)
    def given(context):
        wizard = open_window(context, language, mail("gmail-2023-postfix-dsn.eml"))
        expect_read(wizard)
        wizard.next()
        wizard.wait_for_host_page()
        none = mail("none-spf-record.txt")
        said = context.cli("bounce", none, "--lang", language).err.strip().partition(": ")[2]
        open_by_bus(wizard, none)
        wizard.application.wait_for_text(said)
        open_by_bus(wizard, mail("gmail-2023-postfix-dsn.eml"))
        expect_read(wizard)
        wizard.display.screenshot("given")
        wizard.quit()

    @case(f"bounce window {language}: a text dropped into it is read", tools=TOOLS)
    def dropped_text(context):
        wizard = open_window(context, language)
        source = context.use(DragSource(wizard.display, "text",
                                        mail("gmail-2023-postfix-text.txt")))
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard.press("Pas_te the Email")
        source.drag_to(wizard.application.find(Role.TEXT, wizard.words("Text of the email")))
        expect_read(wizard)
        wizard.quit()


REFUSED = re.compile(re.escape("203.0.113.25"))


def open_by_bus(wizard, path):
    """As a file manager does with a program that the session bus starts."""
    wizard.display.output(["gdbus", "call", "--session", "--dest", "io.github.todoku.Todoku",
                           "--object-path", "/io/github/todoku/Todoku", "--method",
                           "org.freedesktop.Application.Open", f"['{path.as_uri()}']", "{}"])


def open_file(wizard, path):
    """Presses “Open a mail file…”, and types which."""
    title = wizard.words("Open the Email")
    wizard.press("_Open an Email File…")
    wizard.application.find(None, title)
    wizard.display.key("ctrl+l")
    wizard.display.type(str(path))
    # What newer GTK has guessed while that was typed may be left after it.
    wizard.display.key("shift+End", "Delete")
    # A chooser that is still reading a folder takes no Return.
    for _ in range(3):
        wizard.display.key("Return")
        try:
            wait_until(lambda: wizard.application.find_now(None, title) is None, "", 5, 0.3)
            return
        except Failed:
            continue
    wizard.fail(f"{path} is not opened")


def expect_read(wizard):
    wait_until(lambda: wizard.field().text == PRACTICE, "the domain is filled in", 15)
    wizard.application.wait_for_text("203.0.113.25")
    wizard.expect_names()


for a_language in LANGUAGES:
    register(a_language)
