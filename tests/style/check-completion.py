#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the completion of todoku-cli, in each shell that is here, to the commands, options and
companies there are: all and no others.

    check-completion.py PROGRAM FOLDER
"""

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import told

SKIPPED = 77
PATIENCE = 60

BASH = """
. "$1"; shift
compopt() { :; }
IFS=$'\\n' read -r -d '' -a lines < <(cat; printf '\\0')
for line in "${lines[@]}"; do
  IFS=' ' read -r -a COMP_WORDS <<<"${line/=/ = }"
  case $line in *' ' | *=) COMP_WORDS+=("") ;; esac
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
  _todoku_cli
  printf '%s\\n' "${COMPREPLY[@]}" -END-
done
"""

FISH = """
source $argv[1]
while read --local line
    complete -C "$line" | string replace -r '\\t.*' ''
    echo -END-
end
"""

# What is offered is written down on its way to the screen.
ZSH = """
PROMPT= fpath=({folder} $fpath)
autoload -Uz compinit && compinit -D -u
LISTMAX=0
compadd() {{
  local -a hits
  case " $*" in *' -'[OAD]*) builtin compadd "$@"; return ;; esac
  builtin compadd -O hits "$@"
  print -rl -- $hits >>{record}
  builtin compadd "$@"
}}
finish() {{ print -r -- -END- >>{record} }}
capture() {{ comppostfuncs=(finish); _main_complete; }}
zle -C capture list-choices capture
bindkey '^I' capture
print -r -- -END- >>{record}
"""


def split(output):
    return [set(part.split()) for part in output.split("-END-\n")[:-1]]


def in_bash(script, lines):
    return split(subprocess.run(["bash", "--norc", "-c", BASH, "bash", script],
                                input="\n".join(lines), stdout=subprocess.PIPE, encoding="utf-8",
                                check=True).stdout)


def in_fish(script, lines):
    return split(subprocess.run(["fish", "--no-config", "-c", FISH, script],
                                input="\n".join(lines) + "\n", stdout=subprocess.PIPE,
                                encoding="utf-8", check=True).stdout)


def wait_for(record, number):
    end = time.monotonic() + PATIENCE
    while not record.is_file() or record.read_text("utf-8").count("-END-\n") < number:
        if time.monotonic() > end:
            raise TimeoutError("zsh offers nothing")
        time.sleep(0.01)


def in_zsh(script, lines):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(script, f"{folder}/_todoku-cli")
        record, start = Path(folder) / "record", Path(folder) / "start"
        start.write_text(ZSH.format(folder=folder, record=record), "utf-8")
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(TERM="dumb", HOME=folder)
            os.execlp("zsh", "zsh", "-f", "-i")
        os.write(terminal, f"source {start}\n".encode())
        wait_for(record, 1)
        for number, line in enumerate(lines, 2):
            os.write(terminal, b"\x15" + line.encode() + b"\t")
            wait_for(record, number)
        os.close(terminal)
        os.waitpid(process, 0)
        return split(record.read_text("utf-8"))[1:]


def list_ids(program, command):
    return {entry["id"] for entry in json.loads(told.ask(program, command, "--json"))[command]}


def expectations(program):
    """What should be offered behind each line; a list of companies by its two ways of writing."""
    commands = told.commands(program)
    yield "todoku-cli -", {"--help", "--version"}
    yield "todoku-cli ", set(commands)
    for command in commands:
        yield f"todoku-cli {command} --", told.options(program, command)
    for option, command in (("host", "hosts"), ("web-host", "hosts"), ("sender", "senders")):
        yield f"todoku-cli check --{option} ", list_ids(program, command)
        yield f"todoku-cli check --{option}=", list_ids(program, command)
    yield "todoku-cli hosts --lang ", {"ja", "en"}


def compare(shell, line, offered, expected):
    # Some shells offer the whole word, or leave the sign to be typed; what begins with a dash is
    # offered by some before the dash is there.
    offered = {word.rpartition("=")[2] if line.endswith("=") else word.rstrip("=")
               for word in offered}
    if not line.endswith("-"):
        offered = {word for word in offered if not word.startswith("-")}
    return [f"{shell}: “{line}” {what} {' '.join(sorted(words))}"
            for what, words in (("lacks", expected - offered), ("has also", offered - expected))
            if words]


def main():
    program, folder = sys.argv[1:]
    os.environ.update(PATH=f"{Path(program).parent}:{os.environ['PATH']}", LANGUAGE="en",
                      LC_ALL="C.UTF-8")
    cases = list(expectations(program))
    problems, tried = [], 0
    for shell, complete in (("bash", in_bash), ("zsh", in_zsh), ("fish", in_fish)):
        if not shutil.which(shell):
            print(f"{shell} is not here")
            continue
        tried += 1
        answers = complete(f"{folder}/todoku-cli.{shell}", [line for line, _ in cases])
        for (line, expected), offered in zip(cases, answers, strict=True):
            problems += compare(shell, line, offered, expected)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0 if tried else SKIPPED


sys.exit(main())
