# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of our own: an X server without a screen, a window manager, D-Bus and its
accessibility bus, and settings that nobody else has touched."""

import contextlib
import os
import subprocess
import time

import processes
from case import Failed, wait_until

SESSION_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# Without animations a picture shows a page at rest, not on its way.
GTK_SETTINGS = "[Settings]\ngtk-enable-animations=false\ngtk-font-name=Noto Sans CJK JP 11\n"

# GTK opens Mesa at its start, even where cairo draws, and Mesa leaves things lying. The first name is
# that of GTK before 4.16.
WITHOUT_GL = {"GDK_DEBUG": "gl-disable", "GDK_DISABLE": "gl,vulkan"}


class Display:
    """Use it as a context manager: everything is there inside, and gone after."""

    def __init__(self, context, width=1280, height=1000, language="ja"):
        self.context = context
        self.size = (width, height)
        self.language = language
        self.env = {}
        self.program = None
        self.stack = contextlib.ExitStack()

    def __enter__(self):
        try:
            self._prepare_environment()
            self._start_server()
            self._start_bus()
            self._start_accessibility()
            self._start_window_manager()
        except BaseException:
            self.stack.close()
            raise
        # The Atspi library, loaded later into this very process, looks here.
        os.environ.update({key: self.env[key] for key in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")})
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)
        return self

    def __exit__(self, *_):
        self.stack.close()

    def log(self, name):
        return self.context.artifacts / f"{name}.log"

    def _prepare_environment(self):
        self.env = self.context.clean_environment(
            LANG="C.UTF-8", LC_ALL="C.UTF-8", LANGUAGE=self.language, GDK_BACKEND="x11",
            GSK_RENDERER="cairo", **WITHOUT_GL, GSETTINGS_BACKEND="keyfile",
            GIO_USE_PROXY_RESOLVER="dummy", GIO_USE_VFS="local",
            ADW_DISABLE_PORTAL="1",
            XDG_RUNTIME_DIR=self.context.folder("runtime"))
        for name in ("WAYLAND_DISPLAY", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GTK_A11Y",
                     "AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE"):
            self.env.pop(name, None)
        os.chmod(self.env["XDG_RUNTIME_DIR"], 0o700)
        gtk = self.context.folder("config/gtk-4.0")
        (gtk / "settings.ini").write_text(GTK_SETTINGS, encoding="utf-8")

    def _start_server(self):
        ours, theirs = os.pipe()
        command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0",
                   f"{self.size[0]}x{self.size[1]}x24", "-nolisten", "tcp", "-noreset"]
        self.stack.enter_context(processes.running(command, self.log("xvfb"), pass_fds=(theirs,)))
        os.close(theirs)
        self.env["DISPLAY"] = ":" + read_line(ours, "the X server")

    def _start_bus(self):
        config = self.context.folder("runtime") / "session.conf"
        config.write_text(SESSION_BUS_CONFIG.format(folder=self.context.folder("runtime")),
                          encoding="utf-8")
        ours, theirs = os.pipe()
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile",
                   f"--print-address={theirs}"]
        self.stack.enter_context(processes.running(command, self.log("dbus"), self.env,
                                                   pass_fds=(theirs,)))
        os.close(theirs)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = read_line(ours, "the session bus")

    def _start_accessibility(self):
        command = ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"]
        self.stack.enter_context(processes.running(command, self.log("at-spi"), self.env))
        ask = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path",
               "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress"]
        wait_until(lambda: "unix:" in self.output(ask), "the accessibility bus answers")

    def _start_window_manager(self):
        self.stack.enter_context(processes.running(["openbox", "--sm-disable"], self.log("openbox"),
                                                   self.env))
        wait_until(lambda: "_NET_SUPPORTING_WM_CHECK(WINDOW)" in
                   self.output(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]),
                   "the window manager is there")

    def output(self, command, **options):
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False,
                              timeout=20, **options)
        return done.stdout

    # What a hand at the keyboard or the mouse does.

    def _wait_for_keyboard(self):
        """While one window goes and the next has not taken over, a key would reach nobody."""
        focus = ["xdotool", "getwindowfocus", "getwindowpid"]
        end = time.monotonic() + 5
        while not self.output(focus).strip() and time.monotonic() < end:
            time.sleep(0.05)

    def key(self, *keys):
        self._wait_for_keyboard()
        self.output(["xdotool", "key", "--clearmodifiers", "--delay", "40", *keys])

    def type(self, text):
        self._wait_for_keyboard()
        self.output(["xdotool", "type", "--clearmodifiers", "--delay", "15", text])

    def click(self, node):
        """Presses the mouse in the middle of node, in the window that has the keyboard."""
        window = self.output(["xdotool", "getactivewindow"]).strip()
        box = node.extents()
        x, y = box.x + box.width // 2, box.y + box.height // 2
        self.output(["xdotool", "mousemove", "--window", window, str(x), str(y), "click", "1"])

    def launch(self, command, **environment):
        """Starts a program with a window; it ends with the display."""
        env = dict(self.env, **environment)
        self.program = self.stack.enter_context(processes.running(command, self.log("program"), env))
        return self.program

    def find_window(self, timeout=20):
        """The window of the program that was launched last."""
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)]
        return wait_until(lambda: self.output(search).split(), "the window is on the screen",
                          timeout)[-1]

    def resize(self, width, height):
        window = self.find_window()
        self.output(["xdotool", "windowsize", "--sync", window, str(width), str(height)])
        time.sleep(0.4)

    def enlarge_text(self):
        """Twice as large, as who sees little sets it: the resources of the X server tell the programs
        that are started from now on."""
        self.output(["xprop", "-root", "-format", "RESOURCE_MANAGER", "8s", "-set",
                     "RESOURCE_MANAGER", "Xft.dpi:\t192\n"])

    def screenshot(self, name, whole=False):
        """Keeps a picture of the window, or of the whole screen, and returns its path."""
        path = self.context.artifacts / f"{name}.png"
        window = "root" if whole else self.find_window()
        done = subprocess.run(["import", "-window", window, str(path)], env=self.env, check=False,
                              capture_output=True, text=True, timeout=30)
        if done.returncode != 0:
            raise Failed(f"no picture could be taken: {done.stderr.strip()}")
        return path


def read_line(descriptor, who):
    """The first line that who writes; fails where it ends without one."""
    with os.fdopen(descriptor) as pipe:
        line = pipe.readline().strip()
    if not line:
        raise Failed(f"{who} did not start")
    return line
