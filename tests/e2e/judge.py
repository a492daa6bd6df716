# SPDX-License-Identifier: GPL-3.0-or-later
"""What others make of a record: pyspf, which was written by other hands than ours, as the receiving
server, and a reading of the grammar of RFC 7208 that shares nothing with the program's."""

import re

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import spf

from case import expect

DOMAIN_SPEC = r"(?:[!-$&-~]|%\{[A-Za-z][0-9]*r?[.\-+,/_=]*\}|%%|%_|%-)+"
TERM = re.compile(
    rf"""(?: [+?~-]? (?: all
          | include:{DOMAIN_SPEC}
          | (?:a|mx)(?::{DOMAIN_SPEC})?(?:/[0-9]+)?(?://[0-9]+)?
          | ptr(?::{DOMAIN_SPEC})?
          | ip4:[0-9]+(?:\.[0-9]+){{3}}(?:/[0-9]+)?
          | ip6:[0-9a-f:.]+(?:/[0-9]+)?
          | exists:{DOMAIN_SPEC} )
        | redirect={DOMAIN_SPEC} | exp={DOMAIN_SPEC} | [a-z][a-z0-9_.-]*=[!-~]* )""",
    re.VERBOSE | re.IGNORECASE)


def terms(record):
    return record.split(" ")[1:]


def expect_sound(record):
    """Fails unless record is one SPF record that any reader of RFC 7208 takes."""
    expect(record.isascii() and record.isprintable(), f"not all plain ASCII: {record!r}")
    words = record.split(" ")
    expect(words[0] == "v=spf1", f"does not begin with v=spf1: {record!r}")
    expect(record.lower().count("v=spf1") == 1, f"v=spf1 more than once: {record!r}")
    for word in words[1:]:
        expect(TERM.fullmatch(word), f"{word!r} is no term, in {record!r}")
    ends = [word for word in words if re.fullmatch(r"[+?~-]?all", word, re.IGNORECASE)]
    expect(len(ends) <= 1, f"all more than once: {record!r}")
    if ends:
        mechanisms = [word for word in words[1:] if not re.match(r"[a-z][\w.-]*=", word, re.I)]
        expect(mechanisms[-1] == ends[0], f"all is not the last mechanism: {record!r}")
    expect(len({word.lower() for word in words}) == len(words), f"a term twice: {record!r}")


def evaluate(server_port, domain, ip):
    """What pyspf says of a mail from ip, with every question asked of 127.0.0.1:server_port."""
    spf.DNSLookup = lambda name, kind, *_args, **_more: look_up(server_port, name, kind)
    result, _code, _why = spf.query(i=ip, s=f"info@{domain}", h=f"mail.{domain}").check()
    return result


def look_up(port, name, kind):
    query = dns.message.make_query(name, kind, use_edns=True)
    try:
        reply, _ = dns.query.udp_with_fallback(query, "127.0.0.1", timeout=3, port=port)
    except (dns.exception.DNSException, OSError) as error:
        raise spf.TempError(f"DNS {error}") from error
    if reply.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        raise spf.TempError(f"DNS {dns.rcode.to_text(reply.rcode())}")
    return [((rrset.name.to_text(True), dns.rdatatype.to_text(rrset.rdtype)), value(item))
            for rrset in reply.answer for item in rrset]


def value(item):
    kind = dns.rdatatype.to_text(item.rdtype)
    if kind in ("A", "AAAA"):
        return item.address
    if kind == "MX":
        return (item.preference, item.exchange.to_text(True))
    if kind == "TXT":
        return item.strings
    return item.target.to_text(True)
