# SPDX-License-Identifier: GPL-3.0-or-later
"""What the person changes her mind about: another domain, other DNS servers, a window over the
window. Nothing of what was before may be left, and no state may be a dead end."""

import json
import re
import subprocess
import time

import dns.rcode

import clipboard
import processes
from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from misbehave import Server, refusal
from window import TOOLS, open_window, tab_to, unfold
from zones import domains

FIRST, SECOND = "first.test", "second.test"
OLD_HOST = "v=spf1 include:_spf.old-host.example ~all"
# A part that may go, and one that nobody can read for sure.
DOUBTFUL = "v=spf1 include:_spf.lolipop.jp ptr foo:bar ~all"
def go_back_to_start(wizard):
    for _ in range(5):
        if wizard.application.find_now(None, wizard.words("Pas_te the Email")):
            return
        wizard.display.key("alt+Left")
    wizard.fail("Alt+Left does not lead to the first page")


def choice(wizard, name):
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    return wizard.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), name)


def checked(node):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    return node.has(State.CHECKED)


def n_windows(wizard):
    return sum(1 for _ in wizard.application.root.children())


def expect_windows(wizard, number, what):
    wait_until(lambda: n_windows(wizard) == number, f"{what}: {number} windows")


def register_window_over(key, name):
    @case(f"states: {name} over the window: one of it, closed by Ctrl+W, and Ctrl+Q ends all",
          tools=TOOLS)
    def over(context):
        wizard = open_window(context, "en", "--practice")
        wizard.display.key(key)
        expect_windows(wizard, 2, key)
        wizard.display.key(key, key)
        expect_windows(wizard, 2, f"{key}, thrice")
        wizard.display.key("ctrl+w")
        expect_windows(wizard, 1, "Ctrl+W")
        wizard.display.key(key)
        expect_windows(wizard, 2, f"{key}, again")
        wizard.quit()


register_window_over("ctrl+comma", "the preferences")
register_window_over("ctrl+h", "the history")
register_window_over("F1", "the help")
register_window_over("ctrl+question", "the shortcuts")


def activate(wizard, action):
    """What the desktop does when it is told to by its own menu of the program."""
    wizard.display.output(["gdbus", "call", "--session", "--dest", "io.github.todoku.Todoku",
                           "--object-path", "/io/github/todoku/Todoku", "--method",
                           "org.gtk.Actions.Activate", action, "[]", "{}"])


def ask_where_to_save(wizard):
    wizard.check("shop.example")
    wizard.wait_for_copy()
    wizard.next()
    wizard.wait_for("What Goes into the Fields")
    wizard.press("Save as _PDF…")
    wizard.wait_for("Save the Sheet")


@case("states: it is asked where to save: Check another domain takes that away, and the desktop’s "
      "Quit ends all", tools=TOOLS)
def test_dialog_of_gtk(context):
    wizard = open_window(context, "en", "--practice", **LEAKS_NOT_SOUGHT)
    ask_where_to_save(wizard)
    activate(wizard, "new-check")
    expect_windows(wizard, 1, "Check another domain")
    ask_where_to_save(wizard)
    activate(wizard, "quit")
    wait_until(lambda: wizard.process.poll() is not None, "the program ends")
    expect_equal(wizard.process.returncode, 0, "its exit status")


# What stands under “What are SPF, DKIM and DMARC?”, the last of the questions.
EXPLAINED = ("The list of the servers that may send your email.",
             "What receivers are asked to do with email in your name that neither SPF nor DKIM "
             "shows to be yours.")


def reach(wizard, key, question):
    """Presses key until the question has the focus of the help; each window has its own."""
    name = wizard.words(question)
    frame = next(one for one in wizard.application.root.children()
                 if one.name == wizard.words("Help"))
    for _ in range(20):
        if any(node.focused and node.name == name for node in frame.walk()):
            return
        wizard.display.key(key)
    wizard.fail(f"{key} does not lead to {name!r}")


