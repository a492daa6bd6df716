# SPDX-License-Identifier: GPL-3.0-or-later
"""todoku-cli batch: many domains in one process, streaming in and out."""

import contextlib
import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import threading
import time

import misbehave
import practice
from case import case, expect, expect_equal, is_japanese, wait_until
from knot import Knot
from zones import World

KNOT = ["knotd", "knotc"]
QUESTIONS_MAX = 128
# The answers about one domain differ in nothing else: the practice server has another port each time.
PORT_SHOWS = ("explanation", "failure", "findings")


def lines_of(answer):
    """What was printed: whole lines only, each an object whose first key is input."""
    expect(not answer or answer.endswith("\n"), f"half a line at the end: {answer[-80:]!r}")
    objects = [json.loads(line) for line in answer.splitlines()]
    for one in objects:
        expect_equal(list(one)[:2], ["input", "line"], "first keys")
    return objects


def by_input(objects):
    return {one["input"]: one for one in objects}


def without(report, *keys):
    return {key: value for key, value in report.items() if key not in keys}


@contextlib.contextmanager
def started(context, *arguments, **streams):
    """A batch that runs while the block does, with pipes for what streams does not say."""
    options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
               **streams}
    program = subprocess.Popen([context.program("todoku-cli"), "batch", *map(str, arguments)],
                               env=context.clean_environment(), **options)
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        for stream in (program.stdin, program.stdout, program.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def wait_for_end(program, timeout=10):
    try:
        return program.wait(timeout)
    except subprocess.TimeoutExpired:
        return None


def feed(stdin, count):
    for _ in range(count):
        stdin.write(b"shop.example\n")
    stdin.flush()


class Counting(misbehave.Server):
    """Answers after a while, and counts how many questions are open at once."""

    def __init__(self, records, delay):
        super().__init__("slow", records, delay)
        self.lock = threading.Lock()
        self.open = self.most_open = 0

    def answer(self, query):
        with self.lock:
            self.open -= 1
        return super().answer(query)

    def _reply(self, octets, over_tcp):
        with self.lock:
            self.open += 1
            self.most_open = max(self.most_open, self.open)
        return super()._reply(octets, over_tcp)


def slow_domains(count, delay=0.1):
    names = [f"shop{number}.example" for number in range(count)]
    records = {}
    for name in names:
        records[name, "TXT"] = ['"v=spf1 a mx ~all"']
        records[name, "A"] = ["192.0.2.1"]
        records[name, "MX"] = [f"10 {name}."]
    return names, Counting(records, delay)


@case("batch: each line has what check says of the domain")
def test_same_as_check(context):
    domains = [domain for domain in practice.domains() if domain != "unknown.example"]
    answer = context.cli("batch", "--practice", stdin="\n".join(domains))
    objects = by_input(lines_of(answer.out))
    expect_equal(sorted(objects), sorted(domains), "inputs")
    for number, domain in enumerate(domains, 1):
        alone = context.cli("check", domain, "--practice", "--json").json()
        expect_equal(objects[domain]["line"], number, f"line of {domain}")
        expect_equal(without(objects[domain], "input", "line", *PORT_SHOWS),
                     without(alone, *PORT_SHOWS), domain)


@case("batch: what was chosen holds for every line")
def test_choices(context):
    answer = context.cli("batch", "--practice", "--value", "v=spf1 ip4:198.51.100.99 ~all",
                         stdin="shop.example\nfine.example\n")
    for one in lines_of(answer.out):
        expect("ip4:198.51.100.99" in one["proposed"], f"{one}")
    for wrong in (("--host", "no-such-host"), ("--sender", "nobody"), ("--jobs", "0"),
                  ("--jobs", "257"), ("--jobs", "many"), ("--lang", "xx"), ("--jobs", "-1"),
                  ("one-file", "another-file"), ("/no/such/file",), ("/",)):
        answer = context.cli("batch", "--practice", *wrong, stdin="shop.example\n")
        expect_equal((answer.code, answer.out), (2, ""), f"{answer}\n ")
        expect_equal(len(answer.err.splitlines()), 1, f"lines on stderr: {answer}\n ")


@case("batch: a line that is no domain gets an error, and the rest goes on")
def test_broken_lines(context):
    path = context.scratch / "domains.txt"
    path.write_bytes(b"\xef\xbb\xbfinfo@shop.example\r\n\r\n# a comment\n   # another\n \xe3\x80\x80\n"
                     b"\xff\xfe\n" + b"x" * 5000 + b"\n" + b"y" * 70000 + b"\n192.0.2.1\n"
                     b"a\0b.example\nlocalhost\nco.jp\nnobody.invalid\n\xef\xbb\xbf\n" + b"z" * 64
                     + b".example\nfine.example")
    wanted = {1: None, 6: "not-utf8", 7: "too-long", 8: "too-long", 9: "address", 10: "nul",
              11: "one-label", 12: "public-suffix", 13: "no-domain", 15: "length", 16: None}
    for language in ("en", "ja"):
        answer = context.cli("batch", path, "--practice", "--lang", language)
        objects = {one["line"]: one for one in lines_of(answer.out)}
        objects.pop(14, None)  # a byte order mark amid the file is white space to some
        expect_equal({line: one.get("error_id") for line, one in objects.items()}, wanted, "lines")
        for one in objects.values():
            if "error" in one:
                expect(is_japanese(one["error"]) == (language == "ja"), f"{language}: {one}")
        expect_equal((objects[1]["input"], objects[16]["input"]),
                     ("info@shop.example", "fine.example"), "inputs")
        expect_equal((answer.code, answer.err), (2, ""), f"{answer}\n ")


# The columns of the table, by the keys of the answer in JSON.
COLUMNS = {
    "input": ("input",), "line": ("line",), "domain": ("domain",), "verdict": ("verdict",),
    "headline": ("headline",), "explanation": ("explanation",),
    "question": ("question", "about"), "options": ("question", "options"), "current": ("current",), "proposed": ("proposed",),
    "mail_host": ("mail_host", "name"), "web_host": ("web_host", "name"),
    "dns_provider": ("dns_provider", "name"),
    "dkim": ("dkim", "verdict"), "dmarc": ("dmarc", "verdict"), "dmarc_policy": ("dmarc", "policy"),
    "findings": ("findings", "id"), "error": ("error",),
    "dkim_proposed": ("dkim", "proposed"), "dkim_findings": ("dkim", "findings", "message"),
    "dmarc_name": ("dmarc", "name"), "dmarc_proposed": ("dmarc", "proposed"),
    "dmarc_findings": ("dmarc", "findings", "message"),
}
PORT = re.compile(r"127\.0\.0\.1:\d+")  # of the practice server: another one each time
FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+81 3 1234 5678", "-1+1", "@SUM(A1:A9)", "＝1+1")


def cell(value, keys):
    """What a cell of the table shows of an answer in JSON."""
    if isinstance(value, list):
        return " | ".join(cell(one, keys) for one in value)
    if isinstance(value, dict) and keys:
        return cell(value.get(keys[0]), keys[1:])
    return "" if value is None else str(value)


def as_text(shown):
    return "'" + shown if shown[:1] in tuple("=+-@＝＋－＠") else shown


@case("batch: the table for a spreadsheet says the same, and none of it is a formula")
def test_csv(context):
    lines = [*practice.domains(), *FORMULAS, 'two, "quoted"', "shop.example\x1b[31m"]
    stdin = "\n".join(lines)
    objects = {one["line"]: one for one in lines_of(context.cli("batch", "--practice", stdin=stdin).out)}
    with started(context, "--practice", "--csv") as program:
        table = program.communicate(stdin.encode(), timeout=30)[0].decode()
    expect("\n" not in table.replace("\r\n", ""), "a line does not end in CRLF")
    expect("\x1b" not in table, "a control character is in the table")
    header, *rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    expect_equal(header, list(COLUMNS), "header")
    expect_equal([int(row[1]) for row in rows], list(range(1, len(lines) + 1)), "the order of the file")
    for row in rows:
        expect(not any(field.startswith(tuple("=+-@＝＋－＠")) for field in row), f"a formula: {row}")
        wanted = objects[int(row[1])]
        for name, shown in zip(header, row, strict=True):
            if name not in ("error", "explanation") or not PORT.search(shown):
                expect_equal(shown, as_text(cell(wanted, COLUMNS[name])).replace("\x1b", "\ufffd"),
                             f"{name} of line {row[1]}")
    wrong = context.cli("batch", "--csv", "--json", stdin=stdin)
    expect_equal((wrong.code, wrong.out), (2, ""), f"{wrong}\n ")


@case("batch: what a spreadsheet saved is read, and what it opens is made for it")
def test_spreadsheets(context):
    domains = ["info@shop.example", "fine.example", "add.example"]
    path = context.scratch / "domains.txt"
    for end in ("\n", "\r\n", "\r"):
        path.write_bytes(end.join(domains).encode() + end.encode())
        objects = lines_of(context.cli("batch", path, "--practice").out)
        expect_equal({one["line"]: one["input"] for one in objects},
                     dict(enumerate(domains, 1)), f"lines that end in {end!r}")
    for encoding in ("utf-16-le", "utf-16-be"):
        path.write_bytes("\ufefffine.example\r\nshop.example\r\n".encode(encoding))
        answer = context.cli("batch", path, "--practice")
        expect_equal((answer.code, answer.out), (2, ""), f"{encoding}: {answer}\n ")
        expect_equal(len(answer.err.splitlines()), 1, f"lines on stderr: {answer}\n ")
        expect("UTF-16" in answer.err and "UTF-8" in answer.err, answer.err)
    path.write_text("fine.example\n", encoding="utf-8")
    table = context.scratch / "answers.csv"
    for is_first in (True, False):  # what is appended has no second mark
        before = table.read_bytes() if table.exists() else b""
        with table.open("ab") as file:
            with started(context, path, "--practice", "--csv", stdout=file) as program:
                expect_equal(program.wait(30), 0, "exit code")
        added = table.read_bytes()[len(before):]
        expect_equal(added.startswith(b"\xef\xbb\xbf"), is_first, "a byte order mark")
        expect("input,line" in added.decode()[:12], "header")


@case("batch: a heading over the domains is left out, and said once; what may be a domain is not")
def test_heading(context):
    for heading in ("ドメイン,お客様", "ドメイン名", "domain,client", "No.,URL", "会社名\tドメイン"):
        answer = context.cli("batch", "-", "--practice", stdin=f"# list\n{heading}\nfine.example\n")
        expect_equal([one["line"] for one in lines_of(answer.out)], [3], f"lines below {heading!r}")
        expect_equal((answer.code, len(answer.err.splitlines())), (0, 1), f"{answer}\n ")
    for line in ("localhost", "shop,example.jp", "info@,", "192.0.2.1"):
        answer = context.cli("batch", "-", "--practice", stdin=f"{line}\nfine.example\n")
        expect("error" in by_input(lines_of(answer.out))[line], f"left out: {line!r}")
    answer = context.cli("batch", "-", "--practice", stdin="fine.example\nドメイン,お客様\n")
    expect_equal((answer.code, answer.err), (2, ""), f"{answer}\n ")


@case("batch: it ends with the gravest of what it met")
def test_exit(context):
    for stdin, code in (("", 0), ("# nothing\n", 0), ("fine.example\n", 0),
                        ("fine.example\nshop.example\n", 1),
                        ("unknown.example\nshop.example\n", 3),
                        ("localhost\nunknown.example\nfine.example\n", 2)):
        answer = context.cli("batch", "-", "--practice", "--timeout", "200", stdin=stdin)
        expect_equal(answer.code, code, f"exit code for {stdin!r}: {answer}\n ")


@case("batch: a line is answered before the next one is there")
def test_streaming(context):
    with started(context, "--practice") as program:
        for domain in ("shop.example", "fine.example", "add.example"):
            program.stdin.write(f"{domain}\n".encode())
            program.stdin.flush()
            expect_equal(json.loads(program.stdout.readline())["input"], domain, "answer")
        program.stdin.close()
        expect_equal(wait_for_end(program), 1, "exit code")


@case("batch: Ctrl-C ends it cleanly, with what was done")
def test_interrupt(context):
    names, server = slow_domains(200)
    context.use(server)
    path = context.scratch / "domains.txt"
    path.write_text("\n".join(names), encoding="ascii")
    for number in (signal.SIGINT, signal.SIGTERM):
        with started(context, path, "--dns-server", server.address, "--jobs", 4) as program:
            first = program.stdout.readline()
            program.send_signal(number)
            began = time.monotonic()
            rest, err = program.stdout.read(), program.stderr.read()
            expect_equal(wait_for_end(program), 130, "exit code")
            expect(time.monotonic() - began < 5, "it took long to end")
            done = lines_of((first + rest).decode())
            expect(0 < len(done) < 100, f"{len(done)} lines are done")
            expect(f" {len(done)} of " in err.decode(), f"{len(done)} are done: {err.decode()!r}")
    with started(context, "--practice") as program:
        feed(program.stdin, 1)
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        expect_equal(wait_for_end(program), 130, "exit code while it waits for a line")


@case("batch: it ends quietly where nobody takes the answers")
def test_closed_output(context):
    command = f"yes shop.example | '{context.program('todoku-cli')}' batch --practice"
    for end in ("| head -n 1", "| true", ">&-"):
        done = subprocess.run(["bash", "-c", f"{command} {end}; exit ${{PIPESTATUS[1]}}"],
                              capture_output=True, text=True, timeout=20, check=False,
                              env=context.clean_environment())
        expect_equal((done.returncode, done.stderr), (141, ""), f"exit and stderr with {end}")
    done = subprocess.run(["bash", "-c", f"{command} >/dev/full"], capture_output=True, text=True,
                          timeout=20, check=False, env=context.clean_environment())
    expect(done.returncode != 0 and "space" in done.stderr, f"full disk: {done}")


@case("batch: who reads the answers slowly loses none", limit=60)
def test_slow_reader(context):
    count = 150
    with started(context, "--practice", "--timeout", 300, "--jobs", 64) as program:
        feed(program.stdin, count)
        program.stdin.close()
        time.sleep(3)
        out = program.stdout.read().decode()
        verdicts = [one["verdict"] for one in lines_of(out)]
        expect_equal(verdicts, ["edit"] * count, "verdicts")


@case("batch: 300 domains say the same with one job and with 64", tools=KNOT)
def test_many(context):
    world = World().add_spf("spf.lolipop.example", "v=spf1 ip4:198.51.100.7 -all")
    world.add_spf("_spf.lolipop.jp", "v=spf1 ip4:203.0.113.0/24 -all")
    names = [f"shop{number}.example" for number in range(300)]
    for number, name in enumerate(names):
        records = ["v=spf1 include:spf.lolipop.example ~all", "v=spf1 ip4:192.0.2.1 ~all"]
        world.add_domain(name, records[:number % 3])
    server = context.use(Knot(context, world.zones))
    found = {}
    for jobs in (1, 64):
        answer = context.cli("batch", "--dns-server", server.address, "--jobs", jobs,
                             "--host", "lolipop", stdin="\n".join(names), timeout=60)
        expect_equal((answer.code, answer.err), (1, ""), "exit code and stderr")
        found[jobs] = lines_of(answer.out)
    expect_equal([one["input"] for one in found[1]], names, "order with one job")
    expect_equal(by_input(found[64]), by_input(found[1]), "answers")
    expect_equal([one["verdict"] for one in found[1]][:3], ["add", "edit", "merge"], "verdicts")


@case("batch: however many jobs, a server never has more questions than is polite")
def test_polite(context):
    names, server = slow_domains(120, delay=0.2)
    context.use(server)
    answer = context.cli("batch", "--dns-server", server.address, "--jobs", 256, "--timeout", 20000,
                         stdin="\n".join(names), timeout=90)
    objects = lines_of(answer.out)
    expect_equal(len(objects), len(names), "answers")
    expect(not any(one["verdict"] == "unknown" for one in objects), "some could not be read")
    expect(QUESTIONS_MAX // 2 < server.most_open <= QUESTIONS_MAX,
           f"{server.most_open} questions at once")


def peak_memory_kib(context, count):
    """The most memory a batch of so many lines ever takes."""
    with started(context, "--practice", "--jobs", 32, stderr=subprocess.DEVNULL) as program:
        feeder = threading.Thread(target=feed, args=(program.stdin, count))
        feeder.start()
        for _ in range(count):
            program.stdout.readline()
        feeder.join()
        with open(f"/proc/{program.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


@case("batch: ten times the domains take no more memory")
def test_memory(context):
    few, many = (peak_memory_kib(context, count) for count in (200, 2000))
    print(f"# {few} KiB for 200 domains, {many} KiB for 2000")
    expect(many < few * 1.15 + 512, f"{few} KiB for 200 domains, {many} KiB for 2000")
    expect(many < 64 * 1024, f"{many} KiB")


def read_terminal(fd):
    octets = b""
    with contextlib.suppress(OSError):  # how Linux says that nobody has the other end
        while more := os.read(fd, 4096):
            octets += more
    return octets.decode()


@case("batch: a terminal is told how far it is, and nobody else")
def test_progress(context):
    names, server = slow_domains(30)
    context.use(server)
    arguments = ("--dns-server", server.address, "--jobs", 2)
    ours, theirs = pty.openpty()
    with started(context, *arguments, stderr=theirs, stdout=subprocess.DEVNULL) as program:
        os.close(theirs)
        program.stdin.write("\n".join(names).encode())
        program.stdin.close()
        shown = read_terminal(ours)
    os.close(ours)
    expect("\r\x1b[K" in shown, f"no line is written over: {shown!r}")
    expect("Lines done: 30 (" in shown.splitlines()[-1], f"no sum at the end: {shown!r}")
    wait_until(lambda: server.open == 0, "the server is done")
    quiet = context.cli("batch", *arguments, stdin=names[0])
    expect_equal(quiet.err, "", "stderr that is no terminal")


@case("batch: the help says how it ends")
def test_help(context):
    for language in ("en", "ja"):
        answer = context.cli("batch", "--help", "--lang", language)
        expect("--jobs" in answer.out and "130" in answer.out, f"{answer}")
        expect(is_japanese(answer.out) == (language == "ja"), f"{answer}")
