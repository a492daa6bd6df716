# SPDX-License-Identifier: GPL-3.0-or-later
"""pyspf over a zone in memory, as it is or with its known deviations from RFC 7208 mended.

Each deviation has a name, the section that says what is right, and a mend. A difference is explained
only by mends that make it go away."""

import contextlib
import re
import sys
import warnings

from memory import Memory

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spf

RECEIVER = "receiver.example"
TIMESTAMP = "1000000000"
VOID_LOOKUPS_MAX = 2
NAMES_MAX = 10

# The deviations of pyspf, with what RFC 7208 says of each.
DEVIATIONS = {
    "alphabetic-case": "12 and RFC 5234 2.3: the names of modifiers may be written in any case",
    "unknown-modifiers": "6: unknown modifiers are ignored, wherever and however often they stand, "
                         "and are a macro-string by their syntax",
    "characters": "7.1, 12: nothing but visible ASCII may stand in a term",
    "version": "4.5: the version section ends in a space or with the record",
    "one-label": "4.3: a domain that is no multi-label name has the result none",
    "trailing-dot": "4.3, 7.1: a label may be empty at the end; the dot there is ignored",
    "malformed-name": "4.8: what a malformed name comes to is undefined; here it is a name that does "
                      "not exist, and costs a void lookup",
    "empty-name": "4.8: a name that expands to nothing is malformed, not a syntax error",
    "long-name": "7.3: labels are taken away until a name fits, and none from an explanation",
    "own-domain": "4.8, 5.3: a term without a domain stands for the current domain as it is",
    "include-of-itself": "4.6, 5.2: an include is no syntax error, and counts when it is come to",
    "redirect-counts-early": "4.6.4, 6.1: a redirect counts only when it is come to",
    "postmaster": "4.3: a sender without local part is postmaster at its domain",
    "last-at": "7.2 and RFC 5321 4.1.2: the domain of an address stands behind its last @",
    "macro-syntax": "7.1: a macro that does not follow the grammar is a syntax error",
    "macro-delimiters": "7.3: what was split is joined by dots",
    "macro-reverse-case": "7.1 and RFC 5234 2.3: the r of a transformer may be written in any case",
    "macro-p": "7.3, 5.5: the name is found anew for each domain, and what cannot be looked up is "
               "passed over",
    "ptr": "5.5, 4.6.4: names that cannot be looked up are passed over, and only the term's own "
           "look-up can be void",
    "mx-first-match": "5.4: the first exchange that matches decides",
    "explanation-characters": "6.2: an explanation is visible ASCII and spaces",
    "exp-void": "4.6.4, 6.2: an explanation does not count, whatever comes of it",
}

MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(.*)", re.IGNORECASE | re.DOTALL)
MACRO = r"%(?:[%_-]|\{[slodiphcrtv]0*(?:[1-9][0-9]*)?r?[.+,/_=-]*\})"
MACRO_STRING = re.compile(rf"(?:[\x21-\x24\x26-\x7e ]|{MACRO})*", re.IGNORECASE)
TOKEN = re.compile(r"%\{[^}]*\}|%.|[^%]+|%", re.DOTALL)
DIGITS_ONLY_ZERO = re.compile(r"%\{[a-z]0+[^0-9]", re.IGNORECASE)


class GrammarOfMacros:
    """Stands where pyspf looks for what is wrong with the macros of a text."""

    @staticmethod
    def search(text):
        return not MACRO_STRING.fullmatch(text.replace("\t", " ")) or DIGITS_ONLY_ZERO.search(text)


