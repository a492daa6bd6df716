# SPDX-License-Identifier: GPL-3.0-or-later
"""Random zones and random mail: all that RFC 7208 knows, right, nearly right and wrong.

Names and addresses come from small pools, so that terms often meet a name that exists and a client
that matches."""

import ipaddress

PEOPLE = ["shop.example", "a.example", "b.example", "c.example", "d.example", "long.a.example"]
HOSTS = ["mail.shop.example", "mx1.shop.example", "mx2.shop.example", "host.example",
         "www.a.example", "alias.example", "alias2.example", "loop.example"]
BROKEN = ["servfail.example", "timeout.example", "void.example", "void2.example", "empty.example"]
EXPLANATIONS = ["why.example", "why.a.example"]
ODD = ["example", "foo.123", "UPPER.EXAMPLE", "shop.example.", "two..dots.example",
       "x" * 64 + ".example", "under_score.example", "-dash.example", "a.1-1", "percent%.example",
       ".".join(["y" * 50] * 5) + ".example", "%{d}.example", "a b.example"]
ADDRESSES4 = ["192.0.2.1", "192.0.2.2", "192.0.2.77", "198.51.100.1", "203.0.113.255", "10.0.0.1"]
ADDRESSES6 = ["2001:db8::1", "2001:db8::2", "2001:db8:1::1", "2001:db8:ffff::77", "fe80::1"]
LOCAL_PARTS = ["info", "strong-bad", "a.b+c", "x=y", "user_name", "q%q", "日本", '"a@b"', "A", "p/q",
               "a.b.c.d.e.f.g", "l" * 64, "~-_.", "{d}", "%{s}"]
QUALIFIERS = ["", "", "", "+", "-", "~", "?"]
MACROS = ["%{s}", "%{l}", "%{o}", "%{d}", "%{i}", "%{p}", "%{v}", "%{h}", "%{d2}", "%{ir}", "%{dr}",
          "%{lr-}", "%{l1r+-}", "%{d1r}", "%{S}", "%{L}", "%{D2}", "%{i9r}", "%{o3r-_}", "%{pr}",
          "%{P1}", "%%", "%_", "%-", "%{H}", "%{l.-+,/_=}", "%{d-}", "%{i:}", "%{dR}", "%{d0}",
          "%{x}", "%(d)", "%{d", "%", "%{c}", "%{t}", "%{r}", "%{d01}", "%{d99999999999}", "%{}",
          "%{d2r.r}", "%{h-}"]
GOOD_MACROS = MACROS[:26]
# Split at what is not a dot, and turned round.
ODD_MACROS = ["%{h-}", "%{h-_}", "%{o-_}", "%{d-}", "%{dR}", "%{h2R-}"]
ODD_HELO = "mail-out_1.shop.example"
# Becomes nothing where the local part is one of these.
NOTHING_MACROS = ["%{l1-+}", "%{l1r+-}", "%{L1+-}"]
NOTHING_LOCAL_PARTS = ["-", "+"]
ODD_DOMAINS = ["percent%.example", "%{d}.example", "under_score.example", "-dash.example"]
# Costs a look-up, which is not void, and is nobody's address.
COSTLY = "full.example"


