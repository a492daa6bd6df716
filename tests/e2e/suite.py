# SPDX-License-Identifier: GPL-3.0-or-later
"""The test suites of RFC 7208, in the YAML form that the field's libraries share, served over DNS."""

from pathlib import Path

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rrset
import misbehave
import yaml

FOLDER = Path("/usr/share/gocode/src/blitiri.com.ar/go/spf/testdata")
SILENT = object()


def load(file_name):
    """Gives the scenarios of a suite: (description, zone, tests)."""
    with open(FOLDER / file_name, encoding="utf-8") as stream:
        for scenario in yaml.safe_load_all(stream):
            yield scenario.get("description"), Zone(scenario["zonedata"]), scenario["tests"]


class Zone:
    """The zone data of a scenario. {"TXT": "NONE"} says that there is none; TIMEOUT, that nothing is
    said, to all questions that no earlier entry answers. A record of the old type SPF stands for
    TXT too, where the name has no TXT of its own."""

    def __init__(self, data):
        self.entries = {str(name).lower().rstrip("."): self._list(entries)
                        for name, entries in data.items()}

    @staticmethod
    def _list(entries):
        listed = []
        for entry in entries:
            if entry == "TIMEOUT" or isinstance(entry, dict) and "TIMEOUT" in entry:
                listed.append(("TIMEOUT", None))
            else:
                listed.extend(entry.items())
        has_txt = any(kind == "TXT" for kind, _ in listed)
        copies = [("TXT", value) for kind, value in listed if kind == "SPF" and not has_txt]
        return copies + listed

    def find(self, name, kind):
        """A list of values, [] for no data, None for no such name, or SILENT."""
        entries = self.entries.get(name)
        if entries is None:
            below = any(known.endswith("." + name) for known in self.entries)
            return [] if below else None
        values = [value for known, value in entries if known == kind and value != "NONE"]
        silent = any(known == "TIMEOUT" or known == kind and value == "TIMEOUT"
                     for known, value in entries)
        if silent and (not values or "TIMEOUT" in values):
            return SILENT
        return values


def key_of(name):
    """A name as the zone data writes it: a space is a space."""
    return ".".join(label.decode("latin-1") for label in name.labels if label).lower()


def make_rdata(kind, value):
    if kind in ("TXT", "SPF"):
        pieces = [value] if isinstance(value, str) else value  # none at all is not RFC 1035
        octets = b""
        for piece in pieces:
            raw = piece.encode("latin-1" if all(ord(c) < 256 for c in piece) else "utf-8")
            for start in range(0, max(len(raw), 1), 255):
                part = raw[start:start + 255]
                octets += bytes([len(part)]) + part
        rdtype = dns.rdatatype.from_text(kind)
        # Newer dnspython takes no TXT of nothing, but anything of a type it does not look into.
        return dns.rdata.GenericRdata(dns.rdataclass.IN, rdtype, octets)
    if kind == "MX":
        value = f"{value[0]} {value[1].rstrip('.') + '.' if value[1] else '.'}"
    elif kind in ("PTR", "CNAME"):
        value = value.rstrip(".") + "."
    return dns.rdata.from_text("IN", kind, value)


class Server(misbehave.Server):
    """Serves a Zone."""

    def __init__(self, zone):
        super().__init__("well")
        self.zone = zone

    def answer(self, query):
        question = query.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA | dns.flags.RA
        name = question.name
        for _ in range(10):
            key = key_of(name)
            aliases = self.zone.find(key, "CNAME") if kind != "CNAME" else []
            if not aliases or aliases is SILENT:
                break
            rrset = dns.rrset.from_rdata(name, 300, make_rdata("CNAME", aliases[0]))
            reply.answer.append(rrset)
            name = rrset[0].target
        values = self.zone.find(key_of(name), kind)
        if values is SILENT:
            return None
        if values is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif values:
            reply.answer.append(
                dns.rrset.from_rdata_list(name, 300, [make_rdata(kind, one) for one in values]))
        return reply.to_wire(max_size=65535)


def wanted_results(test):
    result = test["result"]
    return result if isinstance(result, list) else [result]