def leave_over_window(wizard, picture):
    """What stands over the window has names, and Escape leads back from it."""
    wizard.expect_names()
    wizard.display.screenshot(picture)
    wizard.display.key("Escape")
    expect_windows(wizard, 1, "Escape")
    wizard.quit()


def register_help(language):
    @case(f"states: the help opens from the menu and answers by keyboard ({language})",
          limit=180, tools=TOOLS)
    def answered(context):
        wizard = open_window(context, language, "--practice")
        wizard.choose_in_menu("H_elp")
        wizard.wait_for("How an Email Gets Through")
        wizard.display.screenshot("help")
        reach(wizard, "Tab", "What is a TXT record?")
        reach(wizard, "Down", "What are SPF, DKIM and DMARC?")
        wizard.display.key("Return")
        for message in EXPLAINED:
            wizard.application.wait_for_text(wizard.words(message))
        leave_over_window(wizard, "help-answer")


for a_language in ("ja", "en"):
    register_help(a_language)


ABOUT = ("Finds out why email to Gmail comes back, and says what to paste where.", "License",
         "To Add to a Report")
LIBRARY_WORDS = re.compile("Troubleshooting|Report an Issue|Legal|Details|Credits")


def register_about(language):
    @case(f"states: About says where the website is and where to report, in one language "
          f"({language})", tools=TOOLS)
    def about(context):
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        wizard = open_window(context, language, "--practice")
        wizard.choose_in_menu("_About Todoku")
        wizard.wait_for("About Todoku")
        for message in ABOUT:
            wizard.application.wait_for_text(wizard.words(message))
        for message in ("Website", "Report a Problem"):
            wizard.wait_for(message, role=Role.LINK)
        left = [text for text in wizard.application.texts() if LIBRARY_WORDS.search(text)]
        expect(not left, f"words of the library: {left}")
        leave_over_window(wizard, "about")


for a_language in ("ja", "en"):
    register_about(a_language)


@case("states: outside practice a screen reader hears nothing of practice", tools=TOOLS)
def test_no_practice(context):
    wizard = open_window(context, "en")
    wizard.application.find(None, wizard.words("_Next"))
    leave = wizard.words("_Leave Practice")
    expect(wizard.application.find_now(None, leave) is None, "practice can be left")
    wizard.press("_Practice")
    wizard.application.find(None, leave)
    wizard.press("_Leave Practice")
    wait_until(lambda: wizard.application.find_now(None, leave) is None, "practice is over")
    wizard.quit()


def expect_stops(wizard, key, *names):
    for name in names:
        wizard.display.key(key)
        wizard.application.wait_for_focus(None, name)


@case("states: where no host is found Tab goes through all that can be chosen, and "
      "back", tools=TOOLS)
def test_tab(context):
    wizard = open_window(context, "en", "--practice")
    search = wizard.words("Search by the name of the company")
    others = wizard.words("Other services that send with this address")
    website = wizard.words("Web host")
    show_all = re.compile("^Show all [0-9]+ companies$")
    wizard.type("choose.example")
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    wizard.application.wait_for_focus(None, "Xserver")
    expect_stops(wizard, "Tab", show_all, website, others, wizard.words("_Back"))
    expect_stops(wizard, "shift+Tab", others, website, show_all, "Xserver", search)
    wizard.display.key("Tab", "End", "space")
    own, server, field = (wizard.words(name) for name in (
        "Not listed, or I do not know", "Outgoing mail server (SMTP)", "SPF value of your email provider"))
    letter = re.compile("^" + re.escape(wizard.words("Copy a Message That Asks")))
    wizard.application.wait_for_focus(None, own)
    expect_stops(wizard, "Tab", server, letter, field, website, others)
    expect_stops(wizard, "shift+Tab", website, field, letter, server, own, show_all, search)
    expect_stops(wizard, "Tab", show_all)
    wizard.display.key("space")
    wait_until(lambda: wizard.application.find_now(None, show_all) is None, "all are shown")
    wizard.quit()


