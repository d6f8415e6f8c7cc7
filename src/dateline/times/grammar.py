"""Rules over words, compiled to regular expressions over a lexicon's symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import count

from msgspec import Struct

from dateline.model import ConfigError
from dateline.times.language import LanguageData, RuleData, language
from dateline.times.lexicon import Lexed, Lexicon
from dateline.times.needs import Token, needs

_PIECE = re.compile(
    r"\s+|\{(?P<macro>\w+)\}|<(?P<slot>\w+):|(?P<close>>)|(?P<look>\(\?<?[=!])|(?P<open>\()"
    r"|(?P<op>[)|?*+])|(?P<group>[A-Z][A-Z0-9_]*(?![a-z]))|\\(?P<escaped>\S)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)
_LONGEST = 400  # words in one stretch of time words; lists of dates are longer, sentences never
Slots = Mapping[str, tuple[int, int]]


class Match(Struct, frozen=True, gc=False):
    """A rule matched the words [first, last); `slots` name ranges of words in it."""

    rule: RuleData
    first: int
    last: int
    slots: Slots


class _Compiled:
    """A rule as expressions over symbols, which are compiled when a text first needs them."""

    def __init__(
        self, rule: RuleData, *, source: str, before: str | None, names: dict[str, str],
        needed: frozenset[str], where: str,
    ) -> None:  # fmt: skip
        self.rule, self.names, self.needs = rule, names, needed
        self._source, self._before, self._where = source, before, where

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the rule matches."""
        return self._compiled(self._source)

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        """What must stand before it."""
        return None if self._before is None else self._compiled(f"(?:{self._before})$")

    def _compiled(self, source: str) -> re.Pattern[str]:
        try:
            return re.compile(source)
        except re.error as error:
            raise ConfigError(
                f"rule {self.rule.match!r} is no pattern: {error}",
                where=self._where,
                remedy="see docs/times.md",
            ) from error


class Grammar:
    """All rules of one language; `matches` finds the longest ones that do not overlap."""

    def __init__(self, data: LanguageData) -> None:
        self.data = data
        sources = [_wrapped(rule, data) for rule in data.rules]
        afters = [_expand(rule.after, data) for rule in data.rules if rule.after]
        self.lexicon = Lexicon(data, sorted(_literals([*sources, *afters])))
        self._table = self.lexicon.symbols_by_group()
        self._sets: dict[str, frozenset[str]] = {}
        self._rules = [
            self._compile(rule, source) for rule, source in zip(data.rules, sources, strict=True)
        ]
        neutral = re.escape(self.lexicon.neutral()) + "\n"
        self._runs = re.compile(f"[{neutral}]?[^{neutral}]{{1,{_LONGEST}}}[{neutral}]?")
        self._in_run = lru_cache(maxsize=20_000)(self._match_run)

    def check_rules(self) -> None:
        """Compiles all rules now; ConfigError names one that is no pattern."""
        for rule in self._rules:
            _ = rule.pattern, rule.after

    def matches(self, lexed: Lexed, *, register: str) -> list[Match]:
        """Matches in order; longer ones win, then earlier rules."""
        found: list[Match] = []
        for run in self._runs.finditer(lexed.symbols):
            base = run.start()
            for match in self._in_run(run[0], register):
                found.append(_moved(match, base))
        return found

    def _match_run(self, run: str, register: str) -> tuple[Match, ...]:
        present = frozenset(run)
        candidates = [
            (match, order)
            for order, compiled in enumerate(self._rules)
            if compiled.rule.register in (None, register) and not compiled.needs.isdisjoint(present)
            for match in _find(compiled, run)
        ]
        candidates.sort(key=lambda c: (c[0].first - c[0].last, c[1]))
        taken: list[Match] = []
        free = bytearray(b"\x01" * len(run))
        for match, _ in candidates:
            if all(free[match.first : match.last]):
                free[match.first : match.last] = bytes(match.last - match.first)
                taken.append(match)
        return tuple(sorted(taken, key=lambda m: m.first))

    def _compile(self, rule: RuleData, source: str) -> _Compiled:
        numbers, names = count(), dict[str, str]()
        pattern = "".join(self._symbols(source, rule, numbers, names))
        before = None
        if rule.after:
            before = "".join(self._symbols(_expand(rule.after, self.data), rule, numbers, {}))
        return _Compiled(
            rule, source=pattern, before=before, names=names, needed=self._needs(source),
            where=f"times/data/{self.data.language}.yaml",
        )  # fmt: skip

    def _symbols(
        self, source: str, rule: RuleData, numbers: Iterator[int], names: dict[str, str]
    ) -> Iterator[str]:
        for piece in _PIECE.finditer(source):
            kind = piece.lastgroup
            text = piece[kind] if kind else ""
            if kind == "slot":
                name = f"s{next(numbers)}"
                names[name] = text
                yield f"(?P<{name}>"
            elif kind == "close":
                yield ")"
            elif kind == "open":
                yield "(?:"
            elif kind in ("look", "op"):
                yield text
            elif kind == "group":
                yield self._class(text, text, rule)
            elif kind:
                yield self._class("=" + text, text, rule)

    def _needs(self, source: str) -> frozenset[str]:
        """Symbols of which every match of a rule has at least one: the rarest such set."""
        needed = needs([_token(p) for p in _PIECE.finditer(source) if p.lastgroup], self._members)
        return needed if needed is not None else frozenset(self.lexicon.every())

    def _members(self, group: str) -> frozenset[str]:
        known = self._sets.get(group)
        if known is None:
            known = self._sets[group] = frozenset(self._table.get(group, ""))
        return known

    def _class(self, group: str, text: str, rule: RuleData) -> str:
        symbols = self._table.get(group, "")
        if not symbols:
            raise ConfigError(
                f"rule {rule.match!r} names {text}, which no word is in",
                where=f"times/data/{self.data.language}.yaml",
                remedy="add the group under words, or mend the rule",
            )
        return symbols if len(symbols) == 1 else f"[{symbols}]"


