# SPDX-License-Identifier: GPL-3.0-or-later
"""A DNS server that misbehaves in the one way it is told to, on loopback."""

import socket
import struct
import threading
import time

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rrset

import processes

# What it does with a question; each is a function (server, query, over_tcp) → octets or None.
WAYS = {}


def way(function):
    WAYS[function.__name__.replace("_", "-")] = function
    return function


@way
def silence(_server, _query, _over_tcp):
    return None


@way
def garbage(_server, query, _over_tcp):
    return struct.pack("!H", query.id) + b"\x81\x80\x00\x01\x00\x09" + b"\xff" * 40


@way
def servfail(_server, query, _over_tcp):
    return refusal(query, dns.rcode.SERVFAIL)


@way
def refused(_server, query, _over_tcp):
    return refusal(query, dns.rcode.REFUSED)


@way
def truncated(server, query, over_tcp):
    """Every answer over UDP is cut to nothing, and only TCP gives it whole."""
    if over_tcp:
        return server.answer(query)
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.TC
    return reply.to_wire()


@way
def slow(server, query, _over_tcp):
    time.sleep(server.delay)
    return server.answer(query)


@way
def well(server, query, _over_tcp):
    return server.answer(query)


@way
def checked(server, query, _over_tcp):
    """Says, as one that checks DNSSEC does, which of its answers are signed."""
    reply = dns.message.from_wire(server.answer(query))
    if str(query.question[0].name) in server.signed:
        reply.flags |= dns.flags.AD
    return reply.to_wire()


def refusal(query, rcode):
    reply = dns.message.make_response(query)
    reply.set_rcode(rcode)
    return reply.to_wire()


class Server:
    """Use it as a context manager. records: {(name, type): [rdata, …]}; a name that is not there
    does not exist. `way` may be changed while it runs."""

    def __init__(self, way_name, records=(), delay=0.3):
        self.way = way_name
        self.records = {(name.rstrip(".") + ".", kind): list(rdata)
                        for (name, kind), rdata in dict(records).items()}
        self.delay = delay
        self.signed = ()
        self.port = processes.free_port()
        self.asked = []
        self.over_tcp = 0
        self.stopping = threading.Event()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def __enter__(self):
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", self.port))
        self.tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.tcp.bind(("127.0.0.1", self.port))
        self.tcp.listen(16)
        for one in (self.udp, self.tcp):
            one.settimeout(0.2)
        self.threads = [threading.Thread(target=target, daemon=True)
                        for target in (self._serve_udp, self._serve_tcp)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        self.udp.close()
        self.tcp.close()

    def answer(self, query):
        question = query.question[0]
        name = question.name.to_text().lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA | dns.flags.RA
        rdata = self.records.get((name, kind))
        if rdata:
            reply.answer.append(dns.rrset.from_text_list(question.name, 300, "IN", kind, rdata))
        elif not any(known == name for known, _ in self.records):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire(max_size=65535)

    def _reply(self, octets, over_tcp):
        try:
            query = dns.message.from_wire(octets)
        except dns.exception.DNSException:
            return None
        question = query.question[0]
        self.asked.append((question.name.to_text(), dns.rdatatype.to_text(question.rdtype)))
        self.over_tcp += over_tcp
        return WAYS[self.way](self, query, over_tcp)

    def _serve_udp(self):
        while not self.stopping.is_set():
            try:
                octets, client = self.udp.recvfrom(4096)
            except TimeoutError:
                continue
            threading.Thread(target=self._serve_datagram, args=(octets, client),
                             daemon=True).start()

    def _serve_datagram(self, octets, client):
        reply = self._reply(octets, False)
        if reply is not None and not self.stopping.is_set():
            try:
                self.udp.sendto(reply, client)
            except OSError:
                pass

    def _serve_tcp(self):
        while not self.stopping.is_set():
            try:
                connection, _ = self.tcp.accept()
            except TimeoutError:
                continue
            threading.Thread(target=self._serve_connection, args=(connection,), daemon=True).start()

    def _serve_connection(self, connection):
        with connection:
            connection.settimeout(5)
            try:
                while not self.stopping.is_set():
                    head = receive(connection, 2)
                    if head is None:
                        return
                    reply = self._reply(receive(connection, struct.unpack("!H", head)[0]), True)
                    if reply is not None:
                        connection.sendall(struct.pack("!H", len(reply)) + reply)
            except (OSError, TypeError):
                return


def receive(connection, length):
    octets = b""
    while len(octets) < length:
        more = connection.recv(length - len(octets))
        if not more:
            return None
        octets += more
    return octets
