# SPDX-License-Identifier: GPL-3.0-or-later
"""todoku-cli lint: a record alone, a record and its domain, and what a domain publishes."""

import unicodedata

from case import SHORT_MS, case, expect, expect_equal, is_japanese
from knot import Knot
from misbehave import Server
from servers import HOSTS, NAMES, NEW, OLD, Servers
from zones import World

DOMAIN = "shop.example"
KNOT = ["knotd", "knotc"]
RIGHT = "v=spf1 mx ~all"
RESULTS = {"ok": 0, "warning": 1, "error": 1}


def lint(context, *arguments, **options):
    return context.cli("lint", *arguments, **options)


def found(answer):
    """The findings by id; a rule that finds several things gives the first."""
    findings = {}
    for finding in answer.json()["findings"]:
        findings.setdefault(finding["id"], finding)
    return findings


def serve(context, *records):
    """A server that is the resolver and the zone's own: gives the options that lead to it."""
    world = World().add_domain(DOMAIN, records, name_server_address="127.0.0.1")
    world.add(f"_dmarc.{DOMAIN}", 'TXT "v=DMARC1; p=none"')
    server = context.use(Knot(context, world.zones))
    return ("--dns-server", server.address, "--authority-port", server.port)


def expect_finding(answer, rule, severity, term, position):
    finding = found(answer).get(rule)
    expect(finding, f"no {rule} in {answer}")
    expect_equal((finding["severity"], finding["term"], finding["position"]),
                 (severity, term, position), f"{rule} of {answer}\n ")
    expect(finding["message"], f"{rule} says nothing: {answer}")


@case("lint: result, exit code, term and place of each finding")
def test_json(context):
    for text, result, rule, severity, term, position in (
            (RIGHT, "ok", None, None, None, None),
            ("v=spf1 foo=bar -all", "ok", "unknown-modifier", "note", "foo=bar", 7),
            ("v=spf1 mx +all", "error", "plus-all", "error", "+all", 10),
            ("v=spf1 inlcude:a.example -all", "error", "unknown-mechanism", "error",
             "inlcude:a.example", 7),
            ("v=spf1 ip4:192.0.2.999 -all", "error", "bad-address", "error", "ip4:192.0.2.999", 11),
            ("v=spf1\u3000mx -all", "error", "non-ascii-character", "error", None, 6),
            ("", "error", "bad-version", "error", None, 0)):
        answer = lint(context, text, "--json")
        expect_equal((answer.code, answer.err), (RESULTS[result], ""), f"{answer}\n ")
        expect_equal(answer.json()["result"], result, f"result of {answer}\n ")
        if rule:
            expect_finding(answer, rule, severity, term, position)
        else:
            expect_equal(answer.json()["findings"], [], f"findings of {answer}\n ")


@case("lint: all that is wrong is told, the worst first, in both languages")
def test_text(context):
    record = "v=spf1 ip4:1.2.3 +all mx foo=bar  ptr:"
    for language in ("en", "ja"):
        answer = lint(context, record, "--lang", language)
        lines = answer.out.strip().splitlines()
        expect_equal((answer.code, answer.err), (1, ""), f"{answer}\n ")
        findings = lint(context, record, "--lang", language, "--json").json()["findings"]
        expect_equal(len(lines), len(findings), f"lines of {answer}\n ")
        expect(len(lines) >= 6, f"too few findings: {answer}")
        for line, finding in zip(lines, findings):
            expect(line.endswith(finding["message"]), f"{line!r} is not {finding}")
            expect(is_japanese(line) == (language == "ja"), f"language: {line}")
        order = ["error", "warning", "note"]
        severities = [order.index(finding["severity"]) for finding in findings]
        expect_equal(severities, sorted(severities), "the order")
    answer = lint(context, RIGHT, "--lang", "ja")
    expect(answer.code == 0 and is_japanese(answer.out), f"{answer}")


