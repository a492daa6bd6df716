# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of 360 pixels stays so on every page, however long the words are that stand in it, and
nothing in it is cut off at its sides; nor on a large screen, where no line grows too long to read."""

import json
import re
import time

from case import Failed, case, expect, expect_equal, wait_until
from display import Display
from misbehave import Server
from window import LANGUAGES, TOOLS

WIDTH, HEIGHT = 360, 720
# Where nothing composes the screen libadwaita's preferences have 360 pixels within a frame.
FRAME = 10
LARGE = (2500, 1380)
LONGEST_LINE = 1000
# One domain for each look of the pages.
WALKED = ("shop.example", "many.example", "switch.example", "half.example", "choose.example")
# 253 octets in labels of 63, the most there is.
LONG = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 53, "example"])
SERVER = ".".join(["m" * 63, "n" * 63, "o" * 63, "p" * 53, "example"])
ADDRESSES = " ".join(f"ip4:192.0.2.{octet}" for octet in range(60))
UNCLEAR = "foo:" + "u" * 60 + "." + "v" * 60 + ".example"
LONG_VALUE = f"v=spf1 include:{SERVER} {ADDRESSES} ~all"
UNCLEAR_DOMAIN = "ask.test"
PASTE_TITLES = ("Where to Paste It", "How to Switch It On")
HISTORY = {"version": 1, "entries": [
    {"time": "2026-11-02T01:10:00Z", "domain": LONG, "kind": "check", "verdict": "edit",
     "records": [LONG_VALUE], "proposed": f"{LONG_VALUE} -all"},
    {"time": "2026-11-02T01:16:00Z", "domain": "shop.example", "kind": "replaced",
     "verdict": None, "records": ["v=spf1 -all"], "proposed": LONG_VALUE},
    {"time": "2026-11-20T05:00:00Z", "domain": "add.example", "kind": "check", "verdict": "add",
     "records": [], "proposed": None}]}
OVER_IT = {"history": "ctrl+h", "preferences": "ctrl+comma"}
RECORDS = {
    (LONG, "TXT"): [" ".join(f'"{LONG_VALUE[at:at + 255]}"'
                             for at in range(0, len(LONG_VALUE), 255))],
    (LONG, "A"): ["192.0.2.10"],
    (LONG, "MX"): [f"10 {SERVER}."],
    (LONG, "NS"): [f"{SERVER}."],
    (SERVER, "A"): ["192.0.2.25"],
    (SERVER, "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
    (SERVER[::-1], "TXT"): ['"v=spf1 ip4:203.0.113.0/24 -all"'],
    (UNCLEAR_DOMAIN, "TXT"): [f'"v=spf1 mx {UNCLEAR} ~all"'],
    (UNCLEAR_DOMAIN, "MX"): ["10 mx01.lolipop.jp."],
    (UNCLEAR_DOMAIN, "NS"): [f"{SERVER}."],
    ("mx01.lolipop.jp", "A"): ["198.51.100.25"],
    ("_spf.lolipop.jp", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"'],
}


class Narrow:
    """The window, and what must hold of it on every page."""

    def __init__(self, context, language, *arguments, size=(WIDTH, HEIGHT), large_text=False):
        screen = (max(size[0] + 60, 1280), max(size[1] + 60, 1000))
        self.size = size
        self.display = context.use(Display(context, *screen, language=language))
        if large_text:
            self.display.enlarge_text()
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        self.wizard = Wizard(context, self.display, language, *arguments)
        self.display.resize(*size)

    def width(self):
        shown = self.display.output(["xdotool", "getwindowgeometry", "--shell",
                                     self.display.find_window()])
        return int(re.search(r"^WIDTH=(\d+)$", shown, re.MULTILINE).group(1))

    def outside(self):
        """What reaches over the window's sides; one pixel of border may."""
        window = wait_until(lambda: next(self.wizard.application.root.children(), None),
                            "the window is on the accessibility bus")
        # Newer GTK counts from within the border of the window, not from its edge. GTK 4.14 does so
        # for every node, and gives its width with the border: what stands in it is told rightly.
        content = next(window.children())
        left = content.extents().x
        right = left + content.extents().width
        for node in content.walk():
            box = node.extents() if node.is_leaf else None
            if box is not None and box.width > 0 and (box.x < left - 1
                                                      or box.x + box.width > right + 1):
                yield f"{node} from {box.x} to {box.x + box.width}, not {left} to {right}"

    def expect_width(self, page):
        self.display.screenshot(page)
        expect_equal(self.width(), self.size[0], f"{page}: the window's width")

    def expect_fits(self, page):
        self.expect_width(page)
        outside = list(self.outside())
        if outside:
            raise Failed(f"{page}: outside the window: {outside[0]}", "\n".join(outside))

    def back_to_start(self):
        self.display.key("ctrl+n")
        self.wizard.field()


