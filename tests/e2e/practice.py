# SPDX-License-Identifier: GPL-3.0-or-later
"""The domains of the practice zone."""

import json

from case import SOURCE


def domains():
    """Those a person would type: right below .example, and with something to look up."""
    text = (SOURCE / "data/practice-zone.json").read_text(encoding="utf-8")
    names = [name for name in json.loads(text) if not name.startswith("_")]
    return [name for name in names if name.endswith(".example") and name.count(".") == 1]
