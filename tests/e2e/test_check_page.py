# SPDX-License-Identifier: GPL-3.0-or-later
"""After pasting: the window watches the name servers until the new record is live."""

import json
import re

import clipboard
from case import LONG_MS, case, expect, expect_equal, wait_until
from servers import DOMAIN, HOSTS, NAMES, NEW, OLD, Servers
from window import KNOT, LANGUAGES, TOOLS, cli_value, open_window, tab_to
from zones import KEY

# What goes wrong at pasting, and how the window says it.
CAUSES = (
    (lambda record: [f'"{record}"'],
     "The quotation marks were pasted, too, and are now part of the record. Remove them in the "
     "control panel."),
    (lambda record: [OLD, record],
     "The new value is there, but so is another record for the same purpose. With two, neither "
     "works: delete the other one."),
    (lambda record: [record[:-4]],
     "The end of the record is missing: it was not pasted whole, or the control panel cut it. "
     "Paste it again, in pieces of at most 255 characters if the control panel asks for that."),
)
WAIT = ("Todoku checks again in %s, and tells you when it is live. You can leave this window open "
        "and do something else, or close it: the next time, it offers to check again.")
SELECTOR = "s1"
AWAITED = "%1$s: %2$s is not live yet"
DOUBLED = "The record is at %s."
ADDED = "The control panel added the domain a second time."


def expect_verify_agrees(context, servers, expected, code, *states):
    """The command line says what the window shows."""
    answer = context.cli("verify", DOMAIN, "--expect", expected, "--was", OLD, "--timeout", LONG_MS,
                         "--json", *servers.arguments())
    got = {one["name"]: one["state"] for one in answer.json()["servers"]
           if one["role"] == "authoritative"}
    expect_equal((answer.code, got), (code, dict(zip(NAMES, states))), "what verify says")


def expect_causes_named(wizard, knot, proposed):
    doubled = f"{DOMAIN}.{DOMAIN}"
    for records, message in CAUSES:
        knot.publish(DOMAIN, DOMAIN, records(proposed))
        wizard.press("Check Again _Now", timeout=20)
        wizard.application.wait_for_text(wizard.words(message), 20)
    knot.publish(DOMAIN, DOMAIN, [OLD])
    knot.publish(DOMAIN, doubled, [proposed])
    wizard.press("Check Again _Now", timeout=20)
    wizard.application.wait_for_text(wizard.words(DOUBLED) % doubled, 20)
    wizard.application.wait_for_text(wizard.words(ADDED), 20)
    knot.publish(DOMAIN, doubled, [])


def expect_history_shown(wizard):
    """The old record is in the history, from where it can be copied back."""
    wizard.display.key("ctrl+h")
    wizard.wait_for("Check Now")
    shown = [node.name for node in wizard.application.walk() if node.name]
    expect(OLD in shown, f"the old record is not in the history: {shown}")
    expect(any(wizard.words("Different from today") in name for name in shown), "not compared")
    wizard.expect_names()
    wizard.display.key("Escape")


def expect_way_stays(wizard):
    """Nothing is left to paste, but the page of it was on the way, and can be seen."""
    wizard.display.key("alt+Left")
    wizard.wait_for("What Goes into the Fields")
    wizard.next()
    wizard.wait_for("The new value is live.")


