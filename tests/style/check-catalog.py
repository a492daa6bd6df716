#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every file of a catalog to its schema, and to what a schema cannot say.

check-catalog.py FOLDER...
"""

import json
import re
import sys
from pathlib import Path

import jsonschema

problems = []


def problem(path, text):
    problems.append(f"{path}: {text}")


def read(path):
    """The content of a file; a member that is there twice is a problem."""

    def unique(pairs):
        members = dict(pairs)
        if len(members) != len(pairs):
            problem(path, f"has a member twice: {sorted(name for name, _ in pairs)}")
        return members

    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique)


def check_schema(path, content, schemas):
    """Against the schema the file itself names."""
    schema = schemas.get((path.parent / content.get("$schema", "")).resolve())
    if schema is None:
        problem(path, "$schema: names no schema")
        return
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in checker.iter_errors(content):
        where = ".".join(str(step) for step in error.absolute_path)
        problem(path, f"{where}: {error.message[:300]}")


def check_words(path, content, allowed):
    """Words in braces, in texts that are shown."""
    if isinstance(content, dict):
        if content.keys() >= {"ja", "en"}:
            for language in ("ja", "en"):
                for word in re.findall(r"\{[^}]*\}|[{}]", content[language]):
                    if word not in allowed:
                        problem(path, f"{word} means nothing: {content[language]}")
            if set(re.findall(r"\{\w+\}", content["ja"])) != set(
                re.findall(r"\{\w+\}", content["en"])
            ):
                problem(path, f"ja and en have other words in braces: {content['ja']}")
            check_labels(path, content)
        for member in content.values():
            check_words(path, member, allowed)
    elif isinstance(content, list):
        for member in content:
            check_words(path, member, allowed)


def check_labels(path, text):
    """A panel's own word in the English text stands in the Japanese one too."""
    for label in re.findall(r"“([^”]+)”", text["en"]):
        if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", label) and f"「{label}」" not in text["ja"]:
            problem(path, f"“{label}” is not in the Japanese text as 「{label}」")


def quoted(text):
    """The words of a panel that a text quotes; “A（B）” is A, and what B calls it in English."""
    for quote in re.findall(r"「([^」]+)」", text["ja"]) + re.findall(r"“([^”]+)”", text["en"]):
        # What is typed, and what is said to a company, is no word of its panel.
        if "v=spf1" in quote or "{" in quote or quote in ("TXT", "SPF"):
            continue
        both = re.fullmatch(r"(.+)（([A-Za-z ]+)）", quote)
        yield from both.groups() if both else [quote]


def check_seen(path, labels, texts, fields=()):
    """No step or trap quotes a word that was not seen, and what was seen is of use."""
    seen = [word for group in labels for word in group["words"]]
    used = {word for text in texts for word in quoted(text)}
    used |= {field["ja"] for field in fields if field is not None}
    for word in sorted(used - set(seen)):
        problem(path, f"labels: nobody says where 「{word}」 was seen")
    for word in sorted(set(seen) - used):
        problem(path, f"labels: 「{word}」 is not used")
    if len(seen) != len(set(seen)):
        problem(path, "labels: has a word twice")


def check_addresses(path, company, texts, sources):
    """Who has a fact from a page of the company's has a link to it, and who is told to sign in at an
    address has one there."""
    pages = [source["url"] for source in sources if source["grade"] in "OC" and source["url"]]
    if pages and company["url"] is None:
        problem(path, f"url: the company has a page, {pages[0]}")
    sign_in = company.get("sign_in", {"url": ""})["url"]
    for text in texts:
        for address in re.findall(r"(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[a-z/]+)?", text["en"]):
            if text["en"].startswith("Sign in") and not sign_in.startswith(f"https://{address}"):
                problem(path, f"sign_in: must lead to {address}")


def check_provider(path, provider):
    fields = [provider["fields"][name] for name in ("host", "type", "value")]
    texts = provider["steps"] + provider.get("dangers", []) + provider["traps"]
    check_seen(path, provider["labels"], texts, fields)
    # Only steps have the domain and the value filled in.
    check_words(path, provider.get("dangers", []) + provider["traps"], ())
    check_addresses(path, provider, provider["steps"], [provider["source"]])
    if not provider["editable"] and not provider["steps"]:
        problem(path, "steps: must say what to do where a record cannot be written")
    if provider["editable"] and provider["steps"] and not any("when" in one for one in provider["steps"]):
        problem(path, "steps: none says how to change the record that is there")


