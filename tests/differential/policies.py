#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads random DMARC records with Todoku and with OpenDMARC, and names each difference.

policies.py POLICY-LINES [--seed N] [--cases N]: the same seed gives the same cases. OpenDMARC is of
RFC 7489, Todoku of RFC 9989; a difference counts as explained where Todoku finds fault with the
record for a reason that is known to part the two."""

import argparse
import collections
import ctypes
import ctypes.util
import json
import random
import subprocess
import sys

LIBRARY = ctypes.util.find_library("opendmarc")
if LIBRARY is None:
    print("OpenDMARC is not here")
    sys.exit(77)

POLICIES = {ord("n"): "none", ord("q"): "quarantine", ord("r"): "reject"}

# Findings with which the two may part, in what, and why.
EXPLAINED = {
    "bad-version": ({"counts"}, "RFC 9989 4.7: v is DMARC1 to the letter, and first; OpenDMARC takes "
                                "it in any case, and passes over what does not count"),
    "no-policy": ({"counts"}, "RFC 9989 4.7: without p a record is as with p=none; RFC 7489 6.6.3 "
                              "needs p, or rua"),
    "bad-value": ({"counts", "p", "sp", "adkim", "aspf"},
                  "RFC 9989 4.7: a tag of a value that is none is as if it were not there; OpenDMARC "
                  "refuses the record, or takes the beginning of a word for the word"),
    "repeated-tag": ({"counts", "p", "sp", "adkim", "aspf", "rua"},
                     "RFC 6376 3.2: none may be there twice; OpenDMARC takes the last, Todoku the first"),
    "retired-tag": ({"counts"}, "RFC 9989 has no pct; OpenDMARC refuses one that is out of range"),
    "no-mailto": ({"rua"}, "RFC 9989 4.7: a URI; OpenDMARC leaves out what is none"),
    "bad-report-address": ({"rua"}, "RFC 9989 4.7: a URI; OpenDMARC leaves out what is none"),
}


def load():
    library = ctypes.CDLL(LIBRARY)
    library.opendmarc_policy_connect_init.restype = ctypes.c_void_p
    library.opendmarc_policy_fetch_rua.restype = ctypes.POINTER(ctypes.c_char_p)
    library.opendmarc_policy_connect_shutdown.restype = ctypes.c_void_p
    for name in ("parse_dmarc", "fetch_p", "fetch_sp", "fetch_adkim", "fetch_aspf", "fetch_rua",
                 "connect_shutdown"):
        getattr(library, f"opendmarc_policy_{name}").argtypes = {
            "parse_dmarc": [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p],
            "fetch_rua": [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int],
            "connect_shutdown": [ctypes.c_void_p],
        }.get(name, [ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)])
    return library


def fetch(library, context, name):
    value = ctypes.c_int(0)
    getattr(library, f"opendmarc_policy_fetch_{name}")(context, ctypes.byref(value))
    return chr(value.value) if value.value else None


def ask_opendmarc(library, record):
    """What it makes of a record, or None where it refuses it."""
    context = library.opendmarc_policy_connect_init(b"192.0.2.1\0", 4)
    try:
        text = ctypes.create_string_buffer(record)
        if library.opendmarc_policy_parse_dmarc(context, b"shop.example", text) != 0:
            return None
        found = {name: fetch(library, context, name) for name in ("p", "sp", "adkim", "aspf")}
        for name in ("p", "sp"):
            found[name] = POLICIES.get(ord(found[name])) if found[name] else None
        found["rua"] = []
        listed = library.opendmarc_policy_fetch_rua(context, None, 0, 1)
        while listed and listed[len(found["rua"])]:
            found["rua"].append(listed[len(found["rua"])].decode("latin-1"))
        return found
    finally:
        library.opendmarc_policy_connect_shutdown(context)


WORDS = {
    "p": ["none", "quarantine", "reject", "None", "REJECT", "nnoe", "rejected", "r", "", "monitor"],
    "sp": ["none", "quarantine", "reject", "Quarantine", "all", ""],
    "adkim": ["r", "s", "R", "S", "strict", ""],
    "aspf": ["r", "s", "S", "relaxed"],
    "pct": ["100", "0", "50", "101", "x"],
    "rua": ["mailto:a@shop.example", "mailto:a@shop.example,mailto:b@other.example",
            "mailto:a@shop.example!10m", "a@shop.example", ""],
    "ruf": ["mailto:f@shop.example"],
    "fo": ["1", "0:d:s", "x"],
    "rf": ["afrf"],
    "ri": ["86400"],
    "np": ["reject"],
    "psd": ["n"],
    "t": ["y"],
    "x-own": ["1"],
}


def make_record(random_):
    """Mostly a record that is in order, with one or two things wrong."""
    names = ["p"] if random_.random() < 0.93 else []
    names += random_.sample(sorted(set(WORDS) - {"p"}), random_.randint(0, 4))
    if random_.random() < 0.15:
        random_.shuffle(names)
    if random_.random() < 0.05 and names:
        names.append(random_.choice(names))
    right = random_.random() < 0.7
    version = "v=DMARC1" if random_.random() < 0.93 else random_.choice(
        ["v=dmarc1", "V=DMARC1", "v=DMARC", "v = DMARC1", "v=DMARC1.0", "DMARC1"])
    tags = [version] + [name + random_.choice(["=", "=", "=", " = "])
                        + (WORDS[name][0] if right and name != "p" else
                           random_.choice(WORDS[name][:3] if right else WORDS[name]))
                        for name in names]
    text = random_.choice([";", "; ", "; ", "; ", " ; "]).join(tags)
    return (text + random_.choice(["", "", ";", "; "])).encode()


def differ(ours, theirs):
    """What the two do not say alike."""
    if theirs is None:
        return ["counts"] if ours["record"] else []
    if not ours["record"]:
        return ["counts"]
    parts = [name for name in ("p", "sp") if ours[name] != theirs[name]]
    for name in ("adkim", "aspf"):
        if (ours[name] or "r").lower() != (theirs[name] or "r"):
            parts.append(name)
    if [one.partition("!")[0] for one in ours["rua"]] != [one.partition("!")[0]
                                                          for one in theirs["rua"]]:
        parts.append("rua")
    return parts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=9989)
    parser.add_argument("--cases", type=int, default=2000)
    arguments = parser.parse_args()
    library = load()
    random_ = random.Random(arguments.seed)
    records = [make_record(random_) for _ in range(arguments.cases)]
    lines = "".join(record.hex() + "\n" for record in records)
    output = subprocess.run([arguments.program], input=lines, capture_output=True, text=True,
                            check=True).stdout.splitlines()
    alike, explained, unexplained = 0, collections.Counter(), []
    for record, line in zip(records, output, strict=True):
        ours = json.loads(line)
        theirs = ask_opendmarc(library, record)
        parts = differ(ours, theirs)
        reasons = [one for one in ours["findings"] if one in EXPLAINED]
        may_differ = set().union(*(EXPLAINED[one][0] for one in reasons))
        if not parts:
            alike += 1
        elif set(parts) <= may_differ:
            explained[reasons[0]] += 1
        else:
            unexplained.append((record.decode(), parts, ours, theirs))
    for record, parts, ours, theirs in unexplained[:20]:
        print(f"{record!r}: {', '.join(parts)}\n  Todoku: {ours}\n  OpenDMARC: {theirs}")
    print(f"{alike} alike, {sum(explained.values())} explained, {len(unexplained)} not")
    for reason, count in explained.most_common():
        print(f"  {count} {reason}: {EXPLAINED[reason][1]}")
    return 1 if unexplained or alike < arguments.cases // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
