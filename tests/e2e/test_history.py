# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of the domains that were checked: on the first page, as a way back, and until it is
forgotten."""

import contextlib
import fcntl
import json
import re

import clipboard
from case import LEAKS_NOT_SOUGHT, SOURCE, case, expect, expect_equal, wait_until
from misbehave import Server
from servers import DOMAIN, NEW, OLD
from window import LANGUAGES, TOOLS, open_window, tab_to
from zones import domains

PLACES = SOURCE / "data/catalog/dns-providers"
FINE = "fine.shop.test"
GONE = "www.shop.test"
ENTRIES = [
    {"time": "2026-11-01T03:00:00Z", "domain": FINE, "kind": "check", "verdict": "edit",
     "records": [OLD], "proposed": NEW},
    {"time": "2026-11-19T03:00:00Z", "domain": "no domain", "kind": "check", "verdict": "fine",
     "records": [], "proposed": None},
    {"time": "2026-11-20T03:00:00Z", "domain": DOMAIN, "kind": "replaced", "verdict": None,
     "records": [OLD], "proposed": NEW},
    {"time": "2026-11-21T03:00:00Z", "domain": FINE, "kind": "check", "verdict": "fine",
     "records": [NEW], "proposed": None},
    {"time": "2026-11-22T03:00:00Z", "domain": GONE, "kind": "check", "verdict": "unknown",
     "records": [], "proposed": None}]
# In the order in which they are shown.
STATES = ((GONE, "The DNS could not be read"), (FINE, "SPF was in order"),
          (DOMAIN, "Saved, but not seen live yet"))


def write(context, entries):
    path = context.folder("data") / "todoku" / "history.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": 1, "entries": entries}), encoding="utf-8")
    return path


def rows(wizard):
    """The rows of the domains that were checked before: their names and what is said of them."""
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    names = [domain for domain, _ in STATES]
    return [(node.name, node.description)
            for node in wizard.application.find_all(Role.LIST_ITEM) if node.name in names]


def at(provider):
    """A domain whose zone that company serves."""
    names = json.loads((PLACES / f"{provider}.json").read_text("utf-8"))["ns"][0]
    server = re.sub(r"\[(.)[^\]]*\]", r"\1", names)
    return {**domains(NEW, DOMAIN), (DOMAIN, "NS"): [f"{server}."]}


def open_way_back(wizard):
    wizard.display.key("ctrl+h")
    wizard.wait_for("How to put it back")
    tab_to(wizard, wizard.words("How to put it back"))
    wizard.display.key("Return")
    wizard.wait_for("Steps")


def register(language):
    @case(f"window {language}: what was checked before is on the first page, and checked again at "
          "one press", tools=TOOLS, limit=120)
    def recent(context):
        write(context, ENTRIES)
        server = context.use(Server("well", domains(OLD, DOMAIN, FINE, GONE)))
        wizard = open_window(context, language, "--dns-server", server.address)
        wizard.wait_for("Checked Before")
        shown = wait_until(lambda: rows(wizard), "the rows")
        expect_equal([name for name, _ in shown], [name for name, _ in STATES], "the domains")
        for (name, said), (_, state) in zip(shown, STATES):
            expect(wizard.words(state) in said, f"{name}: {said}")
        wizard.expect_names()
        wizard.display.screenshot("recent")
        tab_to(wizard, GONE)
        wizard.display.key("Return")
        wizard.wait_for_host_page()
        wizard.wait_until_idle()
        expect(any(GONE in str(question) for question in server.asked),
               f"{GONE} was not asked about")
        wizard.next()
        wizard.wait_for_copy()
        wizard.display.key("ctrl+n")
        wait_until(lambda: [name for name, _ in rows(wizard)][:1] == [GONE], "it is still the first")
        state = wizard.words("SPF had to be fixed")
        wait_until(lambda: state in rows(wizard)[0][1], "what was found now is said")
        wizard.press("_Practice")
        wait_until(lambda: FINE not in dict(rows(wizard)), "practice shows none of them")
        wizard.quit()

    @case(f"window {language}: the way back from the history, in the panel of the company that has "
          "the zone", tools=TOOLS, limit=120)
    def way_back(context):
        write(context, ENTRIES)
        server = context.use(Server("well", at("xserver")))
        wizard = open_window(context, language, "--dns-server", server.address, **LEAKS_NOT_SOUGHT)
        steps = check_steps(context, server, language)
        open_way_back(wizard)
        for line in "\n".join(steps).split("\n"):
            wizard.application.wait_for_text(line)
        expect(any(OLD in step for step in steps), f"no step has the old value: {steps}")
        wizard.expect_names()
        wizard.display.screenshot("way-back")
        wizard.application.press(wizard.name_of_copy("Old value"))
        clipboard.wait_for(wizard.display, OLD)
        wizard.display.key("Escape")
        wizard.wait_for("_Save as a File")
        wizard.quit()

    @case(f"window {language}: the way back says first what can stop the site, as the way there "
           "does",
          tools=TOOLS, limit=120)
    def danger(context):
        write(context, ENTRIES)
        server = context.use(Server("well", at("onamae")))
        wizard = open_window(context, language, "--dns-server", server.address)
        open_way_back(wizard)
        wizard.wait_for("Read This First")
        place = json.loads((PLACES / "onamae.json").read_text("utf-8"))
        said = [wizard.application.find(None, one[language]).extents().y for one in place["dangers"]]
        steps = wizard.application.find(None, wizard.words("Steps")).extents().y
        expect(said and max(said) < steps, f"at {said}, the steps at {steps}")
        wizard.display.screenshot("danger")
        wizard.quit()

    @case(f"window {language}: the history is forgotten, and with it the first page's",
          tools=TOOLS, limit=120)
    def forget(context):
        path = write(context, ENTRIES)
        damaged = path.with_name("history-damaged-2026-11-01-000000.json")
        damaged.write_text("{", encoding="utf-8")
        wizard = open_window(context, language)
        wizard.wait_for("Checked Before")
        wizard.display.key("ctrl+h")
        wizard.press("Clear the History…")
        wizard.wait_for("Clear the History?")
        wizard.display.key("Escape")
        asked = wizard.words("Clear the History?")
        wait_until(lambda: wizard.application.find_now(None, asked) is None, "it is kept")
        wizard.wait_for("How to put it back")
        wizard.press("Clear the History…")
        wizard.wait_for("Clear the History?")
        wizard.display.screenshot("forget", whole=True)
        wizard.display.key("alt+c")
        wait_until(lambda: not path.exists(), "the history is forgotten")
        wait_until(lambda: wizard.application.find_now(None, asked) is None, "it was asked once")
        wizard.wait_for("Nothing yet")
        wizard.display.key("Escape")
        wait_until(lambda: not rows(wizard), "the first page has forgotten them")
        expect(not path.exists() and not damaged.exists(), "the files are still there")
        wizard.quit()


def check_steps(context, server, language):
    """The steps to the old value, as the command line says them of one that is to be pasted."""
    report = context.cli("check", DOMAIN, "--dns-server", server.address, "--lang", language,
                         "--json").json()
    expect(report["dns_provider"], f"nobody is known to serve the zone: {report}")
    return [step.replace(report["proposed"] or "", OLD) if report["proposed"] else step
            for step in report["steps"]]


@case("history: where the DNS cannot be asked, the way back is the one at any company", tools=TOOLS)
def test_offline(context):
    write(context, ENTRIES)
    server = context.use(Server("servfail"))
    wizard = open_window(context, "en", "--dns-server", server.address)
    open_way_back(wizard)
    wizard.wait_for("Paste the value at your DNS provider")
    wizard.display.key("ctrl+q")
    wait_until(lambda: wizard.process.poll() is not None, "the program ends", 10)
    expect_equal(wizard.process.returncode, 0, "its exit status")


for a_language in LANGUAGES:
    register(a_language)


def open_history(wizard):
    wizard.display.key("ctrl+h")
    wizard.wait_for("_Save as a File")


def open_entries(context):
    """The file of the history, and the window in which it is shown."""
    path = write(context, ENTRIES)
    wizard = open_window(context, "en")
    open_history(wizard)
    wizard.wait_for("How to put it back")
    return path, wizard


def confirm_clearing(wizard):
    wizard.press("Clear the History…")
    wizard.wait_for("Clear the History?")
    wizard.display.key("alt+c")
    asked = wizard.words("Clear the History?")
    wait_until(lambda: wizard.application.find_now(None, asked) is None, "it was asked once")


@contextlib.contextmanager
def held(path):
    """As by another program that is writing it."""
    with open(f"{path}.lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@case("window: closed while the history is being forgotten, the program ends only when it is",
      tools=TOOLS)
def test_closed_while_forgotten(context):
    path, wizard = open_entries(context)
    with held(path):
        confirm_clearing(wizard)
        wizard.display.key("ctrl+q")
        wait_until(lambda: not list(wizard.application.root.children()), "the windows go")
        expect(path.exists() and wizard.process.poll() is None, "nothing was waited for")
    wait_until(lambda: wizard.process.poll() is not None, "the program ends")
    expect_equal(wizard.process.returncode, 0, "its exit status")
    expect(not path.exists(), "the history is not forgotten")


@case("window: a history that cannot be cleared, or was written by a newer release, says so",
      tools=TOOLS)
def test_history_problem(context):
    path, wizard = open_entries(context)
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    confirm_clearing(wizard)
    wizard.application.wait_for_text(re.compile(re.escape(str(path))))
    expect(wizard.application.find_now(None, wizard.words("Nothing yet")) is None, "it seems to be gone")
    wizard.display.key("Escape")
    (path / "in the way").rmdir()
    path.rmdir()
    path.write_text(json.dumps({"version": 99, "entries": []}), encoding="utf-8")
    open_history(wizard)
    wizard.wait_for("The history was written by a newer release of Todoku.")
    wizard.quit()


# More than are listed, and what there was no record of.
MANY = [
    *({"time": f"2026-10-01T{number // 60:02}:{number % 60:02}:00Z", "domain": f"shop{number}.test",
       "kind": "check", "verdict": "fine", "records": [NEW], "proposed": None} for number in range(210)),
    {"time": "2026-11-01T03:00:00Z", "domain": DOMAIN, "kind": "replaced", "verdict": None,
     "records": [], "proposed": NEW},
    {"time": "2026-11-02T03:00:00Z", "domain": f"s1._domainkey.{DOMAIN}", "kind": "replaced",
     "verdict": None, "records": [], "proposed": "v=DKIM1"}]


@case("window: of a long history the newest are listed, and the rest is in the file", tools=TOOLS,
      limit=180)
def test_long_history(context):
    write(context, MANY)
    wizard = open_window(context, "en")
    # Closed while it is still being read or listed.
    wizard.display.key("ctrl+h", "Escape")
    wait_until(lambda: sum(1 for _ in wizard.application.root.children()) == 1, "it is closed")
    open_history(wizard)
    wizard.wait_for("There was no DKIM key.")
    wizard.wait_for("There was no record. To go back, delete the one that was added.")
    wizard.wait_for("Older entries are not listed here. The file that you can save has all of them.")
    listed = [node.name for node in wizard.application.walk() if re.fullmatch(r"shop\d+\.test", node.name)]
    expect("shop209.test" in listed and "shop0.test" not in listed, f"listed are {listed}")
    expect(wizard.application.find_now(None, wizard.words("How to put it back")) is None,
           "there is a way back to nothing")
    wizard.quit()


def times_asked(server, domain):
    """How often the same was asked about the domain, at most."""
    found = [question for question in server.asked if domain in str(question)]
    return max(map(found.count, found), default=0)


@case("window: the way back is closed while it is looked up, and nobody is asked any more",
      tools=TOOLS)
def test_closed_while_looked_up(context):
    write(context, ENTRIES)
    server = context.use(Server("silence"))
    wizard = open_window(context, "en", "--dns-server", server.address)
    open_history(wizard)
    tab_to(wizard, wizard.words("How to put it back"))
    wizard.display.key("Return")
    wait_until(lambda: times_asked(server, DOMAIN), "the server is asked")
    # A key goes to the window that has the focus: each is closed once the one above it is gone.
    for n_windows in (3, 2, 1):
        wait_until(lambda: sum(1 for _ in wizard.application.root.children()) == n_windows,
                   f"{n_windows} windows are open")
        if n_windows > 1:
            wizard.display.key("Escape")
    asked = times_asked(server, DOMAIN)
    # Each question is asked again where there is no answer: that of before would be the first.
    wizard.type("later.test")
    wizard.next()
    wait_until(lambda: times_asked(server, "later.test") > 1, "it is asked again", 20)
    expect_equal(times_asked(server, DOMAIN), asked, "how often it was asked where to put it back")
    wizard.quit()
