# SPDX-License-Identifier: GPL-3.0-or-later
"""What `todoku-cli check --json` promises, field by field."""

import judge
from case import expect, expect_equal

VERDICTS = {"fine", "add", "edit", "merge", "switch", "not-spf", "unknown", "no-domain", "choose"}
WITHOUT_PROPOSAL = {"fine", "not-spf", "unknown", "no-domain", "choose"}
QUESTIONS = {"host", "value", "removal"}
OPS = {"keep", "add", "remove", "change"}
SEVERITIES = {"error", "warning", "note"}


def expect_report(report):
    """Fails unless report has all fields, each of its kind."""
    wanted = {"domain": str, "verdict": str, "current": list, "proposed": (str, type(None)),
              "strings": (list, type(None)), "diff": list, "findings": list, "lookups": dict,
              "void_lookups": dict, "mail_host": (dict, type(None)),
              "dns_provider": (dict, type(None)), "steps": list}
    for field, kind in wanted.items():
        expect(field in report, f"{field} is missing; there is {sorted(report)}")
        expect(isinstance(report[field], kind), f"{field} is {report[field]!r}")
    expect(report["verdict"] in VERDICTS, f"verdict: {report['verdict']!r}")
    expect(all(isinstance(record, str) for record in report["current"]), "current: not all texts")
    for field in ("lookups", "void_lookups"):
        expect({"current", "proposed"} <= set(report[field]), f"{field}: {report[field]}")
    for entry in report["diff"]:
        expect_diff_entry(entry)
    for finding in report["findings"]:
        expect(finding["severity"] in SEVERITIES and finding["id"] and finding["message"],
               f"a finding: {finding}")
    expect_question(report)
    expect_proposal(report)


def expect_question(report):
    question = report["question"]
    expect_equal(question is not None, report["verdict"] == "choose", f"question: {question}")
    if question is not None:
        expect(question["about"] in QUESTIONS, f"question: {question}")
        expect_equal(bool(question["options"]), question["about"] == "removal", f"{question}")


def expect_diff_entry(entry):
    expect(entry["op"] in OPS and entry["term"], f"a diff entry: {entry}")
    expect(entry["op"] == "keep" or entry.get("why"), f"no reason given: {entry}")


def expect_proposal(report):
    proposed = report["proposed"]
    if report["verdict"] in WITHOUT_PROPOSAL:
        expect(proposed is None, f"{report['verdict']}, and yet {proposed!r} is proposed")
        return
    judge.expect_sound(proposed)
    expect_equal("".join(report["strings"]), proposed, "strings, joined")
    expect(all(0 < len(piece.encode()) <= 255 for piece in report["strings"]), "a piece is too long")
    told = [entry["term"] for entry in report["diff"] if entry["op"] != "remove"]
    expect_equal([term for term in told if term != "v=spf1"], judge.terms(proposed),
                 "the terms of the diff against those of the proposal")


def expect_verdict(answer, verdict, code):
    """Fails unless answer is a report with this verdict and exit code; returns the report."""
    report = answer.json()
    expect_equal(answer.code, code, f"exit code of {answer}\n ")
    expect_report(report)
    expect_equal(report["verdict"], verdict, f"verdict in {answer}\n ")
    return report