def register(language):
    @case(f"window {language}: 360 pixels are enough for every page",
          limit=240, tools=TOOLS)
    def zone(context):
        walk_practice(Narrow(context, language, "--practice"))

    @case(f"window {language}: 360 pixels are enough for letters twice as large", limit=240,
          tools=TOOLS)
    def large_text(context):
        narrow = Narrow(context, language, "--practice", large_text=True)
        narrow.expect_fits("start")
        for domain in ("shop.example", "merge.example"):
            walk_domain(narrow, domain)
            narrow.back_to_start()
        walk_road(narrow)
        narrow.wizard.quit()

    @case(f"window {language}: on a large screen every page fits, and no line is too long to read",
          limit=240, tools=TOOLS)
    def large(context):
        narrow = Narrow(context, language, "--practice", size=LARGE)
        from screen_reader import Role  # pylint: disable=import-outside-toplevel
        narrow.expect_fits("start")
        width = narrow.wizard.field().extents().width
        expect(width <= LONGEST_LINE, f"the field is {width} pixels wide")
        walk_domain(narrow, "shop.example")
        steps = narrow.wizard.application.find_all(Role.LIST_ITEM)
        expect(steps, "the last page has no steps")
        for node in steps:
            width = node.extents().width
            expect(width <= LONGEST_LINE, f"{node} is {width} pixels wide")
        narrow.wizard.quit()

    @case(f"window {language}: 360 pixels are enough for what stands over the window", limit=120,
          tools=TOOLS)
    def over_it(context):
        history = context.folder("data") / "todoku" / "history.json"
        history.parent.mkdir(parents=True)
        history.write_text(json.dumps(HISTORY), encoding="utf-8")
        narrow = Narrow(context, language, "--practice")
        for name, keys in OVER_IT.items():
            show_over_it(narrow, name, keys)
        narrow.wizard.quit()

    @case(f"window {language}: 360 pixels are enough for the longest names", limit=180, tools=TOOLS)
    def longest(context):
        server = context.use(Server("well", RECORDS))
        walk_longest(Narrow(context, language, "--dns-server", server.address), server)


def walk_practice(narrow):
    wizard = narrow.wizard
    narrow.expect_fits("start")
    wizard.type("192.0.2.1")
    wizard.next()
    wait_until(lambda: wizard.field().invalid, "the field is marked invalid")
    narrow.expect_fits("start-invalid")
    for domain in WALKED:
        narrow.back_to_start()
        walk_domain(narrow, domain)
    narrow.back_to_start()
    walk_road(narrow)
    wizard.quit()


def walk_road(narrow):
    """DKIM, DMARC and the end, of a domain where nothing is set yet."""
    wizard = narrow.wizard
    wizard.check("add.example")
    wizard.go_on_to_check_page()
    narrow.expect_fits("check")
    for name, headline in (("dkim", "There is no DKIM key yet"), ("dmarc", "Add a DMARC record")):
        wizard.wait_for("The new value is live.", timeout=40)
        wizard.next()
        wizard.wait_for(headline)
        narrow.expect_fits(name)
        wizard.next()
        wizard.wait_for("Steps")
        narrow.expect_fits(f"{name}-paste")
        wizard.next()
    wizard.wait_for("The new value is live.", timeout=40)
    wizard.next()
    wizard.wait_for("What Gmail Asks For")
    narrow.expect_fits("arrival")


def show_over_it(narrow, name, keys):
    under = narrow.display.find_window()
    narrow.display.key(keys)
    wait_until(lambda: narrow.display.find_window() != under, f"{name}: another window")
    narrow.display.resize(*narrow.size)
    narrow.display.screenshot(name)
    width = narrow.width()
    expect(width <= WIDTH + FRAME, f"{name}: the window is {width} pixels wide")
    narrow.display.key("ctrl+w")
    wait_until(lambda: narrow.display.find_window() == under, f"{name}: closed")


def show_host_page(narrow, domain):
    narrow.wizard.type(domain)
    narrow.wizard.next()
    narrow.wizard.wait_for_host_page()
    narrow.wizard.wait_until_idle()
    narrow.expect_fits(f"host-{domain[:20]}")


def walk_domain(narrow, domain):
    """All pages that domain leads to, with what was copied said on them."""
    wizard = narrow.wizard
    show_host_page(narrow, domain)
    wizard.next()
    # The next page, or what keeps her here.
    must_choose = re.escape(wizard.words("Please choose your email provider first."))
    title = re.escape(wizard.words("Result"))
    wizard.application.wait_for_text(re.compile(f"^{title}$|^{must_choose}"))
    narrow.expect_fits(f"result-{domain[:20]}")
    copy = wizard.application.find_now(None, wizard.copy_button())
    if copy is None:
        return
    copy.press("click")
    time.sleep(0.5)
    narrow.expect_width(f"copied-{domain[:20]}")
    wizard.next()
    wizard.application.wait_for_text(re.compile(
        "^" + "$|^".join(re.escape(wizard.words(title)) for title in PASTE_TITLES) + "$"))
    narrow.expect_fits(f"paste-{domain[:20]}")


def walk_longest(narrow, server):
    wizard = narrow.wizard
    show_host_page(narrow, LONG)
    wizard.choose_host(wizard.words("Not listed, or I do not know"))
    wizard.fill_in("w" * 2000)
    wizard.next()
    narrow.expect_fits("host-invalid")
    wizard.fill_in(f"v=spf1 include:{SERVER[::-1]} a:{SERVER} ~all")
    wizard.next()
    wizard.wait_for_copy().press("click")
    narrow.expect_fits("result-long")
    wizard.next()
    narrow.expect_fits("paste-long")
    narrow.back_to_start()
    walk_domain(narrow, UNCLEAR_DOMAIN)
    server.way = "silence"
    narrow.back_to_start()
    wizard.type(LONG.replace("a", "z"))
    wizard.next()
    wizard.wait_for_host_page()
    narrow.expect_fits("host-busy")
    wizard.wait_until_idle(60)
    narrow.expect_fits("host-failed")
    wizard.quit()


for a_language in LANGUAGES:
    register(a_language)
