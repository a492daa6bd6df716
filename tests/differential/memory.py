# SPDX-License-Identifier: GPL-3.0-or-later
"""A zone in memory that answers as a resolver would, in the form that pyspf takes."""

ALIASES_MAX = 16


class Memory:
    """@zone: as in src/dns/zone.h, where a word in place of records says how they fail. @failure: the
    exception for what could not be looked up."""

    def __init__(self, zone, failure):
        self.nodes = {name.lower().removesuffix("."): node for name, node in zone.items()}
        self.failure = failure

    def find(self, name, kind):
        for _ in range(ALIASES_MAX + 1):
            node = self.nodes.get(name)
            if node is None:
                return []
            if isinstance(node, str) or isinstance(node.get(kind), str):
                raise self.failure("DNS")
            if kind in node:
                return node[kind]
            if "CNAME" not in node:
                return []
            name = node["CNAME"][0].lower().removesuffix(".")
        raise self.failure("DNS: too many aliases")

    def look_up(self, name, kind):
        """Gives a list of values, of names in lower case and without their dot."""
        values = self.find(name.lower().removesuffix("."), kind)
        if kind == "MX":
            pairs = [value.split(" ", 1) for value in values]
            return [(int(preference), name.lower().removesuffix(".")) for preference, name in pairs]
        if kind == "PTR":
            return [value.lower().removesuffix(".") for value in values]
        if kind == "TXT":
            return [[piece.encode() for piece in ([value] if isinstance(value, str) else value)]
                    for value in values]
        return values

    def answer(self, name, kind, _strict=True, _timeout=0):
        """In place of pyspf's DNSLookup."""
        return [((name, kind), value) for value in self.look_up(name, kind)]
