# SPDX-License-Identifier: GPL-3.0-or-later
"""What is set beside the walk: whose DNS servers are asked, practice, and how the window stands."""

import re
import subprocess

from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from display import Display
from misbehave import Server
from network import Network
from window import AT_LOLIPOP, DOMAIN, LANGUAGES, PRACTICE, TOOLS, open_window

OFFLINE = ("There is no internet connection, so your domain cannot be looked up now. You can "
           "practice with examples until it is back.")
PRACTISING = "Practice mode: nothing here is real."
FULL_WIDTH = {octet: octet + 0xFEE0 for octet in range(0x21, 0x7F)}


def start_again(wizard, language, *arguments, **environment):
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    return Wizard(wizard.context, wizard.display, language, *arguments, **environment)


def is_gone(wizard, message):
    wanted = wizard.words(message)
    wait_until(lambda: wizard.application.find_now(None, wanted) is None, f"{wanted!r} is gone")


def register(language):
    @case(f"window {language}: the DNS servers of the preferences are asked, at once and next time",
          tools=TOOLS)
    def servers(context):
        server = context.use(Server("well", AT_LOLIPOP))
        wizard = open_window(context, language)
        row = open_preferences(wizard)
        apply(wizard, row, "ns1.dns-house.example")
        wait_until(lambda: row.invalid, "what is no address is marked invalid")
        wizard.display.screenshot("no-address", whole=True)
        typed = server.address
        apply(wizard, row, typed.translate(FULL_WIDTH) if language == "ja" else typed)
        wait_until(lambda: not row.invalid, "the address is taken")
        wizard.display.key("Escape")
        is_gone(wizard, "Addresses, e.g. 192.0.2.53 or [2001:db8::53]:53")
        wizard.check(DOMAIN)
        wizard.wait_for_copy()
        expect((DOMAIN + ".", "TXT") in server.asked, f"the server was asked {server.asked}")
        wizard.quit()
        server.asked.clear()
        again = start_again(wizard, language)
        again.check(DOMAIN)
        again.wait_for_copy()
        expect((DOMAIN + ".", "TXT") in server.asked, f"next time it was asked {server.asked}")
        expect_equal(open_preferences(again).text, server.address, "what stands in the preferences")
        again.quit()

    @case(f"window {language}: practice begins and ends in the main menu", tools=TOOLS)
    def practice(context):
        server = context.use(Server("silence"))
        wizard = open_window(context, language, "--dns-server", server.address)
        expect(wizard.application.find_now(None, wizard.words(PRACTISING)) is None,
               "practice is spoken of where there is none")
        wizard.choose_in_menu("P_ractice Mode")
        wizard.wait_for(PRACTISING)
        wizard.check(PRACTICE)
        wizard.wait_for_copy()
        expect(not server.asked, f"in practice the real DNS was asked {server.asked}")
        wizard.choose_in_menu("P_ractice Mode")
        is_gone(wizard, PRACTISING)
        wizard.quit()

    @case(f"window {language}: without a network, practice is offered on the first "
           "page", tools=TOOLS)
    def offline(context):
        display = context.use(Display(context, language=language))
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        network = context.use(Network(display, connected=False))
        wizard = Wizard(context, display, language, **network.environment)
        wizard.wait_for(OFFLINE)
        display.screenshot("offline")
        wizard.press("_Practice with Examples")
        wizard.wait_for(PRACTISING)
        is_gone(wizard, OFFLINE)
        wizard.application.find(None, PRACTICE)
        wizard.expect_names()
        wizard.press("_Leave Practice")
        is_gone(wizard, PRACTISING)
        wizard.wait_for(OFFLINE)
        network.connect(True)
        is_gone(wizard, OFFLINE)
        network.connect(False)
        wizard.wait_for(OFFLINE)
        wizard.quit()


def open_preferences(wizard):
    """The field for the servers, in the preferences that Ctrl+comma opens."""
    from screen_reader import Role, State  # pylint: disable=import-outside-toplevel
    name = wizard.words("Addresses, e.g. 192.0.2.53 or [2001:db8::53]:53")
    wizard.display.key("ctrl+comma")
    wizard.application.find(None, name)
    return wait_until(lambda: next((node for node in wizard.application.walk()
                                    if node.role in (Role.TEXT, Role.ENTRY) and node.name == name
                                    and node.has(State.EDITABLE)), None), "a field for the servers")


def apply(wizard, row, text):
    """Writes text into the row, and presses Return in it."""
    wizard.display.click(row)
    row.set_text(text)
    wizard.display.key("Return")


for a_language in LANGUAGES:
    register(a_language)


# How the window stands

def size(wizard):
    shown = wizard.display.output(["xdotool", "getwindowgeometry", "--shell",
                                   wizard.display.find_window()])
    return tuple(int(re.search(rf"^{name}=(\d+)$", shown, re.MULTILINE).group(1))
                 for name in ("WIDTH", "HEIGHT"))


def is_maximized(wizard):
    return "_NET_WM_STATE_MAXIMIZED_VERT" in wizard.display.output(
        ["xprop", "-id", wizard.display.find_window(), "_NET_WM_STATE"])


def toggle_maximized(wizard):
    next(wizard.application.root.children()).press("window.toggle-maximized")


@case("window: its size is remembered, and that it filled the screen", tools=TOOLS, limit=180)
def test_size(context):
    wizard = open_window(context, "ja", "--practice", **LEAKS_NOT_SOUGHT)
    wizard.display.resize(900, 640)
    wait_until(lambda: size(wizard) == (900, 640), "the window has another size")
    wizard.quit()
    wizard = start_again(wizard, "ja", "--practice", **LEAKS_NOT_SOUGHT)
    wait_until(lambda: size(wizard) == (900, 640), f"the size is that of before, not "
                                                    "{size(wizard)}")
    toggle_maximized(wizard)
    wait_until(lambda: is_maximized(wizard), "the window fills the screen")
    wizard.quit()
    wizard = start_again(wizard, "ja", "--practice", **LEAKS_NOT_SOUGHT)
    wait_until(lambda: is_maximized(wizard), "the window fills the screen again")
    toggle_maximized(wizard)
    wait_until(lambda: size(wizard) == (900, 640), f"it goes back to its size, not {size(wizard)}")
    wizard.quit()


def brightness(path):
    done = subprocess.run(["convert", str(path), "-colorspace", "Gray", "-format", "%[fx:mean]",
                           "info:"], capture_output=True, text=True, check=True, timeout=30)
    return float(done.stdout)


@case("window: light or dark, as the desktop is", tools=[*TOOLS, "convert"])
def test_dark(context):
    wizard = open_window(context, "ja", "--practice", ADW_DEBUG_COLOR_SCHEME="prefer-light")
    light = brightness_of_result(wizard, "light")
    wizard = start_again(wizard, "ja", "--practice", ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    dark = brightness_of_result(wizard, "dark")
    expect(dark < 0.3 < 0.7 < light, f"brightness: light {light:.2f}, dark {dark:.2f}")


def brightness_of_result(wizard, scheme):
    wizard.check(PRACTICE)
    wizard.wait_for_copy()
    picture = wizard.display.screenshot(f"result-{scheme}")
    wizard.quit()
    return brightness(picture)
