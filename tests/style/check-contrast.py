#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the style sheets as a person with weak eyes does: every text that they colour, soften or
lay on a colour has at least 4.5 to 1 against what is behind it, in light and in dark (WCAG 2.1,
1.4.3); high contrast takes the softness away.

check-contrast.py SOURCE-ROOT
"""

import re
import sys
from pathlib import Path

LEAST = 4.5

# Adwaita's named colours, as libadwaita 1.2 documents them; over the window, in one colour.
SCHEMES = {
    "light": {"card_bg_color": "#ffffff", "window_bg_color": "#fafafa", "window_fg_color": "#323232",
              "accent_color": "#1c71d8", "accent_bg_color": "#3584e4", "accent_fg_color": "#ffffff",
              "success_color": "#1b8553", "error_color": "#c01c28", "warning_color": "#9c6e03",
              "warning_bg_color": "#e5a50a", "error_bg_color": "#e01b24"},
    "dark": {"card_bg_color": "#363636", "window_bg_color": "#242424", "window_fg_color": "#ffffff",
             "accent_color": "#78aeed", "accent_bg_color": "#3584e4", "accent_fg_color": "#ffffff",
             "success_color": "#8ff0a4", "error_color": "#ff7b63", "warning_color": "#f8e45c",
             "warning_bg_color": "#cd9309", "error_bg_color": "#c01c28"},
}
# Not text.
GRAPHICS = ("levelbar",)

# What is a row, or in one, lies on a card.
IN_CARD = re.compile(r"\brow\b|-row\b|\blist\b|-number|-sign|\.mark")
GROUNDS = {True: ("card_bg_color",), False: ("card_bg_color", "window_bg_color")}

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
PROPERTY = re.compile(r"([a-z-]+):\s*([^;]+);")


def rgb(text):
    return tuple(int(text[at:at + 2], 16) for at in (1, 3, 5))


def luminance(color):
    parts = [value / 255 for value in color]
    parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(over, under, share):
    return tuple(share * a + (1 - share) * b for a, b in zip(over, under))


def resolve(value, colors, under):
    """A named colour, or a share of it over what is behind."""
    if value in ("transparent", "inherit"):
        return under
    share = 1.0
    if match := re.fullmatch(r"alpha\((@[a-z_]+|currentColor),\s*([0-9.]+)\)", value):
        value, share = match[1], float(match[2])
    name = "window_fg_color" if value == "currentColor" else value.removeprefix("@")
    return mix(rgb(colors[name]), under, share)


def rules(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selectors, body in RULE.findall(text):
        yield " ".join(selectors.split()), dict(PROPERTY.findall(body))


def measure(properties, colors, ground):
    under = rgb(colors[ground])
    behind = resolve(properties.get("background-color", "transparent"), colors, under)
    ink = resolve(properties.get("color", "@window_fg_color"), colors, behind)
    return contrast(mix(ink, behind, float(properties.get("opacity", "1"))), behind)


def check(path):
    least = {}
    for selectors, properties in rules(path):
        if not {"color", "background-color", "opacity"} & set(properties) \
                or selectors.startswith(GRAPHICS):
            continue
        for scheme, colors in SCHEMES.items():
            for ground in GROUNDS[bool(IN_CARD.search(selectors))]:
                least[f"{selectors} ({scheme})"] = min(
                    measure(properties, colors, ground),
                    least.get(f"{selectors} ({scheme})", 21))
    return least


def main():
    folder = Path(sys.argv[1]) / "src" / "ui"
    problems = []
    measured = {**check(folder / "style.css"), **check(folder / "style-hc.css")}
    for what, ratio in sorted(measured.items(), key=lambda one: one[1]):
        print(f"{ratio:5.2f}  {what}")
        if ratio < LEAST:
            problems.append(f"{what}: {ratio:.2f} to 1")
    if len(measured) < 10:
        problems.append(f"only {len(measured)} colours were found")
    softened = [selectors for selectors, properties in rules(folder / "style.css")
                if "opacity" in properties]
    undone = {selectors: properties for selectors, properties in rules(folder / "style-hc.css")}
    problems += [f"{one}: as soft in high contrast" for one in softened
                 if undone.get(one, {}).get("opacity") != "1"]
    for problem in problems:
        print(f"check-contrast: {problem}", file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
