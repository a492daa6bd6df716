# SPDX-License-Identifier: GPL-3.0-or-later
"""todoku-cli: usage, languages, what goes to stdout and what to stderr, and bad input."""

import subprocess
import unicodedata

import practice
from case import case, expect, expect_equal, is_japanese
from contract import expect_report, expect_verdict
from knot import Knot
from zones import World

DOMAIN = "shop.example"
KNOT = ["knotd", "knotc"]
CODES = {"fine": 0, "unknown": 3, "no-domain": 2}


def serve(context, records=(), **options):
    world = World().add_domain(DOMAIN, records, **options)
    world.add_spf("spf.lolipop.example", "v=spf1 ip4:198.51.100.7 -all")
    world.add_spf("_spf.lolipop.jp", "v=spf1 ip4:198.51.100.7 -all")
    return context.use(Knot(context, world.zones))


def check(context, server, *arguments, domain=DOMAIN, **options):
    return context.cli("check", domain, "--dns-server", server.address, *arguments, **options)


@case("cli: what is wrong with a call goes to stderr, exit 2")
def test_usage(context):
    calls = [(), ("no-such-call",), ("check",), ("check", DOMAIN, "--no-such-option"),
             ("check", DOMAIN, "--dns-server", "not an address"),
             ("check", DOMAIN, "--dns-server", "127.0.0.1:99999"),
             ("check", DOMAIN, "--practice", "--host", "no-such-host"),
             ("check", DOMAIN, "--practice", "--sender", "no-such-sender"),
             ("check", DOMAIN, "--practice", "--set", "no-equals-sign"),
             ("check", DOMAIN, "--practice", "--web-host", "sakura", "--web-host=xserver"),
             ("check", DOMAIN, "--practice", "--lang", "xx"),
             ("check", DOMAIN, "--practice", "--timeout", "soon"),
             ("check", DOMAIN, "--practice", "--timeout", "0"),
             ("eval", "--practice", "--ip", "192.0.2.1"),
             ("eval", "--practice", "--ip", "192.0.2.1", "--mail-from", ""),
             ("eval", "--practice", "--helo", DOMAIN)]
    for call in calls:
        answer = context.cli(*call)
        expect_equal(answer.code, 2, f"exit code of {answer}\n ")
        expect_equal(answer.out, "", f"stdout of {answer}\n ")
        expect(answer.err.strip(), f"nothing on stderr: {answer}")


@case("cli: --remove, --answer and --set that change nothing are named, on stderr and in JSON")
def test_unused(context):
    for option, value in (("--remove", "include:nobody.example"), ("--answer", "nobody.example=mx"),
                          ("--remove", "~all"), ("--set", "nobody=mx")):
        answer = context.cli("check", "fine.example", "--practice", "--json", option, value)
        expect_equal(answer.json()["verdict"], "fine", f"verdict of {answer}\n ")
        expect(value.split("=")[0] in answer.err, f"not named: {answer}")
        expect(value.split("=")[0] in answer.json()["unused"][0], f"not named in JSON: {answer}")
    answer = context.cli("check", "many.example", "--practice", "--json", "--remove",
                         "include:_spf.google.com")
    expect_equal(answer.err, "", f"stderr of {answer}\n ")


@case("cli: --help and --version answer on stdout")
def test_help(context):
    for call, word in ((("--help",), "check"), (("check", "--help"), "--host"),
                       (("check", "--help"), "todoku-cli check [OPTION…] INPUT"),
                       (("--version",), "0.")):
        answer = context.cli(*call)
        expect_equal((answer.code, answer.err), (0, ""), f"{answer}\n ")
        expect(word in answer.out, f"no {word!r} in {answer}")


@case("cli: what can be no domain is refused in one sentence, in both languages, exit 2")
def test_bad_input(context):
    for text in ("", "   ", "192.0.2.1", "info@192.0.2.1", "2001:db8::1", "http://[2001:db8::1]/",
                 "localhost", "a..example", "-", "x" * 64 + ".example", "@", "\u3000"):
        for language in ("en", "ja"):
            answer = context.cli("check", text, "--practice", "--lang", language, "--json")
            expect_equal(answer.code, 2, f"exit code of {answer}\n ")
            expect_equal(answer.out, "", f"stdout of {answer}\n ")
            lines = answer.err.strip().splitlines()
            expect_equal(len(lines), 1, f"lines on stderr of {answer}\n ")
            expect(is_japanese(lines[0]) == (language == "ja"), f"language: {answer}")


@case("cli: a domain is found in whatever is pasted", tools=KNOT)
def test_input_forms(context):
    server = serve(context, ["v=spf1 include:spf.lolipop.example ~all"])
    for text in ("shop.example", "SHOP.Example.", "  info@shop.example ", "mailto:info@shop.example",
                 "https://www.shop.example/contact?x=1", "\uff53\uff48\uff4f\uff50\uff0eexample",
                 "shop\u3002example", "http://shop.example:8080/", "Shop <info@shop.example>"):
        answer = check(context, server, "--json", domain=text)
        expect(answer.code in (0, 1), f"{answer}")
        expect_equal(answer.json()["domain"], DOMAIN, f"domain from {text!r}")


