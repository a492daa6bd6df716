# SPDX-License-Identifier: GPL-3.0-or-later
"""check --html: a page that an agency keeps, or prints for its client."""

from html.parser import HTMLParser

from case import case, expect, expect_equal, is_japanese
from misbehave import Server
from practice import domains as practice_domains
from window import DOMAIN
from zones import domains

# What has no end tag.
VOID = {"meta"}


class Page(HTMLParser):
    """Reads a page, and sees to it that every element ends where it should."""

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.attributes = []
        self.texts = {}
        self.feed(text)
        self.close()
        expect(not self.open, f"not ended: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, *attribute) for attribute in attrs]
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        expect_equal(self.open.pop() if self.open else None, tag, "what ends")

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1]][-1] += data


def read(context, *arguments):
    """The page, and the same as JSON."""
    answer = context.cli("check", *arguments, "--html")
    same = context.cli("check", *arguments, "--json")
    expect_equal(answer.code, same.code, "the exit status")
    return Page(answer.out), same.json()


def values(report):
    """What is to be shown to the letter: published and proposed, of SPF and DMARC."""
    shown = []
    for one in (report, report["dmarc"]):
        current = one["current"]
        shown += current if isinstance(current, list) else [current]
        shown.append(one["proposed"])
    return [value for value in shown if value]


@case("html: every practice domain, in both languages, with its values to the letter", limit=120)
def test_practice(context):
    for domain in practice_domains():
        for language in ("ja", "en"):
            page, report = read(context, domain, "--practice", "--lang", language)
            expect_equal(page.texts["pre"] if "pre" in page.texts else [], values(report),
                         f"{domain}: the values")
            expect(("html", "lang", language) in page.attributes, f"{domain}: {page.attributes}")
            expect_equal(page.texts["title"], page.texts["h1"], f"{domain}: the title")
            expect(report["headline"] in page.texts["h2"], f"{domain}: {page.texts['h2']}")
            expect_equal(is_japanese(page.texts["h1"][0]), language == "ja", f"{domain}: its words")
            shown = "\n".join(page.texts["span"])
            for requirement in report["gmail"]:
                expect(requirement["message"] in shown, f"{domain}: {requirement} is not there")


@case("html: what stands in a record is no markup, and the page asks for nothing else")
def test_hostile(context):
    record = 'v=spf1 a:</pre><script>alert(1)</script> exists:&amp;.example \u202e ~all'
    server = context.use(Server("well", domains(record, DOMAIN)))
    page, report = read(context, DOMAIN, "--dns-server", server.address)
    expect("script" not in page.texts, "a record has become a part of the page")
    expect_equal(page.texts["pre"][0], record.replace("\u202e", "\ufffd"), "the record")
    links = [one for one in page.attributes if one[1] in ("src", "href", "style")
             or one[1].startswith("on")]
    expect(report["verdict"] and not links, f"it leads elsewhere: {links}")


@case("html: not with --json, and nothing is printed of what is no domain")
def test_wrong(context):
    answer = context.cli("check", DOMAIN, "--html", "--json", "--practice")
    expect_equal((answer.code, answer.out), (2, ""), "--html with --json")
    answer = context.cli("check", "192.0.2.1", "--html", "--practice")
    expect_equal((answer.code, answer.out), (2, ""), "an address")
