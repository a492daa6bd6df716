# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader meets it: roles, names, states, actions and texts, over AT-SPI.

Import it only after the Display is up: the library connects to the bus when it is loaded."""

import contextlib
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from case import Failed, expect, wait_until  # noqa: E402

Role = Atspi.Role
State = Atspi.StateType

# What a person can press, fill in or choose: each must say what it is for.
CONTROLS = {Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.ENTRY,
            Role.PASSWORD_TEXT, Role.COMBO_BOX, Role.MENU_ITEM, Role.CHECK_MENU_ITEM,
            Role.RADIO_MENU_ITEM, Role.LINK, Role.SPIN_BUTTON, Role.SLIDER}


# An underscore but where a name in the DNS begins.
MNEMONIC = re.compile(r"(?<![:.])_")


def start():
    Atspi.init()
    # A window that is busy for longer than this is a fault we want to see.
    Atspi.set_timeout(3000, 10000)


READ = (Role.LABEL, Role.STATIC, Role.HEADING, Role.TEXT, Role.PARAGRAPH, Role.STATUS_BAR, Role.ALERT,
        Role.NOTIFICATION, Role.ENTRY)


def keep_nothing(application):
    """The mask of an application is that of all in it, and the desktop is one, too. Rather than
    cleared: that leads the library to what is left of a program that has ended."""
    application.set_cache_mask(Atspi.Cache.NONE)
    return application


class Node:
    """One accessible object. Everything is asked anew each time; nothing is kept."""

    def __init__(self, accessible):
        self.accessible = accessible

    def _ask(self, question, otherwise=None):
        with contextlib.suppress(GLib.Error):
            return question()
        return otherwise

    @property
    def name(self):
        return self._ask(self.accessible.get_name, "") or ""

    @property
    def description(self):
        return self._ask(self.accessible.get_description, "") or ""

    @property
    def role(self):
        return self._ask(self.accessible.get_role, Role.INVALID)

    @property
    def role_name(self):
        return self.role.value_nick

    def has(self, state):
        states = self._ask(self.accessible.get_state_set)
        return states is not None and states.contains(state)

    @property
    def showing(self):
        # GTK 4.8 says "showing" of windows alone; what is not shown is not "visible".
        return self.has(State.VISIBLE)

    @property
    def focused(self):
        return self.has(State.FOCUSED)

    @property
    def invalid(self):
        # GTK 4.8 says "invalid" where later ones say "invalid-entry".
        return self.has(State.INVALID_ENTRY) or self.has(State.INVALID)

    def children(self):
        count = self._ask(self.accessible.get_child_count, 0)
        for index in range(count):
            child = self._ask(lambda at=index: self.accessible.get_child_at_index(at))
            if child is not None:
                yield Node(child)

    def walk(self, hidden=False):
        """This object and all below it, in the order of reading."""
        yield self
        for child in self.children():
            if hidden or child.showing:
                yield from child.walk(hidden)

    @property
    def text(self):
        """Its text where it has one, else its name."""
        interface = self._ask(self.accessible.get_text_iface)
        if interface is None:
            return self.name
        length = self._ask(lambda: Atspi.Text.get_character_count(interface), 0)
        return self._ask(lambda: Atspi.Text.get_text(interface, 0, length), "") or ""

    def set_text(self, text):
        interface = self.accessible.get_editable_text_iface()
        expect(interface is not None, f"{self} cannot be typed into")
        Atspi.EditableText.set_text_contents(interface, text)

    def actions(self):
        interface = self._ask(self.accessible.get_action_iface)
        if interface is None:
            return []
        count = self._ask(lambda: Atspi.Action.get_n_actions(interface), 0)
        # GTK counts actions that are switched off and then denies them.
        return [self._ask(lambda at=index: Atspi.Action.get_action_name(interface, at), "")
                for index in range(count)]

    def press(self, *wanted):
        """Does its action: the first of the wanted names it has, else its first."""
        names = self.actions()
        expect(names, f"{self} cannot be pressed")
        index = next((names.index(name) for name in wanted if name in names), 0)
        expect(self.has(State.SENSITIVE) or self.has(State.ENABLED), f"{self} is greyed out")
        Atspi.Action.do_action(self.accessible.get_action_iface(), index)

    def focus(self):
        component = self.accessible.get_component_iface()
        return component is not None and Atspi.Component.grab_focus(component)

    def extents(self):
        """Where it is in its window, or None for what has no place. GTK 4.18 then gives for its size
        whatever lies about, which no window has."""
        component = self._ask(self.accessible.get_component_iface)
        if component is None:
            return None
        box = self._ask(lambda: Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW))
        return box if box is not None and box.width < 0x8000 and box.height < 0x8000 else None

    def __str__(self):
        return f"{self.role_name} {self.name!r}"

    def describe(self):
        flags = [state.value_nick for state in (State.FOCUSED, State.FOCUSABLE, State.CHECKED,
                                                State.SELECTED, State.INVALID_ENTRY,
                                                State.SENSITIVE, State.EDITABLE, State.EXPANDED)
                 if self.has(state)]
        text = self.text
        extra = f" text={text!r}" if text and text != self.name else ""
        if self.description:
            extra += f" description={self.description!r}"
        return f"{self}{extra} [{' '.join(flags)}] {self.actions()}"


# GTK gives the name of its class to what nobody has named: no name at all to a person.
CLASS_NAME = re.compile(r"(Gtk|Adw|Todoku)[A-Z]\w*")


def is_named(node):
    return bool(node.name.strip()) and CLASS_NAME.fullmatch(node.name) is None


def is_spoken_plainly(node):
    """Its name has no mark of a mnemonic in it, as those of the DNS have, and is not said twice."""
    name = node.name
    half = len(name) // 2
    return MNEMONIC.search(name) is None and (half == 0 or name[:half] != name[half + 1:])


def matches(node, role, name):
    if role is not None and node.role not in (role if isinstance(role, (set, tuple)) else (role,)):
        return False
    if name is None:
        return True
    # Newer GTK takes the name of what is read out alone as its text, and gives it no other.
    text = node.name or (node.text if node.role in READ else "")
    return bool(name.search(text)) if isinstance(name, re.Pattern) else text == name


class Application:
    """A program's tree, found by the id of its process."""

    def __init__(self, pid, name="todoku"):
        self.pid = pid
        self.root = wait_until(lambda: self._find(), f"{name} is on the accessibility bus", 30, 0.2)

    def _find(self):
        desktop = keep_nothing(Atspi.get_desktop(0))
        for index in range(desktop.get_child_count()):
            with contextlib.suppress(GLib.Error):
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() == self.pid:
                    return Node(keep_nothing(child))
        return None

    def walk(self, hidden=False):
        for window in self.root.children():
            yield from window.walk(hidden)

    def find_all(self, role=None, name=None, hidden=False):
        return [node for node in self.walk(hidden) if matches(node, role, name)]

    def find_now(self, role=None, name=None):
        return next((node for node in self.walk() if matches(node, role, name)), None)

    def find(self, role=None, name=None, timeout=10):
        """The first object with this role (or one of them) and name (a text or a pattern)."""
        what = f"a {role} called {getattr(name, 'pattern', name)!r} is shown"
        try:
            return wait_until(lambda: self.find_now(role, name), what, timeout, 0.1)
        except Failed as failure:
            raise Failed(str(failure), self.dump()) from None

    def press(self, name, role=(Role.PUSH_BUTTON, Role.TOGGLE_BUTTON), timeout=10):
        node = self.find(role, name, timeout)
        wait_until(lambda: node.has(State.SENSITIVE), f"{node} can be pressed", timeout)
        node.press("click", "activate")
        return node

    def focused(self):
        return next((node for node in self.walk() if node.focused), None)

    def wait_for_focus(self, role=None, name=None, timeout=10):
        def probe():
            node = self.focused()
            return node if node is not None and matches(node, role, name) else None

        try:
            return wait_until(probe, "", timeout, 0.1)
        except Failed:
            focused = self.focused()
            raise Failed(f"the focus should be on {role} {getattr(name, 'pattern', name)!r}, and is "
                         f"on {focused and focused.describe()}", self.dump()) from None

    def readable(self):
        """What can be read now, line by line. What stands least deep comes first: a toast is there
        for some seconds, and the page under it has hundreds of lines."""
        level = list(self.root.children())
        while level:
            for node in level:
                if node.role in READ and (text := node.text):
                    yield text
            level = [child for node in level for child in node.children() if child.showing]

    def texts(self):
        """All that can be read now, a line each."""
        return list(self.readable())

    def wait_for_text(self, wanted, timeout=10):
        """Waits until something that can be read holds wanted, a text or a pattern."""
        def probe():
            for line in self.readable():
                if wanted.search(line) if isinstance(wanted, re.Pattern) else wanted in line:
                    return line
            return None

        try:
            return wait_until(probe, f"{getattr(wanted, 'pattern', wanted)!r} can be read", timeout,
                              0.1)
        except Failed as failure:
            raise Failed(str(failure), self.dump()) from None

    def dump(self, hidden=False):
        lines = []

        def show(node, depth):
            lines.append("  " * depth + node.describe())
            for child in node.children():
                if hidden or child.showing:
                    show(child, depth + 1)

        for window in self.root.children():
            show(window, 0)
        return "\n".join(lines)


def settle(seconds=0.3):
    time.sleep(seconds)
