# SPDX-License-Identifier: GPL-3.0-or-later
"""Every mail host of the catalog, from no record to the right one, against Knot DNS; and a new one."""

import json
import shutil

import judge
from case import SOURCE, case, expect, expect_equal
from contract import expect_verdict
from knot import Knot
from misbehave import Server
from zones import BYSTANDER, HOST_ADDRESS, World

DOMAIN = "shop.example"
OLD = "include:spf.old-host.example"
TOOLS = ["knotd", "knotc"]
# For what the catalog has no example of.
EXAMPLES = {"ip": HOST_ADDRESS}


def host_ids():
    return sorted(path.stem for path in (SOURCE / "data/catalog/hosts").glob("*.json"))


def find_host(context, host_id):
    found = [host for host in context.catalog("hosts") if host["id"] == host_id]
    expect_equal(len(found), 1, f"hosts called {host_id}")
    return found[0]


def example_values(host):
    return {one["key"]: one["example"] or EXAMPLES[one["key"]] for one in host["placeholders"]}


def fill(template, values):
    for key, text in {**values, "domain": DOMAIN}.items():
        template = template.replace("{" + key + "}", text)
    return template


class Journey:
    """One host, one domain, and what is published for it."""

    def __init__(self, context, host_id):
        self.context = context
        self.host = find_host(context, host_id)
        self.values = example_values(self.host)
        self.value = fill(self.host["spf"], self.values)
        judge.expect_sound(self.value)
        world = World().add_domain(DOMAIN).add_targets(self.value)
        world.add_spf("spf.old-host.example", "v=spf1 ip4:203.0.113.77 -all")
        self.server = context.use(Knot(context, world.zones))

    def check(self, *more):
        settings = [word for key, text in self.values.items() for word in ("--set", f"{key}={text}")]
        answer = self.context.cli("check", DOMAIN, "--dns-server", self.server.address, "--host",
                                  self.host["id"], *settings, *more, "--json")
        expect(BYSTANDER not in answer.out, f"speaks of a record that is not its own: {answer}")
        return answer

    def publish(self, *records):
        self.server.publish(DOMAIN, DOMAIN, [BYSTANDER, *records])

    def expect_cured(self, report):
        """Publishes what is proposed: now nothing is left to do, and others agree."""
        self.publish(report["proposed"])
        after = expect_verdict(self.check(), "fine", 0)
        expect_equal(after["current"], [report["proposed"]], "current")
        result = judge.evaluate(self.server.port, DOMAIN, "203.0.113.200")
        expect(result in ("softfail", "fail"), f"a stranger's mail: {result} by pyspf")
        if any(word in self.value for word in ("include:", "a:", "redirect=", HOST_ADDRESS)):
            expect_equal(judge.evaluate(self.server.port, DOMAIN, HOST_ADDRESS), "pass",
                         "a mail from the host, by pyspf")

    def expect_terms(self, report, extra=()):
        """Everything the host needs is in the proposal."""
        proposed = {term.lower().lstrip("+") for term in judge.terms(report["proposed"])}
        own = {f":{DOMAIN}"}
        for term in (*judge.terms(self.value), *extra):
            bare = term.lower().lstrip("+")
            if bare.endswith("all"):
                continue
            same = {bare} | {bare.replace(end, "") for end in own} | {f"{bare}:{DOMAIN}"}
            expect(proposed & same, f"{term} is not in {report['proposed']!r}")


