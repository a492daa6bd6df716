# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said is seen: an error and what it is about lie inside the window, a page begins at its
top, a search or a clipboard without anything in it says so, and nothing is offered that is of no use."""

import re
import subprocess

from case import case, expect, wait_until
from misbehave import Server
from window import DOMAIN, LANGUAGES, LOLIPOP, TOOLS, copy, mail, open_window, tab_to, unfold

SMALL = (360, 560)
NO_TEXT = ("There is no text on the clipboard. Copy the whole returned email, and press the button "
           "again.")
NO_COMPANY = ("No company in the list has that name. Search with fewer letters, or choose “Not "
              "listed, or I do not know”.")
KEEP = "The company your email is with. If you do not know, use what was found."
NO_VALUE = ("Please paste the whole value that starts with “v=spf1”, for example v=spf1 "
            "include:spf.provider.example ~all.")

AT_HETEML = {
    (DOMAIN, "A"): ["192.0.2.10"],
    (DOMAIN, "MX"): ["10 mx.heteml.jp."],
    (DOMAIN, "NS"): ["dns0.heteml.jp."],
    (DOMAIN, "SOA"): ["dns0.heteml.jp. root.heteml.jp. 1 60 60 3600 60"],
    ("mx.heteml.jp", "A"): ["198.51.100.25"],
    ("_spf.heteml.jp", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
}


def is_inside(wizard, node):
    """Between the header and the bar with Back and Next."""
    box = node.extents()
    bottom = wizard.next_button().extents().y
    return box is not None and box.height > 0 and box.y > 40 and box.y + box.height <= bottom


def wait_until_inside(wizard, node, what):
    wait_until(lambda: is_inside(wizard, node), f"{what} lies inside the window, and not at "
               f"{node.extents().y} to {node.extents().y + node.extents().height}")


def open_hosts(context, language, domain):
    wizard = open_window(context, language, "--practice")
    wizard.display.resize(*SMALL)
    wizard.type(domain)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    return wizard


def register(language):
    @case(f"seen {language}: what is wrong with an own value, and the field", tools=TOOLS)
    def own_value(context):
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard = open_hosts(context, language, "choose.example")
        wizard.choose_host(wizard.words("Not listed, or I do not know"))
        wizard.fill_in("spf.provider.example")
        wizard.display.key("Home")
        wizard.next()
        wait_until_inside(wizard, wizard.wait_for(NO_VALUE), "the error")
        field = wizard.application.wait_for_focus(Role.TEXT)
        wait_until_inside(wizard, field, "the field")
        wizard.display.screenshot("error")
        wizard.quit()

    @case(f"seen {language}: who does not know the company is led to it", limit=180, tools=TOOLS)
    def unknown(context):
        wizard = open_hosts(context, language, "choose.example")
        expect(wizard.application.find_now(None, wizard.words(KEEP)) is None,
               "she is to keep what was found, and nothing was")
        wizard.choose_host(wizard.words("Not listed, or I do not know"))
        server = wizard.fields_to_fill_in()[0]
        wait_until_inside(wizard, server, "what the choice asks for")
        server.set_text("smtp.choose.example")
        wizard.wait_for("This name belongs to your own domain, so it does not show whose server it "
                        "is.")
        server.set_text("smtp.post-office.test")
        wizard.application.wait_for_text("post-office.test")
        wizard.display.screenshot("unknown")
        server.set_text("smtp.lolipop.jp")
        wizard.wait_for("This belongs to %s.", LOLIPOP[language])
        wizard.application.press(re.compile("^" + wizard.words("Copy a Message That Asks")))
        wait_until(lambda: "choose.example" in (wizard.copied() or ""), "the letter is copied")
        wizard.press("Choose This Company")
        wizard.wait_until_idle()
        wizard.next()
        wizard.application.wait_for_text("include:_spf.lolipop.jp")
        wizard.quit()

    @case(f"seen {language}: that no company is chosen, and the first of them", tools=TOOLS)
    def no_choice(context):
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard = open_hosts(context, language, "choose.example")
        tab_to(wizard, wizard.words("Other services that send with this address"))
        wizard.next()
        wait_until_inside(wizard, wizard.wait_for("Please choose your email provider first."),
                          "what to do")
        first = wizard.application.wait_for_focus((Role.RADIO_BUTTON, Role.CHECK_BOX))
        wait_until_inside(wizard, first, "the first company")
        wizard.display.screenshot("error")
        wizard.quit()

    @case(f"seen {language}: a page begins at its top, and folded, for another domain", tools=TOOLS)
    def top(context):
        wizard = open_hosts(context, language, "choose.example")
        others = wizard.words("Other services that send with this address")
        tab_to(wizard, others)
        wizard.display.key("space")
        wizard.application.find(None, "Zendesk")
        wizard.display.key("ctrl+n")
        wizard.type("shop.example")
        wizard.next()
        heading = wizard.wait_for("Which company is the email of %s with?", "shop.example")
        wait_until_inside(wizard, heading, "the title")
        expect(wizard.application.find_now(None, "Zendesk") is None, "the list is still open")
        wizard.quit()

    @case(f"seen {language}: a search without hits says so, and Esc ends it", tools=TOOLS)
    def search(context):
        wizard = open_hosts(context, language, "choose.example")
        tab_to(wizard, wizard.words("Search by the name of the company"))
        wizard.display.key("q", "x", "q")
        wizard.wait_for(NO_COMPANY)
        wizard.display.screenshot("nothing")
        wizard.display.key("Escape")
        wizard.application.find(None, "Xserver" if language == "en" else "エックスサーバー")
        expect(wizard.application.find_now(None, wizard.words(NO_COMPANY)) is None,
               "nothing is still said to be found")
        wizard.quit()

    @case(f"seen {language}: where the panel has a switch nothing is to be copied or pasted",
          limit=240, tools=TOOLS)
    def switch(context):
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard = open_hosts(context, language, "switch.example")
        wizard.next()
        wizard.wait_for("What the control panel will publish automatically")
        wizard.wait_until_idle()
        expect(wizard.application.find_now(Role.PUSH_BUTTON, wizard.copy_button()) is None,
               "there is a value to copy")
        wizard.display.screenshot("result")
        wizard.press("See How to _Switch It On")
        wizard.wait_for("How to Switch It On")
        wizard.display.screenshot("paste")
        copy = re.compile(f"^{re.escape(wizard.words('Copy'))} ?[:：]")
        expect(wizard.application.find_now(Role.PUSH_BUTTON, copy) is None, "a value is to be copied")
        unfold(wizard, "If You Cannot Find the Switch: By Hand")
        wizard.application.find(Role.PUSH_BUTTON, copy)
        unfold(wizard, "What Goes into the Fields")
        wizard.application.find(None, "TTL")
        wizard.display.screenshot("by-hand")
        wizard.quit()

    @case(f"seen {language}: where the company publishes it by itself, nothing is to be entered",
          tools=TOOLS)
    def preset(context):
        server = context.use(Server("well", AT_HETEML))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.type(DOMAIN)
        wizard.next()
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for("Result", timeout=20)
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for("This is published once it is set. There is nothing to enter by hand.")
        wizard.display.screenshot("steps")
        wizard.quit()

    @case(f"seen {language}: what a pasted mail says", tools=TOOLS)
    def pasted(context):
        wizard = open_window(context, language, "--practice")
        wizard.display.resize(*SMALL)
        path = mail("user-unknown-gmail.eml")
        said = context.cli("bounce", path, "--lang", language, "--json").json()["message"]
        copy(wizard, path)
        wizard.press("Pas_te the Email")
        answer = wizard.application.find(None, re.compile("^" + re.escape(said[:12])))
        wait_until_inside(wizard, answer, "what the mail says")
        wizard.display.screenshot("pasted")
        wizard.quit()

    @case(f"seen {language}: an empty clipboard says so", tools=TOOLS)
    def clipboard(context):
        wizard = open_window(context, language)
        subprocess.run(["xclip", "-selection", "clipboard"], env=wizard.display.env, input=b"",
                       check=True, timeout=10)
        wizard.press("Pas_te the Email")
        wizard.wait_for(NO_TEXT)
        wizard.display.screenshot("empty")
        wizard.quit()


for one in LANGUAGES:
    register(one)
