#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks domains with Todoku and holds its advice to what pyspf, as the receiver, makes of it.

advice.py CHECK-LINES [--seed N] [--cases N]: the check-up's and edit's own cases, the practice zone,
and random domains; the same seed gives the same ones. Questions are answered as they are offered, a
few in a row. Of each answer "nothing to do" and of each proposal:
- who passes today, passes; who would have with the record that was meant, passes;
- who is to pass, passes, and so does the server that was refused;
- nobody else passes;
- the record never fails as such: with hosts that have IPv4 only, an IPv6 address may cost more void
  look-ups than there may be, which hurts nobody unless it is a sender's;
- asked again once it is published, there is nothing to do."""

import argparse
import collections
import functools
import ipaddress
import json
import multiprocessing
import pathlib
import random
import re
import subprocess
import sys

import reference
from owners import Owners

SOURCES = pathlib.Path(__file__).resolve().parents[2]
UNIT_DATA = SOURCES / "tests" / "unit" / "data"
# Addresses that nobody has, nor anybody near them.
STRANGERS = ["240.9.9.9", "0.9.9.9", "100::9", "2001:10::9", "64:ff9b:1::1",
             "127.9.9.9", "96.0.0.9"]
ADDRESSES_MAX = 10
# So many servers of a list may be refused on purpose.
FEW = 4
FOLLOWED_MAX = 3
JOBS = 2
PROPOSALS = ("add", "edit", "merge", "switch")


class Todoku:
    """The program that checks line by line."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def check(self, case):
        line = {member: case[member] for member in ("zone", "domain", "options")}
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.startswith(b"{"):
            raise SystemExit(f"check-lines ended at {json.dumps(line, ensure_ascii=False)}")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


# ---------------------------------------------------------------------------------------------
# What the receiver says


class Receiver:
    """pyspf, mended where it is known not to follow RFC 7208, for one domain in one zone."""

    def __init__(self, case):
        self.zone = case["zone"]
        self.domain = case["domain"]
        self.memories = {}
        self.known = {}

    def find_memory(self, records):
        if records not in self.memories:
            zone = self.zone
            if records is not None:
                node = zone.get(self.domain)
                zone = dict(zone)
                zone[self.domain] = {**(node if isinstance(node, dict) else {}), "TXT": list(records)}
            self.memories[records] = reference.remember(zone)
        return self.memories[records]

    def judge(self, records, address):
        """records: in place of the published ones; None for those."""
        records = None if records is None else tuple(records)
        if (records, address) not in self.known:
            query = {"ip": address, "mail_from": f"postmaster@{self.domain}", "helo": self.domain}
            self.known[records, address] = reference.evaluate(
                self.find_memory(records), query, reference.DEVIATIONS)[0]
        return self.known[records, address]

    def lets_in(self, records, address):
        return self.judge(records, address) == "pass"

    def term_lets_in(self, term, address):
        return self.lets_in([f"v=spf1 {term} -all"], address)


def terms(record):
    """The mechanisms and redirect= that are meant to let somebody in, as they are written, also where
    they have no effect: behind `all`, and of redirect= beside it."""
    for word in record.split(" ")[1:]:
        if word.lower().startswith("redirect="):
            yield "include:" + word[len("redirect="):]
        elif word and word[0] not in "-~?" and "=" not in word and word.lower().lstrip("+") != "all":
            yield word


def names_few(term):
    """Whether it is for one server, or for a few by their addresses."""
    if "/" not in term:
        return True
    try:
        return ipaddress.ip_network(term.partition(":")[2], strict=False).num_addresses <= FEW
    except ValueError:
        return False


def is_refused_by_name(records, receiver, address):
    """Whether the owner herself lets that very server not in, as with ?mx or -ip4:203.0.113.5."""
    for text in records:
        for word in text.split(" ")[1:]:
            if word[:1] in ("-", "~", "?") and not word.endswith("all") and names_few(word) and (
                    receiver.term_lets_in(word[1:], address)):
                return True
    return False


