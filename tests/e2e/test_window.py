# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, met over AT-SPI as a screen reader meets it, from the first page to the value
on the clipboard."""

import re

import clipboard
from case import case, expect, expect_equal, is_japanese, wait_until
from knot import Knot
from misbehave import Server
from window import (AT_LOLIPOP, DOMAIN, KNOT, LANGUAGES, LOLIPOP, PRACTICE, TOOLS, XSERVER, cli_value,
                    open_window, tab_to)
from zones import World

def detected_world(records=("v=spf1 include:_spf.old-host.example ~all",)):
    """A domain whose mail host can be seen in the DNS."""
    world = World().add_domain(DOMAIN, records, mx=False)
    world.zones[DOMAIN][DOMAIN].append("MX 10 mx01.lolipop.jp.")
    world.add("mx01.lolipop.jp", "A 198.51.100.25")
    world.add_spf("_spf.lolipop.jp", "v=spf1 ip4:198.51.100.0/24 -all")
    world.add_spf("_spf.old-host.example", "v=spf1 ip4:203.0.113.0/24 -all")
    return world


def walk_to_copy(wizard, domain, host, value):
    """Three actions: type, Next, Next. Then Copy has the focus and gives the value. What was found
    is told as it comes, and the verdict stands over the rest."""
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    wizard.expect_names()
    wizard.type(domain)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_for("Found: %s. If this is right, continue.", host, role=Role.STATUS_BAR)
    wizard.expect_names()
    wizard.next()
    button = wizard.wait_for_copy()
    wizard.wait_for("Your SPF record has to be changed", role=Role.HEADING)
    wizard.expect_names()
    button.press("click")
    wizard.wait_for("Copied")
    wizard.expect_names()
    clipboard.wait_for(wizard.display, value)
    wizard.display.screenshot("result")


def register_walks(language):
    @case(f"window {language}: type, Next, Next, Copy: the value is on the clipboard (practice)",
          tools=TOOLS)
    def practice(context):
        value = cli_value(context, PRACTICE, "--practice")
        wizard = open_window(context, language, "--practice")
        walk_to_copy(wizard, f"info@{PRACTICE}", XSERVER[language], value)
        wizard.quit()

    @case(f"window {language}: type, Next, Next, Copy: the value is on the clipboard (Knot DNS)",
          tools=KNOT)
    def knot(context):
        server = context.use(Knot(context, detected_world().zones))
        value = cli_value(context, DOMAIN, "--dns-server", server.address)
        expect_equal(value, "v=spf1 include:_spf.old-host.example include:_spf.lolipop.jp ~all",
                     "proposed")
        wizard = open_window(context, language, "--dns-server", server.address)
        walk_to_copy(wizard, f"https://www.{DOMAIN}/", LOLIPOP[language], value)
        server.publish(DOMAIN, DOMAIN, [value])
        wizard.quit()

    @case(f"window {language}: bad input is invalid to eye and to screen reader, and said why",
          tools=TOOLS)
    def bad_input(context):
        expect_bad_input(context, language)

    @case(f"window {language}: by the keyboard alone", tools=TOOLS)
    def keyboard(context):
        by_keyboard(context, language)


for a_language in LANGUAGES:
    register_walks(a_language)


def expect_bad_input(context, language):
    wizard = open_window(context, language, "--practice")
    for text in ("192.0.2.1", "localhost", "info@", "me@gmail.com", "docomo.ne.jp"):
        wizard.type(text)
        wizard.next()
        wait_until(lambda: wizard.field().invalid, f"{text!r} is marked invalid")
        said = context.cli("check", text, "--practice", "--lang", language).err.strip()
        wizard.application.wait_for_text(said.partition("todoku-cli: ")[2] or said)
    wizard.display.screenshot("bad-input")
    wizard.type(PRACTICE)
    wait_until(lambda: not wizard.field().invalid, "the fault is forgotten")
    wizard.next()
    wizard.wait_for_host_page()
    wizard.quit()


def by_keyboard(context, language):
    value = cli_value(context, PRACTICE, "--practice")
    wizard = open_window(context, language, "--practice")
    wizard.application.wait_for_focus(None, None)
    wizard.display.type(PRACTICE)
    wizard.display.key("Return")
    wizard.wait_for_host_page()
    tab_to(wizard, wizard.words("_Next"))
    wizard.display.key("Return")
    wizard.wait_for_copy()
    wizard.display.key("space")
    clipboard.wait_for(wizard.display, value)
    wizard.display.key("alt+Left")
    wizard.wait_for_host_page()
    wizard.display.key("alt+Left")
    expect_equal(wizard.field().text, PRACTICE, "the domain, back on the first page")
    wizard.quit()


@case("window: a port that is none is refused before anything opens")
def test_bad_port(context):
    for port in ("65536", "70053", "-1"):
        answer = context.cli("--practice", "--authority-port", port, program=context.program("todoku"))
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
        expect(port in answer.err and len(answer.err.splitlines()) == 1, f"{answer}\n ")


@case("window: what is on another page is not there for a screen reader", tools=TOOLS)
def test_hidden_pages(context):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    wizard = open_window(context, "ja", "--practice")
    wizard.check(PRACTICE)
    wizard.wait_for_copy()
    fields = [node for node in wizard.application.walk()
              if node.role.value_nick in ("text", "entry") and node.has(State.EDITABLE)]
    if fields:
        wizard.fail("the first page's field can still be met")


def language_action(wizard, language):
    """Chooses a language in the main menu, by its action as the menu does."""
    wizard.display.output(["gdbus", "call", "--session", "--dest", "io.github.todoku.Todoku",
                           "--object-path", "/io/github/todoku/Todoku", "--method",
                           "org.gtk.Actions.Activate", "language", f"[<'{language}'>]", "{}"])


def expect_language(wizard, language):
    from wizard import Words  # pylint: disable=import-outside-toplevel
    words = Words(wizard.context.build, language)
    wizard.application.find(None, re.compile("^" + re.escape(words("Copy This Value"))))
    wizard.application.find(None, words("_Back"))
    other = Words(wizard.context.build, "en" if language == "ja" else "ja")
    expect(wizard.application.find_now(None, other("_Back")) is None, "two languages at once")
    if language == "en":
        left = [text for text in wizard.application.texts() if is_japanese(text)]
        expect(not left, f"Japanese left in English: {left}")


def register_switch(locale):
    @case(f"window: the language is switched at once, kept, and remembered (LC_ALL={locale})",
          limit=180, tools=TOOLS)
    def switch(context):
        environment = {"LC_ALL": locale, "LANGUAGE": ""}
        wizard = open_window(context, "ja", "--practice", **environment)
        wizard.check(PRACTICE)
        wizard.wait_for_copy()
        value = cli_value(context, PRACTICE, "--practice")
        for language in ("en", "ja", "en"):
            language_action(wizard, language)
            expect_language(wizard, language)
            wizard.application.wait_for_text(value)
            wizard.application.wait_for_text(PRACTICE)
        wizard.display.screenshot("switched")
        wizard.quit()
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        again = Wizard(context, wizard.display, "en", "--practice", **environment)
        again.check(PRACTICE)
        again.wait_for_copy()
        expect_language(again, "en")
        again.quit()


for a_locale in ("C", "POSIX", "C.UTF-8"):
    register_switch(a_locale)


@case("window: the main menu opens and switches the language by keyboard", tools=TOOLS)
def test_menu(context):
    wizard = open_window(context, "ja", "--practice")
    wizard.display.key("F10")
    wizard.application.find(None, "English")
    wizard.expect_names()
    wizard.display.key("Down", "Return")
    from wizard import Words  # pylint: disable=import-outside-toplevel
    wizard.application.find(None, Words(context.build, "en")("_Next"))
    wizard.quit()


def register_failure(way, language):
    @case(f"window {language}: {way}: unknown, the server named; Retry works once it is back",
          limit=180, tools=TOOLS)
    def failure(context):
        server = context.use(Server(way, AT_LOLIPOP))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.type(DOMAIN)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.choose_host(LOLIPOP[language])
        wizard.next()
        wizard.application.wait_for_text(server.address, 30)
        retry = wizard.application.find(None, wizard.words("Try _Again"))
        wizard.expect_names()
        wizard.display.screenshot("failed")
        server.way = "well"
        retry.press("click")
        wizard.wait_for_copy(20)
        value = cli_value(context, DOMAIN, "--dns-server", server.address)
        wizard.application.wait_for_text(value)
        wizard.quit()


register_failure("servfail", "ja")
register_failure("silence", "en")
register_failure("refused", "en")
