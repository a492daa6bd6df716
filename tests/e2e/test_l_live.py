# SPDX-License-Identifier: GPL-3.0-or-later
"""After pasting: the window watches the name servers until the new record is live."""

import json

from case import case, expect, expect_equal, wait_until
from display import Display
from servers import DOMAIN, HOSTS, NAMES, NEW, OLD, Servers


TOOLS = ["Xvfb", "openbox", "dbus-daemon", "xclip", "xdotool", "xprop", "gdbus", "import"]


# What goes wrong at pasting, and how the window says it.
MISTAKES = (
    (lambda record: [f'"{record}"'],
     "The quotation marks were pasted, too, and are now part of the record. Take them out in the "
     "panel."),
    (lambda record: [OLD, record],
     "The new record is there, but so is another SPF record. Two of them count as none: delete "
     "the other one."),
    (lambda record: [record[:-4]],
     "The end of the record is missing: it was not pasted whole, or the panel cut it. Paste it "
     "again, in pieces of at most 255 characters if the panel asks for that."),
)
DOUBLED = ("The record stands at %s: the panel added the domain a second time. Leave the host field "
           "blank there, or enter what the steps say.")


def wait_for_text(wizard, message, timeout=20):
    """Waits until something in the window is called message; returns the text of the window."""
    wanted = wizard.words(message)
    try:
        wait_until(lambda: any(node.name == wanted for node in wizard.application.walk()),
                   f"{wanted!r} is shown", timeout, 0.3)
    except Exception as error:
        wizard.fail(str(error))


def names(wizard):
    return [node.name for node in wizard.application.walk() if node.name]


def go_to_check_page(wizard, domain):
    wizard.check(domain)
    for title in ("Where to paste it", "Is it live?"):
        wizard.wait_until_idle()
        wizard.next()
        wait_for_text(wizard, title)


def expect_verify_agrees(context, servers, expected, code, *states):
    """The command line says what the window shows."""
    answer = context.cli("verify", DOMAIN, "--expect", expected, "--timeout", "300", "--json",
                         *servers.arguments())
    got = {one["name"]: one["state"] for one in answer.json()["servers"]
           if one["role"] == "authoritative"}
    expect_equal((answer.code, got), (code, dict(zip(NAMES, states))), "what verify says")


def expect_mistakes_named(wizard, knot, proposed):
    doubled = f"{DOMAIN}.{DOMAIN}"
    for records, message in MISTAKES:
        knot.publish(DOMAIN, DOMAIN, records(proposed))
        wizard.press("Ask again _now", timeout=20)
        wizard.application.wait_for_text(wizard.words(message), 20)
    knot.publish(DOMAIN, DOMAIN, [OLD])
    knot.publish(DOMAIN, doubled, [proposed])
    wizard.press("Ask again _now", timeout=20)
    wizard.application.wait_for_text(wizard.words(DOUBLED) % doubled, 20)
    knot.publish(DOMAIN, doubled, [])


def expect_history_shown(wizard):
    """The old record is in the history, from where it can be copied back."""
    wizard.display.key("ctrl+h")
    wait_for_text(wizard, "Check today")
    shown = names(wizard)
    expect(OLD in shown, f"the old record is not in the history: {shown}")
    expect(any(wizard.words("Different from today") in name for name in shown), "not compared")
    wizard.expect_names()
    wizard.display.key("Escape")


def expect_way_stays(wizard):
    """Nothing is left to paste, but the page of it was on the way: it counts, and can be seen."""
    wait_for_text(wizard, "5 / 5")
    wizard.display.key("alt+Left")
    wait_for_text(wizard, "4 / 5")
    wait_for_text(wizard, "What goes into the fields")
    wizard.next()
    wait_for_text(wizard, "5 / 5")


def register(language):
    @case(f"window live {language}: in practice the old record, then the new one by itself",
          tools=TOOLS, limit=120)
    def practice(context):
        display = context.use(Display(context, language=language))
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        wizard = Wizard(context, display, language, "--practice")
        go_to_check_page(wizard, "shop.example")
        wait_for_text(wizard, "Still the old record")
        wait_for_text(wizard, "5 / 5")
        wizard.expect_names()
        wait_for_text(wizard, "The new record is live.", 40)
        wait_for_text(wizard, "New record")
        wait_for_text(wizard, "What is next")
        wizard.expect_names()
        expect_way_stays(wizard)
        wizard.quit()
        expect(not (context.folder("data") / "todoku" / "history.json").exists(),
               "practice is kept in the history")


for a_language in ("en", "ja"):
    register(a_language)


@case("window live: one server stale, one silent; success by itself after the reload, and kept",
      tools=[*TOOLS, "knotd", "knotc"], limit=200)
def test_servers(context):
    with Servers(context, ([OLD], [OLD], None)) as servers:
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        display = context.use(Display(context, language="en"))
        wizard = Wizard(context, display, "en", *map(str, servers.arguments()))
        proposed = context.cli("check", DOMAIN, "--value", NEW, "--dns-server",
                               servers.resolver.address, "--json").json()["proposed"]
        wizard.type(DOMAIN)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.choose_host(wizard.words("My company is not listed"))
        wizard.fill_in(NEW)
        wizard.next()
        for title in ("Where to paste it", "Is it live?"):
            wizard.wait_until_idle()
            wizard.next()
            wait_for_text(wizard, title)
        wait_for_text(wizard, "Still the old record")
        wait_for_text(wizard, "No answer", 30)
        servers.knots[HOSTS[0]].publish(DOMAIN, DOMAIN, [proposed])
        wait_for_text(wizard, "1 of 2 name servers have the new record.", 40)
        wizard.display.screenshot("one-of-two")
        expect_verify_agrees(context, servers, proposed, 1, "new", "old", "error")
        expect_mistakes_named(wizard, servers.knots[HOSTS[1]], proposed)
        servers.knots[HOSTS[1]].publish(DOMAIN, DOMAIN, [proposed])
        wait_for_text(wizard, "The new record is live.", 60)
        expect_verify_agrees(context, servers, proposed, 0, "new", "new", "error")
        wizard.expect_names()
        expect_history_shown(wizard)
        wizard.quit()
        kept = json.loads((context.folder("data") / "todoku" / "history.json").read_text("utf-8"))
        got = [(one["kind"], one["domain"], one["records"]) for one in kept["entries"]]
        expect_equal(got, [("check", DOMAIN, [OLD]), ("replaced", DOMAIN, [OLD]),
                           ("live", DOMAIN, [proposed])], "the history")
