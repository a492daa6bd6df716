# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, driven as a person with a screen reader drives it."""

import gettext
import re

import clipboard
import screen_reader
from case import Failed, expect, wait_until
from screen_reader import Role, State

FIELDS = (Role.ENTRY, Role.TEXT, Role.PASSWORD_TEXT)
NEXT = ("_Next", "See Where to _Paste It", "See How to _Switch It On", "I Have _Saved It",
        "I Have _Switched It On", "_Go On Meanwhile", "_Finish")


class Words:
    """What the window says for a message, in one of its languages."""

    def __init__(self, build, language):
        self.japanese = gettext.translation("todoku", build / "po", ["ja"])
        self.language = language

    def __call__(self, message):
        translated = self.japanese.gettext(message)
        expect(translated != message, f"the program has no message {message!r}")
        return (translated if self.language == "ja" else message).replace("_", "")

    def fill(self, message, *arguments):
        """As printf() does it: in the order that the language wants."""
        rest = iter(arguments)
        return re.sub(r"%(?:([1-9])\$)?[su]",
                      lambda at: str(arguments[int(at[1]) - 1] if at[1] else next(rest)),
                      self(message))


class Wizard:
    """A running window."""

    def __init__(self, context, display, language, *arguments, program=None, **environment):
        self.display = display
        self.context = context
        self.language = language
        self.words = Words(context.build, language)
        command = [program or context.program("todoku"), *arguments]
        environment.setdefault("LANGUAGE", language)
        self.process = display.launch(command, **environment)
        self.application = screen_reader.Application(self.process.pid)
        display.find_window()

    def quit(self):
        """Closes the window as its close button does, and waits for the program to end."""
        self.display.key("ctrl+q")
        try:
            wait_until(lambda: self.process.poll() is not None, "the program ends", 10)
        except Failed:
            self.fail("Ctrl+Q does not end the program")
        expect(self.process.returncode == 0, f"the program ended with {self.process.returncode}")

    def fail(self, message):
        code = self.process.poll()
        if code is not None:
            message = f"the program has ended with {code}: {message}"
        raise Failed(message, self.application.dump())

    # The first page

    def field(self):
        def probe():
            return next((node for node in self.application.walk()
                         if node.role in FIELDS and node.has(State.EDITABLE)), None)

        return wait_until(probe, "a field can be typed into")

    def type(self, text):
        self.field().set_text(text)

    # The frame

    def next_button(self):
        names = {self.words(message) for message in NEXT}

        # The header, too, has a button that closes.
        def probe():
            return next(reversed([node for node in self.application.walk()
                                  if node.role == Role.PUSH_BUTTON and node.name in names]), None)

        try:
            return wait_until(probe, "")
        except Failed:
            return self.fail(f"no button is called any of {names}")

    def next(self, timeout=15):
        button = self.next_button()
        try:
            wait_until(lambda: button.has(State.SENSITIVE), "", timeout)
        except Failed:
            self.fail("Next cannot be pressed")
        button.press("click")

    def press(self, message, **options):
        self.application.press(self.words(message), **options)

    def wait_for(self, message, *arguments, role=None, timeout=20):
        """Waits until something in the window is called message, and is of that role."""
        return self.application.find(role, self.words.fill(message, *arguments), timeout)

    def choose_in_menu(self, message):
        """Opens the main menu, and chooses in it by the keyboard."""
        name = self.words(message)
        self.display.key("F10")
        self.application.find(None, name)
        for _ in range(12):
            focused = self.application.focused()
            if focused is not None and focused.name == name:
                self.display.key("Return")
                return
            self.display.key("Down")
        self.fail(f"the focus never came to {name!r} in the menu")

    # The result

    def copy_button(self):
        """The name of the Copy button, which goes on with what it copies."""
        return re.compile("^" + re.escape(self.words("Copy This Value")))

    def name_of_copy(self, what):
        """The name of the button that copies what, which is one of several."""
        return self.words.fill("%s: %s", self.words("Copy"), self.words(what))

    def wait_for_copy(self, timeout=15):
        """Waits until the Copy button has the focus: all that is left is to press it."""
        return self.application.wait_for_focus(Role.PUSH_BUTTON, self.copy_button(), timeout)

    def copied(self):
        return clipboard.read(self.display)

    def check(self, domain):
        """From the first page to the result, the way most people go."""
        self.type(domain)
        self.next()
        self.wait_for_host_page()
        self.next()
        self.wait_for("Result", timeout=40)

    def check_with_value(self, domain, value):
        """From the first page to the result, with the value that a host gives who is not listed."""
        self.type(domain)
        self.next()
        self.wait_for_host_page()
        self.choose_host(self.words("Not listed, or I do not know"))
        self.fill_in(value)
        self.next()
        self.wait_for("Result", timeout=40)

    def go_on_to_check_page(self):
        """From the result, over where to paste it, to where the new record is waited for."""
        for title in ("Where to Paste It", "Is It Live?"):
            self.wait_until_idle()
            self.next()
            self.wait_for(title)

    def wait_for_host_page(self):
        # GTK 4.8 calls the buttons of a group check boxes.
        self.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), timeout=15)

    # The page of the mail hosts

    def wait_until_idle(self, timeout=30):
        """Waits until nothing is being looked up any more."""
        cancel = self.words("_Cancel")
        wait_until(lambda: self.application.find_now(Role.PUSH_BUTTON, cancel) is None,
                   "the look-ups come to their end", timeout, 0.2)

    def choose_host(self, name):
        """Chooses a mail host by the keyboard, as a screen reader's user does."""
        choice = self.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), name)
        self.display.key("Home")
        for _ in range(40):
            focused = self.application.focused()
            if focused is not None and focused.name == name:
                break
            self.display.key("Down")
        else:
            self.fail(f"the focus never came to {name!r}")
        if not choice.has(State.CHECKED):
            self.display.key("space")
        wait_until(lambda: choice.has(State.CHECKED), f"{name} is chosen")

    def fill_in(self, text):
        """Writes into the field that the chosen host needs; of a company that is not listed, into
        the one for its value, below the one that helps to find out which it is."""
        fields = self.fields_to_fill_in()
        helps = self.application.find_now(None, self.words("Outgoing mail server (SMTP)")) is not None
        if len(fields) != 1 + helps:
            self.fail(f"{len(fields)} fields to fill in, and not {1 + helps}")
        fields[-1].set_text(text)

    def fields_to_fill_in(self):
        return [node for node in self.application.walk()
                if node.role == Role.TEXT and node.has(State.EDITABLE)]

    # What must hold on any page

    def expect_names(self):
        """Everything a person can press, fill in or come to with Tab says what it is, once and in plain
        words."""
        spoken = screen_reader.CONTROLS | {Role.LIST_ITEM}
        controls = [node for node in self.application.walk()
                    if node.role in spoken and node.has(State.FOCUSABLE)]
        # What has gone meanwhile has no role any more.
        nameless = [node for node in controls if not screen_reader.is_named(node)
                    and node.role in spoken]
        # Nor has what is just going a name, for a moment.
        if nameless:
            screen_reader.settle()
            nameless = [node for node in nameless if node.showing and not screen_reader.is_named(node)
                        and node.role in spoken]
        if nameless:
            self.fail("no name: " + "; ".join(node.describe() for node in nameless))
        odd = [node for node in controls if not screen_reader.is_spoken_plainly(node)]
        if odd:
            self.fail("not plainly named: " + "; ".join(node.describe() for node in odd))
