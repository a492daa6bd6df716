# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a new record has arrived: every name server is asked for itself."""

from case import case, expect, expect_equal
from servers import DOMAIN, HOSTS, NAMES, NEW, OLD, Servers

TOOLS = ("knotd", "knotc")


def states(found, role="authoritative"):
    return {one["name"]: one["state"] for one in found["servers"] if one["role"] == role}


def expect_verified(answer, code, live):
    expect_equal(answer.code, code, f"exit code of {answer}\n ")
    found = answer.json()
    expect_equal(found["live"], live, f"live in {answer}\n ")
    return found


@case("verify: one server new, one stale, one silent; live after the reload", tools=TOOLS)
def test_three_servers(context):
    with Servers(context, ([NEW], [OLD], None)) as servers:
        found = expect_verified(servers.verify("--json"), 1, False)
        expect_equal(states(found), dict(zip(NAMES, ("new", "old", "error"))), "states")
        by_name = {one["name"]: one for one in found["servers"]}
        expect_equal(by_name[NAMES[2]]["failure"], "timed-out", "the silent server")
        expect_equal((by_name[NAMES[0]]["ttl"], by_name[NAMES[0]]["value"]), (300, NEW), "the new")
        expect_equal(states(found, "public"), {servers.resolver.address: "new"}, "the resolver")
        expect(all(one["delegated"] and one["own"] for one in found["servers"]
                   if one["role"] == "authoritative"), f"delegation: {found}")
        for language in ("en", "ja"):
            words = servers.verify("--lang", language)
            expect_equal(words.code, 1, f"{words}\n ")
            expect(all(name in words.out for name in NAMES), f"a server is not named: {words}")
            expect(f"{HOSTS[2]}:{servers.port}" in words.out, f"who is silent: {words}")
        servers.knots[HOSTS[1]].publish(DOMAIN, DOMAIN, ["bystander", NEW])
        found = expect_verified(servers.verify("--json"), 0, True)
        expect_equal(states(found), dict(zip(NAMES, ("new", "new", "error"))), "states, later")


@case("verify: no server answers: exit 3, and no word of a missing record", tools=TOOLS)
def test_none(context):
    with Servers(context, (None, None, None)) as servers:
        found = expect_verified(servers.verify("--json"), 3, False)
        expect_equal(set(states(found).values()), {"error"}, "states")
        expect(all(one["value"] is None for one in found["servers"]), f"a value: {found}")


@case("verify: a missing record, with how long that may be remembered", tools=TOOLS)
def test_missing(context):
    with Servers(context, ([], [], [])) as servers:
        found = expect_verified(servers.verify("--json"), 1, False)
        expect_equal(set(states(found).values()), {"missing"}, "states")
        expect_equal({one["ttl"] for one in found["servers"] if one["role"] == "authoritative"},
                     {120}, "the time a missing record may be remembered")


LONG = "v=spf1 " + " ".join(f"ip4:192.0.2.{number}" for number in range(20)) + " ~all"

CAUSES = {
    "quotes": ([f'"{NEW}"'], NEW),
    "twice": ([NEW + NEW], NEW),
    "several-records": ([OLD, NEW], NEW),
    "label": ([f"TXT {NEW}"], NEW),
    "spaces": ([NEW.replace(" ~all", "~all")], NEW),
    "cut": ([LONG[:255]], LONG),
    "characters": ([NEW.replace("~", "〜")], NEW),
}

NAME_CAUSES = {
    "doubled-name": f"{DOMAIN}.{DOMAIN}",
    "www-name": f"www.{DOMAIN}",
    "at-name": f"@.{DOMAIN}",
}


@case("verify: each way of pasting it wrongly has its name", tools=TOOLS, limit=180)
def test_causes(context):
    with Servers(context, ([NEW], [NEW], [NEW])) as servers:
        for cause, (records, expected) in CAUSES.items():
            servers.knots[HOSTS[1]].publish(DOMAIN, DOMAIN, ["bystander", *records])
            answer = servers.verify("--json", "--expect", expected)
            found = expect_verified(answer, 1, False)
            one = next(one for one in found["servers"] if one["name"] == NAMES[1])
            expect_equal((one["state"], one["cause"]), ("other", cause), f"{answer}\n ")
            expect(one["message"], f"no sentence: {one}")


@case("verify: a record at a wrong name is found there", tools=TOOLS)
def test_wrong_names(context):
    with Servers(context, ([OLD], [], None)) as servers:
        for cause, name in NAME_CAUSES.items():
            for host in HOSTS[:2]:
                servers.knots[host].publish(DOMAIN, name, [NEW])
            answer = servers.verify("--json")
            found = expect_verified(answer, 1, False)
            expect_equal(states(found), dict(zip(NAMES, ("old", "missing", "error"))), "states")
            for one in found["servers"][:2]:
                expect_equal((one["cause"], one["found_at"]), (cause, name), f"{answer}\n ")
                expect(name in one["message"], f"the name is not said: {one}")
            for host in HOSTS[:2]:
                servers.knots[host].publish(DOMAIN, name, [])


@case("verify: whom only the registry or only the zone names", tools=TOOLS)
def test_delegation(context):
    with Servers(context, ([NEW], [NEW], [NEW]), listed=NAMES[:2], delegated=NAMES[1:]) as servers:
        found = expect_verified(servers.verify("--json"), 0, True)
        got = {one["name"]: (one["delegated"], one["own"]) for one in found["servers"]
               if one["role"] == "authoritative"}
        expect_equal(got, dict(zip(NAMES, ((False, True), (True, True), (True, False)))), "who")


@case("verify: wrong use is said in one sentence, exit 2")
def test_usage(context):
    for arguments in ((), (DOMAIN,), (DOMAIN, "--expect", "spf1 all"), ("--expect", NEW),
                      (DOMAIN, "--expect", NEW, "--public", "nonsense"),
                      (DOMAIN, "--expect", NEW, "--authority-port", "70000"),
                      ("192.0.2.1", "--expect", NEW)):
        answer = context.cli("verify", *arguments)
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
        expect_equal(len(answer.err.strip().splitlines()), 1, f"sentences of {answer}\n ")
