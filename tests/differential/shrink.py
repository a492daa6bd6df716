# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a case small enough to read."""

import copy


def smaller_texts(text):
    terms = text.split(" ")
    for i in range(1, len(terms)):
        yield " ".join(terms[:i] + terms[i + 1:])


def smaller_values(values):
    for i, value in enumerate(values):
        if len(values) > 1:
            yield values[:i] + values[i + 1:]
        text = "".join(value) if isinstance(value, list) else value
        if text != value:
            yield values[:i] + [text] + values[i + 1:]
        if text.lower().startswith("v=spf1"):
            for smaller in smaller_texts(text):
                yield values[:i] + [smaller] + values[i + 1:]


def smaller_zones(zone):
    for name, node in zone.items():
        yield {other: zone[other] for other in zone if other != name}
        if isinstance(node, str):
            continue
        for kind, values in node.items():
            rest = {other: node[other] for other in node if other != kind}
            yield {**zone, name: rest}
            if isinstance(values, list):
                for smaller in smaller_values(values):
                    yield {**zone, name: {**node, kind: smaller}}


def simpler_queries(query):
    domain = query["mail_from"].rpartition("@")[2]
    for key, value in (("helo", "host.example"), ("ip", "192.0.2.9"), ("mail_from", "info@" + domain)):
        if query[key] != value:
            yield {**query, key: value}


def shrink(zone, query, still_fails):
    """Gives the smallest case it finds that @still_fails (zone, query)."""
    zone, query = copy.deepcopy(zone), dict(query)
    shrunk = True
    while shrunk:
        shrunk = False
        for candidate in smaller_zones(zone):
            if still_fails(candidate, query):
                zone, shrunk = candidate, True
                break
        for candidate in simpler_queries(query) if not shrunk else ():
            if still_fails(zone, candidate):
                query, shrunk = candidate, True
                break
    return zone, query
