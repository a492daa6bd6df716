# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are not what they should be: those that Todoku brings along, and those that a person
gives it. Each is told in one sentence, in bounded time and memory, and none is changed."""

import os
import re
import shutil
import subprocess

from case import PATIENCE, SOURCE, case, expect, expect_equal

DOMAIN = "shop.example"

# What would change what a terminal shows.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

MIB_MAX = 320

HOST = "catalog/hosts/lolipop.json"
ZONE = "practice-zone.json"

# What was done to a file, and its octets; None for a folder in its place.
BROKEN = {
    "empty": lambda octets: b"",
    "cut": lambda octets: octets[:len(octets) // 2],
    "cut before its last octets": lambda octets: octets.rstrip()[:-1],
    "no JSON": lambda octets: b"<html>Not found</html>",
    "a list": lambda octets: b"[" + octets.rstrip() + b"]",
    "a number": lambda octets: b"7",
    "something behind it": lambda octets: octets.rstrip() + b" {",
    "NUL": lambda octets: octets.rstrip() + b"\0{",
    "not UTF-8": lambda octets: octets.replace(b'"', b'"\xff', 1),
    "deep": lambda octets: b'{"a":' * 100000,
    "huge": lambda octets: b'{"a": "' + b"x" * (48 << 20),
    "a folder": None,
}


def damage(path, change):
    """Puts something else in the place of a file."""
    octets = path.read_bytes()
    path.unlink()
    if change is None:
        path.mkdir()
    else:
        path.write_bytes(change(octets))


def build_with_data(context, name):
    """A program in a build folder whose data may be broken: (program, data)."""
    build = context.folder(f"{name}/build")
    source = context.folder(f"{name}/source")
    program = build / "src" / "cli" / "todoku-cli"
    program.parent.mkdir(parents=True)
    shutil.copy2(context.program("todoku-cli"), program)
    (build / "todoku-build.ini").write_text(f"[Build]\nSource={source}\n", encoding="utf-8")
    shutil.copytree(SOURCE / "data", source / "data", ignore=shutil.ignore_patterns("packaging"))
    return str(program), source / "data"


def run(context, program, *arguments):
    """The answer of a program that may take no more memory than it should."""
    time = context.folder("time") / "log"
    command = ["/usr/bin/time", "-f", "%M", "-o", str(time)] if shutil.which("/usr/bin/time") else []
    done = subprocess.run([*command, program, *map(str, arguments)], capture_output=True, text=True,
                          timeout=20 * PATIENCE, env=context.clean_environment(), check=False)
    if command and PATIENCE == 1:
        kib = int(time.read_text(encoding="utf-8").split()[-1])
        expect(kib < MIB_MAX << 10, f"{arguments}: {kib >> 10} MiB")
    return done


def expect_one_sentence(done, what, *words):
    expect(done.returncode == 2, f"{what}: exit {done.returncode}: {done.stdout}{done.stderr}")
    lines = done.stderr.strip().splitlines()
    expect(len(lines) == 1 and len(lines[0]) < 400, f"{what}: {lines}")
    expect(not RAW.search(done.stderr), f"{what}: raw: {done.stderr!r}")
    for word in words:
        expect(word in done.stderr, f"{what}: no {word} in {done.stderr!r}")
    expect(not done.stdout, f"{what}: said besides: {done.stdout[:200]}")


@case("cli: a broken catalog or practice zone is refused in one sentence", limit=300)
def test_own_files(context):
    for file in (HOST, ZONE):
        for what, change in BROKEN.items():
            program, data = build_with_data(context, "broken")
            damage(data / file, change)
            done = run(context, program, "check", DOMAIN, "--practice")
            expect_one_sentence(done, f"{file}, {what}", os.path.basename(file))
            shutil.rmtree(context.folder("broken"))


@case("cli: what is written twice in a file of the catalog counts as it was written last")
def test_duplicate_keys(context):
    program, data = build_with_data(context, "twice")
    path = data / HOST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{", '{"id": 7, "order": "x",', 1), encoding="utf-8")
    done = run(context, program, "hosts", "--json")
    expect_equal((done.returncode, done.stderr), (0, ""), "a key twice, the right one last")
    path.write_text(text.rstrip()[:-1] + ', "id": 7}', encoding="utf-8")
    expect_one_sentence(run(context, program, "hosts"), "a key twice, the wrong one last", "id",
                        os.path.basename(HOST))


MAIL = ("From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: info@shop.example\n"
        "Subject: Undelivered\nContent-Type: {type}\n\n{body}")


def nested(depth):
    """A mail of parts within each other."""
    body = "550-5.7.26 This mail has been blocked because the sender is unauthenticated."
    for number in range(depth):
        body = (f'--b{number}\nContent-Type: multipart/mixed; boundary="b{number - 1}"\n\n'
                f"{body}\n--b{number}--\n")
    return MAIL.format(type=f'multipart/mixed; boundary="b{depth - 1}"', body=body).encode()


# Files that are given as a mail, and how each command ends: 2 where it cannot be read at all.
MAILS = {
    "nothing": b"",
    "blanks": b" \n\n\t",
    "NUL": b"\0" * 4096,
    "octets of a picture": bytes(range(256)) * 256,
    "a header alone": b"From: a@shop.example\n",
    "a header that is cut": b"From: a@shop.exam",
    "a thousand parts within each other": nested(1000),
    "a part that does not end": MAIL.format(type='multipart/mixed; boundary="b"',
                                            body="--b\n" * 5000).encode(),
    "one line of 10 MiB": b"Received: " + b"x" * (10 << 20),
    "a charset that there is not": MAIL.format(type="text/plain; charset=utf-77",
                                               body="\x8a\xff").encode("latin-1"),
    "escapes": b"From: \x1b]0;owned\x07 <a@shop.example>\nSubject: \x9b2J\n\n550 5.7.26 \x1b[31m",
    "more than a mail may have": b"From: a@shop.example\n\n" + b"x" * (17 << 20),
}


@case("bounce, received: files that are no mail, or too much of one", limit=300)
def test_mails(context):
    path = context.folder("mails") / "mail.eml"
    for what, octets in MAILS.items():
        path.write_bytes(octets)
        for command in ("bounce", "received"):
            done = run(context, context.program("todoku-cli"), command, path)
            expect(done.returncode in (0, 1, 2), f"{command}, {what}: exit {done.returncode}")
            expect(done.stdout or done.stderr.strip(), f"{command}, {what}: nothing is said")
            expect(not RAW.search(done.stdout + done.stderr), f"{command}, {what}: raw")
            expect_equal(path.read_bytes(), octets, f"{command}, {what}: the file")


@case("cli: files that cannot be read are told by their name")
def test_unreadable(context):
    folder = context.folder("a folder")
    missing = folder / "missing.eml"
    for command in ("bounce", "received", "batch"):
        for path in (folder, missing):
            done = run(context, context.program("todoku-cli"), command, path)
            expect(done.returncode == 2, f"{command} {path.name}: {done.returncode}")
            expect(len(done.stderr.strip().splitlines()) == 1, f"{command}: {done.stderr}")
