# SPDX-License-Identifier: GPL-3.0-or-later
"""Where to paste: every company that serves zones, met by its name servers, and the sheet to print
or keep."""

import json
import re

import clipboard
from case import LEAKS_NOT_SOUGHT, SOURCE, case, expect, expect_equal, is_japanese, wait_until
from contract import expect_report
from knot import Knot
from pdf import PDF, expect_sheet, is_whole, save_as
from window import KNOT, LANGUAGES, PRACTICE, TOOLS, check, open_window, tab_to, unfold
from zones import World

VALUE = "v=spf1 ip4:198.51.100.0/24 ~all"


def providers():
    files = sorted((SOURCE / "data/catalog/dns-providers").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def name_server(glob):
    """A name that a glob takes: ns[1-5].xserver.jp as ns1.xserver.jp."""
    return re.sub(r"\[(.)[^\]]*\]", r"\1", glob).replace("*", "x").replace("?", "x")


def domain_of(provider):
    return f"{provider['id']}.shop.test"


@case("paste: every DNS company of the catalog is known by its name servers, with steps in both "
      "languages", limit=240, tools=["knotd", "knotc"])
def test_all_providers(context):
    known = [one for one in providers() if one["ns"]]
    expect(len(known) >= 25, f"only {len(known)} companies")
    world = World()
    for provider in known:
        servers = sorted({name_server(glob) for glob in provider["ns"]})
        world.add_domain(domain_of(provider), name_servers=servers)
    server = context.use(Knot(context, world.zones))
    for provider in known:
        for language in LANGUAGES:
            expect_steps(context, server, provider, language)


def expect_steps(context, server, provider, language):
    domain = domain_of(provider)
    answer = context.cli("check", domain, "--dns-server", server.address, "--value", VALUE,
                         "--lang", language, "--json")
    report = answer.json()
    expect_report(report)
    expect_equal(report["dns_provider"]["id"], provider["id"], f"who serves {domain}")
    steps = report["steps"]
    expect(len(steps) >= 2, f"{domain}: {steps}")
    for step in steps:
        expect(not re.search(r"[{}]", step), f"{domain}: a word is left: {step}")
        expect(VALUE not in step or step.split("\n")[1:] == [step.split("\n")[-1]],
               f"{domain}: the value is not on a line of its own: {step}")
        expect(is_japanese(step) if language == "ja" else "。" not in step,
               f"{domain}, {language}: {step}")
    to_add = [step for step in provider["steps"]
              if step.get("when") != "change" and "published" not in step]
    for own, shown in zip(to_add, steps):
        start = own[language].partition("{")[0].rstrip()
        expect(shown.startswith(start), f"{domain}: {shown!r} for {own[language]!r}")
    if provider["editable"]:
        expect(any(VALUE in step for step in steps), f"{domain}: no step has the value: {steps}")


# The sheet

def walk_to_paste(wizard, domain):
    wizard.check(domain)
    wizard.wait_for_copy()
    wizard.next()
    wizard.application.wait_for_text(wizard.words("What Goes into the Fields"))
    wizard.expect_names()


def press_what_reads(node):
    """Newer GTK gives this button of its dialog no name, but for the label in it."""
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    button = node.parent() if node.role == Role.LABEL else node
    button.press("click")


def print_to(wizard, path, before=lambda: None):
    """Presses Ctrl+P, and takes the printer that writes a file, as GTK calls all of it. before: what
    happens before Print is pressed."""
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    wizard.display.key("ctrl+p")
    wizard.application.find(None, re.compile("Print to File|ファイルに出力する"), 20)
    wizard.display.key("Down", "space")
    press_what_reads(wizard.application.find(None, re.compile(r"\.pdf$"), 20))
    # Its own file chooser, with the name of the file in a field that has the focus.
    wizard.application.wait_for_focus(Role.TEXT, timeout=20)
    wizard.display.key("ctrl+a")
    wizard.display.type(str(path))
    wizard.display.key("Return")
    wizard.application.find(None, re.compile(re.escape(path.name) + "$"), 20)
    before()
    wizard.application.press(re.compile(r"^(_Print|Print$|印刷\(_P\)|印刷\(P\)$)"), timeout=20)


def expect_pieces(wizard, pieces):
    """Where a panel takes no long value: each part with a Copy of its own."""
    expect(len(pieces) > 1 and all(len(piece) <= 255 for piece in pieces), f"pieces: {pieces}")
    tab_to(wizard, wizard.words("If the Control Panel Says the Value Is Too Long"))
    wizard.display.key("Return")
    for number, piece in enumerate(pieces, 1):
        title = wizard.words.fill("Part %u of %u", number, len(pieces))
        wizard.application.wait_for_text(title)
        wizard.application.press(wizard.words.fill("%s: %s", wizard.words("Copy"), title))
        clipboard.wait_for(wizard.display, piece)


def open_paste_page(context, language):
    """Whence the sheet is saved and printed, for the practice's domain."""
    wizard = open_window(context, language, "--practice", **LEAKS_NOT_SOUGHT)
    walk_to_paste(wizard, PRACTICE)
    return wizard


def register(language):
    @case(f"window {language}: what is published now is kept at hand, below the steps (practice)",
          tools=TOOLS)
    def current(context):
        published, = check(context, PRACTICE).json()["current"]
        wizard = open_window(context, language, "--practice")
        walk_to_paste(wizard, PRACTICE)
        unfold(wizard, "Current Value")
        wizard.application.find(None, published)
        wizard.display.key("Tab")
        wizard.application.wait_for_focus(None, wizard.name_of_copy("Current value"))
        wizard.display.key("space")
        clipboard.wait_for(wizard.display, published)
        copied = wizard.words.fill("%s: %s", wizard.words("Copied"), wizard.words("Current value"))
        wizard.application.wait_for_focus(None, copied)
        wizard.display.key("shift+Tab")
        wizard.application.wait_for_focus(None, wizard.words("Current Value"))
        wizard.display.key("space")
        wait_until(lambda: wizard.application.find_now(None, published) is None,
                   "it folds away again")
        wizard.quit()

    @case(f"window {language}: the sheet is saved as PDF, with the value and the steps (practice)",
          tools=PDF)
    def sheet(context):
        wizard = open_paste_page(context, language)
        path = context.artifacts / "my sheet.pdf"
        save_as(wizard, path)
        wizard.application.wait_for_text(wizard.words("Saved as %s") % path.name)
        wizard.display.screenshot("saved")
        expect_sheet(context, path, PRACTICE, language, "--practice")
        wizard.quit()

    @case(f"window {language}: the sheet is printed, into a file of the print dialog (practice)",
          tools=PDF)
    def printed(context):
        wizard = open_paste_page(context, language)
        path = context.artifacts / "printed.pdf"
        print_to(wizard, path)
        wait_until(lambda: path.exists() and is_whole(path), "the sheet is printed", 20)
        expect_sheet(context, path, PRACTICE, language, "--practice")
        wizard.quit()

    @case(f"window {language}: a sheet that cannot be printed is said to be none (practice)",
          tools=TOOLS)
    def not_printed(context):
        wizard = open_paste_page(context, language)
        folder = context.folder("sheets")
        print_to(wizard, folder / "printed.pdf", before=folder.rmdir)
        wizard.application.wait_for_text(wizard.words("The sheet could not be printed"))
        wizard.display.screenshot("not-printed", whole=True)
        wizard.display.key("Escape")
        wizard.quit()

    @case(f"window {language}: a sheet that cannot be saved is said to be none (practice)",
          tools=TOOLS)
    def no_sheet(context):
        wizard = open_paste_page(context, language)
        save_as(wizard, "/proc/sheet.pdf")
        wizard.application.wait_for_text(wizard.words("The sheet was not saved"))
        wizard.display.screenshot("not-saved", whole=True)
        wizard.display.key("Escape")
        said = wizard.words("The sheet was not saved")
        wait_until(lambda: wizard.application.find_now(None, said) is None, "it is closed")
        wizard.application.wait_for_focus()
        wizard.quit()


    @case(f"window {language}: what can stop the site comes before the steps, and nothing says the "
          "contrary (Knot DNS)", tools=KNOT)
    def danger(context):
        world = World().add_domain("shop.test", [], ["dns1.onamae.com"])
        server = context.use(Knot(context, world.zones))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.check_with_value("shop.test", VALUE)
        wizard.wait_for_copy()
        expect_no_word(wizard, "Your website is not affected.")
        wizard.next()
        dangers = next(one for one in providers() if one["id"] == "onamae")["dangers"]
        said = [wizard.words("Read This First")] + [one[language] for one in dangers]
        wizard.application.wait_for_text(said[0])
        places = [wizard.application.find(None, text).extents().y for text in said]
        steps = wizard.application.find(None, wizard.words("Steps")).extents().y
        expect(places == sorted(places) and places[-1] < steps, f"at {places}, the steps at {steps}")
        wizard.application.wait_for_focus(None, said[1])
        expect_no_word(wizard, "Your site’s pages are not affected by this.")
        wizard.display.screenshot("danger")
        wizard.quit()


def expect_no_word(wizard, message):
    shown = [text for text in wizard.application.texts() if wizard.words(message) in text]
    expect(not shown, f"it says {shown}")


for a_language in LANGUAGES:
    register(a_language)


@case("window ja: a value of many parts is copied part by part, and fits on the sheet (Knot "
      "DNS)", tools=[*KNOT, *PDF])
def test_long_value(context):
    terms = " ".join(f"ip4:203.0.113.{number}" for number in range(60))
    world = World().add_domain("shop.test", [f"v=spf1 {terms} -all", "v=spf1 a -all"],
                               ["ns1.dns.ne.jp"])
    world.add_spf("_spf.lolipop.jp", "v=spf1 ip4:198.51.100.0/24 -all")
    server = context.use(Knot(context, world.zones))
    wizard = open_window(context, "ja", "--dns-server", server.address, **LEAKS_NOT_SOUGHT)
    wizard.type("shop.test")
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    wizard.choose_host("ロリポップ！")
    wizard.next()
    wizard.wait_for_copy()
    wizard.next()
    # Until the page has turned, GTK lets the focus fall on anything that stands on it.
    step = wizard.words.fill("Step %u: %s", 1, ".*")
    wizard.application.wait_for_focus(None, re.compile(step))
    expect_pieces(wizard, context.cli("check", "shop.test", "--dns-server", server.address, "--host",
                                      "lolipop", "--json").json()["strings"])
    path = context.artifacts / "long.pdf"
    save_as(wizard, path)
    wait_until(path.exists, "the sheet is saved")
    wizard.application.wait_for_text(wizard.words("Saved as %s") % path.name)
    expect_sheet(context, path, "shop.test", "ja", "--dns-server", server.address, "--host",
                 "lolipop")
    wizard.quit()