def walk(context, host_id):
    journey = Journey(context, host_id)

    report = expect_verdict(journey.check(), "add", 1)
    expect_equal(report["domain"], DOMAIN, "domain")
    expect_equal(report["current"], [], "current")
    expect_equal(report["mail_host"]["id"], host_id, "mail_host")
    journey.expect_terms(report)
    journey.expect_cured(report)

    wrong = f"v=spf1 {OLD} -all"
    journey.publish(wrong)
    report = expect_verdict(journey.check(), "edit", 1)
    expect_equal(report["current"], [wrong], "current")
    journey.expect_terms(report, [OLD])
    expect(report["proposed"].endswith(" -all"), f"-all was hers: {report['proposed']!r}")
    expect(any(one["op"] == "add" for one in report["diff"]), f"nothing added: {report['diff']}")
    journey.expect_cured(report)

    journey.publish(f"v=spf1 {OLD} ~all", journey.value)
    report = expect_verdict(journey.check(), "merge", 1)
    expect_equal(len(report["current"]), 2, "records now")
    journey.expect_terms(report, [OLD])
    journey.expect_cured(report)


def walk_valueless(context, host_id):
    """A host whose value nobody has published: asked for, never invented."""
    host = find_host(context, host_id)
    expect_equal(host["spf"], None, "spf")
    server = context.use(Knot(context, World().add_domain(DOMAIN).zones))
    answer = context.cli("check", DOMAIN, "--dns-server", server.address, "--host", host_id,
                         "--json")
    expect_verdict(answer, "choose", 1)
    own = ["--value", "v=spf1 ip4:198.51.100.0/24 ~all"]
    answer = context.cli("check", DOMAIN, "--dns-server", server.address, *own, "--json")
    report = expect_verdict(answer, "add", 1)
    expect_equal(report["proposed"], own[1], "proposed")


def register(host_id):
    @case(f"host {host_id}: add, edit and merge, each cured by its proposal", tools=TOOLS)
    def journey(context):
        if find_host(context, host_id)["spf"] is None:
            walk_valueless(context, host_id)
        else:
            walk(context, host_id)

    return journey


for an_id in host_ids():
    register(an_id)


@case("hosts: the command line knows every file of the catalog")
def test_all_hosts(context):
    ids = host_ids()
    expect(len(ids) >= 15, f"only {len(ids)} hosts: {ids}")
    known = [host["id"] for host in context.catalog("hosts")]
    expect_equal(sorted(known), ids, "hosts")


NEW_HOST = "new-house"


def build_with_another_catalog(context):
    """A build folder with the same program, and a copy of the data that may be changed."""
    source, build = context.folder("source"), context.folder("build")
    shutil.copytree(SOURCE / "data", source / "data")
    (build / "src/cli").mkdir(parents=True)
    (build / "todoku-build.ini").write_text(f"[Build]\nSource={source}\n", encoding="utf-8")
    shutil.copy(context.program("todoku-cli"), build / "src/cli")
    return source / "data/catalog", str(build / "src/cli/todoku-cli")


@case("hosts: a company is added by copying one file")
def test_new_host(context):
    catalog, program = build_with_another_catalog(context)
    text = (catalog / "hosts/lolipop.json").read_text(encoding="utf-8")
    host = json.loads(text.replace("lolipop.jp", "new-house.example")
                      .replace("lolipop\\\\.jp", "new-house\\\\.example"))
    host.update(id=NEW_HOST, name={"ja": "新しい家", "en": "New House"})
    (catalog / f"hosts/{NEW_HOST}.json").write_text(json.dumps(host, ensure_ascii=False),
                                                    encoding="utf-8")
    listed = [one["id"] for one in context.cli("hosts", "--json", program=program).json()["hosts"]]
    expect(NEW_HOST in listed, f"not among the hosts: {listed}")

    server = context.use(Server("well", {
        (DOMAIN, "TXT"): [], (DOMAIN, "MX"): ["10 mx1.new-house.example."],
        (DOMAIN, "A"): ["192.0.2.10"], ("mx1.new-house.example", "A"): ["198.51.100.25"],
        ("_spf.new-house.example", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
    }))
    for chosen in ((), ("--host", NEW_HOST)):
        report = context.cli("check", DOMAIN, "--dns-server", server.address, *chosen, "--json",
                             program=program).json()
        expect_equal(report["mail_host"]["name"], "New House", f"mail host with {chosen}")
        expect("include:_spf.new-house.example" in report["proposed"], f"proposed: {report['proposed']}")
