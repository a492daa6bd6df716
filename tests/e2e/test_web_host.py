# SPDX-License-Identifier: GPL-3.0-or-later
"""What only the person can say: whether her website sends as well, whose a refused server is, what a
term was meant to be. She is asked in the window, and her answer makes the value."""

import time

import clipboard
from case import case, expect, expect_equal, wait_until
from contract import expect_verdict
from misbehave import Server
from window import LANGUAGES, TOOLS, check, cli_value, copy, mail, open_window, tab_to
from zones import domains

FIRST = "first.test"

FORM, FORM_SERVER = "form.example", "192.0.2.35"
STRAY, STRAY_SERVER = "stray.example", "203.0.113.99"
UNCLEAR = "v=spf1 include:_spf.lolipop.jp relay:mail.first.test foo:bar ~all"
ALIAS = "alias." + FIRST
SERVER_AT_SAKURA = "www2345.sakura.ne.jp"


def returned_mail(context, domain, address):
    """What Gmail says where the server of that address may not send for domain."""
    text = mail("gmail-2023-postfix-text.txt").read_text("utf-8")
    path = context.scratch / f"{domain}.txt"
    path.write_text(text.replace("sv1234.xserver.jp", f"mail.{domain}")
                    .replace("shop.example", domain).replace("203.0.113.25", address), "utf-8")
    return path


def paste(wizard, path, domain):
    copy(wizard, path)
    wizard.press("Pas_te the Email")
    wait_until(lambda: wizard.field().text == domain, "the domain is filled in")


def message_of(context, wizard, path, finding):
    """What the command line says by that finding."""
    report = check(context, "--bounce", path, "--lang", wizard.language).json()
    return next(one["message"] for one in report["findings"] if one["id"] == finding)


@case("check: a form at another company: --web-host, or a mail that came back from its server")
def test_form(context):
    expect_verdict(check(context, FORM), "fine", 0)
    path = returned_mail(context, FORM, FORM_SERVER)
    report = expect_verdict(check(context, "--bounce", path), "edit", 1)
    expect("include:_spf.google.com" in report["proposed"]
           and "include:spf.sender.xserver.jp" in report["proposed"], report["proposed"])
    expect_equal(cli_value(context, FORM, "--practice", "--web-host", "xserver"),
                 report["proposed"], "the value where she says so herself")
    expect_verdict(check(context, "--bounce", path, "--answer", f"{FORM_SERVER}="), "fine", 0)


def sender_switch(wizard):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    name = wizard.words("Email is sent from there as well")
    # GTK 4.8 calls a switch by its class among the roles: what counts is that it can be switched.
    return next((node for node in wizard.application.walk()
                 if node.name == name and node.has(State.FOCUSABLE)), None)


def expect_switch(wizard, on):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    switch = wait_until(lambda: sender_switch(wizard), "whether mail is sent from there is asked")
    wait_until(lambda: switch.has(State.CHECKED) == on, f"it is switched {'on' if on else 'off'}")


def turn_switch(wizard, on):
    tab_to(wizard, wizard.words("Email is sent from there as well"))
    wizard.display.key("space")
    expect_switch(wizard, on)


def choose_company(context, wizard, host):
    """By the keyboard, in the list of the companies that folds out: they stand in the order of the
    catalog, below “I do not know”."""
    ids = [one["id"] for one in context.catalog("hosts")]
    tab_to(wizard, wizard.words("Web host"))
    wizard.display.key("space")
    time.sleep(0.5)
    wizard.display.key("Home", *["Down"] * (ids.index(host) + 1))
    wizard.display.screenshot("companies", whole=True)
    wizard.display.key("Return")


def find_choice(wizard, name):
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    return wizard.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), name)


