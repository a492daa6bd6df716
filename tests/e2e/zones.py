# SPDX-License-Identifier: GPL-3.0-or-later
"""Zones for the tests: a person's domain, and as much of the world as its record leads to."""

import re

from knot import txt

WEB_ADDRESS = "192.0.2.10"
MAIL_ADDRESS = "192.0.2.25"
HOST_ADDRESS = "198.51.100.7"

# A text that has nothing to do with mail and must never be touched.
BYSTANDER = "google-site-verification=0123456789abcdefABCDEF"

# A public key of 2048 bits.
KEY = ("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4g5EAQL9p3xZMK73d99VWE21K831RsIt"
       "PyLX8VhTAOopjC1qsDOgiIOrj9knCP6TbKSPT/38iOG2knL1B9ECIz3RfSgsJiFI0naIceJOpd6LxouBCZ"
       "zkotY+VB+iBY0/9hUrbmy9d11wVgxb0zNoY+CST/xvaAfeSsor2//9j91hwGhlkMroHBTOFxN60rrAg4pR"
       "LOd0pAceX9o3Y16gIaou0jyibt5Dpvqzhm6wlSiony5W8uAbQL/CODgJk5LqjaEh2VLZwo4CD9ZUnCdt+G"
       "i7WsklLQp9wSR+0ybkVUOmV9hrrWQh9dZlDs4mmbNtzVHElDRpOYW5mXWZEIkhywIDAQAB")


class World:
    """Zones in the form that Knot takes. Everything that is nobody's is in the root zone, so that
    a name nobody has written does not exist, rather than being refused."""

    def __init__(self):
        self.zones = {"": {}}

    def add_domain(self, domain, records=(), name_servers=("ns1.dns-house.example",), mx=True,
                   name_server_address="192.0.2.53"):
        """A domain with a web server, a mail server of its own, and these TXT records."""
        apex = [f"NS {server}." for server in name_servers]
        apex += [f"A {WEB_ADDRESS}", txt(BYSTANDER)]
        names = {domain: apex, f"www.{domain}": [f"A {WEB_ADDRESS}"]}
        if mx:
            apex.append(f"MX 10 mail.{domain}.")
            names[f"mail.{domain}"] = [f"A {MAIL_ADDRESS}"]
        apex += [txt(record) for record in records]
        self.zones[domain] = names
        for server in name_servers:
            self.add(server, f"A {name_server_address}")
        return self

    def add(self, name, *records):
        """A name in the root zone, or in the zone it belongs to."""
        zone = next((zone for zone in sorted(self.zones, key=len, reverse=True)
                     if zone and (name == zone or name.endswith("." + zone))), "")
        known = self.zones[zone].setdefault(name, [])
        known.extend(record for record in records if record not in known)
        return self

    def add_spf(self, name, record):
        return self.add(name, txt(record))

    def add_targets(self, value):
        """Whatever the SPF value of a mail host leads to."""
        for term in value.split()[1:]:
            bare = term.lstrip("+-~?")
            target = re.split(r"[:=]", bare, maxsplit=1)[-1].partition("/")[0]
            if bare.startswith(("include:", "redirect=")):
                self.add_spf(target, f"v=spf1 ip4:{HOST_ADDRESS} -all")
            elif bare.startswith("a:"):
                self.add(target, f"A {HOST_ADDRESS}")
            elif bare.startswith("mx:"):
                self.add(target, f"MX 10 mx.{target}.").add(f"mx.{target}", f"A {HOST_ADDRESS}")
        return self


COMMON = {
    ("ns1.dns-house.example", "A"): ["192.0.2.53"],
    ("mx01.lolipop.jp", "A"): ["198.51.100.25"],
    ("_spf.lolipop.jp", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
    ("_spf.old-host.example", "TXT"): ['"v=spf1 ip4:203.0.113.0/24 -all"'],
}


def domains(record, *names):
    """Domains at Lolipop, all with this record."""
    found = dict(COMMON)
    for name in names:
        found.update({
            (name, "TXT"): [f'"{record}"'],
            (name, "A"): ["192.0.2.10"],
            (name, "MX"): ["10 mx01.lolipop.jp."],
            (name, "NS"): ["ns1.dns-house.example."],
            (name, "SOA"): ["ns1.dns-house.example. root.dns-house.example. 1 60 60 3600 60"],
        })
    return found