def neighbours(term):
    """What a term may have been meant to be, too: a server's name behind include:, a list's behind a:."""
    kind, colon, value = term.lstrip("+").partition(":")
    if not colon or kind not in ("include", "a", "mx"):
        return [term]
    return [term, f"include:{value.split('/')[0]}", f"a:{value}", f"mx:{value}"]


def passes(receiver, sets, address):
    """Whether one of the sets of records lets the address in, and not just anybody."""
    for records in sets:
        if receiver.lets_in(records, address) and not any(
                receiver.lets_in(records, stranger) for stranger in STRANGERS):
            return True
    return False


def read_values(zone, name, kind):
    """The values of a name; none where it fails, or is not there."""
    node = zone.get(name)
    values = node.get(kind) if isinstance(node, dict) else None
    return values if isinstance(values, list) else []


def texts(zone):
    for name in zone:
        for value in read_values(zone, name, "TXT"):
            yield value if isinstance(value, str) else "".join(value)


def edges(network):
    first, last = network[0], network[-1]
    inside = [first + 1 if network.num_addresses > 2 else first,
              first + network.num_addresses // 2, last]
    outside = [int(first) - 1, int(last) + 1]
    kind = type(first)
    return [str(address) for address in inside] + [
        str(kind(number)) for number in outside if 0 <= number < 2 ** first.max_prefixlen]


@functools.cache
def addresses_of(word):
    """Those of a term that is a network, and next to it."""
    kind, _, value = word.lstrip("+-~?").partition(":")
    try:
        return edges(ipaddress.ip_network(value, strict=False)) if kind.lower() in ("ip4", "ip6") else []
    except ValueError:
        return []


def candidates(case, extra, chance):
    """Addresses that may pass: those of all names and networks, and next to these."""
    zone = case["zone"]
    found = [address for name in zone for kind in ("A", "AAAA")
             for address in read_values(zone, name, kind)]
    for text in [*texts(zone), *extra]:
        for word in text.split():
            found += addresses_of(word)
    found = sorted(set(found))
    if len(found) > ADDRESSES_MAX:
        found = chance.sample(found, ADDRESSES_MAX)
    return found


# ---------------------------------------------------------------------------------------------
# The rules


def violations(case, answer, addresses):
    """Names each rule that an answer breaks, with the address that shows it."""
    report, receiver = answer["report"], Receiver(case)
    verdict, proposed = report["verdict"], report["proposed"]
    if verdict not in PROPOSALS and verdict != "fine":
        if proposed is not None:
            yield "something is proposed, too", verdict
        return
    if verdict == "fine" and (proposed is not None or len(report["current"]) > 1):
        yield "fine, and there is something to do", proposed
    outcome = [proposed] if proposed is not None else None
    refused = answer["refused"]
    if refused and case["options"].get("answers", {}).get(refused) != "":
        if receiver.judge(outcome, refused) not in ("pass", "temperror"):
            yield "the refused server does not pass", refused
    if proposed is not None and (answer["again"]["verdict"] != "fine" or answer["again"]["proposed"]):
        yield "asked again, it is not fine", answer["again"]["verdict"]
    for address in addresses:
        yield from violations_at(case, answer, receiver, outcome, address)
    for address in STRANGERS:
        if receiver.lets_in(outcome, address):
            yield "a stranger passes", address
        if (proposed is not None and len(report["current"]) == 1 and "." in address
                and not lets_go_of_end(case)
                and receiver.judge(None, address) == "fail" != receiver.judge(outcome, address)):
            yield "strangers are no longer refused", address


def lets_go_of_end(case):
    """With a redirect goes the end that it leads to, and with a refusal whom it refuses."""
    return any(term.startswith(("redirect=", "-")) for term in case["options"].get("unwanted", ()))


def violations_at(case, answer, receiver, outcome, address):
    report = answer["report"]
    result = receiver.judge(outcome, address)
    if result == "pass":
        if outcome is not None and not may_pass(case, answer, receiver, address):
            yield "a stranger passes", address
        return
    if result == "temperror":
        return
    if result == "permerror" and ("." in address or term_lets_in(
            receiver, outcome or report["current"], address)):
        yield "the record fails", address
    if term_lets_in(receiver, answer["wanted"], address) and not is_refused_by_name(
            [*report["current"], *case.get("meant", ())], receiver, address):
        yield "who is to pass does not", address
    let_go = [f"v=spf1 {term}" for term in case["options"].get("unwanted", ())]
    # An example's servers are nobody's who sends, nor is the address that stands for none.
    let_go += [f"v=spf1 {term}" for record in report["current"] for term in record.split()
               if re.search(r":(?:example\.(?:com|net|org)|0\.0\.0\.0(?:/32)?|::(?:/128)?)$", term)]
    if outcome is None or term_lets_in(receiver, let_go, address):
        return
    if passes_today(report, receiver, address):
        yield "who passes today does not", address
    if not case["options"].get("answers") and passes(
            receiver, [[text] for text in case.get("meant", ())], address):
        yield "who was meant to pass does not", address


def may_pass(case, answer, receiver, address):
    """Whether an address passes already, is to pass, or was meant to; who was meant is not known of
    all cases."""
    if "meant" not in case or case["options"].get("answers") or address == answer["refused"]:
        return True
    meant = [other for text in case["meant"] for term in terms(text) for other in neighbours(term)]
    return any(passes_today(answer["report"], receiver, one)
               or term_lets_in(receiver, answer["wanted"], one)
               or any(receiver.term_lets_in(term, one) for term in meant)
               for one in (address, *other_addresses(case, address)))


def other_addresses(case, address):
    """Of a server that takes in the domain's mail: it sends from these, too."""
    zone = case["zone"]
    for exchange in read_values(zone, case["domain"], "MX"):
        name = exchange.split()[1]
        addresses = read_values(zone, name, "A") + read_values(zone, name, "AAAA")
        if address in addresses:
            yield from addresses


def term_lets_in(receiver, records, address):
    return any(receiver.term_lets_in(term, address) for text in records for term in terms(text))


def passes_today(report, receiver, address):
    """Also by one of several records alone: together they are none."""
    today = [None] if len(report["current"]) == 1 else []
    return passes(receiver, [*today, *([text] for text in report["current"])], address)


# ---------------------------------------------------------------------------------------------
# What is asked, and answered


def answers_to(case, report):
    """The same case with one of the offered answers, or None."""
    question = report["question"]
    if question is None or not question["options"]:
        return None
    options = json.loads(json.dumps(case["options"]))
    choice = question["options"][0]
    if question["about"] == "removal":
        options["unwanted"] = options.get("unwanted", []) + [choice]
    else:
        term, _, meaning = choice.partition("=")
        if choice.count("=") > 1 and question["about"] == "term":
            term, meaning = next(((f["term"], o) for f in report["findings"]
                                  for o in f.get("options") or [] if f"{f['term']}={o}" == choice))
        options["answers"] = {**options.get("answers", {}), term: meaning}
    return {**case, "options": options} if options != case["options"] else None


# ---------------------------------------------------------------------------------------------
# The cases


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def checkup_cases():
    members = ("choose", "web_host", "values", "value", "senders", "unwanted", "answers", "ip")
    for test in read(UNIT_DATA / "checkup.json"):
        yield {"zone": test["zone"], "domain": test.get("domain", "shop.example"),
               "options": {name: test[name] for name in members if name in test}}


def practice_cases():
    zone = read(SOURCES / "data" / "practice-zone.json")
    zone = {name: node for name, node in zone.items() if not name.startswith("_comment")}
    for name in zone:
        if name.endswith(".example") and not name.startswith("_"):
            for ip in (None, "203.0.113.5", "192.0.2.210"):
                yield {"zone": zone, "domain": name, "options": {"ip": ip} if ip else {}}


def edit_zone(test, lists):
    """Everything that the terms of a case of edit.json name is there."""
    zone = {"shop.example": {"A": ["192.0.2.80"], "MX": ["10 shop.example"]}}
    if test["current"]:
        zone["shop.example"]["TXT"] = test["current"]
    number = 0
    for text in [*test["current"], *test.get("wanted", ())]:
        for word in text.split():
            kind, _, value = word.lstrip("+-~?").replace("redirect=", "redirect:").partition(":")
            name = value.split("/")[0].lower()
            if "%" in name or "." not in name or name in zone or "gone" in name:
                continue
            number += 1
            if kind in ("include", "redirect"):
                zone[name] = lists.get(name) or {"TXT": [f"v=spf1 ip4:198.51.100.{number} ~all"]}
            elif kind in ("a", "mx"):
                zone[name] = {"A": [f"198.51.100.{100 + number}"], "MX": [f"5 {name}"]}
    return zone


def edit_cases():
    lists = read(SOURCES / "data" / "practice-zone.json")
    for test in read(UNIT_DATA / "edit.json"):
        options = {name: test[name] for name in ("unwanted", "answers") if name in test}
        if test.get("wanted"):
            options["value"] = test["wanted"][0]
        yield {"zone": edit_zone(test, lists), "domain": "shop.example", "options": options}


def random_cases(chance, number):
    owners = Owners(chance)
    for _ in range(number):
        yield owners.case()


# ---------------------------------------------------------------------------------------------
# Running


def describe(case, answer, found):
    node = case["zone"].get(case["domain"])
    return "\n".join([
        f"{found[0]}: {found[1]}", f"  {json.dumps(node, ensure_ascii=False)}",
        f"  said: {json.dumps(case['options'], ensure_ascii=False)}",
        f"  wanted: {answer['wanted']}",
        f"  verdict: {answer['report']['verdict']}, proposed: {answer['report']['proposed']}"])


class Tally:
    """What came of the cases so far."""

    def __init__(self, todoku, chance):
        self.todoku = todoku
        self.chance = chance
        self.verdicts = collections.Counter()
        self.cases = 0
        self.judged = 0
        self.complaints = 0

    def take(self, case):
        self.cases += 1
        for _ in range(FOLLOWED_MAX + 1):
            answer = self.todoku.check(case)
            report = answer["report"]
            self.verdicts[report["verdict"]] += 1
            extra = [report["proposed"] or "", *answer["wanted"], *case.get("meant", ())]
            addresses = candidates(case, extra, self.chance)
            self.judged += report["verdict"] == "fine" or report["proposed"] is not None
            kinds = set()
            for found in violations(case, answer, addresses):
                if found[0] not in kinds:
                    kinds.add(found[0])
                    self.complaints += 1
                    print(describe(case, answer, found), flush=True)
            case = answers_to(case, report)
            if case is None:
                break


def all_cases(options):
    yield from checkup_cases()
    yield from edit_cases()
    yield from practice_cases()
    yield from random_cases(random.Random(options.seed), options.cases)


def run_share(options, share):
    """Takes one of JOBS shares of the cases."""
    todoku = Todoku(options.program)
    tally = Tally(todoku, random.Random(options.seed + share))
    for number, case in enumerate(all_cases(options)):
        if number % JOBS == share and tally.complaints < options.most:
            tally.take(case)
    if todoku.close():
        raise SystemExit("check-lines ended with a fault")
    return tally.cases, tally.judged, tally.complaints, tally.verdicts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--cases", type=int, default=2000, help="how many random domains")
    parser.add_argument("--most", type=int, default=5, help="end after so many faults")
    options = parser.parse_args()

    print(f"seed {options.seed}", flush=True)
    with multiprocessing.Pool(JOBS) as pool:
        shares = pool.map(functools.partial(run_share, options), range(JOBS))
    cases, judged, complaints, verdicts = zip(*shares)
    verdicts = sum(verdicts, collections.Counter())
    print(f"{sum(cases)} cases, {sum(verdicts.values())} check-ups, {sum(judged)} judged: " +
          ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    return 1 if sum(complaints) or not sum(judged) else 0


if __name__ == "__main__":
    sys.exit(main())
