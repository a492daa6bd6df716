#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One evaluation with pyspf, timed without the start of Python: prints the result and the seconds.

    pyspf_once.py PORT IP DOMAIN"""

import sys
import time

import dns.resolver
import spf

resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers = ["127.0.0.1"]
resolver.port = int(sys.argv[1])
dns.resolver.default_resolver = resolver
began = time.monotonic()
result = spf.check2(i=sys.argv[2], s=f"info@{sys.argv[3]}", h=sys.argv[3], timeout=20)[0]
print(result, time.monotonic() - began)
