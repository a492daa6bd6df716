# SPDX-License-Identifier: GPL-3.0-or-later
"""todoku-cli eval against the test suites of RFC 7208, over real DNS packets."""

import concurrent.futures

import suite
from case import SHORT_MS, case, expect

# pyspf's private modes: "default-modifier" obeys a modifier of the drafts before the RFC, and its
# strict mode gives a result, "ambiguous", that the RFC does not have.
PRIVATE_MODES = {"default-modifier", "default-modifier-harsh"}


def judge(context, server, test):
    arguments = ["eval", "--json", "--ip", test["host"], "--helo", test["helo"],
                 "--mail-from", test["mailfrom"] or "", "--dns-server", server.address,
                 "--timeout", SHORT_MS]
    return context.cli(*arguments)


def complaint(context, server, name, test):
    """Says what is wrong with the outcome of one test, or nothing."""
    answer = judge(context, server, test)
    if answer.code not in (0, 1, 3):
        return f"{name}: {answer}"
    outcome = answer.json()
    if outcome["result"] not in suite.wanted_results(test):
        return (f"{name}: {outcome['result']}, wanted {test['result']} "
                f"({test.get('spec')}): {outcome['reason']}")
    wanted = test.get("explanation")
    got = outcome["explanation"] or "DEFAULT"
    if wanted is not None and outcome["result"] == "fail" and got != wanted:
        return f"{name}: explanation {got!r}, wanted {wanted!r}"
    return None


def run_suite(context, file_name, left_out=()):
    complaints = []
    n_tests = 0
    for _description, zone, tests in suite.load(file_name):
        tests = {name: test for name, test in tests.items() if name not in left_out}
        with suite.Server(zone) as server, concurrent.futures.ThreadPoolExecutor(4) as pool:
            outcomes = pool.map(lambda pair: complaint(context, server, *pair), tests.items())
            complaints += [text for text in outcomes if text]
        n_tests += len(tests)
    print(f"# {file_name}: {n_tests - len(complaints)} of {n_tests}")
    expect(not complaints, "\n  ".join([f"{len(complaints)} of {n_tests} differ:", *complaints]))
    return n_tests


@case("suite: RFC 7208, every result and explanation", limit=300)
def test_rfc7208(context):
    n_tests = run_suite(context, "rfc7208-tests.yml")
    expect(n_tests >= 203, f"only {n_tests} cases were found")


@case("suite: pyspf's own cases", limit=120)
def test_pyspf(context):
    run_suite(context, "pyspf-tests.yml", PRIVATE_MODES)