@case("cli: a name in Japanese is asked in its xn-- form", tools=KNOT)
def test_idn(context):
    world = World().add_domain("xn--wgv71a119e.example")
    world.add_targets("v=spf1 include:_spf.lolipop.jp ~all")
    server = context.use(Knot(context, world.zones))
    for text in ("\u65e5\u672c\u8a9e.example", "info@\u65e5\u672c\u8a9e\u3002example",
                 "xn--wgv71a119e.example"):
        answer = check(context, server, "--host", "lolipop", "--json", domain=text)
        expect_equal(expect_verdict(answer, "add", 1)["domain"], "xn--wgv71a119e.example", text)


@case("cli: the part after @ is taken as it is", tools=KNOT)
def test_mail_subdomain(context):
    world = World().add_domain("mail.shop.example")
    server = context.use(Knot(context, world.zones))
    report = check(context, server, "--json", domain="info@mail.shop.example").json()
    expect_equal(report["domain"], "mail.shop.example", "domain")


@case("cli: a domain that does not exist: said so, exit 2, never add", tools=KNOT)
def test_no_domain(context):
    server = serve(context)
    for language in ("en", "ja"):
        answer = check(context, server, "--host", "lolipop", "--json", "--lang", language,
                       domain="nobody.example")
        expect_equal(answer.code, 2, f"exit code of {answer}\n ")
        expect("nobody.example" in answer.err, f"the domain is not named: {answer}")
        expect('"add"' not in answer.out, f"{answer}")
        if answer.out:
            report = answer.json()
            expect_equal((report["verdict"], report["proposed"]), ("no-domain", None), "report")


@case("cli: a domain without TXT that exists is no stranger", tools=KNOT)
def test_no_data(context):
    world = World().add_domain(DOMAIN)
    world.zones[DOMAIN][DOMAIN] = [one for one in world.zones[DOMAIN][DOMAIN]
                                   if not one.startswith("TXT")]
    world.add_targets("v=spf1 include:_spf.lolipop.jp ~all")
    server = context.use(Knot(context, world.zones))
    expect_verdict(check(context, server, "--host", "lolipop", "--json"), "add", 1)


@case("cli: --value takes the value a provider gives", tools=KNOT)
def test_value(context):
    server = serve(context, ["v=spf1 include:spf.lolipop.example -all"])
    value = "v=spf1 ip4:198.51.100.99 ~all"
    report = expect_verdict(check(context, server, "--value", value, "--json"), "edit", 1)
    expect_equal(report["proposed"],
                 "v=spf1 include:spf.lolipop.example ip4:198.51.100.99 -all", "proposed")
    answer = check(context, server, "--value", "not a value at all", "--json")
    expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")


@case("cli: --sender adds what a service needs", tools=KNOT)
def test_sender(context):
    senders = context.catalog("senders")
    expect(len(senders) >= 5, f"only {len(senders)} senders")
    terms = [sender["term"] for sender in senders if sender["term"].startswith("include:")]
    world = World().add_domain(DOMAIN, ["v=spf1 include:_spf.lolipop.jp ~all"])
    # Each with a network of its own: what passes already is not added.
    for octet, term in enumerate(dict.fromkeys(["include:_spf.lolipop.jp", *terms])):
        world.add_spf(term.partition(":")[2], f"v=spf1 ip4:203.0.113.{octet} -all")
    server = context.use(Knot(context, world.zones))
    for sender in senders[:6]:
        answer = check(context, server, "--host", "lolipop", "--sender", sender["id"], "--json")
        # Who sends from a subdomain of its own needs nothing of the domain's record.
        if sender["on_subdomain"]:
            found = {one["id"] for one in expect_verdict(answer, "fine", 0)["findings"]}
            expect("sender-on-subdomain" in found, f"{found} with {sender['id']}")
            continue
        report = expect_verdict(answer, "edit", 1)
        expect_equal(report["proposed"], f"v=spf1 include:_spf.lolipop.jp {sender['term']} ~all",
                     f"proposed with {sender['id']}")


@case("cli: messages follow --lang, ids do not", tools=KNOT)
def test_languages(context):
    server = serve(context, ["v=spf1 include:spf.lolipop.example +all"])
    reports = {}
    for language in ("en", "ja"):
        answer = check(context, server, "--host", "lolipop", "--lang", language, "--json")
        reports[language] = expect_verdict(answer, "edit", 1)
        words = " ".join(entry["why"] for entry in reports[language]["diff"] if entry.get("why"))
        words += " ".join(one["message"] for one in reports[language]["findings"])
        expect(is_japanese(words) == (language == "ja"), f"{language}: {words}")
    for field in ("verdict", "proposed", "current", "strings", "lookups", "void_lookups"):
        expect_equal(reports["en"][field], reports["ja"][field], field)
    expect_equal(*([(one["id"], one["severity"]) for one in reports[language]["findings"]]
                   for language in ("en", "ja")), "findings")


