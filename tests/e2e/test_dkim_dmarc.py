# SPDX-License-Identifier: GPL-3.0-or-later
"""todoku-cli dkim and dmarc: what is published, what is to be, and how the calls end."""

from case import case, expect, expect_equal, is_japanese
from knot import Knot, txt
from window import MAILS
from zones import KEY, World

DOMAIN = "shop.example"
KNOT = ["knotd", "knotc"]
SHORT_KEY = ("MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDoaFWqbVDvNXBRWk0klW15GaJ663MxRtVe/Vn"
             "D1ly3ajyDZhWnOgvx3YqLZ2Fq9ugvZ+3YYkZ+7f5TY7ltz4xJmDaUNdzHcYv4dF04VURPbkzBPnu"
             "r+aeNHglp0Nsc3mEDqgBB9lELcFzKzc8kcrW/3A2+2EKKcfUR2kKfE/UEQIDAQAB")
KEPT_AT = "selector1-shop-example._domainkey.tenant.n-v1.dkim.mail.microsoft"


def serve(context, others=None, **records):
    world = World().add_domain(DOMAIN, ["v=spf1 -all"], name_servers=("01.dnsv.jp",))
    for domain, record in (others or {}).items():
        world.add_domain(domain).add("_dmarc." + domain, txt(record))
    for name, record in records.items():
        world.add(name.replace("__", ".") + "." + DOMAIN, record)
    world.add(KEPT_AT, txt("v=DKIM1; p=" + KEY))
    return context.use(Knot(context, world.zones))


def ask(context, server, call, *arguments, domain=DOMAIN):
    answer = context.cli(call, domain, "--dns-server", server.address, "--json", *arguments)
    return answer, answer.json() if answer.out else None


def ids(found):
    return sorted(finding["id"] for finding in found["findings"])


@case("auth: dkim finds keys where mail companies have them, and tells whose they are", tools=KNOT)
def test_dkim(context):
    server = serve(context, default___domainkey=txt("v=DKIM1; k=rsa; p=" + KEY),
                   google___domainkey=txt("v=DKIM1; p=" + SHORT_KEY),
                   selector1___domainkey=f"CNAME {KEPT_AT}.",
                   selector2___domainkey="CNAME nothing.mail.microsoft.")
    answer, found = ask(context, server, "dkim")
    expect_equal(answer.code, 0, f"{answer}\n ")
    expect_equal(found["verdict"], "fine", f"{answer}\n ")
    states = {selector["selector"]: (selector["state"], selector["key_type"], selector["bits"],
                                     selector["owner"]) for selector in found["selectors"]}
    expect_equal(states, {"default": ("valid", "rsa", 2048, None),
                          "google": ("weak", "rsa", 1024, None),
                          "selector1": ("valid", "rsa", 2048, "mail.microsoft"),
                          "selector2": ("broken", None, None, "mail.microsoft")}, f"{answer}\n ")
    expect_equal(ids(found), ["alias", "dangling-alias", "short-key"], f"{answer}\n ")
    expect_equal(found["steps"], [], f"{answer}\n ")


@case("auth: dkim leads to the mail host's panel, and from there to the DNS", tools=KNOT)
def test_steps(context):
    world = World().add_domain(DOMAIN, ["v=spf1 -all"], name_servers=("01.dnsv.jp",), mx=False)
    world.add(DOMAIN, "MX 10 sv1234.xserver.jp.").add("sv1234.xserver.jp", "A 192.0.2.77")
    server = context.use(Knot(context, world.zones))
    answer, found = ask(context, server, "dkim")
    expect_equal((answer.code, found["verdict"], ids(found)), (1, "add", ["no-key"]), f"{answer}\n ")
    steps = "\n".join(found["steps"])
    places = [steps.find(words) for words in ("DKIM設定", "ドメインのDNS設定", "default._domainkey")]
    expect(-1 not in places and places == sorted(places), f"steps: {answer}")


@case("auth: check says how DKIM, DMARC and what Gmail asks for stand", tools=KNOT)
def test_check(context):
    server = serve(context, default___domainkey=txt("v=DKIM1; p=" + KEY))
    answer, found = ask(context, server, "check")
    expect_equal((found["dkim"]["verdict"], found["dmarc"]["verdict"]), ("fine", "add"),
                 f"{answer}\n ")
    expect_equal(found["dmarc"]["proposed"], "v=DMARC1; p=none", f"{answer}\n ")
    states = {asked["requirement"]: asked["state"] for asked in found["gmail"]}
    expect_equal((states["dkim"], states["dmarc"], states["tls"]), ("met", "not-met", "unknown"),
                 f"{answer}\n ")
    expect(all(asked["message"] for asked in found["gmail"]), f"no words: {answer}")


@case("auth: dkim of a selector that is asked for, there, not there, or unread", tools=KNOT)
def test_dkim_selector(context):
    server = serve(context, s1___domainkey=txt("v=DKIM1; p=" + KEY))
    for selector, code, verdict in (("s1", 0, "fine"), ("s1._domainkey.shop.example", 0, "fine"),
                                    ("s2", 1, "add")):
        answer, found = ask(context, server, "dkim", "--selector", selector)
        expect_equal((answer.code, found["verdict"]), (code, verdict), f"{answer}\n ")
        expect((found["steps"] == []) == (code == 0), f"steps: {answer}")
    answer, found = ask(context, server, "dkim")
    expect_equal((answer.code, found["verdict"], ids(found)), (1, "unknown", ["other-selector"]),
                 f"{answer}\n ")
    answer = context.cli("dkim", DOMAIN, "--dns-server", "127.0.0.1:1", "--timeout", "100", "--json",
                         timeout=60)
    expect_equal((answer.code, answer.json()["verdict"]), (3, "unknown"), f"{answer}\n ")


