# SPDX-License-Identifier: GPL-3.0-or-later
"""A domain with three name servers of its own, a registry above it, and a resolver."""

import socket

import processes
from case import LONG_MS, SHORT_MS
from knot import Knot, txt
from misbehave import Server

DOMAIN = "shop.example"
NAMES = ("ns1.dns-house.test", "ns2.dns-house.test", "ns3.dns-house.test")
HOSTS = ("127.0.0.11", "127.0.0.12", "127.0.0.13")
REGISTRY = "127.0.0.10"

OLD = "v=spf1 include:_spf.old.example ~all"
NEW = "v=spf1 include:_spf.new.example ~all"


class Servers:
    """Use it as a context manager. records: what each name server gives at DOMAIN; None for one
    that says nothing. elsewhere: {name: [record, …]}, at all of them. listed: whom the zone itself
    names."""

    def __init__(self, context, records, elsewhere=None, listed=NAMES, delegated=NAMES):
        self.context = context
        self.records = records
        self.elsewhere = elsewhere or {}
        self.listed = listed
        self.delegated = delegated
        self.port = processes.free_port()
        self.knots = {}
        self.timeout = SHORT_MS if None in records else LONG_MS

    def __enter__(self):
        for host, records in zip(HOSTS, self.records):
            if records is None:
                silent = self.context.use(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                silent.bind((host, self.port))
            else:
                zones = {DOMAIN: self._zone(records)}
                self.knots[host] = self.context.use(Knot(self.context, zones, host, self.port))
        self.context.use(Knot(self.context, {"example": self._registry()}, REGISTRY, self.port))
        self.resolver = self.context.use(Server("well", self._known(self.records[0] or [])))
        return self

    def __exit__(self, *_):
        pass

    def _zone(self, records):
        names = {DOMAIN: [f"NS {name}." for name in self.listed]
                 + [f"SOA {NAMES[0]}. root.{DOMAIN}. 7 60 60 3600 120"]
                 + [txt(record) for record in ["bystander"] * bool(records) + list(records)]}
        for name, there in self.elsewhere.items():
            names[name] = [one if one.startswith("CNAME ") else txt(one) for one in there]
        return names

    def _registry(self):
        return {"example": ["NS ns.registry.test."],
                DOMAIN: [f"NS {name}." for name in self.delegated]}

    def _known(self, records):
        known = {("example", "NS"): ["ns.registry.test."],
                 ("ns.registry.test", "A"): [REGISTRY],
                 ("_spf.new.example", "TXT"): ['"v=spf1 ip4:203.0.113.0/24 -all"'],
                 (DOMAIN, "NS"): [f"{name}." for name in self.listed]}
        known.update({(name, "A"): [host] for name, host in zip(NAMES, HOSTS)})
        if records:
            known[(DOMAIN, "TXT")] = [f'"{record}"' for record in records]
        return known

    def arguments(self, *more):
        """What todoku-cli and the window need to find all of them."""
        return ("--dns-server", self.resolver.address, "--authority-port", self.port, "--public",
                self.resolver.address, *more)

    def verify(self, *more):
        return self.context.cli("verify", DOMAIN, "--expect", NEW, "--timeout", self.timeout,
                                *self.arguments(*more))