def register(language):
    @case(f"window live {language}: in practice the new record comes by itself",
          tools=TOOLS, limit=120)
    def practice(context):
        wizard = open_window(context, language, "--practice")
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard.check(DOMAIN)
        wizard.go_on_to_check_page()
        # How long the old one stands is a matter of seconds, and not every machine sees it.
        wizard.expect_names()
        wizard.wait_for("The new value is live.", role=Role.STATUS_BAR, timeout=40)
        wizard.wait_for("New value")
        wizard.application.find(None, re.compile("^SPF" + re.escape(wizard.words("%s: in order.")[2:])))
        wizard.expect_names()
        expect_way_stays(wizard)
        wizard.quit()
        expect(not (context.folder("data") / "todoku" / "history.json").exists(),
               "practice is kept in the history")

    @case(f"window live {language}: one server stale, one silent; success by itself after the "
          "reload, and kept", tools=KNOT, limit=200)
    def servers(context):
        with Servers(context, ([OLD], [OLD], None)) as world:
            watch_servers(context, world, language)

    @case(f"window live {language}: deleted, pasted wrongly, nobody there: each says what to do, "
           "and "
          "goes on at the next start", tools=KNOT, limit=240)
    def states(context):
        with Servers(context, ([OLD], [OLD], [OLD])) as world:
            display, proposed = go_through_states(context, world, language)
            go_on_next_time(context, world, display, language, proposed)

    @case(f"window live {language}: a DKIM key and a DMARC record that are awaited are offered at the "
          "next start, each where it is waited for", tools=KNOT, limit=240)
    def standards(context):
        with Servers(context, ([NEW], [NEW], [NEW])) as world:
            display, proposed = leave_dkim_and_dmarc(context, world, language)
            for standard, owner, record in (("DKIM", f"{SELECTOR}._domainkey.{DOMAIN}",
                                             "v=DKIM1; k=rsa; p=" + KEY),
                                            ("DMARC", f"_dmarc.{DOMAIN}", proposed)):
                go_on_with(context, world, display, language, standard, owner, record)


def publish(world, records):
    for knot in world.knots.values():
        knot.publish(DOMAIN, DOMAIN, records)


def expect_to_be_pasted(wizard, proposed, picture):
    """Waiting is of no use: the value, and the way back to the steps."""
    wizard.press("Copy This Value")
    clipboard.wait_for(wizard.display, proposed)
    shown = "\n".join(wizard.application.texts())
    expect(wizard.words(WAIT).split("%s")[-1] not in shown, "she is told to wait")
    wizard.display.screenshot(picture)


def go_through_states(context, world, language):
    wizard = open_window(context, language, *map(str, world.arguments()))
    proposed = cli_value(context, DOMAIN, "--value", NEW, "--dns-server", world.resolver.address)
    wizard.check_with_value(DOMAIN, NEW)
    wizard.go_on_to_check_page()
    wizard.wait_for("The new value is not there yet.")
    expect(wizard.application.find_now(None, wizard.words("Copy This Value")) is None,
           "she is to paste while she waits")
    wizard.display.screenshot("waiting")
    publish(world, [])
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("The old value is gone, and the new one is not there.")
    expect_to_be_pasted(wizard, proposed, "gone")
    wizard.press("Back to the _Steps")
    wizard.wait_for("What Goes into the Fields")
    wizard.next()
    wizard.wait_for("Is It Live?")
    publish(world, [f'"{proposed}"'])
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("The record is there, but not as it should be.")
    expect_to_be_pasted(wizard, proposed, "mistaken")
    for knot in world.knots.values():
        knot.stop()
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("None of the domain’s name servers has answered.", timeout=60)
    wizard.display.screenshot("silent")
    wizard.quit()
    return wizard.display, proposed


def go_on_next_time(context, world, display, language, proposed):
    """What was watched is offered first; once it is live, no more."""
    for knot in world.knots.values():
        knot.start()
    publish(world, [proposed])
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    wizard = Wizard(context, display, language, *map(str, world.arguments()))
    wizard.wait_for(AWAITED, DOMAIN, "SPF")
    wizard.display.screenshot("awaited")
    wizard.expect_names()
    tab_to(wizard, wizard.words.fill(AWAITED, DOMAIN, "SPF"))
    wizard.display.key("Return")
    wizard.wait_for("Is It Live?")
    wizard.wait_for("The new value is live.", timeout=40)
    wizard.display.screenshot("live")
    wizard.display.key("ctrl+n")
    wizard.field()
    expect_not_awaited(wizard, "SPF")
    wizard.quit()


