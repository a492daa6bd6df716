# SPDX-License-Identifier: GPL-3.0-or-later
"""Random domains as their owners have them: a mail host, a web host, services, and a record that is
right, nearly right or wrong.

A case has a zone, a domain, what the person says, and the records that were meant: those that the
slips of the pen were made in."""

import ipaddress

DOMAIN = "shop.example"

# What a company's own servers are called, and what its list is; a few real ones, with addresses for
# documentation.
COMMON = {
    "_spf.google.com": {"TXT": ["v=spf1 ip4:198.51.100.0/27 ip6:2001:db8:6006::/48 "
                                "include:_netblocks.google.com ~all"]},
    "_netblocks.google.com": {"TXT": ["v=spf1 ip4:198.51.100.32/27 ~all"]},
    "smtp.google.com": {"A": ["198.51.100.5"], "AAAA": ["2001:db8:6006::5"]},
    "spf.protection.outlook.com": {"TXT": ["v=spf1 ip4:198.51.100.64/28 ip6:2001:db8:365::/48 -all"]},
    "shop-example.mail.protection.outlook.com": {"A": ["198.51.100.70"]},
    "_spf.lolipop.jp": {"TXT": ["v=spf1 ip4:203.0.113.48/28 ~all"]},
    "mx01.lolipop.jp": {"A": ["203.0.113.60"]},
    "_spf.heteml.jp": {"TXT": ["v=spf1 ip4:203.0.113.160/28 ~all"]},
    "spf.sender.xserver.jp": {"TXT": ["v=spf1 ip4:203.0.113.96/28 -all"]},
    "sendgrid.net": {"TXT": ["v=spf1 ip4:198.51.100.128/28 ~all"]},
    "servers.mcsv.net": {"TXT": ["v=spf1 ip4:198.51.100.144/28 ?all"]},
    "sv1234.xserver.jp": {"A": ["203.0.113.10"]},
    "www1234.sakura.ne.jp": {"A": ["203.0.113.20"]},
    "users123.lolipop.jp": {"A": ["203.0.113.50"]},
    "www123.heteml.jp": {"A": ["203.0.113.161"]},
    "10.113.0.203.in-addr.arpa": {"PTR": ["sv1234.xserver.jp"]},
    "20.113.0.203.in-addr.arpa": {"PTR": ["www1234.sakura.ne.jp"]},
    "50.113.0.203.in-addr.arpa": {"PTR": ["users123.lolipop.jp"]},
    "161.113.0.203.in-addr.arpa": {"PTR": ["www123.heteml.jp"]},
    # Other people's.
    "lists.example": {"TXT": ["v=spf1 ip4:203.0.113.192/28 ~all"]},
    "news.example": {"TXT": ["v=spf1 ip4:203.0.113.208/29 ip6:2001:db8:77::/64 -all"]},
    "deep.example": {"TXT": ["v=spf1 include:deep2.example ~all"]},
    "deep2.example": {"TXT": ["v=spf1 include:deep3.example a:relay.example ~all"]},
    "deep3.example": {"TXT": ["v=spf1 ip4:203.0.113.216/30 mx:relay.example -all"]},
    "wide.example": {"TXT": ["v=spf1 a:relay.example a:relay2.example include:deep.example "
                             "include:news.example mx:relay.example ~all"]},
    "relay.example": {"A": ["203.0.113.220"], "MX": ["10 relay2.example"]},
    "relay2.example": {"A": ["203.0.113.221"], "AAAA": ["2001:db8:77::221"]},
    "server.example": {"A": ["203.0.113.230"]},
    "both.example": {"A": ["203.0.113.231"], "TXT": ["v=spf1 ip4:203.0.113.232/31 ~all"]},
    "open.example": {"TXT": ["v=spf1 +all"]},
    "halves.example": {"TXT": ["v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ~all"]},
    "broken.example": {"TXT": ["v=spf1 ip4:203.0.113.240 ip4: 203.0.113.241 ~all"]},
    "twice.example": {"TXT": ["v=spf1 ip4:203.0.113.242 ~all", "v=spf1 ip4:203.0.113.243 ~all"]},
    "empty.example": {"TXT": ["hello"]},
    "loop.example": {"TXT": ["v=spf1 include:loop.example ~all"]},
    "sorry.example": {"TXT": ["You may not."]},
}