def register(language):
    @case(f"senders {language}: Google Workspace with a form at Xserver: the returned mail, Next, "
          "Next, Copy", tools=TOOLS)
    def form(context):
        path = returned_mail(context, FORM, FORM_SERVER)
        value = check(context, "--bounce", path).json()["proposed"]
        wizard = open_window(context, language, "--practice")
        said = message_of(context, wizard, path, "refused-server-placed")
        paste(wizard, path, FORM)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.application.wait_for_text(said)
        expect_switch(wizard, True)
        wizard.expect_names()
        wizard.display.screenshot("host")
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, value)
        wait_until(lambda: wizard.application.texts().count(said) == 1,
                   "whose server it was is said, and once")
        wizard.display.screenshot("result")
        wizard.quit()

    @case(f"senders {language}: a form that nobody spoke of: the switch of the website, there and "
          "back", tools=TOOLS, limit=240)
    def switch(context):
        value = cli_value(context, FORM, "--practice", "--web-host", "xserver")
        wizard = open_window(context, language, "--practice")
        wizard.type(FORM)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        expect_switch(wizard, False)
        turn_switch(wizard, True)
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, value)
        wizard.display.key("alt+Left")
        wizard.wait_for_host_page()
        expect_switch(wizard, True)
        turn_switch(wizard, False)
        wizard.next()
        wizard.application.wait_for_text(wizard.words("Your SPF record is in order"))
        wizard.quit()

    @case(f"senders {language}: the refused server is at a company, and still not hers: the switch "
          "takes it back", tools=TOOLS, limit=240)
    def not_hers(context):
        path = returned_mail(context, FORM, FORM_SERVER)
        wizard = open_window(context, language, "--practice")
        paste(wizard, path, FORM)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        expect_switch(wizard, True)
        turn_switch(wizard, False)
        wizard.next()
        wizard.application.wait_for_text(wizard.words("Your SPF record is in order"))
        wizard.display.key("alt+Left")
        wizard.wait_for_host_page()
        turn_switch(wizard, True)
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, check(context, "--bounce", path).json()["proposed"])
        wizard.quit()

    @case(f"senders {language}: the website is at a company that nobody found: its server is asked "
          "for", tools=TOOLS, limit=240)
    def company(context):
        value = cli_value(context, FORM, "--practice", "--web-host", "sakura", "--set",
                          f"host={SERVER_AT_SAKURA}")
        wizard = open_window(context, language, "--practice")
        wizard.type(FORM)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        choose_company(context, wizard, "sakura")
        turn_switch(wizard, True)
        wizard.next()
        wizard.display.screenshot("asked")
        wizard.fill_in(SERVER_AT_SAKURA)
        wizard.expect_names()
        wizard.display.screenshot("filled")
        wizard.next()
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, value)
        wizard.quit()

    @case(f"senders {language}: nobody knows the refused server: nothing is answered for her, and "
          "her answer makes the value", tools=TOOLS, limit=240)
    def stray(context):
        from screen_reader import Role, State  # pylint: disable=import-outside-toplevel
        path = returned_mail(context, STRAY, STRAY_SERVER)
        expect_equal(check(context, "--bounce", path).json()["question"]["about"], "server",
                     "question")
        value = cli_value(context, "--bounce", path, "--practice", "--answer",
                          f"{STRAY_SERVER}=ip4:{STRAY_SERVER}")
        wizard = open_window(context, language, "--practice")
        said = message_of(context, wizard, path, "refused-server")
        paste(wizard, path, STRAY)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.next()
        wizard.application.wait_for_text(said)
        expect_equal(wizard.application.texts().count(said), 1, "how often it is asked")
        let_in = wizard.words.fill("Allow it with %s", f"ip4:{STRAY_SERVER}")
        stranger = wizard.words("It is not mine: do not allow it")
        choices = [find_choice(wizard, name) for name in (let_in, stranger)]
        expect(not any(node.has(State.CHECKED) for node in choices), "it is answered already")
        expect(wizard.application.find_now(None, wizard.copy_button()) is None,
               "a value is offered that is not known to be right")
        wizard.application.find(Role.PUSH_BUTTON, wizard.words("Choose the _Company"))
        wizard.expect_names()
        wizard.display.screenshot("asked")
        tab_to(wizard, let_in)
        wizard.display.key("space")
        wizard.application.find(None, wizard.copy_button()).press("click")
        clipboard.wait_for(wizard.display, value)
        wizard.display.screenshot("answered")
        tab_to(wizard, let_in)
        wizard.display.key("Down", "space")
        wizard.application.wait_for_text(wizard.words("No mistake was found in your SPF record"))
        expect(wizard.application.find_now(None, wizard.copy_button()) is None,
               "a value is offered though the server is not hers")
        wizard.quit()

    @case(f"senders {language}: terms that cannot be read: nothing is answered for her, and her "
          "answers make the value", tools=TOOLS, limit=240)
    def unclear(context):
        from screen_reader import State  # pylint: disable=import-outside-toplevel
        records = domains(UNCLEAR, FIRST)
        # What she says was meant is there.
        records[(f"mail.{FIRST}", "TXT")] = ['"v=spf1 ip4:198.51.100.77 -all"']
        server = context.use(Server("well", records))
        value = cli_value(context, FIRST, "--dns-server", server.address, "--answer",
                          "relay:mail.first.test=include:mail.first.test", "--answer", "foo:bar=")
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.check(FIRST)
        wizard.application.wait_for_text(wizard.words("A part of your SPF record is not clear"))
        keep = find_choice(wizard, wizard.words.fill("Keep it as %s", "include:mail.first.test"))
        left_out = wizard.words("Leave it out")
        choices = [keep, *wizard.application.find_all(None, left_out)]
        expect(len(choices) >= 3, "each of them can be left out")
        expect(not any(node.has(State.CHECKED) for node in choices), "it is answered already")
        wizard.expect_names()
        wizard.display.screenshot("asked")
        tab_to(wizard, keep.name)
        wizard.display.key("space")
        wait_until(lambda: keep.has(State.CHECKED), "it is chosen")
        expect(wizard.application.find_now(None, wizard.copy_button()) is None,
               "a value is offered though one is left to be asked")
        # Tab leaves a question that is answered for the next one.
        tab_to(wizard, left_out)
        wizard.display.key("space")
        wizard.application.find(None, wizard.copy_button()).press("click")
        clipboard.wait_for(wizard.display, value)
        expect(keep.has(State.CHECKED), "what was answered is gone")
        wizard.display.screenshot("answered")
        wizard.quit()

    @case(f"senders {language}: an alias can have no record: there is nothing to copy", tools=TOOLS)
    def alias(context):
        records = domains("v=spf1 include:_spf.lolipop.jp ~all", FIRST)
        records[(ALIAS, "CNAME")] = ["site.host.test."]
        records[("site.host.test", "A")] = ["192.0.2.77"]
        server = context.use(Server("well", records))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.check(ALIAS)
        wizard.application.wait_for_text(
            wizard.words("This name is an alias and cannot have a record of its own"))
        expect(wizard.application.find_now(None, wizard.copy_button()) is None,
               "a value is offered that cannot be put anywhere")
        wizard.expect_names()
        wizard.display.screenshot("alias")
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