def expect_not_awaited(wizard, standard):
    name = wizard.words.fill(AWAITED, DOMAIN, standard)
    wait_until(lambda: wizard.application.find_now(None, name) is None, f"{standard} is awaited")


def go_on_with(context, world, display, language, standard, owner, record):
    """What is awaited is offered first at the next start, and leads to where it is waited for."""
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    wizard = Wizard(context, display, language, *map(str, world.arguments()))
    wizard.wait_for(AWAITED, DOMAIN, standard)
    wizard.expect_names()
    wizard.display.screenshot(f"awaited-{standard}")
    tab_to(wizard, wizard.words.fill(AWAITED, DOMAIN, standard))
    wizard.display.key("Return")
    wizard.wait_for("The new value is not there yet.", timeout=40)
    for knot in world.knots.values():
        knot.publish(DOMAIN, owner, [record])
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("The new value is live.", timeout=40)
    wizard.display.key("ctrl+n")
    wizard.field()
    expect_not_awaited(wizard, standard)
    wizard.quit()


def leave_dkim_and_dmarc(context, world, language):
    """Both are said to be done, and neither is there when the window is closed."""
    wizard = open_window(context, language, *map(str, world.arguments()))
    wizard.check_with_value(DOMAIN, NEW)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("There is no DKIM key yet")
    wizard.type(SELECTOR)
    tab_to(wizard, wizard.field().name)
    wizard.display.key("Return")
    wizard.application.find(None, SELECTOR)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("How to Switch It On")
    wizard.next()
    wizard.wait_for("The new value is not there yet.")
    wizard.press("_Go On Meanwhile")
    wizard.wait_for("Add a DMARC record")
    proposed = next(text for text in wizard.application.texts() if text.startswith("v=DMARC1"))
    wizard.next()
    wizard.wait_for("Where to Paste It")
    wizard.next()
    wizard.wait_for("The new value is not there yet.")
    wizard.quit()
    return wizard.display, proposed


def watch_servers(context, world, language):
    wizard = open_window(context, language, *map(str, world.arguments()))
    proposed = cli_value(context, DOMAIN, "--value", NEW, "--dns-server", world.resolver.address)
    wizard.check_with_value(DOMAIN, NEW)
    wizard.go_on_to_check_page()
    wizard.wait_for("Still the old value")
    wizard.wait_for("No answer", timeout=30)
    world.knots[HOSTS[0]].publish(DOMAIN, DOMAIN, [proposed])
    wizard.wait_for("%u of %u name servers have the new value.", 1, 2, timeout=40)
    wizard.display.screenshot("one-of-two")
    expect_verify_agrees(context, world, proposed, 1, "new", "old", "error")
    expect_causes_named(wizard, world.knots[HOSTS[1]], proposed)
    world.knots[HOSTS[1]].publish(DOMAIN, DOMAIN, [proposed])
    wizard.wait_for("The new value is live.", timeout=60)
    expect_verify_agrees(context, world, proposed, 0, "new", "new", "error")
    wizard.expect_names()
    expect_history_shown(wizard)
    wizard.quit()
    expect_equal(kept(context), [("check", DOMAIN, [OLD]), ("replaced", DOMAIN, [OLD]),
                                 ("live", DOMAIN, [proposed])], "the history")


def kept(context):
    """What the history keeps: kind, domain and records of each entry."""
    path = context.folder("data") / "todoku" / "history.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    return [(one["kind"], one["domain"], one["records"]) for one in entries]


for a_language in LANGUAGES:
    register(a_language)


@case("window: closed while name servers are being asked, it ends at once", limit=90, tools=KNOT)
def test_closed_while_asking(context):
    with Servers(context, ([OLD], [OLD], None)) as world:
        wizard = open_window(context, "en", *map(str, world.arguments()))
        wizard.check_with_value(DOMAIN, NEW)
        wizard.go_on_to_check_page()
        wizard.wait_for("Still the old value")
        # The silent server is being waited for.
        wizard.quit()
        expect_equal([kind for kind, _, _ in kept(context)], ["check", "replaced"], "the history")
