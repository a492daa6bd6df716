#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program, from which something is dragged: a file as a file manager gives it, or a text as
a mail program does.

    drag_source.py file PATH
    drag_source.py text PATH
"""

import sys
import time

import processes
from case import wait_until

TITLE = "Drag from here"
SIZE = 200
STEPS = 12


class DragSource:
    """Use it as a context manager, on a display whose program has its window."""

    def __init__(self, display, kind, path):
        self.display = display
        self.command = [sys.executable, __file__, kind, str(path)]

    def __enter__(self):
        env = dict(self.display.env, GTK_A11Y="none")
        self.display.stack.enter_context(
            processes.running(self.command, self.display.log("drag-source"), env))
        self.window = wait_until(self._search, "there is something to drag", 20)[0]
        return self

    def __exit__(self, *_):
        pass

    def _search(self):
        return self.display.output(["xdotool", "search", "--onlyvisible", "--name", TITLE]).split()

    def _point(self, window, x, y):
        self.display.output(["xdotool", "mousemove", "--sync", "--window", window, str(x), str(y)])

    def drag_to(self, node):
        """Takes it with the mouse, carries it to the middle of node, and lets it go."""
        target = self.display.find_window()
        box = node.extents()
        x, y = box.x + box.width // 2, box.y + box.height // 2
        self._point(self.window, SIZE // 2, SIZE // 2)
        self.display.output(["xdotool", "mousedown", "1"])
        self._point(self.window, SIZE // 2 + 20, SIZE // 2 + 20)
        for step in range(STEPS, -1, -1):
            self._point(target, x + step, y + step)
            time.sleep(0.05)
        time.sleep(0.3)
        self.display.output(["xdotool", "mouseup", "1"])
        self.display.output(["xdotool", "windowactivate", target])


def offer(kind, path):
    import gi  # pylint: disable=import-outside-toplevel
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # pylint: disable=import-outside-toplevel

    Gtk.init()
    if kind == "file":
        value = GObject.Value(Gio.File, Gio.File.new_for_path(path))
    else:
        with open(path, encoding="utf-8") as file:
            value = GObject.Value(str, file.read())
    source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(value))
    window = Gtk.Window(title=TITLE, default_width=SIZE, default_height=SIZE, decorated=False)
    window.set_child(Gtk.Label(label=kind))
    window.add_controller(source)
    window.present()
    GLib.MainLoop().run()


if __name__ == "__main__":
    offer(*sys.argv[1:])
