#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks into the programs for what makes a mistake in memory harder to use: an address that changes
(PIE), a stack that is not executable and is watched, tables that are read-only once it runs
(RELRO, BIND_NOW), and, with --fortified, calls of libc that know how much room there is.

    check-hardening.py --fortified|--plain PROGRAM…"""

import re
import shutil
import subprocess
import sys

SKIPPED = 77

# What a fortified program always calls by another name.
PRINTS = re.compile(r"UND (v?(?:f|s|sn)?printf)\b")


def readelf(option, program):
    return subprocess.run(["readelf", "-W", option, program], check=True, capture_output=True,
                          text=True, env={"LC_ALL": "C"}).stdout


def find_faults(program, is_fortified):
    headers = readelf("-h", program)
    segments = readelf("-l", program)
    dynamic = readelf("-d", program)
    symbols = readelf("--dyn-syms", program)
    stack = re.search(r"GNU_STACK.* (\S+) +0x\S+$", segments, re.MULTILINE)
    if "Type:" not in headers or "DYN" not in headers:
        yield "is not position-independent (PIE)"
    if stack is None or "E" in stack[1]:
        yield "has an executable stack"
    if "GNU_RELRO" not in segments:
        yield "has no read-only relocations (RELRO)"
    if "BIND_NOW" not in dynamic and not re.search(r"FLAGS_1.*NOW", dynamic):
        yield "binds its symbols late (no BIND_NOW)"
    if "__stack_chk_fail" not in symbols:
        yield "does not watch its stack"
    if is_fortified and (plain := PRINTS.findall(symbols)):
        yield f"is not fortified: {', '.join(plain)}"


def main():
    if shutil.which("readelf") is None:
        print("without readelf")
        return SKIPPED
    is_fortified = sys.argv[1] == "--fortified"
    faults = [f"{program} {fault}" for program in sys.argv[2:]
              for fault in find_faults(program, is_fortified)]
    print("\n".join(faults) or f"{len(sys.argv) - 2} programs are as they should be")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
