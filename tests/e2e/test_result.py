# SPDX-License-Identifier: GPL-3.0-or-later
"""What the result says: several records apart, what stays behind what changes, what to know before
Copy; and how long it is, with the page of the steps, for the eye and for Tab."""

import re

import clipboard
from case import case, expect, expect_equal
from window import LANGUAGES, TOOLS, check, open_window

MERGED = "merge.example"
# The practice zone's, one for each look of the pages.
LOOKED_AT = ("shop.example", "add.example", "merge.example", "switch.example", "broken.example",
             "moved.example")
ASKED = ("many.example",)
SIZE = (900, 760)
SCREENS = 3
STOPS = 16


def open_result(context, language, domain):
    wizard = open_window(context, language, "--practice")
    wizard.display.resize(*SIZE)
    wizard.check(domain)
    wizard.wait_until_idle()
    return wizard


def places(wizard, *texts):
    """How far down each of the texts stands; each has to be there."""
    return [wizard.application.find(None, text).extents().y for text in texts]


def page_height(wizard):
    """Of the page in view, scrolled or not, in screens: what stands between the banner of the
    practice mode and the bar with Back and Next."""
    nodes, names = zip(*((node, node.name) for node in wizard.application.walk()))
    begin = names.index(wizard.words("_Leave Practice")) + 1
    end = names.index(wizard.words("_Back"))
    boxes = [box for box in (node.extents() for node in nodes[begin:end])
             if box is not None and box.width > 0 and box.height > 0]
    banner = nodes[begin - 1].extents()
    view = nodes[end].extents().y - banner.y - banner.height
    top = min(box.y for box in boxes)
    return (max(box.y + box.height for box in boxes) - top) / view


def count_stops(wizard, most):
    """How many places Tab comes to. It may begin at one that it never comes back to."""
    wizard.display.key("Tab")
    first = wizard.application.focused().path
    for count in range(1, most + 1):
        wizard.display.key("Tab")
        if wizard.application.focused().path == first:
            return count
    return most + 1


def register(language):
    @case(f"result {language}: several records, each apart; what moves, what goes, and what stays "
          "last", tools=TOOLS)
    def merged(context):
        report = check(context, MERGED).json()
        wizard = open_result(context, language, MERGED)
        first, _, second, _ = at = places(wizard, wizard.words("Record %u") % 1, report["current"][0],
                                          wizard.words("Record %u") % 2, report["current"][1])
        expect(at == sorted(at) and first < second, f"the records stand at {at}")
        shown = places(wizard, wizard.words("Moved from record %u") % 2,
                       wizard.words("Record %u is deleted") % 2)
        stays = [node.extents().y for node in wizard.application.walk()
                 if node.name.startswith(stays_title(wizard))]
        expect(stays and min(stays) > max(shown), f"what stays is at {stays}, the rest at {shown}")
        wizard.expect_names()
        wizard.display.screenshot("merged", whole=True)
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, report["proposed"])
        wizard.quit()

    @case(f"result {language}: the verdict is heard where the focus is led past it", tools=TOOLS)
    def heard(context):
        wizard = open_result(context, language, MERGED)
        headline = check(context, MERGED, "--lang", language).json()["headline"]
        expect_equal(wizard.wait_for_copy().description, headline, "what is heard at Copy")
        wizard.next()
        wizard.wait_for("Where to Paste It")
        wizard.next()
        wizard.wait_for("The new value is live.", timeout=40)
        wizard.application.wait_for_focus(None, wizard.words("The new value is live."))
        wizard.quit()

    @case(f"result {language}: it and the steps are short, for the eye and for Tab", limit=300,
          tools=TOOLS)
    def short(context):
        wizard = open_window(context, language, "--practice")
        wizard.display.resize(*SIZE)
        told = []
        for domain in LOOKED_AT + ASKED:
            wizard.display.key("ctrl+n")
            wizard.check(domain)
            wizard.wait_until_idle()
            told += measure(wizard, f"result {domain}")
            if domain in ASKED:
                continue
            wizard.next()
            wizard.wait_for("Steps")
            told += measure(wizard, f"steps {domain}")
        (context.artifacts / "measured.txt").write_text("\n".join(map(str, told)) + "\n")
        too_long = [one for one in told if one[1] > SCREENS or one[2] > STOPS]
        expect(not too_long, f"too long: {too_long}")
        wizard.quit()


def measure(wizard, name):
    return [(name, round(page_height(wizard), 2), count_stops(wizard, 40))]


def stays_title(wizard):
    one, several = "Stays as it is: %u part", "Stays as it is: %u parts"
    text = wizard.words.japanese.ngettext(one, several, 2) if wizard.language == "ja" else one
    return text.partition("%u")[0]


for a_language in LANGUAGES:
    register(a_language)


@case("check: several records in the terminal, each apart; what moves and what goes, and what stays "
      "last; and what to know before the value")
def test_terminal(context):
    for language in LANGUAGES:
        report = check(context, MERGED, "--lang", language).json()
        lines = context.cli("check", MERGED, "--practice", "--lang", language).out.splitlines()
        one, two, deleted = (index for index, line in enumerate(lines)
                             if line.strip() in report["current"])
        expect_equal(lines[deleted].strip(), lines[two].strip(), "the one that a step deletes")
        expect(lines[one - 1] != lines[two - 1] and "1" in lines[one - 1] and "2" in lines[two - 1],
               f"not apart: {lines}")
        signs = [line[2] for line in lines if re.match(r"  [ +~-] (v=spf1|include:|~all)", line)]
        changes, stays = signs[:signs.index(" ")], signs[signs.index(" "):]
        moved = [entry["term"] for entry in report["diff"]
                 if entry["op"] == "keep" and entry.get("record") == 2]
        expect(moved, f"nothing is moved: {report['diff']}")
        for term in moved:
            expect(any(f"+ {term}" in line and "2" in line for line in lines),
                   f"not said to be moved: {term}")
        expect("-" in changes and "-" not in stays, f"the order: {signs}")
