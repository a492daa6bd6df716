# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways that few people take: the program called with a domain, the mouse, no network, a domain that
does not exist, and back from where one waits."""

import re

from case import LEAKS_NOT_SOUGHT, case, expect, expect_equal, wait_until
from display import Display
from misbehave import Server
from processes import free_port
from window import DOMAIN, LOLIPOP, MAILS, PRACTICE, TOOLS, XSERVER, copy, open_window, tab_to
from zones import domains

PRACTISING = "Practice mode: nothing here is real."
FINE = "v=spf1 include:_spf.lolipop.jp ~all"


def choice(wizard, name):
    from screen_reader import Role  # pylint: disable=import-outside-toplevel
    return wizard.application.find((Role.RADIO_BUTTON, Role.CHECK_BOX), name)


def wait_until_checked(wizard, name):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    node = choice(wizard, name)
    wait_until(lambda: node.has(State.CHECKED), f"{name} is chosen")


def open_hosts(context, domain, *arguments):
    wizard = open_window(context, "ja", *(arguments or ("--practice",)))
    wizard.type(domain)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    return wizard


# How it is called

@case("window: what is wrong in the call is said in one line, and nothing opens", tools=TOOLS)
def test_wrong_call(context):
    display = context.use(Display(context))
    program = context.program("todoku")
    for arguments in (("--lang", "fr"), ("--dns-server", "ns1.host.example"),
                      ("--public", "ns1.host.example")):
        answer = context.cli("--practice", *arguments, program=program, env=display.env)
        expect_equal((answer.code, answer.out, len(answer.err.splitlines())), (2, "", 1), f"{answer}\n ")
    answer = context.cli("--version", program=program)
    expect_equal((answer.code, answer.err), (0, ""), f"{answer}\n ")
    expect(re.search(r"^todoku \S+\nGTK [\d.]+ ", answer.out), f"no version: {answer}")


@case("window: a domain in the call is looked up at once, in the language that is given", tools=TOOLS)
def test_domain_in_call(context):
    wizard = open_window(context, "en", "--practice", "--lang", "en", PRACTICE, LANGUAGE="ja")
    wizard.wait_for("Which company is the email of %s with?", PRACTICE)
    wizard.wait_for("Found: %s. If this is right, continue.", XSERVER["en"])
    wizard.quit()


@case("window: what stands over the window follows its language", tools=TOOLS)
def test_language_of_help(context):
    wizard = open_window(context, "ja", "--practice")
    wizard.display.key("F1")
    wizard.wait_for("How an Email Gets Through")
    wizard.display.output(["gdbus", "call", "--session", "--dest", "io.github.todoku.Todoku",
                           "--object-path", "/io/github/todoku/Todoku", "--method",
                           "org.gtk.Actions.Activate", "language", "[<'en'>]", "{}"])
    wizard.application.find(None, "How an Email Gets Through")
    said = wizard.words("How an Email Gets Through")
    wait_until(lambda: wizard.application.find_now(None, said) is None, "Japanese is gone")
    wizard.quit()


# The first page

@case("window ja: a domain that does not exist leads back to the first page, and it is said why",
      tools=TOOLS)
def test_no_domain(context):
    wizard = open_window(context, "ja", "--practice")
    wizard.type("missing.example")
    wizard.next()
    wizard.wait_for("%s was not found. Please check the spelling; a domain that was registered today "
                    "may take a while.", "missing.example")
    wait_until(lambda: wizard.field().invalid, "the field is marked invalid")
    expect_equal(wizard.field().text, "missing.example", "what can be corrected")
    wizard.check(PRACTICE)
    wizard.wait_for_copy()
    wizard.quit()


@case("window ja: in practice an example is looked up at one press", tools=TOOLS)
def test_example(context):
    wizard = open_window(context, "ja", "--practice")
    tab_to(wizard, "add.example")
    wizard.display.key("Return")
    wizard.wait_for("Which company is the email of %s with?", "add.example")
    wizard.quit()


@case("window ja: a mail that does not name her domain asks for it; a text that is deleted says "
      "nothing more", tools=TOOLS)
def test_mail_without_domain(context):
    wizard = open_window(context, "ja", "--practice", **LEAKS_NOT_SOUGHT)
    path = MAILS / "docomo-filter.txt"
    copy(wizard, path if path.exists() else path.with_suffix(".eml"))
    wizard.press("Pas_te the Email")
    asks = re.compile(re.escape(wizard.words("%s It does not name your domain: enter your email "
                                             "address above, and continue.").strip("%s ")))
    wizard.application.find(None, asks)
    expect_equal(wizard.field().text, "", "the domain")
    tab_to(wizard, wizard.words("Text of the email"))
    wizard.display.key("ctrl+a", "Delete")
    wait_until(lambda: wizard.application.find_now(None, asks) is None, "it is not asked for any more")
    wizard.check(PRACTICE)
    wizard.wait_for_copy()
    wizard.quit()


@case("window ja: a mail in the call that is not there is said to be none", tools=TOOLS)
def test_no_file(context):
    path = context.folder("mail") / "gone.eml"
    wizard = open_window(context, "ja", "--practice", str(path))
    wizard.application.wait_for_text(re.compile(re.escape(path.name)))
    wizard.check(PRACTICE)
    wizard.wait_for_copy()
    wizard.quit()


# The page of the hosts

@case("window ja: a press of the mouse chooses a company, and Enter on it goes on", tools=TOOLS)
def test_mouse(context):
    wizard = open_hosts(context, PRACTICE)
    wait_until_checked(wizard, XSERVER["ja"])
    wizard.display.click(wizard.application.find(None, LOLIPOP["ja"]))
    wait_until_checked(wizard, LOLIPOP["ja"])
    tab_to(wizard, LOLIPOP["ja"])
    wizard.display.key("Return")
    wizard.wait_for("Your SPF record is in order")
    wizard.quit()


@case("window ja: Enter in the field for a value goes on, too", tools=TOOLS)
def test_enter_in_field(context):
    wizard = open_hosts(context, PRACTICE)
    wizard.choose_host(wizard.words("Not listed, or I do not know"))
    wizard.fill_in("v=spf1 include:_spf.lolipop.jp ~all")
    tab_to(wizard, wizard.words("SPF value of your email provider"))
    wizard.display.key("Return")
    wizard.wait_for_copy()
    wizard.quit()


@case("window ja: a service that is ticked is in the value, and is named where the list is folded",
      tools=TOOLS)
def test_service(context):
    from screen_reader import State  # pylint: disable=import-outside-toplevel
    wizard = open_hosts(context, "add.example")
    others = wizard.words("Other services that send with this address")
    tab_to(wizard, others)
    wizard.display.key("space")
    tab_to(wizard, "Zendesk")
    wizard.display.key("space")
    node = choice(wizard, "Zendesk")
    wait_until(lambda: node.has(State.CHECKED), "it is ticked")
    tab_to(wizard, others)
    wizard.display.key("space")
    wait_until(lambda: any("Zendesk" in node.description for node in
                           wizard.application.find_all(None, others)), "it is named")
    wizard.next()
    wizard.wait_for_copy()
    wizard.application.wait_for_text(re.compile("include:mail.zendesk.com"))
    wizard.quit()


# The result

@case("window ja: where no DNS server can be reached, practice is offered with the result", tools=TOOLS)
def test_offline(context):
    wizard = open_window(context, "ja", "--dns-server", f"127.0.0.1:{free_port()}")
    wizard.check(DOMAIN)
    wizard.application.wait_for_focus(None, wizard.words("Try _Again"))
    wizard.press("Try the _Practice Mode, Offline")
    wizard.wait_for(PRACTISING)
    wizard.application.wait_for_focus(None, wizard.field().name)
    wizard.quit()


# Where one waits

@case("window ja: from waiting for DMARC she goes back to waiting for SPF, which is watched again",
      tools=TOOLS, limit=180)
def test_back_to_waiting(context):
    server = context.use(Server("well", domains("v=spf1 include:_spf.old-host.example ~all", DOMAIN)))
    wizard = open_window(context, "ja", "--dns-server", server.address, "--public", server.address,
                         "--authority-port", str(free_port()))
    again = wizard.words("Check Again _Now")
    wizard.check(DOMAIN)
    wizard.go_on_to_check_page()
    wizard.application.wait_for_focus(None, again, 30)
    wizard.press("_Go On Meanwhile")
    wizard.wait_for("There is no DKIM key yet")
    wizard.press("_Leave This for Later")
    wizard.wait_for("Add a DMARC record")
    wizard.go_on_to_check_page()
    wizard.application.wait_for_focus(None, again, 30)
    for message in ("Where to Paste It", "Add a DMARC record", "There is no DKIM key yet"):
        wizard.press("_Back")
        wizard.wait_for(message)
    server.asked.clear()
    wizard.press("_Back")
    wizard.application.wait_for_focus(None, again, 30)
    wait_until(lambda: (f"{DOMAIN}.", "TXT") in server.asked, "SPF is watched again", 30)
    wizard.display.screenshot("spf")
    wizard.quit()


@case("window ja: a DMARC record that is to be changed shows what changes", tools=TOOLS)
def test_dmarc_edit(context):
    zone = domains(FINE, DOMAIN)
    zone["_dmarc." + DOMAIN, "TXT"] = [f'"v=DMARC1; p=none; rua=postmaster@{DOMAIN}"']
    server = context.use(Server("well", zone))
    wizard = open_window(context, "ja", "--dns-server", server.address)
    wizard.check(DOMAIN)
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("There is no DKIM key yet")
    wizard.press("_Leave This for Later")
    report = context.cli("check", DOMAIN, "--dns-server", server.address, "--json").json()["dmarc"]
    wizard.application.wait_for_text(report["proposed"])
    wizard.application.wait_for_text(f"rua=postmaster@{DOMAIN}")
    wizard.application.wait_for_text(f"rua=mailto:postmaster@{DOMAIN}")
    wizard.expect_names()
    wizard.quit()


@case("window ja: a mail that arrived and did not pass all three says at the end of the road what is "
      "next", tools=TOOLS)
def test_arrived_and_failed(context):
    octets = (MAILS.parent / "received" / "gmail-spf-fail.eml").read_bytes()
    path = context.folder("mail") / "failed.eml"
    path.write_bytes(octets.replace(PRACTICE.encode(), b"done.example"))
    wizard = open_window(context, "ja", "--practice", **LEAKS_NOT_SOUGHT)
    wizard.check("done.example")
    wizard.wait_until_idle()
    wizard.next()
    wizard.wait_for("SPF, DKIM and DMARC are in order. Does an email arrive?")
    copy(wizard, path)
    wizard.press("Pas_te the Email")
    wizard.application.wait_for_text(re.compile(re.escape(
        wizard.words.fill("Next, check the SPF record of %s.", "done.example"))))
    wizard.quit()