@cache
def grammar(code: str) -> Grammar:
    """The compiled grammar of a shipped language."""
    return Grammar(language(code))


def _token(piece: re.Match[str]) -> Token:
    kind = piece.lastgroup or ""
    if kind in ("open", "slot"):
        return ("open", "")
    if kind == "close":
        return ("op", ")")
    if kind in ("op", "look"):
        return (kind, piece[0])
    return ("class", piece[kind] if kind == "group" else "=" + piece[kind])


def _find(compiled: _Compiled, run: str) -> Iterator[Match]:
    position = 0
    while found := compiled.pattern.search(run, position):
        first, last = found.span()
        if first == last:
            position = last + 1
            if position > len(run):
                return
            continue
        position = last
        if compiled.after is None or compiled.after.search(run, 0, first):
            slots = {
                slot: found.span(name)
                for name, slot in compiled.names.items()
                if found[name] is not None
            }
            yield Match(compiled.rule, first, last, slots)


def _moved(match: Match, base: int) -> Match:
    slots = {name: (a + base, b + base) for name, (a, b) in match.slots.items()}
    return Match(match.rule, match.first + base, match.last + base, slots)


def _wrapped(rule: RuleData, data: LanguageData) -> str:
    source = f"({{{rule.wrap}}})? ({rule.match})" if rule.wrap else rule.match
    return _expand(source, data)


def _expand(source: str, data: LanguageData) -> str:
    for _ in range(8):
        expanded = re.sub(r"\{(\w+)\}", lambda m: f"( {_macro(m[1], data)} )", source)
        if expanded == source:
            return source
        source = expanded
    raise ConfigError(
        f"macros of {source[:60]!r} name each other without end",
        where=f"times/data/{data.language}.yaml",
        remedy="let macros name only simpler ones",
    )


def _macro(name: str, data: LanguageData) -> str:
    if name not in data.macros:
        raise ConfigError(
            f"no macro is called {name}",
            where=f"times/data/{data.language}.yaml",
            remedy="add it under macros",
        )
    return data.macros[name]


def _literals(sources: list[str]) -> set[str]:
    found: set[str] = set()
    for source in sources:
        for piece in _PIECE.finditer(source):
            kind = piece.lastgroup
            if kind in ("word", "mark", "escaped"):
                found.add(piece[kind])
    return found
