#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A DNS server on loopback that answers each question after the same time, however many there are.

    slow_dns.py ZONE.json MILLISECONDS

Prints its port and serves until its standard input ends. The zone is as data/practice-zone.json."""

import collections
import json
import select
import socket
import struct
import sys
import time

import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype

TTL = 300
OWNER = b"\xc0\x0c"  # the name in the question
FLAGS = 0x8580  # an answer, authoritative, recursion there
NXDOMAIN = 3


def rdata_of(kind, value):
    """Record data as it goes over the wire."""
    if kind == "TXT":
        octets = value.encode()
        return b"".join(bytes([len(piece)]) + piece for piece in
                        (octets[at:at + 255] for at in range(0, len(octets), 255)))
    if kind in ("MX", "NS", "PTR", "CNAME"):
        value += "."
    return dns.rdata.from_text("IN", kind, value).to_wire()


def answers_of(zone):
    """{name and type on the wire: (count, octets)}, and all names there are."""
    answers, names = {}, set()
    for name, kinds in zone.items():
        wire = dns.name.from_text(name).to_wire()
        names.add(wire)
        for kind, values in kinds.items():
            number = struct.pack("!HH", dns.rdatatype.from_text(kind), dns.rdataclass.IN)
            octets = b""
            for value in values:
                data = rdata_of(kind, value)
                octets += OWNER + number + struct.pack("!IH", TTL, len(data)) + data
            answers[wire + number] = (len(values), octets)
    return answers, names


def answer(question, answers, names):
    """The answer to a message with one question."""
    end = question.index(0, 12) + 5
    asked = question[12:end]
    name = asked[:-4].lower()
    count, octets = answers.get(name + asked[-4:], (0, b""))
    flags = FLAGS if count or name in names else FLAGS | NXDOMAIN
    return question[:2] + struct.pack("!5H", flags, 1, count, 0, 0) + asked + octets


def serve(udp, answers, names, delay):
    waiting = collections.deque()
    while True:
        patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        ready, _, _ = select.select([udp, sys.stdin], [], [], patience)
        if sys.stdin in ready:
            return
        while ready:
            try:
                question, client = udp.recvfrom(4096)
            except BlockingIOError:
                break
            waiting.append((time.monotonic() + delay, client, question))
        while waiting and waiting[0][0] <= time.monotonic():
            _, client, question = waiting.popleft()
            udp.sendto(answer(question, answers, names), client)


def main():
    with open(sys.argv[1], encoding="utf-8") as stream:
        answers, names = answers_of(json.load(stream))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        print(udp.getsockname()[1], flush=True)
        serve(udp, answers, names, float(sys.argv[2]) / 1000)


if __name__ == "__main__":
    main()