@case("states: Check another domain takes away what was pasted and is no returned mail",
      tools=TOOLS)
def test_no_bounce(context):
    wizard = open_window(context, "en", "--practice", **LEAKS_NOT_SOUGHT)
    subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=b"Good morning!",
                   env=wizard.display.env, check=True, timeout=10, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    wizard.press("Pas_te the Email")
    wizard.application.wait_for_text("Good morning!")
    said = context.cli("bounce", stdin="Good morning!").err.strip().partition(": ")[2]
    wizard.application.wait_for_text(said)
    tab_to(wizard, wizard.words("_Next"))
    wizard.display.key("ctrl+h")
    expect_windows(wizard, 2, "the history")
    wizard.display.key("ctrl+n")
    expect_windows(wizard, 1, "Ctrl+N over the history")
    wizard.application.wait_for_focus(None, wizard.field().name)
    wait_until(lambda: not {"Good morning!", said} & set(wizard.application.texts()),
               "text and fault go")
    wizard.quit()


@case("states: another domain has nothing of what was chosen for the one before", tools=TOOLS,
      limit=180)
def test_own_value(context):
    server = context.use(Server("well", domains(OLD_HOST, FIRST, SECOND)))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.type(FIRST)
    wizard.next()
    wizard.wait_for_host_page()
    own = wizard.words("Not listed, or I do not know")
    wizard.choose_host(own)
    wizard.fill_in("v=spf1 include:_spf.own.example ~all")
    wizard.next()
    wizard.wait_for("Result")
    wizard.wait_until_idle()
    go_back_to_start(wizard)
    wizard.type(SECOND)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    wait_until(lambda: checked(choice(wizard, "Lolipop")), "what was found is chosen")
    expect(not checked(choice(wizard, own)), "the pasted value is still chosen")
    wizard.next()
    wizard.application.wait_for_text("include:_spf.lolipop.jp")
    wizard.quit()


@case("states: a selector and an address for reports are not those of the domain before",
      tools=TOOLS, limit=180)
def test_typed_for_another(context):
    server = context.use(Server("well", domains("v=spf1 include:_spf.lolipop.jp ~all", FIRST, SECOND)))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.check(FIRST)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("There is no DKIM key yet")
    wizard.type("first1")
    wizard.press("_Leave This for Later")
    wizard.wait_for("Add a DMARC record")
    wizard.type(f"dmarc@{FIRST}")
    wizard.application.wait_for_text(f"rua=mailto:dmarc@{FIRST}")
    go_back_to_start(wizard)
    wizard.check(SECOND)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("There is no DKIM key yet")
    expect_equal(wizard.field().text, "", "the selector")
    wizard.press("_Leave This for Later")
    wizard.wait_for("Add a DMARC record")
    expect_equal(wizard.field().text, "", "the address for reports")
    wizard.quit()


@case("states: ticks on the result are those of this domain, and of the page of the hosts",
      tools=TOOLS, limit=180)
def test_ticks(context):
    server = context.use(Server("well", domains(DOUBTFUL, FIRST, SECOND)))
    wizard = open_window(context, "en", "--dns-server", server.address)
    ticks = [wizard.words("Remove %s") % "ptr"]
    wizard.check(FIRST)
    wizard.wait_until_idle()
    for name in ticks:
        tab_to(wizard, name)
        wizard.display.key("space")
        wait_until(lambda at=name: checked(choice(wizard, at)), f"{name} is chosen")
    go_back_to_start(wizard)
    wizard.check(SECOND)
    wizard.wait_until_idle()
    wizard.display.screenshot("second")
    for name in ticks:
        wait_until(lambda at=name: not checked(choice(wizard, at)), f"{name} is not chosen any more")
    wizard.quit()


@case("states: a published service that is unticked on the page of the hosts is let go, each term",
      tools=TOOLS, limit=180)
