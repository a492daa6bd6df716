# SPDX-License-Identifier: GPL-3.0-or-later
"""The domains of the practice zone, and the verdict each was made for."""

import json
import re

from case import SOURCE

VERDICT = re.compile(r"\bverdict (fine|add|edit|merge|switch|not-spf|unknown|choose)\b",
                     re.IGNORECASE)


def domains():
    """Those a person would type: {domain: the verdict its comment names, or None}."""
    text = (SOURCE / "data/practice-zone.json").read_text(encoding="utf-8")
    found = {}
    for name, content in json.loads(text).items():
        if isinstance(content, dict) and name.endswith(".example") and name.count(".") == 1:
            named = VERDICT.search(content.get("_comment", ""))
            found[name] = named.group(1) if named else None
    return found
