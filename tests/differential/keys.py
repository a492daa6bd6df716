#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads random DKIM key records with Todoku and with dkimpy, and names each difference.

keys.py KEY-LINES [--seed N] [--cases N]: the same seed gives the same cases. What Todoku takes for a
key dkimpy must, too, with as many bits; what it does not, dkimpy may only for a reason that is
known."""

import argparse
import base64
import collections
import json
import random
import subprocess
import sys

try:
    import dkim
    import nacl.signing
except ImportError:
    print("dkimpy is not here")
    sys.exit(77)

# Findings with which dkimpy may still take the record for a key, and why.
LENIENT = {
    "bad-version": "RFC 6376 3.6.1: v must stand first; dkimpy takes it anywhere",
    "syntax-error": "3.2: names have letters, digits and _; dkimpy looks at the first one",
    "sha1-only": "3.6.1: h is looked at when a signature is checked",
    "bad-base64": "RFC 4648 3.3: dkimpy passes over what is no base64",
    "bare-key": "3.6.1 allows it, but Gmail cannot read it",
    "bad-padding": "RFC 4648 3.2: dkimpy passes over what follows the padding",
    "text-behind-key": "X.690: dkimpy does not look behind the key",
    "not-a-public-key": "X.690: dkimpy takes wrong lengths and tags inside the key",
    "other-key-type": "RFC 3279: dkimpy does not look at the name of the algorithm",
    "quote-character": "RFC 4648 3.3: dkimpy passes over what is no base64",
    "backslash-character": "RFC 4648 3.3: dkimpy passes over what is no base64",
    "cut-key": "X.690: a key that is cut in a number's place may read as a shorter one",
}


def der(tag, content):
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def number(value):
    return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def rsa(random_, bits):
    """A modulus that looks like one; nobody checks what it is made of."""
    modulus = random_.getrandbits(bits) | 1 << (bits - 1) | 1
    return der(0x30, number(modulus) + number(random_.choice((3, 65537))))


def wrap(key):
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return der(0x30, algorithm + der(3, b"\0" + key))


def make_key(random_):
    kind = random_.random()
    if kind < 0.2:
        seed = random_.getrandbits(256).to_bytes(32, "big")
        return "ed25519", bytes(nacl.signing.SigningKey(seed).verify_key)
    bare = rsa(random_, random_.choice((512, 768, 1000, 1023, 1024, 1536, 2047, 2048, 4096)))
    return "rsa", bare if kind < 0.3 else wrap(bare)


def make_record(random_):
    kind, key = make_key(random_)
    value = base64.b64encode(key).decode()
    if random_.random() < 0.1:
        at = random_.randrange(len(value))
        value = value[:at] + random_.choice((" ", "\t", "=", "*", "")) + value[at:]
    if random_.random() < 0.1:
        value = value[:random_.randrange(len(value))]
    said = kind if random_.random() < 0.95 else random_.choice(("rsa", "ed25519", "dsa", ""))
    tags = [f"p={value}"]
    if said != "rsa" or random_.random() < 0.5:
        tags.insert(0, f"k={said}")
    for tag in ("t=y", "t=s", "s=email", "s=*", "s=other", "h=sha256", "h=sha1", "n=a note", "x=1",
                "g=*", "p=", "word", ""):
        if random_.random() < 0.03:
            tags.insert(random_.randrange(len(tags) + 1), tag)
    if random_.random() < 0.7:
        tags.insert(0 if random_.random() < 0.95 else len(tags),
                    random_.choice(("v=DKIM1",) * 9 + ("v=DKIM2",)))
    text = random_.choice(("; ", ";", " ; ", ";\t")).join(tags) + random_.choice(("", ";", "; "))
    if random_.random() < 0.1:
        at = random_.randrange(len(text))
        text = text[:at] + chr(random_.randrange(33, 127)) + text[at + 1:]
    return text.encode()


def read_with_dkimpy(record):
    """The bits of the key; None where it is none."""
    try:
        return dkim.evaluate_pk("name", record)[1]
    except Exception:  # pylint: disable=broad-except
        # Some of what is malformed goes through as an error of Python.
        return None


def explain(record, ours, theirs):
    """Why the two differ: "" where they do not, None where nothing that is known explains it."""
    usable = ours["state"] in ("valid", "weak", "test")
    if usable and ours["bits"] == theirs:
        return ""
    if usable:
        # Names of algorithms are said to be in any case by RFC 5234 2.3.
        return "case" if theirs is None and record.lower() != record else None
    if theirs is None:
        return ""
    known = [finding for finding in ours["findings"] if finding in LENIENT]
    return known[0] if known else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--cases", type=int, default=1000)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    random_ = random.Random(seed)
    records = [make_record(random_) for _ in range(options.cases)]
    answers = subprocess.run([options.program], check=True, stdout=subprocess.PIPE,
                             input="".join(f"{record.hex()}\n" for record in records).encode())
    lines = answers.stdout.splitlines()
    if len(lines) != len(records):
        raise SystemExit(f"key-lines ended at {records[len(lines)]!r}")

    reasons = collections.Counter()
    states = collections.Counter()
    bad = 0
    for record, line in zip(records, lines):
        ours = json.loads(line)
        theirs = read_with_dkimpy(record)
        reason = explain(record, ours, theirs)
        states[ours["state"]] += 1
        if reason is None:
            bad += 1
            print(f"{record!r}: {ours}, dkimpy: {theirs}")
        elif reason:
            reasons[reason] += 1
    print(f"seed {seed}: {len(records)} records, {dict(states)}")
    for reason, times in sorted(reasons.items()):
        print(f"  {times} explained by {reason}: {LENIENT.get(reason, 'capital letters')}")
    # A test that says little is none.
    if bad or states["valid"] < len(records) // 20 or states["broken"] < len(records) // 20:
        sys.exit(1)


main()