def test_untick(context):
    terms = ("include:mail.zendesk.com", "include:smtp.zendesk.com")
    server = context.use(Server("well", {
        **domains(f"v=spf1 include:_spf.lolipop.jp {' '.join(terms)} ~all", FIRST),
        **{(term.partition(":")[2], "TXT"): ['"v=spf1 ip4:203.0.113.0/28 -all"'] for term in terms}}))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.type(FIRST)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    tab_to(wizard, wizard.words("Other services that send with this address"))
    wizard.display.key("space")
    name = "Zendesk"
    wizard.display.key(*["Tab"] * 15)
    wait_until(lambda: checked(choice(wizard, name)), f"{name} is in the record")
    for wanted in (False, True, False):
        tab_to(wizard, name)
        wizard.display.key("space")
        wait_until(lambda at=wanted: checked(choice(wizard, name)) == at, f"{name}: {wanted}")
    wizard.next()
    wizard.wait_for_copy().press("click")
    clipboard.wait_for(wizard.display, "v=spf1 include:_spf.lolipop.jp ~all")
    wizard.quit()


@case("states: Check Now in the history leaves practice, which knows nothing of that domain",
      tools=TOOLS)
def test_history_in_practice(context):
    server = context.use(Server("well", domains(OLD_HOST, FIRST)))
    entry = {"time": "2026-11-01T00:00:00Z", "domain": FIRST, "kind": "check", "verdict": "edit",
             "records": [OLD_HOST], "proposed": None}
    path = context.folder("data/todoku") / "history.json"
    path.write_text(json.dumps({"version": 1, "entries": [entry]}), "utf-8")
    wizard = open_window(context, "en", "--practice", "--dns-server", server.address)
    wizard.application.find(None, wizard.words("_Leave Practice"))
    wizard.display.key("ctrl+h")
    wizard.application.press(wizard.words("Check %s now") % FIRST)
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    expect(wizard.application.find_now(None, wizard.words("_Leave Practice")) is None,
           "still in practice")
    wizard.next()
    wizard.wait_for_copy()
    wizard.quit()


@case("states: what stands in a record is never taken for markup", tools=TOOLS, limit=180)
def test_markup(context):
    record = ("v=spf1 include:_spf.lolipop.jp exists:%{i}.<b>a&b.example include:<i>&amp;.example "
              "a:&lt;.example ~all")
    server = context.use(Server("well", domains(record, FIRST)))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.check(FIRST)
    wizard.wait_until_idle()
    unfold(wizard, "Number of DNS Lookups")
    unfold(wizard, "Current value")
    wizard.application.wait_for_text("exists:%{i}.<b>a&b.example")
    wizard.quit()
    said = wizard.display.log("program").read_text("utf-8", "replace")
    expect("markup" not in said, f"the program complains: {said}")


def change_server(wizard, address):
    """A second start hands its options to the window that is open."""
    wizard.display.output([wizard.context.program("todoku"), "--dns-server", address])


@case("states: a DNS server that fails, chosen while it is shown where to paste, is no dead end",
      tools=TOOLS, limit=180)
def test_failing_server(context):
    server = context.use(Server("well", domains(OLD_HOST, FIRST)))
    bad = context.use(Server("servfail"))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.check(FIRST)
    wizard.wait_for_copy()
    wizard.next()
    wizard.application.find(None, wizard.words("I Have _Saved It"))
    change_server(wizard, bad.address)
    wizard.application.wait_for_text(bad.address, 30)
    wizard.application.wait_for_focus(None, wizard.words("Try _Again"))
    change_server(wizard, server.address)
    wizard.wait_for_copy()
    wizard.quit()


class Homeless(Server):
    """Does not know where the name server is, and so is asked for it each time."""

    def answer(self, query):
        if query.question[0].name.to_text().startswith("ns1."):
            return refusal(query, dns.rcode.SERVFAIL)
        return super().answer(query)


