# SPDX-License-Identifier: GPL-3.0-or-later
"""Three people, each with what she has, and no more."""

import clipboard
from case import case, expect, wait_until
from servers import DOMAIN, NEW, OLD, Servers
from window import (KNOT, LANGUAGES, PRACTICE, TOOLS, check, cli_value, copy, mail, open_window,
                    unfold)

RETURNED = "gmail-2023-postfix-text.txt"


def wait_for_step(wizard, value):
    """A step of the page has the value, and a button beside it that copies it."""
    wizard.application.wait_for_text(value)
    wizard.application.press(wizard.name_of_copy("New value"))
    clipboard.wait_for(wizard.display, value)


def register(language):
    @case(f"people {language}: she knows nothing but her address", tools=TOOLS, limit=180)
    def address(context):
        """Her mail to Gmail comes back since she moved. She types her address, goes on with what was
        found, copies, does the steps, and waits. What comes after SPF she leaves for another day."""
        report = check(context, PRACTICE).json()
        wizard = open_window(context, language, "--practice")
        wizard.type(f"info@{PRACTICE}")
        wizard.display.key("Return")
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for_copy()
        wizard.display.key("Return")
        clipboard.wait_for(wizard.display, report["proposed"])
        wizard.next()
        wait_for_step(wizard, report["proposed"])
        wizard.display.screenshot("steps")
        wizard.next()
        wizard.wait_for("The new value is live.", timeout=40)
        wizard.next()
        wizard.press("_Leave This for Later")
        wizard.wait_for("Does It Arrive?")
        wizard.display.screenshot("end")
        wizard.press("_Finish")
        wait_until(lambda: wizard.process.poll() is not None, "Finish closes the window")

    @case(f"people {language}: she has the mail that came back, and somebody else has the panel",
          tools=TOOLS, limit=180)
    def panel(context):
        """Her nephew made the site. She pastes the mail that came back, sees what is wrong, and sends
        him what to do: her domain, the value, and where it goes."""
        report = check(context, "--bounce", mail(RETURNED)).json()
        wizard = open_window(context, language, "--practice")
        copy(wizard, mail(RETURNED))
        wizard.press("Pas_te the Email")
        wait_until(lambda: wizard.field().text == report["domain"], "her domain is filled in")
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for_copy()
        wizard.next()
        wizard.wait_for("Steps")
        unfold(wizard, "If Someone Else Manages Your Website")
        wizard.press("Copy a Message to Them")
        message = wait_until(lambda: sent(wizard, report["proposed"]), "the message is copied")
        expect(report["domain"] in message, f"her domain is not in it: {message}")
        expect(OLD not in message, "it speaks of another domain's record")
        wizard.display.screenshot("message")
        wizard.quit()

    @case(f"people {language}: she deleted the old record, and put her domain into the wrong field",
          tools=KNOT, limit=240)
    def deleted(context):
        """The panel had no button to change a record, so she deleted it, and wrote her domain where
        the panel adds it by itself. She is told both, each with what to do, and is done."""
        with Servers(context, ([OLD], [OLD], [OLD])) as world:
            undo(context, world, language)


def sent(wizard, value):
    text = wizard.copied() or ""
    return text if value in text else None


def undo(context, world, language):
    wizard = open_window(context, language, *map(str, world.arguments()))
    proposed = cli_value(context, DOMAIN, "--value", NEW, "--dns-server", world.resolver.address)
    wizard.check_with_value(DOMAIN, NEW)
    wizard.go_on_to_check_page()
    publish(world, DOMAIN, [])
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("The old value is gone, and the new one is not there.", timeout=20)
    wizard.press("Back to the _Steps")
    wait_for_step(wizard, proposed)
    wizard.next()
    wizard.wait_for("Is It Live?")
    doubled = f"{DOMAIN}.{DOMAIN}"
    publish(world, doubled, [proposed])
    wizard.press("Check Again _Now", timeout=20)
    wizard.application.wait_for_text(wizard.words("The record is at %s.") % doubled, 20)
    wizard.application.wait_for_text(wizard.words("The control panel added the domain a second time."), 20)
    wizard.display.screenshot("doubled")
    publish(world, doubled, [])
    publish(world, DOMAIN, [proposed])
    wizard.press("Check Again _Now", timeout=20)
    wizard.wait_for("The new value is live.", timeout=40)
    wizard.quit()


def publish(world, name, records):
    for knot in world.knots.values():
        knot.publish(DOMAIN, name, records)


for a_language in LANGUAGES:
    register(a_language)