@case("lint: odd octets, control characters and a very long record")
def test_odd(context):
    records = [b"v=spf1 \xff\xfe mx -all", b"v=spf1 mx\x1b[31m -all", b"v=spf1 a:\xe3\x81 -all",
               "v=spf1 a:\u202eelpmaxe -all".encode(), b"v=spf1 exp=%{ -all",
               b"v=spf1" + b" inlcude:a.example" * 7000]
    for record in records:
        text = record.decode("utf-8", "surrogateescape")
        for options in ((), ("--json",)):
            answer = lint(context, text, *options)
            expect_equal((answer.code, answer.err), (1, ""), f"{str(answer)[:500]}\n ")
            odd = {c for c in answer.out if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
            expect(not odd, f"{odd} goes to the terminal: {str(answer)[:500]}")


@case("lint: wrong calls, exit 2")
def test_usage(context):
    for call in ((), (RIGHT, "another"), (RIGHT, "--domain", "192.0.2.1"), ("--domain", ""),
                 (RIGHT, "--no-such-option"), ("--domain", DOMAIN, "--authority-port", "65536")):
        answer = lint(context, *call)
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
        expect(answer.err.strip(), f"nothing on stderr: {answer}")


@case("lint: without --domain the DNS is not asked")
def test_no_dns(context):
    with Server("well") as server:
        lint(context, "v=spf1 include:a.example mx -all", "--dns-server", server.address)
        expect_equal(server.asked, [], "questions")


@case("lint: what a domain publishes, and what it leads to", tools=KNOT)
def test_published(context):
    server = serve(context, "v=spf1 include:a.example a:gone.example mx ~all", "v=spf1 -all")
    answer = lint(context, "--domain", DOMAIN, *server, "--json")
    expect_equal(answer.code, 1, f"{answer}\n ")
    expect_finding(answer, "several-records", "error", None, None)
    lone = lint(context, "v=spf1 include:a.example a:gone.example mx ~all", "--domain",
                f"info@{DOMAIN}", *server, "--json")
    expect_finding(lone, "target-without-record", "error", "include:a.example", 7)
    expect_finding(lone, "void-lookup", "warning", "a:gone.example", 25)


@case("lint: a domain that is right, one without a record, and one that does not exist", tools=KNOT)
def test_domains(context):
    server = serve(context, RIGHT)
    for domain, result, rule in ((DOMAIN, "ok", None), (f"www.{DOMAIN}", "ok", None),
                                 ("mail.shop.example", "error", "no-record"),
                                 ("nobody.example", "error", "no-domain")):
        answer = lint(context, "--domain", domain, *server, "--json")
        expect_equal((answer.code, answer.json()["result"]), (RESULTS[result], result), f"{answer}\n ")
        if rule:
            expect_finding(answer, rule, "error", None, None)


@case("lint: where the DNS fails, the record is not called missing")
def test_failure(context):
    for way in ("silence", "servfail", "refused", "garbage"):
        with Server(way) as server:
            answer = lint(context, "--domain", DOMAIN, "--dns-server", server.address, "--timeout",
                          SHORT_MS, "--json")
            expect_equal(answer.code, 3, f"{answer}\n ")
            expect("dns-failure" in found(answer), f"{way} is not told: {answer}")
            expect("no-record" not in found(answer), f"{way} is called no record: {answer}")


@case("lint: no DNSSEC, where a server that checks it says so")
def test_dnssec(context):
    records = {(DOMAIN, "TXT"): [f'"{RIGHT}"'], (DOMAIN, "MX"): [f"10 {DOMAIN}."],
               (DOMAIN, "A"): ["192.0.2.1"], (f"_dmarc.{DOMAIN}", "TXT"): ['"v=DMARC1; p=none"'],
               ("example", "SOA"): ["ns.example. host.example. 1 2 3 4 5"]}
    with Server("checked", records) as server:
        for signed, is_told in (((), False), (("example.",), True),
                                (("example.", f"{DOMAIN}."), False)):
            server.signed = signed
            answer = lint(context, "--domain", DOMAIN, "--dns-server", server.address, "--json")
            expect_equal(("no-dnssec" in found(answer)), is_told, f"{signed}: {answer}\n ")
            expect_equal(answer.code, 0, f"{answer}\n ")


@case("lint: a name server with the old record is told, and a silent one is not", tools=KNOT)
def test_servers(context):
    with Servers(context, ([NEW], [OLD], None)) as servers:
        call = ("--domain", DOMAIN, "--dns-server", servers.resolver.address, "--authority-port",
                servers.port, "--timeout", servers.timeout)
        for language in ("en", "ja"):
            answer = lint(context, *call, "--lang", language, "--json")
            expect_finding(answer, "servers-differ", "warning", None, None)
            message = found(answer)["servers-differ"]["message"]
            expect(all(one in message for one in (*NAMES[:2], NEW, OLD)), f"who says what: {message}")
            expect(NAMES[2] not in message, f"the silent one is named: {message}")
            expect(is_japanese(message) == (language == "ja"), f"language: {message}")
        given = lint(context, NEW, *call, "--json")
        expect("servers-differ" not in found(given), f"the record was given: {given}")
        servers.knots[HOSTS[1]].publish(DOMAIN, DOMAIN, ["bystander", NEW])
        answer = lint(context, *call, "--json")
        expect("servers-differ" not in found(answer), f"all agree: {answer}")
