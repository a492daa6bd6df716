#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads random Authentication-Results fields with Todoku and with authres, and names each difference.

results.py RESULTS-LINES [--seed N] [--cases N]: the same seed gives the same fields, all of them as
RFC 8601 (2.2) writes them. authres is mended where it is known not to follow it: it leaves the
backslashes of a quoted string in. It also takes no blanks around the = of a reason, around a
version and before "none", and loses a quoted value that a property follows: there is none of it here.
What RFC 8601 does not know, but servers write, is in
tests/unit/data/received."""

import argparse
import json
import random
import re
import subprocess
import sys

METHODS = ["spf", "dkim", "dmarc", "arc", "auth", "iprev", "dkim-atps", "x-new", "SPF", "Dkim"]
RESULTS = ["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy", "PASS", "odd"]
NAMES = ["smtp.mailfrom", "smtp.helo", "header.d", "header.i", "header.s", "header.b", "header.from",
         "policy.dmarc", "Header.From", "smtp.remote-ip"]
VALUES = ["shop.example", "info@shop.example", "@shop.example", "203.0.113.5", "AbCd1234", "srs0=x=y@a.example",
          "quarantine", "2001.db8", "a+b@mail.shop.example"]
QUOTED = ["a b@shop.example", "x; dkim=pass", "(not a comment)", "back\\slash", 'in "marks"', "spf=fail", "plain"]
WORDS = ["good", "signature", "p=none", "spf=fail;", "domain of info@shop.example", "a; b", "\\)", "\\(", "dis=NONE",
         '"x"', "2048-bit key"]


class Fields:
    """Makes fields out of chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def comment(self, depth=0):
        words = [self.random.choice(WORDS) for _ in range(self.random.randrange(4))]
        if depth < 3 and self.random.random() < 0.2:
            words.append(self.comment(depth + 1))
        return "(" + " ".join(words) + ")"

    def blanks(self, needed=False):
        """CFWS: blanks, line breaks and comments."""
        kinds = [" ", "\t", "\r\n ", "  "]
        text = self.random.choice(kinds) if needed or self.random.random() < 0.4 else ""
        if self.random.random() < 0.2:
            text += self.comment() + self.random.choice([" ", ""] if not needed else [" "])
        return text

    def around(self, sign):
        return self.blanks() + sign + self.blanks()

    def quoted(self):
        return '"' + re.sub(r'(["\\])', r"\\\1", self.random.choice(QUOTED)) + '"'

    def prop(self, value):
        ptype, name = self.random.choice(NAMES).split(".")
        return ptype + self.around(".") + name + self.around("=") + value

    def result(self):
        sign = self.blanks() + "/1=" if self.random.random() < 0.1 else self.around("=")
        text = self.random.choice(METHODS) + sign + self.random.choice(RESULTS)
        if self.random.random() < 0.2:
            text += self.blanks(True) + "reason=" + self.random.choice(["good", self.quoted()])
        for _ in range(self.random.randrange(4)):
            text += self.blanks(True) + self.prop(self.random.choice(VALUES))
        if self.random.random() < 0.2:
            text += self.blanks(True) + self.prop(self.quoted())
        return text

    def field(self):
        text = self.blanks() + self.random.choice(["mx.google.com", "mx.example", "MX.Example.JP"])
        if self.random.random() < 0.2:
            text += self.blanks(True) + "1"
        if self.random.random() < 0.05:
            return text + self.blanks() + ";none" + self.blanks()
        for _ in range(1 + self.random.randrange(4)):
            text += self.around(";") + self.result()
        return text + self.blanks()


def mend(value):
    """What authres leaves of a quoted string."""
    return re.sub(r"\\(.)", r"\1", str(value or ""), flags=re.S)


def read_with_authres(authres, value):
    header = authres.AuthenticationResultsHeader.parse("Authentication-Results: " + value)
    results = []
    for result in header.results:
        if not hasattr(result, "method"):
            continue
        properties = {}
        for item in result.properties:
            properties.setdefault(f"{item.type}.{item.name}", mend(item.value))
        if result.reason is not None:
            properties["reason"] = mend(result.reason)
        results.append({"method": result.method, "result": result.result, "properties": properties})
    return {"authserv_id": header.authserv_id.lower(), "results": results}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--cases", type=int, default=2000)
    arguments = parser.parse_args()
    try:
        import authres
    except ImportError:
        print("python3-authres is missing")
        return 77

    print(f"seed {arguments.seed}")
    fields = Fields(arguments.seed)
    process = subprocess.Popen([arguments.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    differences = refused = 0
    for _ in range(arguments.cases):
        value = fields.field()
        process.stdin.write(json.dumps(value).encode() + b"\n")
        process.stdin.flush()
        ours = json.loads(process.stdout.readline())
        try:
            theirs = read_with_authres(authres, value)
        except authres.AuthResError as error:
            refused += 1
            print(f"authres refuses {value!r}: {error}")
            continue
        if ours != theirs:
            differences += 1
            print(f"{value!r}\n  todoku  {json.dumps(ours)}\n  authres {json.dumps(theirs)}")
    process.stdin.close()
    print(f"{arguments.cases} fields, {differences} differences, {refused} that authres refuses")
    return 1 if differences or refused or process.wait() != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
