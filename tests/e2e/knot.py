# SPDX-License-Identifier: GPL-3.0-or-later
"""Knot DNS, a real authoritative server, on loopback, with zones written by the tests."""

import subprocess

import processes
from case import expect, wait_until

CONFIG = """server:
  rundir: "{folder}"
  listen: {host}@{port}
  user: "{user}"
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
control:
  listen: "{folder}/knot.sock"
log:
  - target: stderr
    any: info
database:
  storage: "{folder}/db"
template:
  - id: default
    storage: "{folder}"
    semantic-checks: off
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
zone:
"""


def txt(value):
    """The rdata of a TXT record: pieces of at most 255 octets, quoted as a zone file wants it."""
    octets = value if isinstance(value, bytes) else value.encode()
    pieces = [octets[at:at + 255] for at in range(0, len(octets), 255)] or [b""]

    def quote(piece):
        return "".join(chr(octet) if 32 <= octet < 127 and octet not in b'"\\' else f"\\{octet:03d}"
                       for octet in piece)

    return "TXT " + " ".join(f'"{quote(piece)}"' for piece in pieces)


class Knot:
    """A running server. zones: {zone: {name: [rdata, …]}}, with names as they are, without dot at
    the end, and rdata as in a zone file, "MX 10 mail.shop.example.". Several servers can share a
    port, each on an address of its own."""

    def __init__(self, context, zones, host="127.0.0.1", port=None):
        self.context = context
        self.zones = zones
        self.host = host
        self.folder = context.folder("knot" if port is None else f"knot-{host}")
        self.port = port or processes.free_port()
        self.serial = 1
        self.running = None

    @property
    def address(self):
        return f"{self.host}:{self.port}"

    def __enter__(self):
        self._write_zones()
        config = CONFIG.format(folder=self.folder, host=self.host, port=self.port,
                               user=current_user())
        for zone in self.zones:
            config += f"  - domain: {zone}.\n    file: {file_name(zone)}\n"
        self._config_path().write_text(config, encoding="utf-8")
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.running = processes.running(["knotd", "-c", str(self._config_path())],
                                         self.context.artifacts / f"{self.folder.name}.log")
        self.process = self.running.__enter__()
        wait_until(self._answers, "Knot DNS answers", 15)

    def stop(self):
        if self.running is not None:
            self.running.__exit__(None, None, None)
            self.running = None

    def publish(self, zone, name, records):
        """Puts records in place of the TXT records of name, and reloads the zone."""
        kept = [one for one in self.zones[zone].get(name, []) if not one.startswith("TXT ")]
        self.zones[zone][name] = kept + [txt(record) for record in records]
        self.serial += 1
        self._write_zones()
        done = self._control("-b", "zone-reload", f"{zone}.")
        expect(done.returncode == 0, f"Knot did not reload {zone}: {done.stderr.strip()}")

    def _control(self, *arguments):
        command = ["knotc", "-s", str(self.folder / "knot.sock"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)

    def _answers(self):
        expect(self.process.poll() is None, "Knot DNS ended at once; see knot.log")
        import dns.exception  # pylint: disable=import-outside-toplevel
        import dns.message
        import dns.query
        zone = next(iter(self.zones))
        try:
            reply = dns.query.udp(dns.message.make_query(f"{zone}.", "SOA"), self.host,
                                  port=self.port, timeout=0.3)
        except (dns.exception.DNSException, OSError):
            return False
        return bool(reply.answer)

    def _config_path(self):
        return self.folder / "knot.conf"

    def _write_zones(self):
        for zone, names in self.zones.items():
            lines = ["$TTL 300"]
            apex = names.get(zone, [])
            if not any(one.startswith("SOA ") for one in apex):
                lines.append(f"{dotted(zone)} SOA ns.invalid. root.invalid. {self.serial} 60 60 "
                             "3600 60")
            if not any(one.startswith("NS ") for one in apex):
                lines.append(f"{dotted(zone)} NS ns.invalid.")
            for name, records in names.items():
                lines.extend(f"{dotted(name)} {record}" for record in records)
            (self.folder / file_name(zone)).write_text("\n".join(lines) + "\n", encoding="ascii")


def dotted(name):
    """The name as a zone file has it, in which a bare @ stands for the zone."""
    name = name.replace("@", "\\@")
    return name if name.endswith(".") else name + "."


def file_name(zone):
    return (zone or "root") + ".zone"


def current_user():
    import grp  # pylint: disable=import-outside-toplevel
    import os
    import pwd
    return f"{pwd.getpwuid(os.getuid()).pw_name}:{grp.getgrgid(os.getgid()).gr_name}"