MAIL_HOSTS = [
    (["1 smtp.google.com"], "include:_spf.google.com"),
    (["0 shop-example.mail.protection.outlook.com"], "include:spf.protection.outlook.com"),
    (["10 mx01.lolipop.jp"], "include:_spf.lolipop.jp"),
    ([f"0 {DOMAIN}"], "mx"),
    ([f"10 mail.{DOMAIN}"], "mx"),
    (["10 relay.example", "20 server.example"], "mx"),
    (["0 ."], None),
    ([], None),
]
WEB_SITES = ["203.0.113.10", "203.0.113.20", "203.0.113.50", "203.0.113.161", "192.0.2.80",
             "192.0.2.81"]
LISTS = ["_spf.google.com", "sendgrid.net", "servers.mcsv.net", "lists.example", "lists.example",
         "news.example", "deep.example", "wide.example", "both.example", "spf.sender.xserver.jp",
         "_spf.lolipop.jp"]
BAD_LISTS = ["open.example", "halves.example", "broken.example", "twice.example", "empty.example",
             "loop.example", "gone.example", "server.example", "other.gone.example",
             "%{d}._spf.gone.example", "%{ir}._spf.gone.example", "_spf.%{d2}"]
SERVERS = ["server.example", "relay.example", "relay2.example", "both.example", f"mail.{DOMAIN}",
           f"www.{DOMAIN}", "sv1234.xserver.jp", "www1234.sakura.ne.jp"]
BAD_SERVERS = ["gone.example", "lists.example", "empty.example", "other.gone.example", "server",
               "%{l}.gone.example"]
SENDERS = ["sendgrid", "mailchimp"]
REFUSED = ["203.0.113.10", "203.0.113.20", "203.0.113.50", "203.0.113.161", "198.51.100.20",
           "192.0.2.210", "2001:db8:6006::77", "2001:db8:9::1", "203.0.113.230", "198.51.100.130"]


