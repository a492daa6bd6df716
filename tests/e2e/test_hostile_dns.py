# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that lie, break off, or overwhelm: the verdict is right, or an honest "unknown" that names
the server, within bounds of time and memory, and nothing raw reaches the terminal. Each case prints
its row of the table: the fault, verdict, seconds, and the most memory."""

import random
import re
import struct
import subprocess
import threading
import time

import dns.flags
import dns.message
import dns.name
import dns.rdatatype
import dns.rrset

from case import FAULT, LONG_MS, PATIENCE, SHORT_MS, Answer, case, expect, expect_equal
from misbehave import Server, WAYS, way

DOMAIN = "shop.example"
GOOD = "v=spf1 include:spf.host.example ~all"
RECORDS = {
    (DOMAIN, "TXT"): [f'"{GOOD}"'],
    (DOMAIN, "A"): ["198.51.100.10"],
    (DOMAIN, "MX"): [f"10 mail.{DOMAIN}."],
    (DOMAIN, "NS"): ["ns1.dns-house.example."],
    (DOMAIN, "SOA"): ["ns1.dns-house.example. root.dns-house.example. 1 60 60 3600 60"],
    (f"mail.{DOMAIN}", "A"): ["198.51.100.25"],
    ("spf.host.example", "TXT"): ['"v=spf1 ip4:198.51.100.7 -all"'],
}

SECONDS_MAX = 20
MIB_MAX = 128

# What would change what a terminal shows: controls, and what turns the direction of writing.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def changed(query, server, change):
    reply = dns.message.from_wire(server.answer(query))
    change(reply)
    return reply.to_wire(max_size=65535)


@way
def wrong_id(server, query, _over_tcp):
    return changed(query, server, lambda reply: setattr(reply, "id", reply.id ^ 1))


@way
def wrong_question(server, query, _over_tcp):
    def change(reply):
        reply.question[0].name = dns.name.from_text("bank.example.")
    return changed(query, server, change)


@way
def wrong_owner(server, query, _over_tcp):
    """What is answered belongs to a name that nobody asked for."""
    def change(reply):
        reply.answer = [dns.rrset.from_text("bank.example.", 300, "IN", "TXT", '"v=spf1 +all"')]
        reply.set_rcode(0)
    return changed(query, server, change)


@way
def compression_loop(_server, query, _over_tcp):
    question = query.question[0].name.to_wire() + struct.pack("!HH", query.question[0].rdtype, 1)
    offset = 12 + len(question)
    return (struct.pack("!HHHHHH", query.id, 0x8180, 1, 1, 0, 0) + question
            + struct.pack("!H", 0xc000 | offset) + struct.pack("!HHIH", 16, 1, 300, 4) + b"\x03abc")


@way
def cut(server, query, _over_tcp):
    whole = server.answer(query)
    return whole[:max(13, len(whole) * 2 // 3)]


@way
def random_octets(_server, query, _over_tcp):
    source = random.Random(query.id)
    return struct.pack("!H", query.id) + source.randbytes(source.randrange(10, 500))


@way
def tcp_closes(server, query, over_tcp):
    if over_tcp:
        raise OSError("the connection is closed")
    return WAYS["truncated"](server, query, over_tcp)


@way
def loss(server, query, _over_tcp):
    with server.lock:
        lost = server.source.random() < 0.3
    return None if lost else server.answer(query)


@way
def delays(server, query, _over_tcp):
    with server.lock:
        seconds = server.source.random() * 0.15
    time.sleep(seconds)
    return server.answer(query)


@way
def reordered(server, query, _over_tcp):
    """Every second answer overtakes the one before it."""
    with server.lock:
        server.turn += 1
        late = server.turn % 2
    if late:
        time.sleep(0.1)
    return server.answer(query)


@way
def upward_referral(_server, query, _over_tcp):
    """A lame server: it knows nothing of the zone, and points to the root."""
    reply = dns.message.make_response(query)
    reply.flags &= ~(dns.flags.AA | dns.flags.RA)
    reply.authority.append(dns.rrset.from_text(".", 300, "IN", "NS", "a.root.example."))
    return reply.to_wire()


@way
def cname_loop(server, query, _over_tcp):
    def change(reply):
        steps = [query.question[0].name, "one.loop.example.", "two.loop.example.",
                 "one.loop.example."]
        reply.answer = [dns.rrset.from_text(name, 300, "IN", "CNAME", target)
                        for name, target in zip(steps, steps[1:])]
        reply.set_rcode(0)
    return changed(query, server, change)


@way
def dname(server, query, _over_tcp):
    """The name is below one that stands for another (RFC 6672)."""
    name = query.question[0].name
    if name.to_text() != "spf.host.example.":
        return server.answer(query)

    def change(reply):
        reply.answer = [dns.rrset.from_text("host.example.", 300, "IN", "DNAME", "other.example."),
                        dns.rrset.from_text(name, 300, "IN", "CNAME", "spf.other.example.")]
        if query.question[0].rdtype == dns.rdatatype.TXT:
            reply.answer.append(dns.rrset.from_text("spf.other.example.", 300, "IN", "TXT",
                                                    '"v=spf1 ip4:198.51.100.7 -all"'))
        reply.set_rcode(0)
    return changed(query, server, change)


class Hostile(Server):
    """As Server, and may send what it sends octet by octet."""

    def __init__(self, way_name, records):
        super().__init__(way_name, records)
        self.lock = threading.Lock()
        self.source = random.Random(7208)
        self.turn = 0


def most_kib(pid):
    """The most memory that a process had so far. What the system says once it has ended counts what
    it was before it was this program, too."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            return int(re.search(r"^VmHWM:\s+(\d+) kB", status.read(), re.MULTILINE)[1])
    except (OSError, TypeError):
        return 0


