# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of these tests do what the other cases trust them to do."""

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode

import judge
from case import Failed, case, expect, expect_equal
from knot import Knot
from misbehave import Server
from zones import BYSTANDER, HOST_ADDRESS, World


def ask(port, name, kind, over=dns.query.udp):
    return over(dns.message.make_query(name, kind), "127.0.0.1", port=port, timeout=2)


def texts(port, name):
    reply = ask(port, name, "TXT", dns.query.tcp)
    return sorted(b"".join(item.strings).decode() for rrset in reply.answer for item in rrset)


@case("harness: Knot serves what it is told, and again after a change", tools=["knotd", "knotc"])
def test_knot(context):
    long = "v=spf1 " + " ".join(f"ip4:192.0.2.{octet}" for octet in range(40)) + " ~all"
    world = World().add_domain("shop.example", [long])
    server = context.use(Knot(context, world.zones))
    expect_equal(texts(server.port, "shop.example."), sorted([long, BYSTANDER]), "TXT")
    expect_equal(ask(server.port, "nobody.example.", "A").rcode(), dns.rcode.NXDOMAIN, "nobody")
    server.publish("shop.example", "shop.example", [BYSTANDER, "v=spf1 -all"])
    expect_equal(texts(server.port, "shop.example."), sorted(["v=spf1 -all", BYSTANDER]), "TXT")


@case("harness: the misbehaving server misbehaves in each way")
def test_misbehave(_context):
    records = {("shop.example", "TXT"): ['"v=spf1 -all"']}
    with Server("well", records) as server:
        expect(ask(server.port, "shop.example.", "TXT").answer, "well: an answer")
        expect_equal(ask(server.port, "x.example.", "A").rcode(), dns.rcode.NXDOMAIN, "well")
        for way, rcode in (("servfail", dns.rcode.SERVFAIL), ("refused", dns.rcode.REFUSED)):
            server.way = way
            expect_equal(ask(server.port, "shop.example.", "TXT").rcode(), rcode, way)
        server.way = "truncated"
        expect(ask(server.port, "shop.example.", "TXT").flags & dns.flags.TC, "truncated: TC")
        expect(ask(server.port, "shop.example.", "TXT", dns.query.tcp).answer, "whole over TCP")
        for way in ("silence", "garbage"):
            server.way = way
            try:
                ask(server.port, "shop.example.", "TXT")
            except (dns.exception.DNSException, OSError):
                continue
            raise Failed(f"{way}: there was an answer")


@case("harness: the judge tells a sound record from a broken one", tools=["knotd", "knotc"])
def test_judge(context):
    world = World().add_domain("shop.example", ["v=spf1 include:_spf.host.example ~all"])
    world.add_targets("v=spf1 include:_spf.host.example ~all")
    server = context.use(Knot(context, world.zones))
    expect_equal(judge.evaluate(server.port, "shop.example", HOST_ADDRESS), "pass", "the host")
    expect_equal(judge.evaluate(server.port, "shop.example", "203.0.113.9"), "softfail", "others")
    judge.expect_sound("v=spf1 +a:sv1.xserver.jp mx include:a.example exists:%{i}.x.example ~all")
    for broken in ("v=spf1 ~all v=spf1", "v=spf1 ~all mx", "v=spf1 \u301call", "v=spf1 ipv4:1.2.3.4",
                   "v=spf1 a a ~all", "spf1 ~all", "v=spf1  ~all"):
        try:
            judge.expect_sound(broken)
        except Failed:
            continue
        raise Failed(f"taken as sound: {broken!r}")
