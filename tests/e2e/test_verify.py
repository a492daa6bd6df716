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
        found = expect_verified(servers.verify("--json", "--was", OLD), 1, False)
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
    "spf-name": f"_spf.{DOMAIN}",
}

MORE = NEW.replace("~all", "include:lists.example ~all")

# What stands at every name server; then the state of each and its cause, without and with --was.
MEANT = (
    ([NEW.replace("include:", "+include:")], ("new", "equivalent"), ("new", "equivalent")),
    ([NEW.replace(" ~all", ". ~all").upper()], ("new", "equivalent"), ("new", "equivalent")),
    ([MORE], ("other", "more-terms"), ("other", "more-terms")),
    ([NEW.replace("~", "-")], ("other", "another-end"), ("other", "another-end")),
    ([NEW.replace(" ~all", f".{DOMAIN} ~all")], ("other", "origin"), ("other", "origin")),
    ([OLD], ("other", None), ("old", None)),
    ([], ("missing", None), ("missing", "deleted")),
)

WAITING = ("until it is published. Just wait.", "ことがあります。そのままお待ちください。")
DMARC = "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"


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


@case("verify: the record is taken as the steps give it", tools=TOOLS)
def test_pasted(context):
    head, tail = NEW[:20], NEW[20:]
    with Servers(context, ([NEW], [NEW], [NEW])) as servers:
        for given in (f'"{NEW}"', f'"{head}" "{tail}"', f"txt @ {NEW}", f'{DOMAIN}. 300 IN TXT "{NEW}"'):
            found = expect_verified(servers.verify("--json", "--expect", given), 0, True)
            expect_equal(found["expected"], NEW, given)


@case("verify: a record at a wrong name is found there", tools=TOOLS)
def test_wrong_names(context):
    with Servers(context, ([OLD], [], None)) as servers:
        for cause, name in NAME_CAUSES.items():
            for host in HOSTS[:2]:
                servers.knots[host].publish(DOMAIN, name, [NEW])
            answer = servers.verify("--json", "--was", OLD)
            found = expect_verified(answer, 1, False)
            expect_equal(states(found), dict(zip(NAMES, ("old", "missing", "error"))), "states")
            for one in found["servers"][:2]:
                expect_equal((one["cause"], one["found_at"]), (cause, name), f"{answer}\n ")
                expect(name in one["message"], f"the name is not said: {one}")
            for host in HOSTS[:2]:
                servers.knots[host].publish(DOMAIN, name, [])


@case("verify: a record is read by what it means, and old is only what is known to be", tools=TOOLS,
      limit=180)
def test_meaning(context):
    with Servers(context, ([OLD], [OLD], [OLD])) as servers:
        for records, *wanted in MEANT:
            for host in HOSTS:
                servers.knots[host].publish(DOMAIN, DOMAIN, ["bystander", *records])
            for known, (state, cause) in zip(((), ("--was", OLD)), wanted):
                live = state == "new"
                answer = servers.verify("--json", *known)
                found = expect_verified(answer, int(not live), live)
                got = {(one["state"], one["cause"]) for one in found["servers"]
                       if one["role"] == "authoritative"}
                expect_equal(got, {(state, cause)}, f"{answer}\n ")
                for language, waiting in zip(("en", "ja"), WAITING):
                    words = servers.verify("--lang", language, *known)
                    expect_equal(waiting in words.out, state == "old", f"waiting in {words}\n ")


@case("verify: a record of the type SPF, which nobody reads", tools=TOOLS)
def test_type_spf(context):
    with Servers(context, ([], [], None)) as servers:
        for host in HOSTS[:2]:
            servers.knots[host].zones[DOMAIN][DOMAIN].append(f'TYPE99 "{NEW}"')
            servers.knots[host].publish(DOMAIN, DOMAIN, [])
        found = expect_verified(servers.verify("--json"), 1, False)
        expect_equal([one["cause"] for one in found["servers"]][:2], ["spf-type"] * 2, "cause")


@case("verify --name: a DMARC record at its own name, as text", tools=TOOLS)
def test_name(context):
    there = {f"_dmarc.{DOMAIN}": [DMARC.replace("; ", ";") + ";"],
             f"s1._domainkey.{DOMAIN}": ['"v=DKIM1; p=MIGfMA0GCSqG"']}
    with Servers(context, ([NEW], [NEW], None), elsewhere=there) as servers:
        for name in (f"_dmarc.{DOMAIN}", "_dmarc"):
            answer = servers.verify("--json", "--expect", DMARC, "--name", name)
            found = expect_verified(answer, 0, True)
            expect_equal(found["name"], f"_dmarc.{DOMAIN}", f"{answer}\n ")
        other = DMARC.replace("none", "reject")
        found = expect_verified(
            servers.verify("--json", "--expect", other, "--name", "_dmarc"), 1, False)
        expect_equal(found["servers"][0]["state"], "other", f"{found}\n ")
        found = expect_verified(
            servers.verify("--json", "--expect", "v=DKIM1; p=MIGfMA0GCSqG", "--name",
                           "s1._domainkey"), 1, False)
        expect_equal(found["servers"][0]["cause"], "quotes", f"{found}\n ")


@case("verify: whom only the registry or only the zone names", tools=TOOLS)
def test_delegation(context):
    with Servers(context, ([NEW], [NEW], [NEW]), listed=NAMES[:2], delegated=NAMES[1:]) as servers:
        found = expect_verified(servers.verify("--json"), 0, True)
        got = {one["name"]: (one["delegated"], one["own"]) for one in found["servers"]
               if one["role"] == "authoritative"}
        expect_equal(got, dict(zip(NAMES, ((False, True), (True, True), (True, False)))), "who")


@case("verify: a domain that does not exist is said to be none, exit 2")
def test_no_domain(context):
    for domain in ("nobody.example", "mail.nobody.example", "www.nobody.example"):
        for name in ((), ("--name", "_dmarc")):
            answer = context.cli("verify", domain, "--practice", "--expect", NEW, *name)
            expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
            expect("nobody.example" in answer.err, f"{answer}\n ")
    # A name within somebody's zone may be on its way.
    answer = context.cli("verify", "mail.shop.example", "--practice", "--expect", NEW)
    expect_equal(answer.code, 1, f"{answer}\n ")


@case("verify: wrong use is said in one sentence, exit 2")
def test_usage(context):
    for arguments in ((), (DOMAIN,), (DOMAIN, "--expect", "spf1 all"), ("--expect", NEW),
                      (DOMAIN, "--expect", "v=DMARC1; p=none"),
                      (DOMAIN, "--expect", "nonsense", "--name", f"_dmarc.{DOMAIN}"),
                      (DOMAIN, "--expect", NEW, "--name", "www.other.example"),
                      (DOMAIN, "--expect", NEW, "--public", "nonsense"),
                      (DOMAIN, "--expect", NEW, "--authority-port", "70000"),
                      ("192.0.2.1", "--expect", NEW)):
        answer = context.cli("verify", *arguments)
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
        expect_equal(len(answer.err.strip().splitlines()), 1, f"sentences of {answer}\n ")
