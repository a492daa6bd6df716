# SPDX-License-Identifier: GPL-3.0-or-later
"""The browser's side of GTK's Broadway: a page with a size and a keyboard, which draws nothing."""

import base64
import os
import re
import socket
import struct
import threading
import urllib.request

from case import expect

ALT = 1 << 3
RETURN = 0xff0d

# What follows the head of an operation that has nothing to be read: its octets.
SKIPPED = {"GRAB_POINTER": 3, "UNGRAB_POINTER": 0, "SHOW_SURFACE": 2, "HIDE_SURFACE": 2,
           "RAISE_SURFACE": 2, "LOWER_SURFACE": 2, "SET_TRANSIENT_FOR": 4, "DISCONNECTED": 0,
           "SURFACE_UPDATE": 0, "SET_SHOW_KEYBOARD": 2, "RELEASE_TEXTURE": 4}


class Browser:
    """Use it as a context manager, with the address that is to be opened."""

    def __init__(self, address, width, height):
        self.address = address.rstrip("/")
        self.size = (width, height)
        self.surfaces = {}
        self.serial = 0

    def __enter__(self):
        with urllib.request.urlopen(f"{self.address}/broadway.js", timeout=10) as reply:
            script = reply.read().decode()
        self.numbers = {name: int(number) for name, number in
                        re.findall(r"const BROADWAY_(\w+) = (\d+);", script)}
        self.names = {number: name.removeprefix("OP_") for name, number in self.numbers.items()
                      if name.startswith("OP_")}
        self._connect()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._send("SCREEN_SIZE_CHANGED", *self.size, 1)
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.reader.join(5)

    def key(self, symbol, state=0):
        for event in ("KEY_PRESS", "KEY_RELEASE"):
            self._send(event, symbol, state)

    def _connect(self):
        host, port = self.address.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), 10)
        self.socket.settimeout(None)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /socket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
                             f"Connection: Upgrade\r\nOrigin: {self.address}\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Protocol: broadway\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        status = self.stream.readline()
        expect(b" 101 " in status, f"no socket: {status!r}")
        while self.stream.readline().strip():
            pass

    def _send(self, event, *numbers):
        """One frame, masked as a browser's are (RFC 6455, 5.3)."""
        body = struct.pack(f">{3 + len(numbers)}i", self.numbers[f"EVENT_{event}"], self.serial, 0,
                           *numbers)
        self.socket.sendall(bytes([0x82, 0x80 | len(body)]) + bytes(4) + body)

    def _read(self):
        try:
            while head := self.stream.read(2):
                length = head[1] & 0x7f
                if length >= 126:
                    wide = self.stream.read(2 if length == 126 else 8)
                    length = int.from_bytes(wide, "big")
                self._handle(self.stream.read(length))
        except (OSError, ValueError, struct.error):
            pass

    def _handle(self, octets):
        at = 0
        while at < len(octets):
            operation, self.serial = struct.unpack_from("<BI", octets, at)
            at = self._do(self.names[operation], octets, at + 5)

    def _do(self, name, octets, at):
        if name == "NEW_SURFACE":
            surface, x, y, width, height = struct.unpack_from("<HhhHH", octets, at)
            self._place(surface, x, y, width, height)
            return at + 10
        if name == "MOVE_RESIZE":
            return self._move(octets, at)
        if name == "DESTROY_SURFACE":
            self.surfaces.pop(struct.unpack_from("<H", octets, at)[0], None)
            return at + 2
        if name == "ROUNDTRIP":
            self._send("ROUNDTRIP_NOTIFY", *struct.unpack_from("<Hi", octets, at))
            return at + 6
        if name in ("SET_NODES", "UPLOAD_TEXTURE"):
            at += 2 if name == "SET_NODES" else 4
            words, = struct.unpack_from("<I", octets, at)
            return at + 4 + words * (4 if name == "SET_NODES" else 1)
        return at + SKIPPED[name]

    def _move(self, octets, at):
        surface, flags = struct.unpack_from("<HB", octets, at)
        at += 3
        x, y, width, height = self.surfaces[surface]
        if flags & 1:
            x, y = struct.unpack_from("<hh", octets, at)
            at += 4
        if flags & 2:
            width, height = struct.unpack_from("<HH", octets, at)
            at += 4
        self._place(surface, x, y, width, height)
        return at

    def _place(self, surface, *place):
        self.surfaces[surface] = place
        self._send("CONFIGURE_NOTIFY", surface, *place)
