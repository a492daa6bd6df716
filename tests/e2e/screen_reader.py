# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader meets it: roles, names, states, actions and texts, over AT-SPI.

The tree is read as screen readers read it first, by one call for all of an application; what is held
of it for longer is asked anew each time. Import it only after the Display is up: the library that
knows the names of roles connects to the bus when it is loaded."""

import collections
import contextlib
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from case import Failed, expect, wait_until  # noqa: E402

Role = Atspi.Role
State = Atspi.StateType

# What a person can press, fill in or choose: each must say what it is for.
CONTROLS = {Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.ENTRY,
            Role.PASSWORD_TEXT, Role.COMBO_BOX, Role.MENU_ITEM, Role.CHECK_MENU_ITEM,
            Role.RADIO_MENU_ITEM, Role.LINK, Role.SPIN_BUTTON, Role.SLIDER}


# An underscore but where a name in the DNS begins.
MNEMONIC = re.compile(r"(?<![:.])_(?![\w-]+\.)")


READ = (Role.LABEL, Role.STATIC, Role.HEADING, Role.TEXT, Role.PARAGRAPH, Role.STATUS_BAR, Role.ALERT,
        Role.NOTIFICATION, Role.ENTRY)

# A window that is busy for longer than this is a fault we want to see.
TIMEOUT_MS = 3000

# Older GTK takes no -1 for the end of a text.
LONGEST = 0x7FFFFFFF

ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"
PROPERTIES = "org.freedesktop.DBus.Properties"


def accessibility_bus():
    flags = Gio.DBusConnectionFlags
    session = Gio.DBusConnection.new_for_address_sync(
        Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
        flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)
    address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                 None, Gio.DBusCallFlags.NONE, TIMEOUT_MS).unpack()
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)


Box = collections.namedtuple("Box", "x y width height")


class Peer:
    """A program on the accessibility bus."""

    def __init__(self, bus, name):
        self.bus = bus
        self.name = name
        self.items = {}

    def item(self, value):
        """What is said as it was the last time is not taken apart once more."""
        octets = value.get_data_as_bytes().get_data()
        if octets not in self.items:
            self.items[octets] = Item(value.unpack())
        return self.items[octets]

    def call(self, path, interface, method, types="()", *arguments):
        """What the method returns: one value, or several. Raises GLib.Error where the object has
        gone or knows no such thing."""
        if "." not in interface:
            interface = f"org.a11y.atspi.{interface}"
        values = self.answer(path, interface, method, types, *arguments).unpack()
        return values[0] if len(values) == 1 else values

    def answer(self, path, interface, method, types="()", *arguments):
        return self.bus.call_sync(self.name, path, interface, method, GLib.Variant(types, arguments),
                                  None, Gio.DBusCallFlags.NONE, TIMEOUT_MS)

    def ask(self, otherwise, *question):
        with contextlib.suppress(GLib.Error):
            return self.call(*question)
        return otherwise


class Item:
    """What the tree said of an object when it was read."""

    def __init__(self, said):
        (_, self.path), _, (_, self.parent), self.index, self.count, interfaces, self.name, self.role, \
            self.description, (low, high) = said
        self.interfaces = {name.removeprefix("org.a11y.atspi.") for name in interfaces}
        self.states = low | high << 32

    @property
    def has_place(self):
        return "Component" in self.interfaces


class Tree:
    """All objects of an application at one moment."""

    def __init__(self, peer):
        self.peer = peer
        self.items = {}
        self.below = {}
        with contextlib.suppress(GLib.Error):
            items = peer.answer(CACHE, "org.a11y.atspi.Cache", "GetItems").get_child_value(0)
            for index in range(items.n_children()):
                item = peer.item(items.get_child_value(index))
                self.items[item.path] = item
                self.below.setdefault(item.parent, []).append(item)

    def children(self, path):
        """Its children's paths. Of the pages of a stack, which are no widgets and have no place, the
        tree does not say which is turned up, and what nobody has asked for yet may not be in it:
        there the object itself is asked."""
        item = self.items.get(path)
        below = sorted(self.below.get(path, []), key=lambda child: child.index)
        if item is not None and [child.index for child in below] == list(range(item.count)) \
                and item.has_place and all(child.has_place for child in below):
            return [child.path for child in below]
        return [child for _, child in self.peer.ask([], path, "Accessible", "GetChildren")]


class Node:
    """One accessible object. Where a walk stands at it, it answers from the tree that was read;
    everything else is asked anew each time."""

    def __init__(self, peer, path, item=None):
        self.peer = peer
        self.path = path
        self.item = item

    def _property(self, name):
        return self.peer.ask("", self.path, PROPERTIES, "Get", "(ss)", "org.a11y.atspi.Accessible",
                             name) or ""

    def _interfaces(self):
        if self.item:
            return self.item.interfaces
        names = self.peer.ask([], self.path, "Accessible", "GetInterfaces")
        return {name.removeprefix("org.a11y.atspi.") for name in names}

    @property
    def name(self):
        return self.item.name if self.item else self._property("Name")

    @property
    def description(self):
        return self.item.description if self.item else self._property("Description")

    @property
    def role(self):
        return Role(self.item.role if self.item else self.peer.ask(0, self.path, "Accessible",
                                                                   "GetRole"))

    @property
    def role_name(self):
        return self.role.value_nick

    def has(self, state):
        if self.item:
            return bool(self.item.states >> int(state) & 1)
        low, high = self.peer.ask((0, 0), self.path, "Accessible", "GetState")
        return bool((low | high << 32) >> int(state) & 1)

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

    @property
    def is_leaf(self):
        return (self.item.count if self.item else self._property("ChildCount") or 0) == 0

    def parent(self):
        return Node(self.peer, self._property("Parent")[1])

    def below(self, tree):
        """Its children, as they were when the tree was read."""
        return [Node(self.peer, path, tree.items.get(path)) for path in tree.children(self.path)]

    def children(self, tree=None):
        """Its children, each read as it is come to."""
        for child in self.below(tree or Tree(self.peer)):
            try:
                yield child
            finally:
                child.item = None

    def walk(self, hidden=False, tree=None):
        """This object and all below it, in the order of reading."""
        tree = tree or Tree(self.peer)
        yield self
        for child in self.children(tree):
            if hidden or child.showing:
                yield from child.walk(hidden, tree)

    @property
    def text(self):
        """Its text where it has one, else its name."""
        if "Text" not in self._interfaces():
            return self.name
        return self.peer.ask("", self.path, "Text", "GetText", "(ii)", 0, LONGEST)

    def set_text(self, text):
        expect("EditableText" in self._interfaces(), f"{self} cannot be typed into")
        self.peer.call(self.path, "EditableText", "SetTextContents", "(s)", text)

    def actions(self):
        if "Action" not in self._interfaces():
            return []
        # GTK counts actions that are switched off and then denies them.
        count = self.peer.ask(0, self.path, PROPERTIES, "Get", "(ss)", "org.a11y.atspi.Action",
                              "NActions")
        return [self.peer.ask("", self.path, "Action", "GetName", "(i)", index)
                for index in range(count)]

    def press(self, *wanted):
        """Does its action: the first of the wanted names it has, else its first."""
        names = self.actions()
        expect(names, f"{self} cannot be pressed")
        index = next((names.index(name) for name in wanted if name in names), 0)
        expect(self.has(State.SENSITIVE) or self.has(State.ENABLED), f"{self} is greyed out")
        self.peer.call(self.path, "Action", "DoAction", "(i)", index)

    def focus(self):
        return self.peer.ask(False, self.path, "Component", "GrabFocus")

    def extents(self):
        """Where it is in its window, or None for what has no place. GTK 4.18 then gives for its size
        whatever lies about, which no window has."""
        box = self.peer.ask(None, self.path, "Component", "GetExtents", "(u)",
                            int(Atspi.CoordType.WINDOW))
        return Box(*box) if box is not None and max(box[2:]) < 0x8000 else None

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
        self.bus = accessibility_bus()
        self.root = wait_until(lambda: self._find(), f"{name} is on the accessibility bus", 30, 0.2)

    def _find(self):
        daemon = Peer(self.bus, "org.freedesktop.DBus")
        for name, path in Peer(self.bus, "org.a11y.atspi.Registry").ask([], ROOT, "Accessible",
                                                                        "GetChildren"):
            pid = daemon.ask(0, "/org/freedesktop/DBus", "org.freedesktop.DBus",
                             "GetConnectionUnixProcessID", "(s)", name)
            if pid == self.pid:
                return Node(Peer(self.bus, name), path)
        return None

    def walk(self, hidden=False):
        tree = Tree(self.root.peer)
        for window in self.root.children(tree):
            yield from window.walk(hidden, tree)

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
        tree = Tree(self.root.peer)
        level = self.root.below(tree)
        while level:
            for node in level:
                if node.role in READ and (text := node.text):
                    yield text
            level = [child for node in level for child in node.below(tree) if child.showing]

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
        tree = Tree(self.root.peer)

        def show(node, depth):
            lines.append("  " * depth + node.describe())
            for child in node.below(tree):
                if hidden or child.showing:
                    show(child, depth + 1)

        for window in self.root.below(tree):
            show(window, 0)
        return "\n".join(lines)


def settle(seconds=0.3):
    time.sleep(seconds)
