# SPDX-License-Identifier: GPL-3.0-or-later
"""The zones that the engine is measured with."""

CLIENT = "203.0.113.99"  # nobody's, so that every term is judged
TREE = "tree.example"
FLAT = "flat.example"
HOSTS = 8


def tree():
    """Ten look-ups in three round trips."""
    zone = {
        TREE: {"TXT": ["v=spf1 include:a.example include:b.example include:c.example mx "
                       "a:web.example -all"], "MX": ["10 mail.example"]},
        "a.example": {"TXT": ["v=spf1 include:a1.example include:a2.example ~all"]},
        "b.example": {"TXT": ["v=spf1 include:b1.example include:b2.example ~all"]},
        "c.example": {"TXT": ["v=spf1 ip4:198.51.100.0/28 a:out.c.example ~all"]},
        "out.c.example": {"A": ["198.51.100.40"]},
        "mail.example": {"A": ["198.51.100.41"]},
        "web.example": {"A": ["198.51.100.42"]},
    }
    for number, name in enumerate(("a1", "a2", "b1", "b2")):
        blocks = " ".join(f"ip4:192.0.2.{16 * block}/28" for block in range(number, number + 6))
        zone[f"{name}.example"] = {"TXT": [f"v=spf1 {blocks} ~all"]}
    return zone


def flat():
    """Nothing to look up but the record itself."""
    blocks = " ".join(f"ip4:198.51.{block}.0/24" for block in range(8))
    return {FLAT: {"TXT": [f"v=spf1 {blocks} -all"]}}


def many(count):
    """Small shops at a few hosts, each host's record with an include of its own."""
    zone = {}
    for number in range(HOSTS):
        zone[f"spf.host{number}.example"] = {"TXT": [f"v=spf1 include:net.host{number}.example ~all"]}
        zone[f"net.host{number}.example"] = {"TXT": [f"v=spf1 ip4:198.51.100.{number * 16}/28 -all"]}
        zone[f"ns.host{number}.example"] = {"A": [f"192.0.2.{number}"]}
    names = [f"shop{number}.example" for number in range(count)]
    for number, name in enumerate(names):
        host = f"host{number % HOSTS}.example"
        zone[name] = {"TXT": [f"v=spf1 a mx include:spf.{host} ~all"], "MX": [f"10 mail.{name}"],
                      "A": ["192.0.2.80"], "NS": [f"ns.{host}"]}
        zone[f"mail.{name}"] = {"A": ["192.0.2.25"]}
    return names, zone