class Owners:
    """Draws cases from a random.Random."""

    def __init__(self, random):
        self.random = random

    def some(self, chance):
        return self.random.random() < chance

    def choose(self, pool):
        return self.random.choice(pool)

    # The record that is meant

    def network(self):
        if self.some(0.25):
            at = self.choose(["2001:db8:a::1", "2001:db8:b::", "2001:db8:77::5"])
            prefix = self.choose([64, 112, 128, None]) if at.endswith("::") or self.some(0.3) else None
            return f"ip6:{at}" + (f"/{prefix}" if prefix else "")
        at = ipaddress.ip_address("203.0.113.0") + self.random.randrange(256)
        prefix = self.choose([None, None, None, 24, 28, 30, 32, 31])
        if prefix and self.some(0.7):
            at = ipaddress.ip_network(f"{at}/{prefix}", strict=False).network_address
        return f"ip4:{at}" + (f"/{prefix}" if prefix else "")

    def term(self, care):
        kind = self.random.random()
        bad = self.some(care)
        if kind < 0.40:
            return f"include:{self.choose(BAD_LISTS if bad else LISTS)}"
        if kind < 0.65:
            return self.network()
        if kind < 0.80:
            name = self.choose(BAD_SERVERS if bad else SERVERS)
            return self.choose(["a", f"a:{name}", f"a:{name}", f"a:{name}/30"])
        if kind < 0.92:
            return self.choose(["mx", "mx", "mx:relay.example", "mx:server.example", "mx:gone.example",
                                "mx/28"]) if bad else self.choose(["mx", "mx:relay.example"])
        if not bad:
            return "mx"
        return self.choose(["ptr", "exists:%{i}._spf.gone.example", f"exists:{DOMAIN}",
                            "ip4:0.0.0.0/1", "ip4:203.0.113.0/2", "ip6:::/0", "ptr:gone.example",
                            "exists:%{ir}.server.example", f"include:{DOMAIN}", "a//0", "a/0"])

    def record(self, host_term):
        care = self.choose([0, 0, 0, 0.1, 0.4])
        terms = [self.term(care) for _ in range(self.choose([0, 1, 1, 2, 2, 3, 4, 5, 8]))]
        if host_term is not None and self.some(0.6):
            terms.insert(self.random.randrange(len(terms) + 1), host_term)
        for number, term in enumerate(terms):
            if self.some(0.05):
                terms[number] = self.choose("+?~--") + term
        end = self.choose(["~all"] * 5 + ["-all"] * 4 + ["?all", "", "+all"])
        if self.some(0.12):
            where = self.choose(["redirect=lists.example", "redirect=deep.example",
                                 "redirect=_spf.google.com", "redirect=news.example",
                                 "redirect=gone.example", "redirect=open.example"])
            terms.append(where if self.some(0.8) else f"{where} {end}")
        else:
            terms.append(end)
        if self.some(0.05):
            terms.insert(self.random.randrange(len(terms) + 1),
                         self.choose(["exp=sorry.example", "x-note=1", "exp=gone.example"]))
        return " ".join(["v=spf1"] + [term for term in terms if term])

    # Slips of the pen

    def slip_term(self, term):
        """One way of writing a term that is not right."""
        name, colon, value = term.partition(":")
        if not colon:
            return self.choose([f"{term}:", f"{term};", f"{term},", term.upper(), f"“{term}”"])
        if name == "ip4":
            address, slash, prefix = value.partition("/")
            if not slash:
                parts = address.split(".")
                return self.choose([
                    f"ip4:{address}:25", f"ipv4:{address}", f"ip4={address}", f"ip4:{address},",
                    f"ip4: {address}", f"ip4 :{address}", f"ip4:{address}.", f"ip4:{address}/255.255.255.255",
                    address, f"ip:{address}", f"ip4;{address}", f"ip4:{address}\\;", f"ip4://{address}",
                    f"ip4:{address}-{address}", f"ip6:{address}", f"a:{address}", f"ip4:{address}/",
                    "ip4:" + ".".join(part.zfill(3) for part in parts), f"ip4:http://{address}"])
            mask = ipaddress.ip_network(f"{address}/{prefix}", strict=False)
            return self.choose([
                f"ip4:{address}/{mask.netmask}", f"ip4:{address}\\{prefix}", f"ipv4:{value}",
                f"ip4:{mask[0]}-{mask[-1]}", f"ip4:{address} /{prefix}", f"ip4:{address}/{prefix};",
                f"ip4:{address}/ {prefix}", f"ip4:{address}/0{prefix}", f"ip4:{address}//{prefix}",
                f"ip4:{mask[0]}-{prefix}", value])
        if name == "ip6":
            return self.choose([f"ipv6:{value}", f"ip6:{value},", f"ip4:{value}", f"ip6=[{value}]",
                                f"ip6:{value};", f"ip6: {value}", value])
        return self.choose([
            f"{name}:{value},", f"{name};{value}", f"{name}={value}", f"{name}: {value}",
            f"{name} :{value}", f"{name}:{value}\\;", f"{name}:http://{value}",
            f"{name}:https://{value}/", f"{name}:<http://{value}|{value}>",
            f"{name}:[{value}](http://{value})", f"{name}.{value}", value, f"{name}:{value}.",
            f"{name}::{value}", f"{name}:{value}/", f"{name}s:{value}", f"{name}:@{value}",
            f"{name}:“{value}”", f"{name}　:{value}", f"{name}:{name}:{value}", f"{name.upper()}:{value}",
            f"{name}:{value}:25", f"{name}-{value}"])

    def slip(self, record):
        """One way of writing a record that is not right."""
        words = record.split(" ")
        kind = self.random.random()
        if kind < 0.65 and len(words) > 1:
            at = self.random.randrange(1, len(words))
            if "=" not in words[at] and "%" not in words[at] and words[at][:1] not in ("", *"+-~?"):
                words[at] = self.slip_term(words[at])
            return " ".join(words)
        return self.choose([
            record.replace(" ", "; "), record.replace(" ", "\\; "), record.replace(" ", ", "),
            f'"{record}"', record.replace("v=spf1", "v=spf1;"), record.replace("v=spf1", "v=spf 1"),
            record.replace("v=spf1", "v=SPF1"), record.replace("v=spf1", "spf1"),
            record.replace(" ", "　"), record.replace("-all", "- all").replace("~all", "~ all"),
            record + " v=DMARC1; p=none", record + " " + record, record.replace(" ", "\t"),
            record.replace(" ", "\u00a0"), record.replace("all", "all."), f"{record} MS=ms1234567",
            record.replace("~", "～").replace("-all", "－all"), record.replace("v=spf1", "v=spf1,"),
            record.replace("~all", "~all.")])

    # The domain

    def nodes(self, mx):
        zone = {name: dict(node) for name, node in COMMON.items()}
        own = {"NS": ["ns1.example"], "SOA": ["ns1.example h.example 1 3600 600 86400 300"]}
        if mx:
            own["MX"] = mx
        if self.some(0.9):
            own["A"] = [self.choose(WEB_SITES)]
            if self.some(0.2):
                own["AAAA"] = ["2001:db8:80::80"]
        zone[DOMAIN] = own
        zone[f"mail.{DOMAIN}"] = {"A": [self.choose(["192.0.2.25", "203.0.113.10", "203.0.113.20"])]}
        if self.some(0.1):
            zone[f"mail.{DOMAIN}"]["AAAA"] = ["2001:db8:80::25"]
        zone[f"www.{DOMAIN}"] = {"A": [self.choose(WEB_SITES)]}
        if self.some(0.04):
            zone[self.choose(["lists.example", "gone.example", "server.example"])] = "SERVFAIL"
        return zone

    def options(self, meant):
        said = {}
        if self.some(0.2):
            said["ip"] = self.choose(REFUSED)
        if self.some(0.08):
            said["choose"] = self.choose(["google_workspace", "lolipop", "microsoft_365", "sakura"])
        elif self.some(0.05):
            said["value"] = self.choose(["include:lists.example", "v=spf1 mx include:news.example -all",
                                         "v=spf1 a:server.example ip4:203.0.113.77 ~all"])
        if self.some(0.08):
            said["web_host"] = self.choose(["xserver", "sakura", "lolipop", "heteml"])
        if self.some(0.06):
            said["senders"] = [self.choose(SENDERS)]
        if meant and "ip" not in said and self.some(0.06):
            words = [word for word in meant[0].split(" ")[1:] if not word.endswith("all")]
            said["unwanted"] = [self.choose(words)] if words else []
        return said

    def case(self):
        mx, host_term = self.choose(MAIL_HOSTS)
        meant = [self.record(host_term)
                 for _ in range(self.choose([0] + [1] * 10 + [2, 2, 3]))]
        if meant and self.some(0.02):
            meant[0] += " ip4:203.0.113.77"  # behind the end
        published = [self.slip(text) if self.some(0.35) else text for text in meant]
        zone = self.nodes(mx)
        published += ["MS=ms1"] if self.some(0.1) else []
        if published:
            zone[DOMAIN]["TXT"] = published
        return {"zone": zone, "domain": DOMAIN, "options": self.options(meant), "meant": meant}