@case("cli: the language works where the only locale is C or POSIX", tools=KNOT)
def test_language_without_locale(context):
    server = serve(context)
    for locale in ("C", "POSIX", "C.UTF-8", "no_SUCH.UTF-8"):
        for language in ("en", "ja"):
            env = context.clean_environment(LC_ALL=locale, LANGUAGE="")
            answer = check(context, server, "--host", "lolipop", "--lang", language, env=env)
            expect_equal(answer.code, 1, f"exit code of {answer}\n ")
            expect(is_japanese(answer.out) == (language == "ja"),
                   f"LC_ALL={locale} --lang {language}: {answer}")


@case("cli: in words, the value stands on a line of its own", tools=KNOT)
def test_words(context):
    server = serve(context)
    for language in ("en", "ja"):
        answer = check(context, server, "--host", "lolipop", "--lang", language)
        expect_equal((answer.code, answer.err), (1, ""), f"{answer}\n ")
        lines = [line.strip() for line in answer.out.splitlines()]
        expect("v=spf1 include:_spf.lolipop.jp ~all" in lines, f"{answer}")


@case("cli: what a zone says reaches no terminal raw", tools=KNOT)
def test_control_characters(context):
    record = ("v=spf1 include:\x1b]0;owned\x07.example \u009b2J \x7f \u061c \u200e \u200f \u202a "
              "\u202e \u2066 \u2069 \u2028 \U000e0001 \nForged: fine ~all")
    server = serve(context, [record.encode() + b" \x9b2J"])
    answers = [check(context, server, "--host", "lolipop"),
               check(context, server, "--host", "lolipop", "--json"),
               context.cli("batch", "--dns-server", server.address, "--host", "lolipop",
                           stdin=f"{DOMAIN}\n")]
    for answer in answers:
        expect_equal(answer.code, 1, f"{answer}\n ")
        bad = [character for character in answer.out + answer.err
               if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Zl")]
        expect(not bad, f"control characters {bad}: {answer!s}")
        expect("\nForged" not in answer.out, f"a line of its own: {answer}")
    for answer in answers[1:]:
        expect_equal(answer.json()["current"], [record + " \ufffd2J"], f"the record in {answer}\n ")


@case("cli: an answer that could not be written is none")
def test_full_disk(context):
    for call in (("hosts",), ("hosts", "--json"), ("check", DOMAIN, "--practice")):
        with open("/dev/full", "w", encoding="utf-8") as full:
            ended = subprocess.run([context.program("todoku-cli"), *call], stdout=full,
                                   stderr=subprocess.PIPE, text=True, timeout=30, check=False,
                                   env=context.clean_environment())
        expect_equal(ended.returncode, 2, f"exit code of {call}\n ")
        expect(ended.stderr.strip(), f"nothing on stderr: {call}")


@case("cli: the catalog as JSON and in words")
def test_catalog(context):
    for call, fields in (("hosts", {"id", "name", "spf", "placeholders"}),
                         ("senders", {"id", "name", "term"}), ("dns-providers", {"id", "name", "ns"})):
        answer = context.cli(call, "--json")
        expect_equal((answer.code, answer.err), (0, ""), f"{call}\n ")
        entries = context.catalog(call)
        expect(len(entries) >= 5, f"{call}: only {len(entries)}")
        for entry in entries:
            expect(fields <= set(entry), f"{call}: {entry}")
        ids = [entry["id"] for entry in entries]
        expect_equal(len(set(ids)), len(ids), f"{call}: an id twice")
        words = context.cli(call)
        expect_equal(words.code, 0, f"{words}\n ")
        expect(all(one in words.out for one in ids), f"{call}: not every id in the words")


@case("cli: --practice gives every verdict of the practice zone without a network")
def test_practice(context):
    seen = set()
    for domain, verdict in practice.domains().items():
        answer = context.cli("check", domain, "--practice", "--json")
        report = answer.json()
        expect_report(report)
        expect_equal(answer.code, CODES.get(report["verdict"], 1), f"exit code of {answer}\n ")
        # A record that is right becomes not-spf only beside a returned mail that says so.
        if verdict not in (None, "not-spf"):
            expect_equal(report["verdict"], verdict, f"verdict of {answer}\n ")
        seen.add(report["verdict"])
    wanted = {"fine", "add", "edit", "merge", "switch", "unknown"}
    expect(wanted <= seen, f"verdicts in practice: {sorted(seen)}")