def check_host(path, host, providers):
    panels = [panel for panel in (host["switch"], host.get("dkim", {}).get("panel"),
                                  host.get("dmarc")) if panel is not None]
    for panel in panels:
        shown = [panel[name] for name in ("make", "make_short", "show") if panel.get(name)]
        check_seen(path, panel["labels"], panel["steps"] + shown + panel.get("after", []))
    check_addresses(path, host, [step for panel in panels for step in panel["steps"]],
                    [host["spf"]["source"], *(panel["source"] for panel in panels),
                     *([host["dkim"]["source"]] if "dkim" in host else [])])
    value = host["spf"]["value"]
    keys = {placeholder["key"] for placeholder in host["placeholders"]}
    if len(keys) != len(host["placeholders"]):
        problem(path, "placeholders: has a key twice")
    used = set(re.findall(r"\{(\w+)\}", value or "")) - {"domain"}
    if used != keys:
        problem(path, f"spf.value uses {sorted(used)}, placeholders describe {sorted(keys)}")
    if host["dns_provider"] is not None and host["dns_provider"] not in providers:
        problem(path, f"dns_provider: {host['dns_provider']} is not there")
    for kind in ("mx", "servers"):
        for pattern in host["detect"][kind]:
            re.compile(pattern["regex"])
            if pattern["fills"] not in keys | {None}:
                problem(path, f"fills: {pattern['fills']} is no placeholder of this host")
    for term in host["detect"]["terms"]:
        for key in re.findall(r"\{(\w+)\}", term):
            if key not in keys:
                problem(path, f"terms: {key} is no placeholder of this host")
    for placeholder in host["placeholders"]:
        example = placeholder["example"]
        if example is not None and not re.fullmatch(placeholder["pattern"], example):
            problem(path, f"{example} does not match {placeholder['pattern']}")


def check_bounces(path, bounces):
    """What the schema cannot say of the returned mails."""
    for kind in ("providers", "bounces"):
        ids = [member["id"] for member in bounces[kind]]
        if len(ids) != len(set(ids)):
            problem(path, f"{kind}: has an id twice")
    providers = {provider["id"] for provider in bounces["providers"]}
    for bounce in bounces["bounces"]:
        if bounce["provider"] not in providers | {None}:
            problem(path, f"{bounce['id']}: provider {bounce['provider']} is not there")
        words = {"{word}", "{domain}", "{ip}"}
        if bounce["next"] is not None and bounce["fixable_by_spf"] == "yes":
            problem(path, f"{bounce['id']}: next is never shown")
        for phrase in bounce["phrases"]:
            for word in re.findall(r"\{[^}]*\}|[{}]", phrase):
                if word not in words:
                    problem(path, f"{bounce['id']}: {word} means nothing")


def check_ids(folder, kind):
    """The files of a folder by id."""
    files = {}
    for path in sorted((folder / kind).glob("*.json")):
        content = read(path)
        if content.get("id") != path.stem:
            problem(path, f"id: must be {path.stem}")
        files[path.stem] = (path, content)
    return files


def check_folder(folder):
    schemas = {path.resolve(): read(path) for path in sorted((folder / "schema").glob("*.json"))}
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)

    hosts = check_ids(folder, "hosts")
    providers = check_ids(folder, "dns-providers")
    senders = read(folder / "senders.json")
    general = read(folder / "general-steps.json")
    bounces = read(folder / "bounces.json")

    step_words = {"{domain}", "{host_field}", "{value}"}
    for path, content in [*hosts.values(), *providers.values()]:
        check_schema(path, content, schemas)
        check_words(path, content, step_words)
    check_schema(folder / "senders.json", senders, schemas)
    check_words(folder / "senders.json", senders, set())
    check_schema(folder / "general-steps.json", general, schemas)
    check_words(folder / "general-steps.json", general, step_words | {"{provider}"})

    check_schema(folder / "bounces.json", bounces, schemas)
    check_words(folder / "bounces.json",
                [bounce[text] for bounce in bounces["bounces"] for text in ("meaning", "next")], set())
    check_schema(folder / "free-mail.json", read(folder / "free-mail.json"), schemas)
    check_bounces(folder / "bounces.json", bounces)

    for path, provider in providers.values():
        check_provider(path, provider)
    check_seen(folder / "general-steps.json", general["labels"], general["steps"])
    for path, host in hosts.values():
        check_host(path, host, providers)
    ids = [sender["id"] for sender in senders["senders"]]
    if len(ids) != len(set(ids)):
        problem(folder / "senders.json", "has an id twice")
    for kind, files in (("hosts", hosts), ("dns-providers", providers)):
        orders = [content["order"] for _, content in files.values()]
        if len(orders) != len(set(orders)):
            problem(folder / kind, "two files have the same order")

    if not hosts or not providers:
        problem(folder, "has no hosts, or no DNS providers")
    print(f"{len(hosts)} hosts, {len(providers)} DNS providers, {len(ids)} services, "
          f"{len(bounces['bounces'])} returned mails")


def main():
    for folder in sys.argv[1:]:
        check_folder(Path(folder))
    for line in problems:
        print(line, file=sys.stderr)
    if problems:
        sys.exit(1)


main()
