# SPDX-License-Identifier: GPL-3.0-or-later
"""When DNS fails, the answer is "unknown" with the server's name: never "no record"."""

import time

import dns.rcode
import dns.rdatatype

import processes
from case import LONG_MS, SHORT_MS, case, expect, expect_equal
from contract import expect_verdict
from misbehave import Server, refusal

DOMAIN = "shop.example"
RECORDS = {
    (DOMAIN, "TXT"): ['"v=spf1 include:spf.host.example ~all"', '"bystander"'],
    (DOMAIN, "A"): ["192.0.2.10"],
    (DOMAIN, "MX"): [f"10 mail.{DOMAIN}."],
    (DOMAIN, "NS"): ["ns1.dns-house.example."],
    (DOMAIN, "SOA"): ["ns1.dns-house.example. root.dns-house.example. 1 60 60 3600 60"],
    (f"mail.{DOMAIN}", "A"): ["192.0.2.25"],
    ("spf.host.example", "TXT"): ['"v=spf1 ip4:198.51.100.7 -all"'],
}


def check(context, address, *arguments, timeout=LONG_MS):
    began = time.monotonic()
    answer = context.cli("check", DOMAIN, "--dns-server", address, "--timeout", timeout, *arguments,
                         "--json")
    answer.seconds = time.monotonic() - began
    return answer


def expect_unknown(answer, address):
    report = expect_verdict(answer, "unknown", 3)
    expect_equal((report["current"], report["proposed"]), ([], None), "current, proposed")
    expect(address in answer.err or address in answer.out, f"{address} is not named: {answer}")


def register(way):
    @case(f"failure {way}: unknown, the server named, exit 3")
    def fails(context):
        with Server(way, RECORDS) as server:
            answer = check(context, server.address, "--value", "v=spf1 mx ~all", timeout=SHORT_MS)
            expect_unknown(answer, server.address)
            expect(answer.seconds < 10, f"took {answer.seconds:.1f} s")
            for language in ("ja", "en"):
                words = context.cli("check", DOMAIN, "--dns-server", server.address, "--timeout",
                                    SHORT_MS, "--lang", language)
                expect_equal(words.code, 3, f"{words}\n ")
                expect(server.address in words.err + words.out, f"the server is not named: {words}")


for a_way in ("silence", "garbage", "servfail", "refused"):
    register(a_way)


@case("failure: nobody listens at all: unknown, the server named, exit 3")
def test_nobody(context):
    address = f"127.0.0.1:{processes.free_port()}"
    expect_unknown(check(context, address, "--value", "v=spf1 mx ~all"), address)


@case("failure: an answer cut short over UDP is asked for again over TCP")
def test_truncated(context):
    with Server("truncated", RECORDS) as server:
        report = expect_verdict(check(context, server.address, "--value",
                                      "v=spf1 include:spf.host.example ~all"), "fine", 0)
        expect_equal(report["current"], ["v=spf1 include:spf.host.example ~all"], "current")
        expect(server.over_tcp > 0, "never asked over TCP")


@case("failure: a record too long for UDP comes whole over TCP")
def test_long(context):
    addresses = [f"ip4:192.0.2.{octet}" for octet in range(200)]
    value = "v=spf1 " + " ".join(addresses) + " ~all"
    pieces = " ".join(f'"{value[at:at + 255]}"' for at in range(0, len(value), 255))
    records = dict(RECORDS)
    records[(DOMAIN, "TXT")] = [pieces]
    with Server("truncated", records) as server:
        report = check(context, server.address, "--value",
                       "v=spf1 include:spf.host.example ~all").json()
        expect_equal(report["current"], [value], "current")
        expect(report["proposed"].startswith("v=spf1 ip4:192.0.2.0 "), report["proposed"][:60])
        expect(len(report["strings"]) > 10, "not cut into pieces")


@case("failure: a slow server is waited for")
def test_slow(context):
    with Server("slow", RECORDS, delay=0.15) as server:
        answer = check(context, server.address, "--value", "v=spf1 include:spf.host.example ~all")
        expect_verdict(answer, "fine", 0)


@case("failure: the next server answers where the first does not")
def test_second_server(context):
    for way in ("silence", "servfail", "refused"):
        with Server(way, RECORDS) as bad, Server("well", RECORDS) as good:
            answer = check(context, bad.address, "--dns-server", good.address, "--value",
                           "v=spf1 include:spf.host.example ~all")
            expect_verdict(answer, "fine", 0)
            expect(bad.asked, f"{way}: the first server was never asked")


@case("failure: only an include cannot be read: the record itself is still shown")
def test_include_fails(context):
    class Half(Server):
        def answer(self, query):
            if query.question[0].name.to_text().startswith("spf.host."):
                return refusal(query, dns.rcode.SERVFAIL)
            return super().answer(query)

    with Half("well", RECORDS) as server:
        answer = check(context, server.address, "--value", "v=spf1 mx ~all")
        report = answer.json()
        expect_equal(report["current"], ["v=spf1 include:spf.host.example ~all"], "current")
        expect(report["verdict"] != "add", f"{answer}")


@case("failure: only the MX cannot be read: unknown until the person says where her mail is")
def test_mx_fails(context):
    class Half(Server):
        def answer(self, query):
            if dns.rdatatype.to_text(query.question[0].rdtype) == "MX":
                return refusal(query, dns.rcode.SERVFAIL)
            return super().answer(query)

    with Half("well", RECORDS) as server:
        answer = check(context, server.address)
        report = expect_verdict(answer, "unknown", 3)
        expect_equal(report["current"], ["v=spf1 include:spf.host.example ~all"], "current")
        expect_equal((report["proposed"], report["diff"], report["proof"]), (None, [], []), "outcome")
        expect(server.address in answer.err, f"{server.address} is not named: {answer}")
        expect_verdict(check(context, server.address, "--value",
                             "v=spf1 include:spf.host.example ~all"), "fine", 0)