@case("auth: dmarc is added, kept and mended; what is proposed is then fine", tools=KNOT)
def test_dmarc(context):
    right = "v=DMARC1; p=quarantine; rua=mailto:dmarc@broken.example"
    server = serve(context, {"broken.example": right.replace("mailto:", ""),
                             "mended.example": right.replace("broken", "mended")})
    answer, found = ask(context, server, "dmarc", "--rua", "dmarc@shop.example")
    expect_equal((answer.code, found["verdict"]), (1, "add"), f"{answer}\n ")
    expect_equal(found["proposed"], "v=DMARC1; p=none; rua=mailto:dmarc@shop.example",
                 f"{answer}\n ")
    expect_equal([entry["op"] for entry in found["diff"]], ["add"] * 3, f"{answer}\n ")
    expect_equal((found["current"], found["found_at"], found["policy"]), (None, None, None),
                 f"{answer}\n ")
    expect(any("_dmarc" in step for step in found["steps"]), f"no name in the steps: {answer}")
    expect(not any("spf1" in step for step in found["steps"]), f"SPF in the steps: {answer}")

    answer, found = ask(context, server, "dmarc", domain="broken.example")
    expect_equal((answer.code, found["verdict"], found["policy"]), (1, "edit", "quarantine"),
                 f"{answer}\n ")
    expect_equal((found["found_at"], found["proposed"]), ("_dmarc.broken.example", right),
                 f"{answer}\n ")

    for domain in ("mended.example", "mail.mended.example"):
        answer, found = ask(context, server, "dmarc", domain="@" + domain)
        expect_equal((answer.code, found["verdict"], found["proposed"], found["policy"]),
                     (0, "fine", None, "quarantine"), f"{answer}\n ")
    answer = context.cli("dmarc", DOMAIN, "--dns-server", "127.0.0.1:1", "--timeout", "100", "--json",
                         timeout=60)
    expect_equal((answer.code, answer.json()["verdict"]), (3, "unknown"), f"{answer}\n ")


@case("auth: a record is judged without the DNS")
def test_record(context):
    for call, record, code, key, value in (
            ("dkim", "v=DKIM1; p=" + KEY, 0, "verdict", "fine"),
            ("dkim", "v=DKIM1; p=", 1, "verdict", "fix"),
            ("dkim", "v=DKIM1; p=" + KEY[:200], 1, "verdict", "fix"),
            ("dmarc", "v=DMARC1; p=reject", 0, "policy", "reject"),
            ("dmarc", "v=DMARC1; p=rejct", 1, "result", "error"),
            ("dmarc", "v=DMARC1 p=none", 1, "policy", None)):
        answer = context.cli(call, "--record", record, "--json")
        expect_equal((answer.code, answer.json()[key]), (code, value), f"{answer}\n ")


@case("auth: calls that are wrong, domains that are nobody's, and both languages", tools=KNOT)
def test_usage(context):
    server = serve(context)
    for call in ("dkim", "dmarc"):
        for arguments in ((), (DOMAIN, "--record", "v=x"), (DOMAIN, DOMAIN), ("192.0.2.1",),
                          ("info@gmail.com", "--practice"),
                          ("gone.shop.example", "--dns-server", server.address)):
            answer = context.cli(call, *arguments)
            expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
            expect_equal(len(answer.err.strip().splitlines()), 1, f"{answer}\n ")
        for language in ("ja", "en"):
            answer = context.cli(call, DOMAIN, "--dns-server", server.address, "--lang", language)
            expect_equal((answer.code, answer.err), (1, ""), f"{answer}\n ")
            expect(is_japanese(answer.out.splitlines()[0]) == (language == "ja"), f"language: {answer}")
    for arguments in (("dkim", DOMAIN, "--selector", "a b"), ("dmarc", DOMAIN, "--rua", "nobody")):
        answer = context.cli(*arguments, "--practice")
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")


@case("check: a mail that arrived names the domain, and tells what Gmail asks for; one of another "
      "domain, no selector and no address are said to be so")
def test_check_options(context):
    mail = context.folder("mail") / "arrived.eml"
    mail.parent.mkdir(parents=True, exist_ok=True)
    arrived = MAILS.parent / "received" / "gmail-all.eml"
    mail.write_bytes(arrived.read_bytes().replace(b"shop.example", b"done.example"))

    report = context.cli("check", "--received", mail, "--practice", "--json").json()
    expect_equal(report["domain"], "done.example", "the domain")
    states = {one["requirement"]: one["state"] for one in report["gmail"]}
    expect_equal((states["alignment"], states["tls"]), ("met", "met"), "what the mail shows")
    without = context.cli("check", "done.example", "--practice", "--json").json()
    states = {one["requirement"]: one["state"] for one in without["gmail"]}
    expect_equal(states["tls"], "unknown", "TLS without a mail")

    asked = context.cli("check", "add.example", "--practice", "--json", "--selector", "own", "--rua",
                        "dmarc@add.example").json()
    expect_equal([one["selector"] for one in asked["dkim"]["selectors"]], ["own"], "the selectors")
    expect_equal(asked["dmarc"]["proposed"], "v=DMARC1; p=none; rua=mailto:dmarc@add.example", "rua")
    for wrong in (["--received", mail], ["--selector", "no name"], ["--rua", "nobody"],
                  ["--received", MAILS / "gmail-2023-postfix-dsn.eml"]):
        done = context.cli("check", "shop.example", "--practice", *wrong)
        expect_equal((wrong, done.code), (wrong, 2), "the exit status")
        expect(done.err.strip(), f"nothing is said of {wrong}")
