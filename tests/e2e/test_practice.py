# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode: every domain of the practice zone, walked in the window, offline."""

import clipboard
import practice
from case import Failed, case, expect, wait_until
from display import Display
from window import LOLIPOP, TOOLS


def register(language):
    @case(f"window {language}: practice: every verdict is walked, and says what the command line "
          "says", limit=420, tools=TOOLS)
    def walk_all(context):
        display = context.use(Display(context, language=language))
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        wizard = Wizard(context, display, language, "--practice")
        verdicts = set()
        for number, domain in enumerate(practice.domains()):
            if number > 0:
                display.key("ctrl+n")
            try:
                verdicts.add(walk_one(context, wizard, domain))
            except Failed as failure:
                raise Failed(f"{domain}: {failure}", failure.detail) from failure
        expect(len(verdicts) >= 6, f"verdicts walked: {sorted(verdicts)}")
        wizard.quit()


def ask(context, wizard, domain, *more):
    answer = context.cli("check", domain, "--practice", "--json", "--lang", wizard.language, *more)
    expect(answer.out, f"{answer}")
    return answer.json()


def walk_one(context, wizard, domain):
    report = ask(context, wizard, domain)
    wizard.field()
    wizard.type(domain)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.wait_until_idle()
    verdict = report["verdict"]
    more = say_what_is_missing(context, wizard, report)
    if more:
        report = ask(context, wizard, domain, *more)
    wizard.next()
    wizard.application.wait_for_text(report["headline"], 30)
    wizard.expect_names()
    wizard.display.screenshot(f"{report['verdict']}-{domain}")
    if report["proposed"] and report["verdict"] != "switch":
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, report["proposed"])
    return verdict


def say_what_is_missing(context, wizard, report):
    """Where only the person can know: she is asked, and answers. Returns the same for the CLI."""
    host = report["mail_host"]
    if report["verdict"] == "choose" and host is None:
        wizard.next()
        wizard.application.wait_for_text(wizard.words("Please choose your email provider first."))
        wizard.choose_host(LOLIPOP[wizard.language])
        return ["--host", "lolipop"]
    if host is None or host["missing"] is None:
        return []
    placeholder = next(one for known in context.catalog("hosts") if known["id"] == host["id"]
                       for one in known["placeholders"] if one["key"] == host["missing"])
    wizard.next()
    wizard.fill_in(placeholder["example"])
    return ["--set", f"{placeholder['key']}={placeholder['example']}"]


for a_language in ("ja", "en"):
    register(a_language)


def register_end(language):
    @case(f"window {language}: where all is fine the result leads to another domain, and on to the "
          "end of the road", tools=TOOLS)
    def end(context):
        display = context.use(Display(context, language=language))
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        wizard = Wizard(context, display, language, "--practice")
        wizard.check("fine.example")
        wizard.application.wait_for_text(ask(context, wizard, "fine.example")["headline"], 30)
        wizard.press("Check Another _Domain")
        expect(wizard.field().text == "", "the first page is empty again")
        wizard.check("done.example")
        wizard.wait_until_idle()
        wizard.next()
        wizard.wait_for("Does It Arrive?")
        wizard.press("_Finish")
        wait_until(lambda: wizard.process.poll() is not None, "Finish closes the window")


for a_language in ("ja", "en"):
    register_end(a_language)
