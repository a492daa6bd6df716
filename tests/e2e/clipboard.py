# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program would paste."""

import subprocess

from case import Failed, wait_until


def read(display):
    """The text on the clipboard, or None where there is none."""
    done = subprocess.run(["xclip", "-selection", "clipboard", "-target", "UTF8_STRING", "-o"],
                          env=display.env, capture_output=True, check=False, timeout=10)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def wait_for(display, text, timeout=5):
    try:
        wait_until(lambda: read(display) == text, "", timeout)
    except Failed:
        raise Failed(f"the clipboard holds {read(display)!r}, not {text!r}") from None