class Zones:
    """Draws tests from a random.Random."""

    def __init__(self, random):
        self.random = random
        self.care = 1

    def some(self, chance):
        return self.random.random() < chance

    def slips(self, chance):
        """Whether something goes wrong; never in a zone that was written with care."""
        return self.random.random() < chance * self.care

    def name(self):
        kind = self.random.random()
        if kind < 0.55:
            return self.random.choice(PEOPLE)
        if kind < 0.92:
            return self.random.choice(HOSTS)
        if kind < 0.97:
            return self.random.choice(BROKEN)
        return self.random.choice(ODD if self.slips(1) else PEOPLE)

    def domain_spec(self):
        if self.some(0.7):
            return self.name()
        if self.some(0.05):
            return self.random.choice(NOTHING_MACROS)
        parts = []
        for _ in range(self.random.randint(1, 3)):
            pool = MACROS if self.slips(0.3) else GOOD_MACROS
            parts.append(self.random.choice(pool) if self.some(0.6) else self.random.choice(
                ["_spf", "x", "example", "p/8", "w:w"]))
        if self.some(0.7):
            parts.append(self.name())
        return self.random.choice([".", ".", ".", "-", ""]).join(parts)

    def prefix(self, longest):
        if self.slips(0.15):
            return self.random.choice(["", "033", "33", "129", "x", "-1", "00", "/24", "1/1"])
        return str(self.random.choice([0, 1, 8, 16, 24, 25, 31, longest - 1, longest]))

    def prefixes(self):
        text = ""
        if self.some(0.2):
            text += "/" + self.prefix(32)
        if self.some(0.15):
            text += "//" + self.prefix(128)
        return text

    def network(self, kind):
        four = kind != "ip4" if self.slips(0.1) else kind == "ip4"
        text = self.random.choice(ADDRESSES4 if four else ADDRESSES6)
        if self.slips(0.1):
            text = self.random.choice(["1.2.3", "01.2.3.4", "1.2.3.4.5", "256.1.1.1", "::ffff:192.0.2.1",
                                       "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "12345::", "::", "x",
                                       "2001:DB8::1", "::192.0.2.1", "1::2::3", "2001:db8::1%eth0"])
        if self.some(0.5):
            text += "/" + self.prefix(32 if four else 128)
        return text

    def mechanism(self):
        kind = self.random.choice(["a", "a", "mx", "mx", "include", "include", "include", "ip4", "ip4",
                                   "ip6", "exists", "exists", "ptr", "all"])
        if kind in ("ip4", "ip6"):
            return f"{kind}:{self.network(kind)}"
        if kind in ("a", "mx"):
            return kind + (":" + self.domain_spec() if self.some(0.7) else "") + self.prefixes()
        if kind == "ptr":
            return kind + (":" + self.domain_spec() if self.some(0.5) else "")
        if kind == "all":
            return "all" if self.some(0.3) else f"ip4:{self.network('ip4')}"
        return f"{kind}:{self.domain_spec()}"

    def modifier(self):
        kind = self.random.choice(["redirect", "redirect", "exp", "exp", "x-y", "foo.bar", "op",
                                   "default", "include"])
        if kind == "exp" and self.some(0.7):
            return "exp=" + self.random.choice(EXPLANATIONS)
        if kind in ("redirect", "exp"):
            return f"{kind}={self.domain_spec()}"
        return f"{kind}={self.domain_spec() if self.some(0.5) else ''}"

    def damage(self, text):
        at = self.random.randrange(len(text) + 1)
        sign = self.random.choice(list(":=/%.,;-+~? @{}") + ["%{", "  ", "all", "\t", "\n", "é", "　"])
        kind = self.random.random()
        if kind < 0.5:
            return text[:at] + sign + text[at:]
        if kind < 0.8:
            return text[:at] + text[at + 1:]
        return text[:at] + text[at:at + 3] + text[at:]

    def costly_record(self):
        """Comes to its last mechanism just before, at or past the limit of look-ups."""
        terms = [f"a:{COSTLY}"] * self.random.choice([8, 9, 10])
        terms.append(f"{self.random.choice(QUALIFIERS)}exists:{COSTLY}")
        terms.append(f"redirect={self.name()}")
        return " ".join(["v=spf1"] + terms)

    def record(self):
        if self.some(0.03):
            return self.costly_record()
        terms = []
        for _ in range(self.random.choice([0, 1, 1, 2, 2, 3, 3, 4, 6, 9, 12])):
            terms.append(self.random.choice(QUALIFIERS) + self.mechanism())
        if self.some(0.5):
            terms.append(self.random.choice(["-all", "~all", "?all", "all", "-ALL"]))
        for _ in range(self.random.choice([0, 0, 0, 1, 1, 2])):
            terms.insert(self.random.randrange(len(terms) + 1), self.modifier())
        text = " ".join(["v=spf1"] + terms)
        if self.slips(0.2):
            text = self.damage(text)
        if self.some(0.05):
            text = "".join(c.upper() if self.some(0.5) else c for c in text)
        if self.some(0.05):
            text = text.replace(" ", "   ") + " "
        return text

    def explanation(self):
        if self.some(0.3):
            return "you are " + self.random.choice(ODD_MACROS)
        pieces = [self.random.choice((MACROS if self.slips(0.5) else GOOD_MACROS) + ["See http://%{d}/why?s=%{S}&i=%{I}", " not ", "%{c} is no",
                                               "from %{r} at %{t}", "tab\there", "日本語", "A" * 120])
                  for _ in range(self.random.randint(0, 4))]
        return "".join(pieces)

    def texts(self):
        listed = []
        if not self.slips(0.2):
            listed.append(self.record())
        if self.slips(0.08):
            listed.append(self.record())
        if self.some(0.15):
            listed.append(self.random.choice(["v=DMARC1; p=none", "v=spf10 -all", "spf2.0/pra",
                                              " v=spf1 -all", "v=spf1-all", "v=spf1\n", "日本"]))
        if self.some(0.15):
            listed.append(self.explanation())
        self.random.shuffle(listed)
        return [self.cut(text) for text in listed]

    def cut(self, text):
        """A text, at times in several pieces."""
        if not text.isascii() or not (self.some(0.1) or len(text) > 250):
            return text
        pieces = [text[start:start + 100] for start in range(0, max(len(text), 1), 100)]
        return pieces + [""] if self.some(0.3) else pieces

    def addresses(self, pool):
        return self.random.sample(pool, self.random.randint(1, 3))

    def node(self):
        data = {}
        if self.some(0.5):
            data["A"] = self.addresses(ADDRESSES4)
        if self.some(0.4):
            data["AAAA"] = self.addresses(ADDRESSES6)
        if self.some(0.4):
            data["MX"] = self.exchanges()
        if self.slips(0.1):
            data[self.random.choice(["A", "AAAA", "MX", "TXT"])] = self.random.choice(
                ["SERVFAIL", "TIMEOUT", "REFUSED"])
        return data

    def exchanges(self):
        if self.some(0.05):
            return ["0 ."]
        if self.some(0.12):
            names = [f"m{i}.host.example" for i in range(self.random.choice([9, 10, 11, 12]))]
            names[-1] = "mail.shop.example"
        else:
            names = [self.name() for _ in range(self.random.randint(1, 4))]
        names = list(dict.fromkeys(name for name in names if is_valid(name)))
        return [f"{self.random.choice([0, 10, 10, 20])} {name}" for name in names] or ["10 host.example"]

    def reverse_names(self):
        if self.some(0.15):
            names = [f"p{i}.a.example" for i in range(self.random.choice([9, 10, 11]))]
            names.append("mail.shop.example")
        else:
            names = [self.name().lower() for _ in range(self.random.randint(1, 4))]
        return list(dict.fromkeys(name for name in names if is_valid(name))) or ["host.example"]

    def zone(self):
        zone = {name: self.node() for name in PEOPLE + HOSTS if not self.slips(0.3)}
        for name in PEOPLE:
            texts = self.texts()
            if texts and self.some(0.95):
                zone.setdefault(name, {}).setdefault("TXT", texts)
        for name in HOSTS:
            if self.some(0.2) and name in zone:
                zone[name].setdefault("TXT", self.texts() or ["x"])
        for name in EXPLANATIONS:
            zone[name] = {"TXT": [self.cut(self.explanation())]}
        zone["alias.example"] = {"CNAME": [self.random.choice(PEOPLE + HOSTS + BROKEN)]}
        zone["loop.example"] = {"CNAME": ["loop.example"]}
        zone["servfail.example"] = "SERVFAIL"
        zone["timeout.example"] = "TIMEOUT"
        zone["x.empty.example"] = {"A": ["192.0.2.1"]}
        zone[COSTLY] = {"A": ["198.51.100.200"], "AAAA": ["2001:db8:2::200"]}
        self.add_reverse(zone)
        self.add_odd(zone)
        for i in range(12):
            for stem in (f"m{i}.host.example", f"p{i}.a.example"):
                if self.some(0.1):
                    zone[stem] = self.node()
        return zone

    def add_reverse(self, zone):
        for text in ADDRESSES4 + ADDRESSES6:
            if self.some(0.75):
                reverse = ipaddress.ip_address(text).reverse_pointer
                zone[reverse] = "SERVFAIL" if self.some(0.1) else {"PTR": self.reverse_names()}

    def add_odd(self, zone):
        for name in ("foo.123", "upper.example", "under_score.example", "-dash.example", "a.1-1",
                     "example", "percent%.example", "%{d}.example"):
            if self.some(0.3):
                zone[name] = self.node() | {"TXT": self.texts() or ["x"]}

    def client(self):
        kind = self.random.random()
        if kind < 0.6:
            return self.random.choice(ADDRESSES4)
        if kind < 0.7:
            return "::ffff:" + self.random.choice(ADDRESSES4)
        return self.random.choice(ADDRESSES6)

    def local_part(self):
        if self.some(0.05):
            return self.random.choice(NOTHING_LOCAL_PARTS)
        return self.random.choice(LOCAL_PARTS) if self.some(0.5) else "info"

    def query(self):
        helo = self.name() if self.some(0.85) else self.random.choice(
            [ODD_HELO] * 6 + ["[192.0.2.1]", "localhost", "a@b.example", "mail.shop.example.",
                              "日本.example", "%{d}"])
        domain = self.random.choice(PEOPLE) if self.some(0.85) else self.name()
        if self.some(0.05):
            domain = self.random.choice(ODD_DOMAINS)
        sender = f"{self.local_part()}@{domain}"
        if self.some(0.12):
            sender = self.random.choice(["", "", domain, "@" + domain])
        return {"ip": self.client(), "helo": helo, "mail_from": sender}

    def test(self):
        self.care = self.random.choice([0, 0, 0.3, 1])
        return {"zone": self.zone(), "queries": [self.query() for _ in range(4)]}


def is_valid(name):
    """Whether a name can stand in the DNS."""
    name = name[:-1] if name.endswith(".") else name
    octets = [label.encode() for label in name.split(".")]
    return all(0 < len(label) < 64 for label in octets) and len(name.encode()) <= 253
