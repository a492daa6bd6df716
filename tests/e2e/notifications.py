#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the desktop's notifications: keeps what it is asked to show, a line of JSON each.

    notifications.py FILE
"""

import json
import sys
import time

import bus_service
import processes
from case import wait_until

INTERFACE = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
</interface></node>"""


class Notifications:
    """Use it as a context manager, on the bus of a display."""

    def __init__(self, display):
        self.display = display
        self.path = display.context.folder("notifications") / "shown"

    def __enter__(self):
        command = [sys.executable, __file__, str(self.path)]
        self.display.stack.enter_context(
            processes.running(command, self.display.log("notifications"), self.display.env))
        wait_until(self.path.exists, "the notifications are taken")
        return self

    def __exit__(self, *_):
        pass

    def shown(self):
        """What was to be shown, as (title, text)."""
        return [tuple(json.loads(line)) for line in self.path.read_text("utf-8").splitlines()]

    def n_taken_back(self):
        """How many are to be shown no more."""
        closed = self.path.with_suffix(".closed")
        return closed.stat().st_size if closed.exists() else 0

    def wait_for_first(self, timeout=30):
        return wait_until(self.shown, "a notification", timeout, 0.2)[0]


def serve(path):
    def answer(method, arguments, _bus):
        if method == "Notify":
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps([arguments[3], arguments[4]]) + "\n")
        if method == "CloseNotification":
            with open(f"{path}.closed", "a", encoding="utf-8") as file:
                file.write(".")
        return {"Notify": ("(u)", (int(time.time()) % 100000,)),
                "GetCapabilities": ("(as)", (["body", "actions"],)),
                "GetServerInformation": ("(ssss)", ("stand-in", "tests", "1", "1.2"))}.get(method)

    bus_service.serve(INTERFACE, "/org/freedesktop/Notifications", answer, {}, path)


if __name__ == "__main__":
    serve(sys.argv[1])