def measure(context, address, *arguments, call="check", timeout=LONG_MS):
    """Runs a call: its answer, the seconds it took, and the most memory it had, in MiB."""
    command = [context.program("todoku-cli"), call, DOMAIN, "--dns-server", address, "--timeout",
               str(timeout), *arguments]
    out, err = context.folder("run") / "out", context.folder("run") / "err"
    began = time.monotonic()
    kib = 0
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        child = subprocess.Popen(command, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL,
                                 env=context.clean_environment())
        while child.poll() is None and time.monotonic() < began + 3 * SECONDS_MAX * PATIENCE:
            kib = max(kib, most_kib(child.pid))
            time.sleep(0.01)
        child.kill()
        child.wait()
    answer = Answer(["todoku-cli", *command[1:]], child.returncode,
                    out.read_bytes().decode("utf-8"), err.read_bytes().decode("utf-8"))
    expect(answer.code in (0, 1, 2, 3), f"it ended with {answer.code}: {answer}")
    expect(answer.code != FAULT, f"a fault was found in {answer}")
    return answer, time.monotonic() - began, kib / 1024


def expect_bounds(answer, seconds, mib):
    expect(seconds < SECONDS_MAX * PATIENCE, f"took {seconds:.1f} s: {answer}")
    expect(mib < MIB_MAX * PATIENCE, f"took {mib:.0f} MiB: {answer}")


def print_row(name, verdict, seconds, mib):
    """As tests/count.py reads it."""
    print(f"fault: {name.replace(' ', '-'):<26} {verdict:<9} {seconds:4.1f} s of {SECONDS_MAX}, "
          f"{mib:3.0f} MiB of {MIB_MAX}")


def try_fault(context, name, server, *arguments, timeout=LONG_MS):
    """The report, once all that holds for every fault was looked at; prints the row."""
    answer, seconds, mib = measure(context, server.address, *arguments, "--json", timeout=timeout)
    expect_bounds(answer, seconds, mib)
    report = answer.json()
    expect(not RAW.search(answer.out.rstrip("\n")), f"raw in JSON: {answer.out!r}")
    for language in ("ja", "en"):
        words, *_ = measure(context, server.address, *arguments, "--lang", language, timeout=timeout)
        for text in (words.out, words.err):
            found = RAW.search(text)
            expect(found is None, f"raw on the terminal: {text!r}")
    if report["verdict"] == "unknown":
        expect_equal(answer.code, 3, f"{answer}\n exit")
        expect(server.address in answer.out, f"the server is not named: {answer}")
    print_row(name, report["verdict"], seconds, mib)
    return report


def register(name, verdicts, records=None, value=GOOD, timeout=LONG_MS):
    @case(f"hostile DNS: {name.replace('-', ' ')}: {' or '.join(verdicts)}")
    def fault(context):
        with Hostile(name, records or RECORDS) as server:
            report = try_fault(context, name, server, "--value", value, timeout=timeout)
        expect(report["verdict"] in verdicts, f"{report['verdict']}: {report}")
        expect("+all" not in str(report["current"]), f"a lie was believed: {report['current']}")


for a_way in ("wrong-id", "wrong-question", "compression-loop", "cut", "random-octets", "tcp-closes",
              "upward-referral", "cname-loop"):
    register(a_way, ("unknown",), timeout=SHORT_MS)
for a_way in ("delays", "reordered", "dname"):
    register(a_way, ("fine",))
register("loss", ("fine", "unknown"), timeout=SHORT_MS)


@case("hostile DNS: what belongs to another name is not believed")
def test_wrong_owner(context):
    with Hostile("wrong-owner", RECORDS) as server:
        report = try_fault(context, "wrong-owner", server, "--value", GOOD)
    expect_equal(report["current"], [], "current")


