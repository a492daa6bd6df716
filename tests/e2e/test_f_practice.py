# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode: every domain of the practice zone, walked in the window, offline."""

import clipboard
import practice
from case import case, expect
from display import Display
from test_e_window import TOOLS


def register(language):
    @case(f"window {language}: practice: every verdict is walked, and says what the command line "
          "says", limit=240, tools=TOOLS)
    def walk_all(context):
        display = context.use(Display(context, language=language))
        from wizard import Wizard  # pylint: disable=import-outside-toplevel
        wizard = Wizard(context, display, language, "--practice")
        verdicts = set()
        for number, domain in enumerate(practice.domains()):
            if number > 0:
                display.key("ctrl+n")
            verdicts.add(walk_one(context, wizard, domain))
        expect(len(verdicts) >= 6, f"verdicts walked: {sorted(verdicts)}")
        wizard.quit()


def walk_one(context, wizard, domain):
    answer = context.cli("check", domain, "--practice", "--json", "--lang", wizard.language)
    expect(answer.out, f"{answer}")
    report = answer.json()
    wizard.field()
    wizard.check(domain)
    wizard.application.wait_for_text(report["headline"], 30)
    wizard.expect_names()
    wizard.display.screenshot(f"{report['verdict']}-{domain}")
    if report["proposed"] and report["verdict"] != "switch":
        wizard.wait_for_copy().press("click")
        clipboard.wait_for(wizard.display, report["proposed"])
    return report["verdict"]


for a_language in ("ja", "en"):
    register(a_language)
