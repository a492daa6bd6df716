#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for NetworkManager, of which GLib asks whether there is a network.

    network.py FILE CONNECTIVITY
"""

import sys

import bus_service
import processes
from case import expect, wait_until

NAME = "org.freedesktop.NetworkManager"
PATH = "/org/freedesktop/NetworkManager"
NONE, FULL = 1, 4
# NetworkManager has no method Say: it is how a case changes the network.
INTERFACE = f"""<node><interface name="{NAME}">
  <property name="State" type="u" access="read"/>
  <property name="Connectivity" type="u" access="read"/>
  <signal name="PropertiesChanged"><arg type="a{{sv}}"/></signal>
  <method name="Say"><arg type="u" direction="in"/></method>
</interface></node>"""


class Network:
    """Use it as a context manager, on the bus of a display. environment: what a program needs to
    ask here."""

    def __init__(self, display, connected):
        self.display = display
        self.connected = connected
        self.ready = display.context.folder("network") / "ready"
        self.environment = {"GIO_USE_NETWORK_MONITOR": "networkmanager",
                            "DBUS_SYSTEM_BUS_ADDRESS": display.env["DBUS_SESSION_BUS_ADDRESS"]}

    def __enter__(self):
        command = [sys.executable, __file__, str(self.ready), str(FULL if self.connected else NONE)]
        self.display.stack.enter_context(
            processes.running(command, self.display.log("network"), self.display.env))
        wait_until(self.ready.exists, "the network is there to be asked")
        return self

    def __exit__(self, *_):
        pass

    def connect(self, connected):
        said = self.display.output(["gdbus", "call", "--session", "--dest", NAME, "--object-path",
                                    PATH, "--method", f"{NAME}.Say",
                                    str(FULL if connected else NONE)])
        expect(said.strip() == "()", f"the network was not changed: {said}")


def serve(ready, connectivity):
    from gi.repository import GLib  # pylint: disable=import-outside-toplevel
    now = {"Connectivity": int(connectivity)}

    def changed(bus, interface, name, content):
        bus.emit_signal(None, PATH, interface, name, content)

    def answer(_method, arguments, bus):
        now["Connectivity"] = arguments[0]
        properties = {"Connectivity": GLib.Variant("u", arguments[0]),
                      "State": GLib.Variant("u", state())}
        changed(bus, NAME, "PropertiesChanged", GLib.Variant("(a{sv})", (properties,)))
        changed(bus, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                GLib.Variant("(sa{sv}as)", (NAME, properties, [])))

    def state():
        return 70 if now["Connectivity"] == FULL else 20

    bus_service.serve(INTERFACE, PATH, answer,
                      {"State": lambda: GLib.Variant("u", state()),
                       "Connectivity": lambda: GLib.Variant("u", now["Connectivity"])}, ready)


if __name__ == "__main__":
    serve(*sys.argv[1:])
