# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for a service that a desktop has, on the bus of a display."""

from pathlib import Path


def serve(interface, path, answer, properties, ready):
    """Serves until it is ended. interface: its XML; answer: (method, arguments, bus) → (type, values)
    or None; properties: {name: function that gives a variant}; ready: the file that is made when
    the name is ours."""
    from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel

    def called(connection, _sender, _path, _interface, method, arguments, invocation):
        values = answer(method, arguments.unpack(), connection)
        invocation.return_value(GLib.Variant(*values) if values else None)

    def asked(_connection, _sender, _path, _interface, name):
        return properties[name]()

    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    described = Gio.DBusNodeInfo.new_for_xml(interface).interfaces[0]
    bus.register_object(path, described, called, asked)
    Gio.bus_own_name_on_connection(bus, described.name, Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: Path(ready).touch(), None)
    GLib.MainLoop().run()