@case("states: the page that waits: the focus on its button, and asks the DNS servers of now",
      tools=TOOLS, limit=180)
def test_waiting_page(context):
    server = context.use(Homeless("well", domains(OLD_HOST, FIRST)))
    other = context.use(Homeless("well", domains(OLD_HOST, FIRST)))
    wizard = open_window(context, "en", "--dns-server", server.address, "--public", server.address,
                         "--authority-port", str(processes.free_port()))
    again = wizard.words("Check Again _Now")
    wizard.check(FIRST)
    wizard.wait_for_copy()
    wizard.next()
    wizard.application.find(None, wizard.words("I Have _Saved It"))
    wizard.next()
    wizard.application.wait_for_focus(None, again, 30)
    other.asked.clear()
    change_server(wizard, other.address)
    wait_until(lambda: (f"{FIRST}.", "MX") in other.asked, "the check is made anew")
    wizard.wait_until_idle()
    wizard.application.wait_for_focus(None, again, 30)
    other.asked.clear()
    wizard.display.key("space")
    wait_until(lambda: ("ns1.dns-house.example.", "A") in other.asked, "who is set now is asked", 20)
    wizard.application.wait_for_focus(None, again, 30)
    expect_equal(wizard.process.poll(), None, "the program")
    wizard.quit()


def is_turning(place):
    """Whether a spinner is in its place for a screen reader, too."""
    return next(place.children(), None) is not None


def watch_quick_look_up(wizard, server, place):
    """Whether all was asked within a moment, and whether the spinner was there meanwhile."""
    before = len(server.asked)
    wizard.next()
    wait_until(lambda: len(server.asked) > before, "something is asked", interval=0.005)
    began = last = time.monotonic()
    n_asked, turned = 0, False
    while time.monotonic() < last + 0.5:
        turned = is_turning(place) or turned
        if len(server.asked) > n_asked:
            n_asked, last = len(server.asked), time.monotonic()
    return last - began < 0.25, turned


@case("states: a spinner turns where the wait is felt, and is not there for a moment", tools=TOOLS,
      limit=180)
def test_spinner(context):
    others = [f"shop{number}.test" for number in range(8)]
    server = context.use(Server("slow", domains(OLD_HOST, FIRST, *others), delay=1))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.type(FIRST)
    wizard.next()
    place = wizard.wait_for("Looking up").parent()
    wizard.wait_until_idle()
    wait_until(lambda: not is_turning(place), "the spinner is gone")
    server.delay = 0.04
    for name in others:
        go_back_to_start(wizard)
        wizard.type(name)
        quick, turned = watch_quick_look_up(wizard, server, place)
        if quick:
            expect(not turned, "a spinner turns for a moment")
            break
        wizard.wait_until_idle()
    else:
        wizard.fail("no look-up was quick: this machine is too busy to tell")
    wizard.quit()


@case("states: of a record with hundreds of terms the first are listed, and the rest is counted",
      tools=TOOLS, limit=180)
def test_long_lists(context):
    terms = " ".join(f"ip4:192.0.2.{n}/32" for n in range(1, 132))
    pieces = " ".join(f'"{piece}"' for piece in cut(f"v=spf1 include:_spf.lolipop.jp {terms} ~all"))
    server = context.use(Server("truncated", {**domains("", FIRST), (FIRST, "TXT"): [pieces]}))
    wizard = open_window(context, "en", "--dns-server", server.address)
    wizard.check(FIRST)
    wizard.application.find(None, re.compile("^ip4:192.0.2.9/32"), 30)
    wizard.application.wait_for_text(re.compile("^[0-9]+ more are not listed here.$"))
    expect(wizard.application.find_now(None, re.compile("^ip4:192.0.2.130/32")) is None,
           "a row beyond the bound")
    wizard.quit()


def cut(text):
    return [text[at:at + 250] for at in range(0, len(text), 250)]
