# SPDX-License-Identifier: GPL-3.0-or-later
"""A resolver that remembers a record which is no longer the one that is published."""

import clipboard
from case import LONG_MS, case, expect, expect_equal, is_japanese
from servers import DOMAIN, HOSTS, NAMES, NEW, OLD, Servers
from window import KNOT as WINDOW_KNOT
from window import LANGUAGES, open_window

KNOT = ["knotd", "knotc"]
VALUE = "v=spf1 include:_spf.mail-house.test ~all"
NEW_WITH_VALUE = "v=spf1 include:_spf.new.example include:_spf.mail-house.test ~all"
OLD_WITH_VALUE = "v=spf1 include:_spf.old.example include:_spf.mail-house.test ~all"
ALIAS = f"mail.{DOMAIN}"


def serve(context, records, remembered, **more):
    """The zone's own servers, and a resolver that gives something else."""
    world = context.use(Servers(context, records, **more))
    known = world.resolver.records
    known.pop((f"{DOMAIN}.", "TXT"), None)
    if remembered is not None:
        known[(f"{DOMAIN}.", "TXT")] = [f'"{remembered}"']
    known[("_spf.old.example.", "TXT")] = ['"v=spf1 ip4:198.51.100.0/25 -all"']
    known[("_spf.mail-house.test.", "TXT")] = ['"v=spf1 ip4:198.51.100.128/25 -all"']
    return world


def check(context, world, *more, command="check", stdin=""):
    return context.cli(command, *([DOMAIN] if command == "check" else []), "--value", VALUE,
                       "--dns-server", world.resolver.address, "--timeout", world.timeout, *more,
                       stdin=stdin)


def told(report):
    """What the report says of the name servers: id, severity and message."""
    return [(one["id"], one["severity"], one["message"]) for one in report["findings"]
            if one["id"].startswith("resolver-")]


@case("stale resolver: the record that is changed is the one that the name servers give", tools=KNOT)
def test_newer(context):
    world = serve(context, ([NEW], [NEW], [OLD]), OLD)
    port = ("--authority-port", world.port)
    for language in LANGUAGES:
        report = check(context, world, *port, "--json", "--lang", language).json()
        expect_equal((report["current"], report["proposed"]), ([NEW], NEW_WITH_VALUE), "the record")
        [(rule, severity, message)] = told(report)
        expect_equal((rule, severity), ("resolver-stale", "note"), "what is told")
        expect(all(name in message for name in NAMES[:2]), f"who gives it: {message}")
        expect_equal(is_japanese(message), language == "ja", f"language of {message}\n ")
    text = check(context, world, *port, "--lang", "en").out
    expect(0 < text.find(message) < text.find("New value:"), f"not before the value: {text}")
    line = check(context, world, *port, command="batch", stdin=DOMAIN).json()
    expect_equal((line["proposed"], told(line)[0][0]), (NEW_WITH_VALUE, "resolver-stale"), "batch")
    # Nobody else than the resolver is asked on loopback, unless a port is given.
    report = check(context, world, "--json").json()
    expect_equal((report["current"], told(report)), ([OLD], []), "without a port")


@case("stale resolver: a record of an hour ago is not added a second time", tools=KNOT)
def test_added(context):
    world = serve(context, ([VALUE], [VALUE], [VALUE]), None)
    report = check(context, world, "--authority-port", world.port, "--json").json()
    expect_equal((report["verdict"], report["proposed"], told(report)[0][0]),
                 ("fine", None, "resolver-stale"), "the verdict")
    expect_equal(check(context, world, "--json").json()["verdict"], "add", "of the resolver alone")


@case("stale resolver: name servers that do not agree are told with what they have", tools=KNOT)
def test_differing(context):
    world = serve(context, ([OLD], [NEW], None), OLD)
    for language in LANGUAGES:
        report = check(context, world, "--authority-port", world.port, "--json", "--lang",
                       language).json()
        expect_equal((report["current"], report["proposed"]), ([OLD], OLD_WITH_VALUE), "the record")
        [(rule, severity, message)] = told(report)
        expect_equal((rule, severity), ("resolver-differs", "warning"), "what is told")
        expect(NAMES[1] in message and NEW in message and NAMES[0] not in message,
               f"who says what: {message}")
        expect_equal(is_japanese(message), language == "ja", f"language of {message}\n ")
    for host in HOSTS[:2]:
        world.knots[host].publish(DOMAIN, DOMAIN, [OLD])
    report = check(context, world, "--authority-port", world.port, "--json").json()
    expect_equal(told(report), [], "all agree")


@case("stale resolver: nothing is said of silent name servers", tools=KNOT)
def test_silent(context):
    world = serve(context, (None, None, None), OLD)
    report = check(context, world, "--authority-port", world.port, "--json").json()
    expect_equal((report["current"], told(report)), ([OLD], []), "what is told")


@case("stale resolver: an alias leads out of the zone, and nothing is compared", tools=KNOT)
def test_alias(context):
    world = serve(context, ([OLD], [OLD], [OLD]), OLD,
                  elsewhere={ALIAS: ["CNAME _spf.new.example."]})
    known = world.resolver.records
    known[(f"{ALIAS}.", "CNAME")] = ["_spf.new.example."]
    known[(f"{ALIAS}.", "TXT")] = ['"v=spf1 ip4:203.0.113.0/24 -all"']
    report = context.cli("check", f"@{ALIAS}", "--value", VALUE, "--dns-server",
                         world.resolver.address, "--timeout", LONG_MS, "--authority-port",
                         world.port, "--json").json()
    expect("alias" in [one["id"] for one in report["findings"]], f"no alias: {report}")
    expect_equal(told(report), [], "what is told")


def register(language):
    @case(f"window {language}: before Copy stands whose record it is", tools=WINDOW_KNOT)
    def window(context):
        world = serve(context, ([NEW], [NEW], [NEW]), OLD)
        message = told(check(context, world, "--authority-port", world.port, "--json", "--lang",
                             language).json())[0][2]
        wizard = open_window(context, language, *map(str, world.arguments()))
        wizard.check_with_value(DOMAIN, VALUE)
        wizard.application.wait_for_text(message)
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, NEW_WITH_VALUE)
        wizard.display.screenshot("whose")
        wizard.quit()


for one in LANGUAGES:
    register(one)
