# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the focus is while answers come in: on Copy as soon as there is a value, and never taken
from a person who has put it somewhere else."""

from case import case, expect_equal
from misbehave import Server
from window import AT_LOLIPOP, DOMAIN, LOLIPOP, TOOLS, open_window, tab_to

DELAYS = (0.05, 0.4)


def failed_wizard(context, language, choose):
    """A server that fails, and a window that says so."""
    server = context.use(Server("servfail", AT_LOLIPOP))
    wizard = open_window(context, language, "--dns-server", server.address)
    wizard.type(DOMAIN)
    wizard.next()
    wizard.wait_for_host_page()
    if choose:
        wizard.choose_host(LOLIPOP[language])
    wizard.next()
    wizard.application.wait_for_text(server.address, 30)
    server.way = "slow"
    return server, wizard


def retry(wizard):
    wizard.application.find(None, wizard.words("Try _Again")).press("click")


def register_late(language, choose, delay):
    how = "host chosen" if choose else "host to be found"

    @case(f"focus {language}: Retry, and each answer comes {delay} s late: on Copy ({how})",
          limit=180, tools=TOOLS)
    def late(context):
        server, wizard = failed_wizard(context, language, choose)
        server.delay = delay
        retry(wizard)
        wizard.wait_for_copy(40)
        wizard.wait_until_idle()
        wizard.wait_for_copy(1)
        wizard.quit()


for a_delay in DELAYS:
    register_late("ja", True, a_delay)
    register_late("en", False, a_delay)


@case("focus: asked again with the button of the page before, as it slides away: on Copy",
      limit=180, tools=TOOLS)
def test_asked_on_page_before(context):
    server = context.use(Server("servfail", AT_LOLIPOP, delay=0.5))
    wizard = open_window(context, "ja", "--dns-server", server.address)
    wizard.type(DOMAIN)
    wizard.next()
    wizard.wait_for_host_page()
    wizard.choose_host(LOLIPOP["ja"])
    before = wizard.application.find(None, wizard.words("Try _Again"), 30)
    wizard.next()
    wizard.application.wait_for_text(server.address, 30)
    server.way = "slow"
    before.press("click")
    wizard.wait_for_copy(40)
    wizard.quit()


def slow_retry(context, delay):
    """A look-up that failed, begun again with a server that takes delay seconds for an answer."""
    server, wizard = failed_wizard(context, "en", True)
    server.delay = delay
    retry(wizard)
    return server, wizard


@case("focus: where the person has gone while the answers are late, she stays", limit=180,
      tools=TOOLS)
def test_person_stays(context):
    _, wizard = slow_retry(context, 1.5)
    wizard.application.find(None, wizard.words("_Cancel"))
    tab_to(wizard, wizard.words("_Back"))
    wizard.application.find(None, wizard.copy_button(), 40)
    wizard.wait_until_idle()
    expect_equal(wizard.application.focused().name, wizard.words("_Back"), "the focus")
    wizard.quit()


@case("focus: Cancel goes away under it, and it comes to the button that asks again", limit=180,
      tools=TOOLS)
def test_cancelled(context):
    server, wizard = slow_retry(context, 3)
    tab_to(wizard, wizard.words("_Cancel"))
    wizard.display.key("space")
    wizard.application.wait_for_focus(None, wizard.words("Try _Again"))
    server.delay = 0.1
    wizard.display.key("space")
    wizard.wait_for_copy(20)
    wizard.quit()