class Reference(spf.query):
    """One check by pyspf. @mends: the names of the deviations that are mended."""

    def __init__(self, memory, query, mends):
        self.mends = mends
        self.memory = memory
        self.is_underway = False  # the first record has been asked for
        self.counted = False  # the record asked for next is an include's, which has been counted
        super().__init__(query["ip"], query["mail_from"], query["helo"], receiver=RECEIVER)
        self.t = TIMESTAMP
        self.split_sender()

    def split_sender(self):
        if "last-at" in self.mends and "@" in self.s and self.ident == "mailfrom":
            self.l, self.o = self.s.rsplit("@", 1)
            self.l = self.l or "postmaster"
        if "postmaster" in self.mends:
            self.s = f"{self.l}@{self.o}"
        if "trailing-dot" in self.mends and self.o.endswith("."):
            self.o = self.o[:-1]
            self.s = self.s[:-1]
        self.d = self.o

    # Records

    def check0(self, text, recursion):
        if text:
            terms = text.split(" ")
            text = " ".join(terms[:1] + [term for term in map(self.mend_term, terms[1:]) if term])
        return super().check0(text, recursion)

    def mend_term(self, term):
        if "characters" in self.mends and not all("!" <= c <= "~" for c in term):
            raise spf.PermError("character", term)
        match = MODIFIER.fullmatch(term)
        if not match:
            return term
        name, value = match.groups()
        if name.lower() in ("redirect", "exp"):
            return f"{name.lower()}={value}" if "alphabetic-case" in self.mends else term
        if "unknown-modifiers" not in self.mends:
            return term
        if GrammarOfMacros.search(value):
            raise spf.PermError("modifier", term)
        return ""

    def dns_spf(self, domain):
        if "redirect-counts-early" in self.mends and not self.counted and self.is_underway:
            super().check_lookups()
        self.counted = False
        self.is_underway = True
        if "trailing-dot" in self.mends and domain.endswith("."):
            domain = domain[:-1]
        if "one-label" in self.mends and "." not in domain:
            return None
        return super().dns_spf(domain)

    def check_lookups(self):
        """Called for a redirect while the record is read, before its mechanisms are come to: the
        caller's m is a list then, and a mechanism's name later."""
        mechanism = sys._getframe(1).f_locals["m"]
        if "redirect-counts-early" in self.mends and isinstance(mechanism, list):
            return
        self.counted = mechanism == "include"
        super().check_lookups()

    def expand_domain(self, text):
        if "own-domain" in self.mends and text is self.d:
            return text
        expanded = super().expand_domain(text)
        if not expanded and text and "empty-name" in self.mends:
            return "."
        return expanded

    def validate_mechanism(self, term):
        try:
            return super().validate_mechanism(term)
        except spf.PermError as error:
            if error.msg != "include has trivial recursion" or "include-of-itself" not in self.mends:
                raise
            result = spf.RESULTS.get(term[0], "pass")
            return term, "include", self.d, self.cidrmax, result

    # Macros

    def expand(self, text, stripdot=True):
        if "long-name" not in self.mends:
            return super().expand(text, stripdot)
        if not stripdot:
            return "".join(self.expand_token(token) for token in TOKEN.findall(text))
        name = super().expand(text, stripdot)
        while len(name) > 253 and "." in name:
            name = name[name.index(".") + 1:]
        return name

    def expand_token(self, token):
        """Pieces, each too short to be shortened."""
        if not token.startswith("%"):
            return token
        return super().expand(token, stripdot=False)

    def getp(self):
        if "macro-p" not in self.mends:
            return super().getp()
        names = self.find_names(counts=False)
        own = [name for name in names if name == self.d.lower()]
        below = [name for name in names if name.endswith("." + self.d.lower())]
        self.p = (own + below + names + ["unknown"])[0]
        return self.p

    def validated_ptrs(self):
        if "ptr" not in self.mends:
            return super().validated_ptrs()
        return self.find_names(counts=True)

    def find_names(self, counts):
        reverse = self.ipaddr.reverse_pointer
        try:
            names = self.memory.look_up(reverse, "PTR")
        except spf.TempError:
            return []
        if not names and counts:
            self.dns(reverse, "PTR")
        return [name for name in names[:NAMES_MAX] if self.is_own(name)]

    def is_own(self, name):
        try:
            return self.cidrmatch(self.memory.look_up(name, self.A), self.cidrmax)
        except spf.TempError:
            return False

    # The DNS

    def dns(self, name, qtype, cnames=None, ignore_void=False):
        if "malformed-name" in self.mends and not ignore_void and not is_askable(name):
            self.void_lookups += 1
            if self.void_lookups > VOID_LOOKUPS_MAX:
                raise spf.PermError("void lookups")
            return []
        return super().dns(name, qtype, cnames, ignore_void)

    def dns_mx(self, name):
        if "mx-first-match" not in self.mends:
            return super().dns_mx(name)
        exchanges = self.dns(name, "MX")
        if len(exchanges) > NAMES_MAX:
            raise spf.PermError("exchanges")
        return (address for _, exchange in exchanges for address in self.dns_a(exchange, self.A))

    def cidrmatch(self, addresses, prefix):
        if "mx-first-match" not in self.mends:
            return super().cidrmatch(addresses, prefix)
        return any(super(Reference, self).cidrmatch([address], prefix) for address in addresses)

    def get_explanation(self, name):
        """Only the text counts, and nothing that comes on the way."""
        voids = self.void_lookups
        text = super().get_explanation(name)
        if "exp-void" in self.mends:
            self.void_lookups = voids
        if text and "explanation-characters" in self.mends:
            source = self.dns_txt(name, ignore_void=True)[0]
            if not all(0x20 <= octet <= 0x7e for octet in source):
                return None
        return text


def is_askable(name):
    name = name[:-1] if name.endswith(".") else name
    labels = [label.encode() for label in name.split(".")]
    return all(0 < len(label) < 64 for label in labels) and len(name.encode()) <= 253


@contextlib.contextmanager
def patched(memory, mends):
    """pyspf's own tables, mended or not, and the zone in place of the DNS."""
    kept = spf.DNSLookup, spf.RE_SPF, spf.JOINERS, spf.RE_ARGS, spf.RE_INVALID_MACRO
    spf.DNSLookup = memory.answer
    if "version" in mends:
        spf.RE_SPF = re.compile(rb"v=spf1(?: |\Z)", re.IGNORECASE)
    if "macro-delimiters" in mends:
        spf.JOINERS = dict.fromkeys("slodiphcrtv", ".")
    if "macro-reverse-case" in mends:
        spf.RE_ARGS = re.compile("([0-9]*)([rR]?)([^0-9a-zA-Z]*)")
    if "macro-syntax" in mends:
        spf.RE_INVALID_MACRO = GrammarOfMacros
    try:
        yield
    finally:
        spf.DNSLookup, spf.RE_SPF, spf.JOINERS, spf.RE_ARGS, spf.RE_INVALID_MACRO = kept


def remember(zone):
    """A zone, for many evaluations."""
    return Memory(zone, spf.TempError)


def evaluate(zone, query, mends=()):
    """Gives pyspf's result, the explanation of a fail ("" for none), and the look-ups it counted; an
    error ends the counting anywhere."""
    memory = zone if isinstance(zone, Memory) else remember(zone)
    mends = frozenset(mends)
    with patched(memory, mends):
        check = Reference(memory, query, mends)
        result, _, text = check.check()
    if result != "fail" or text == spf.EXPLANATIONS["fail"]:
        text = ""
    return result, text, None if result.endswith("error") else check.lookups
