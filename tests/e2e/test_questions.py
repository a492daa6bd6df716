# SPDX-License-Identifier: GPL-3.0-or-later
"""What only the person can say: she is asked in the window, and her answer makes the value."""

import clipboard
from case import case, expect, expect_equal, wait_until
from contract import expect_verdict
from misbehave import Server
from window import AT_LOLIPOP, DOMAIN, LANGUAGES, TOOLS, cli_value, open_window, tab_to

CROWDED = "many.example"
CHEAP, DEAREST = "include:sendgrid.net", "include:_spf.google.com"


@case("cli: over ten look-ups: asks what may go, and takes --remove for an answer")
def test_remove(context):
    answer = context.cli("check", CROWDED, "--practice", "--json")
    report = expect_verdict(answer, "choose", 1)
    expect_equal(report["question"]["about"], "removal", "question")
    expect({CHEAP, DEAREST} <= set(report["question"]["options"]), f"{report['question']}")
    answer = context.cli("check", CROWDED, "--practice", "--json", "--remove", CHEAP)
    report = expect_verdict(answer, "edit", 1)
    # That is one too few, and mx leads to servers that pass by another part, too.
    gone = {entry["term"] for entry in report["diff"] if entry["op"] == "remove"}
    expect_equal(gone, {CHEAP, "mx"}, "what goes")
    expect(report["lookups"]["proposed"] <= 10, f"{report['lookups']}")
    answer = context.cli("check", CROWDED, "--practice", "--json", "--remove", DEAREST)
    report = expect_verdict(answer, "edit", 1)
    expect(report["lookups"]["proposed"] <= 10, f"{report['lookups']}")
    expect(DEAREST not in report["proposed"], report["proposed"])


def register(language):
    @case(f"window {language}: over ten look-ups: the value appears when enough is let go",
          tools=TOOLS)
    def crowded(context):
        from screen_reader import State  # pylint: disable=import-outside-toplevel
        value = cli_value(context, CROWDED, "--practice", "--remove", DEAREST)
        wizard = open_window(context, language, "--practice")
        wizard.check(CROWDED)
        wizard.application.wait_for_text(wizard.words("Choose what you no longer use"))
        expect(wizard.application.find_now(None, wizard.copy_button()) is None,
               "a value is offered that receivers give up on")
        if language == "ja":
            left = [text for text in wizard.application.texts() if "lookup" in text]
            expect(not left, f"English left in Japanese: {left}")
        expect(not wizard.next_button().has(State.SENSITIVE), "Next leads on without a value")
        name = wizard.words("Remove %s") % DEAREST
        tab_to(wizard, name)
        wizard.display.key("space")
        wizard.application.find(None, wizard.copy_button()).press("click")
        clipboard.wait_for(wizard.display, value)
        wait_until(lambda: wizard.next_button().has(State.SENSITIVE), "Next leads on")
        wizard.display.screenshot("answered")
        tab_to(wizard, name)
        wizard.display.key("space")
        wait_until(lambda: wizard.application.find_now(None, wizard.copy_button()) is None,
                   "the value goes when the answer is taken back")
        wizard.quit()


for a_language in LANGUAGES:
    register(a_language)


@case("window: Up, Down, Home and End move through the hosts, Space chooses, Tab leaves them",
      tools=TOOLS)
def test_arrows(context):
    from screen_reader import Role, State  # pylint: disable=import-outside-toplevel
    wizard = open_window(context, "en", "--practice")
    wizard.type("shop.example")
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    found = wizard.application.wait_for_focus((Role.RADIO_BUTTON, Role.CHECK_BOX))
    wait_until(lambda: found.has(State.CHECKED), f"{found} was found and is chosen")
    wizard.display.key("Down")
    second = wait_until(lambda: other_than(found.name, wizard), "Down moves the focus")
    expect(not second.has(State.CHECKED), "Down alone chooses")
    expect(found.has(State.CHECKED), "Down alone takes the choice away")
    wizard.display.key("End")
    wizard.application.wait_for_focus(None, wizard.words("Not listed, or I do not know"))
    wizard.display.key("Up", "Home")
    wizard.application.wait_for_focus(None, found.name)
    wizard.display.key("Down", "space")
    wait_until(lambda: second.has(State.CHECKED), "Space chooses")
    wizard.display.key("Tab")
    focused = wait_until(lambda: other_than(second.name, wizard), "Tab leaves the choice")
    expect(focused.role not in (Role.RADIO_BUTTON, Role.CHECK_BOX), f"Tab stops at {focused}")
    wizard.quit()


def other_than(name, wizard):
    focused = wizard.application.focused()
    return focused if focused is not None and focused.name != name else None


@case("window: what is found late moves neither the focus nor the choice", tools=TOOLS)
def test_late(context):
    from screen_reader import Role, State  # pylint: disable=import-outside-toplevel
    # Nothing is answered until the person has moved; what is asked again is.
    server = context.use(Server("silence", AT_LOLIPOP))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.type(DOMAIN)
    wizard.next()
    first = wizard.application.wait_for_focus((Role.RADIO_BUTTON, Role.CHECK_BOX))
    wizard.display.key("Down")
    moved = wait_until(lambda: other_than(first.name, wizard), "Down moves the focus")
    server.way = "well"
    wizard.wait_until_idle()
    found = wizard.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), "Lolipop")
    wait_until(lambda: found.has(State.CHECKED), "what was found is chosen")
    expect_equal(wizard.application.focused().name, moved.name, "the focus after the answer")
    wizard.display.key("ctrl+n")
    wizard.field()
    server.way = "silence"
    wizard.type("www." + DOMAIN)
    wizard.next()
    wizard.application.wait_for_focus((Role.RADIO_BUTTON, Role.CHECK_BOX))
    wizard.display.key("End", "space")
    own = wizard.words("Not listed, or I do not know")
    chosen = wizard.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), own)
    wait_until(lambda: chosen.has(State.CHECKED), "End and Space choose what she says herself")
    server.way = "well"
    wizard.wait_until_idle()
    expect_equal(wizard.application.focused().name, own, "the focus after the answer")
    expect(chosen.has(State.CHECKED), "her choice was taken away")
    wizard.quit()


def register_failure(way, language):
    @case(f"window {language}: {way}: the page of the hosts says which server and why, and leads "
           "on",
          tools=TOOLS)
    def failure(context):
        server = context.use(Server(way, AT_LOLIPOP))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.type(DOMAIN)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.application.wait_for_text(server.address)
        wizard.display.screenshot("failed")
        wizard.next()
        wizard.application.wait_for_text(wizard.words("The DNS could not be read"))
        wizard.display.key("alt+Left")
        wizard.wait_for_host_page()
        server.way = "well"
        wizard.press("Try _Again")
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for_copy()
        wizard.quit()


register_failure("silence", "ja")
register_failure("servfail", "en")
register_failure("refused", "ja")