@case("hostile DNS: SERVFAIL of one of two servers: fine")
def test_one_of_two(context):
    with Hostile("servfail", RECORDS) as bad, Hostile("well", RECORDS) as good:
        report = try_fault(context, "servfail of one of two", bad, "--dns-server", good.address,
                           "--value", GOOD)
        expect(bad.asked, "the server that fails was not asked")
    expect_equal(report["verdict"], "fine", "verdict")


def expect_no_name_server(context, name, resolver, port):
    """No name server of the zone says anything of use: that is said, and by which name it was
    looked for."""
    arguments = ("--expect", GOOD, "--authority-port", str(port), "--public", resolver.address)
    answer, seconds, mib = measure(context, resolver.address, *arguments, "--json", call="verify")
    expect_bounds(answer, seconds, mib)
    expect_equal(answer.code, 3, f"{answer}\n exit")
    states = {one["name"]: one["state"] for one in answer.json()["servers"]
              if one["role"] == "authoritative"}
    expect_equal(states, {"ns1.dns-house.example": "error"}, "the name servers")
    words, *_ = measure(context, resolver.address, *arguments, call="verify")
    expect("ns1.dns-house.example" in words.out, f"the server is not named: {words}")
    print_row(name, "no-answer", seconds, mib)


@case("hostile DNS: a name server without an address, and one that is lame: said with its name")
def test_delegation(context):
    with Hostile("well", RECORDS) as resolver:
        expect_no_name_server(context, "NS without an address", resolver, resolver.port)
    records = {**RECORDS, ("ns1.dns-house.example", "A"): ["127.0.0.1"]}
    with Hostile("well", records) as resolver, Hostile("upward-referral", RECORDS) as lame:
        expect_no_name_server(context, "lame delegation", resolver, lame.port)
        expect(lame.asked, "the lame server was not asked")


@case("hostile DNS: a record of 64 KB, over TCP")
def test_huge(context):
    value = "v=spf1 " + " ".join(f"ip4:198.51.{n // 256}.{n % 256}" for n in range(4000)) + " ~all"
    value = value[:65000].rsplit(" ", 1)[0] + " ~all"
    records = dict(RECORDS)
    records[(DOMAIN, "TXT")] = [" ".join(f'"{value[at:at + 255]}"'
                                         for at in range(0, len(value), 255))]
    with Hostile("truncated", records) as server:
        report = try_fault(context, "huge-record", server, "--value", GOOD)
    expect_equal(report["current"], [value], "current")


@case("hostile DNS: TCP that drips")
def test_drip(context):
    class Dripping(Hostile):
        def _serve_connection(self, connection):
            with connection:
                try:
                    while not self.stopping.is_set():
                        connection.sendall(b"\0")
                        time.sleep(0.2)
                except OSError:
                    return

    with Dripping("truncated", RECORDS) as server:
        report = try_fault(context, "tcp-drips", server, "--value", GOOD, timeout=SHORT_MS)
    expect_equal(report["verdict"], "unknown", "verdict")


@case("hostile DNS: lists that include ten lists each, and those ten more")
def test_bomb(context):
    records = dict(RECORDS)

    def add(name, depth):
        if depth == 0:
            records[(name, "TXT")] = ['"v=spf1 ip4:198.51.100.7 ~all"']
            return
        below = [f"{n}.{name}" for n in range(10)]
        records[(name, "TXT")] = [" ".join(f'" include:{one}"' if i else f'"v=spf1 include:{one}"'
                                           for i, one in enumerate(below)) + ' " ~all"']
        for one in below:
            add(one, depth - 1)

    add("bomb.example", 3)
    records[(DOMAIN, "TXT")] = ['"v=spf1 include:bomb.example ~all"']
    with Hostile("well", records) as server:
        report = try_fault(context, "include-bomb", server, "--value", GOOD)
        asked = len(server.asked)
    expect(report["verdict"] == "choose", f"{report}")
    expect(asked < 4000, f"{asked} questions were asked")


def register_text(name, octets):
    @case(f"hostile DNS: a record with {name} in it")
    def fault(context):
        records = dict(RECORDS)
        records[(DOMAIN, "TXT")] = [f'"v=spf1 a:{octets}x.example include:spf.host.example ~all"']
        with Hostile("well", records) as server:
            report = try_fault(context, f"TXT with {name}", server, "--value", GOOD)
        proposed = report["proposed"] or ""
        expect(re.fullmatch("[ -~]*", proposed), f"the value to paste: {proposed!r}")
        expect(report["verdict"] != "fine", f"{report}")


for a_name, some_octets in (
        ("a NUL", "\\000"), ("an escape of terminals", "\\027[31m"),
        ("C1 controls", "\\194\\155"), ("bidi controls", "\\226\\128\\174"),
        ("markup", "<b>&amp;</b>"), ("no UTF-8", "\\255\\254"), ("a line break", "\\010")):
    register_text(a_name, some_octets)
