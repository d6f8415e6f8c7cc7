"""Which words of an e-mail are its own: quoted answers, heads of earlier messages and signatures
are boilerplate. What the programs of mail write is data in data/mail.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.ingest.lines import paragraphs
from dateline.text.yaml_files import read_yaml

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_COLON = re.compile(r"^[^\n]{4,300}:[ \t]*$", re.M)
_LONGEST_OPENER = 420
_TAG = r"\[[^\[\]]{1,40}\]\s*"


class MailWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What data/mail.yaml says."""

    answers: tuple[str, ...]
    forwards: tuple[str, ...]
    openers: tuple[str, ...]
    earlier: tuple[str, ...]
    passed_on: tuple[str, ...]
    heads: tuple[str, ...]
    offices: tuple[str, ...]
    private_hosts: frozenset[str]
    folder_data: tuple[str, ...]


@cache
def mail_words() -> MailWords:
    """The shipped words of mail programs."""
    data = (files("dateline.ingest") / "data" / "mail.yaml").read_bytes()
    return read_yaml(data, MailWords, where="mail.yaml", remedy="see docs/formats.md")


@cache
def _pattern(field: str, template: str) -> re.Pattern[str]:
    entries: tuple[str, ...] = getattr(mail_words(), field)
    return re.compile(template.replace("{}", f"(?:{'|'.join(entries)})"), re.I | re.M)


def own_ranges(text: str) -> tuple[list[tuple[int, int]], frozenset[int]]:
    """The paragraphs of a message, and which of them are not its own words."""
    ranges: list[tuple[int, int]] = []
    foreign: set[int] = set()
    position = 0
    for start, end in [*foreign_ranges(text), (len(text), len(text))]:
        ranges += [(position + a, position + b) for a, b in paragraphs(text[position:start])]
        a, b = _trimmed(text, start, end)
        if a < b:
            foreign.add(len(ranges))
            ranges.append((a, b))
        position = max(position, end)
    return ranges, frozenset(foreign)


def foreign_ranges(text: str) -> list[tuple[int, int]]:
    """Where words stand that are not the sender's own, in order and apart."""
    end = _own_end(text)
    found = [(end, len(text))] if end < len(text) else []
    found += [m.span() for m in _quoted_lines().finditer(text, 0, end)]
    found += _openers(text, end)
    found += [m.span() for m in _passed_on().finditer(text, 0, end)]
    merged: list[tuple[int, int]] = []
    for a, b in sorted(found):
        if merged and not text[merged[-1][1] : a].strip():
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


@cache
def _quoted_lines() -> re.Pattern[str]:
    return re.compile(r"^[ \t]{0,3}>(?!From ).*$", re.M)


@cache
def _passed_on() -> re.Pattern[str]:
    """The rule over a message that is passed on, with the lines of its head."""
    words = mail_words()
    rules, heads = "|".join(words.passed_on), "|".join(words.heads)
    line = rf"(?:(?:{heads})[^\n]{{0,500}}(?:\n[ \t]+[^\n]{{0,500}}){{0,20}}\n?)"
    return re.compile(rf"^[ \t]*(?:{rules})[ \t]*$(?:\s*{line})*", re.I | re.M)


@cache
def _bare_head() -> re.Pattern[str]:
    """Three lines and more of a message's head, as some programs put it over an answer."""
    heads = "|".join(mail_words().heads)
    return re.compile(rf"^(?:[ \t]*(?:{heads})[^\n]{{1,500}}\n{{1,2}}){{3,}}", re.I | re.M)


def _openers(text: str, end: int) -> list[tuple[int, int]]:
    """Lines that open a quotation, one or two each: "On Monday, Anna wrote:"."""
    found = []
    for match in _COLON.finditer(text, 0, end):
        if text[match.end() : match.end() + 200].lstrip()[:1] != ">":
            continue
        above = text.rfind("\n", 0, max(0, match.start() - 1)) + 1
        for start in (match.start(), above):
            if is_opener(text[start : match.end()]):
                found.append((start, match.end()))
                break
    return found


def is_opener(line: str) -> bool:
    """Whether a line opens what it answers: "On Monday, Anna wrote:"."""
    line = line.strip()
    return len(line) <= _LONGEST_OPENER and bool(_pattern("openers", r"\A{}\Z").match(line))


def _own_end(text: str) -> int:
    """Where the message's own words end: at its signature, or an earlier message without marks."""
    ends = [len(text)]
    if signature := _SIGNATURE.search(text):
        ends.append(signature.start())
    passed = [match.span() for match in _passed_on().finditer(text)]
    for head in _bare_head().finditer(text):
        if head.start() and not any(a <= head.start() < b for a, b in passed):
            ends.append(head.start())
            break
    for rule in _pattern("earlier", r"^[ \t]*{}[ \t]*$").finditer(text):
        if _pattern("heads", r"\s*{}").match(text, rule.end()):
            ends.append(rule.start())
            break
    return min(ends)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def headline_of(subject: str) -> tuple[int, bool]:
    """Where the headline in a subject begins, and whether the subject is another message's.

    "Re: [ford] Rebels leave" -> (11, True)
    """
    words = mail_words()
    answers, forwards = "|".join(words.answers), "|".join(words.forwards)
    lead = re.compile(rf"\s*(?:(?P<answer>{answers})|{forwards})(?:\[\d+\]|\(\d+\))?\s*:\s*", re.I)
    at, answered = 0, False
    while match := lead.match(subject, at) or re.compile(rf"\s*{_TAG}").match(subject, at):
        answered = answered or bool(match.groupdict().get("answer"))
        at = match.end()
    return (at, answered) if at < len(subject) else (0, answered)


def is_office(address: str) -> bool:
    """Whether an address is an organisation's and no person's: press@ministry.example."""
    name, _, host = address.casefold().rpartition("@")
    own = any(host == h or host.endswith(f".{h}") for h in mail_words().private_hosts)
    office = _pattern("offices", r"(?:\A|[._+-]){}(?:\Z|[._+-])")
    return bool(name and host) and not own and bool(office.search(name))


def is_folder_data(head: str) -> bool:
    """Whether a message's head says that a mail program keeps its own data in the message."""
    return bool(_pattern("folder_data", r"^Subject:\s*{}").search(head))
