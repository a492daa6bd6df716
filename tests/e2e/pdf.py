# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps saved as PDF: how the window saves them, and what is in the file."""

import re
import subprocess

from case import expect
from window import TOOLS

PDF = [*TOOLS, "pdftotext", "pdfinfo"]


def save_as(wizard, path):
    """Presses “Save as PDF…”, and types where to."""
    wizard.press("Save as _PDF…")
    wizard.application.find(None, wizard.words("Save the Sheet"))
    # The dialog selects the name without its end, be it after the first key.
    for key in ("ctrl+a", "Delete") * 2:
        wizard.display.key(key)
    wizard.display.type(str(path))
    wizard.display.key("Return")


def is_whole(path):
    return path.read_bytes().rstrip().endswith(b"%%EOF")


def read_pdf(path):
    """Its text; what is broken over lines or pages is put together by leaving all spaces out."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True,
                          timeout=20)
    return squeeze(done.stdout.decode())


def squeeze(text):
    return re.sub(r"\s+", "", text)


def page_size(path):
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, timeout=20)
    return re.search(rb"Page size:\s*([\d.]+) x ([\d.]+)", done.stdout).groups()


def expect_sheet(context, path, domain, language, *more):
    report = context.cli("check", domain, *more, "--lang", language, "--json").json()
    text = read_pdf(path)
    for wanted in (domain, report["headline"], report["proposed"], *report["current"]):
        expect(squeeze(wanted) in text, f"{wanted!r} is not on the sheet: {text}")
    for step in report["steps"]:
        # A foot between two pages may stand in a step.
        expect(squeeze(step)[:20] in text and squeeze(step)[-12:] in text,
               f"{step!r} is not on the sheet: {text}")
    width, height = (float(number) for number in page_size(path))
    expect(abs(width - 595) < 1 and abs(height - 842) < 1, f"not A4: {width} x {height}")
