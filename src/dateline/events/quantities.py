"""What the numbers of a sentence count: killed, wounded, taken, lost, and so on.

A number belongs to the words beside it, never to the nearest event: first the unit or noun that
it counts, then the predicate after it ("37 people were killed"), then the one before it
("killing 37"), then the number that it is joined to ("and three children").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.events.numbers import Number, NumberWords, numbers_in
from dateline.events.phrases import Hit, PhraseIndex
from dateline.events.words import Words, split

_RIGHT = 7
_LEFT = 5
_NOUN = 6
_PEOPLE = frozenset({"killed", "wounded", "missing", "captured"})


class Count(Struct, frozen=True, gc=False):
    """A number and what it counts (a model.QuantityOf); `cue`: the word that says so, or -1.

    `part`: it is part of another number ("including three children") or a running total."""

    number: Number
    of: str
    cue: int
    why: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Cues:
    right: PhraseIndex[str]
    left: PhraseIndex[str]
    nouns: PhraseIndex[str]
    units: PhraseIndex[tuple[str, float]]
    including: PhraseIndex[None]
    total: PhraseIndex[None]
    stop_after: PhraseIndex[None]
    stop_before: PhraseIndex[None]


def counts_in(
    words: Words, text: str, lexicon: NumberWords, taken: Collection[int] = ()
) -> tuple[Count, ...]:
    """The counts of a line in order; `taken` are words of dates and names, which count nothing."""
    cues = _cues(lexicon)
    found = numbers_in(words, text, lexicon)
    numbers = [
        n for n in sorted((*found, *_articles(words, found, lexicon, cues)), key=lambda n: n.first)
        if not any(i in taken for i in range(n.first, n.last)) and _counts(n, words, lexicon, cues)
    ]  # fmt: skip
    if not numbers:
        return ()
    return _Reader(words, lexicon, cues, tuple(numbers), _asides(words, numbers, cues)).counts()


def _asides(words: Words, numbers: list[Number], cues: _Cues) -> frozenset[int]:
    """Words between two commas that only say more of a number before them."""
    out: set[int] = set()
    including = {h.first for h in cues.including.find(words.lower)}
    for number in numbers:
        window = range(number.last, min(len(words), number.last + 5))
        first = next((i for i in window if words.lower[i] == ","), None)
        if first is None or any(n.first in range(number.last, first) for n in numbers):
            continue
        last = next(
            (i for i in range(first + 1, min(len(words), first + 9)) if words.lower[i] == ","), None
        )
        inner = range(first + 1, last or first)
        said = including & set(inner) or (last and words.lower[first + 1] in ("a", "an"))
        if last and said:
            out.update(range(first, last + 1))
    return frozenset(out)


def _articles(
    words: Words, found: Collection[Number], lexicon: NumberWords, cues: _Cues
) -> Iterator[Number]:
    """An article before a word for a person counts one: "killed a soldier"."""
    inside = {i for n in found for i in range(n.first - 1, n.last)}
    articles = lexicon.words.articles
    for at in [at for at, word in enumerate(words.lower) if word in articles]:
        if at in inside:
            continue
        window = words.lower[at + 1 : at + 4]
        ends = [
            i for i, w in enumerate(window) if w in lexicon.words.phrase_ends or not w.isalpha()
        ]
        window = window[: min(ends, default=len(window))]
        if (
            window
            and not any(at + 1 <= i < at + 1 + len(window) for i in inside)
            and any(h.payload == "people" for h in cues.nouns.find(window))
        ):
            yield Number(at, at + 1, 1.0, 1.0, 1.0, article=True)


@cache
def _cues(lexicon: NumberWords) -> _Cues:
    right: PhraseIndex[str] = PhraseIndex()
    left: PhraseIndex[str] = PhraseIndex()
    for of, sides in lexicon.words.cues.items():
        for phrase in sides.get("right", ()):
            right.add(split(phrase), of)
        for phrase in sides.get("left", ()):
            left.add(split(phrase), of)
    nouns: PhraseIndex[str] = PhraseIndex()
    for of, phrases in lexicon.words.nouns.items():
        for phrase in phrases:
            nouns.add(split(phrase), of)
    units: PhraseIndex[tuple[str, float]] = PhraseIndex()
    for of, scales in lexicon.words.units.items():
        for phrase, scale in scales.items():
            units.add(split(phrase), (of, scale))
    return _Cues(
        right, left, nouns, units, _index(lexicon.words.including), _index(lexicon.words.total),
        _index(lexicon.words.not_after), _index(lexicon.words.not_before),
    )  # fmt: skip


def _index(phrases: Collection[str]) -> PhraseIndex[None]:
    index: PhraseIndex[None] = PhraseIndex()
    for phrase in phrases:
        index.add(split(phrase), None)
    return index


def _counts(number: Number, words: Words, lexicon: NumberWords, cues: _Cues) -> bool:
    """Whether a number counts things at all: no age, date, calibre, name or sum of money."""
    after = words.lower[number.last : number.last + 3]
    if any(
        hit.first == 0 or (hit.first == 1 and after[0] == "-")
        for hit in cues.stop_after.find(after)
    ):
        return False
    before = words.lower[max(0, number.first - 2) : number.first]
    for hit in cues.stop_before.find(before):
        if hit.last == len(before):
            low, high = lexicon.words.years
            preposition = before[hit.first] in ("in", "since")
            if not preposition or low <= (number.best or 0) <= high:
                return False
    designation = before and before[-1] in "-–" and not number.modified
    if (
        designation
        and number.first > 1
        and words.ends[number.first - 2] == words.starts[number.first - 1]
    ):
        return False
    low, high = lexicon.words.years
    year = number.exact and number.last - number.first == 1 and low <= (number.best or 0) <= high
    return not (year and words.lower[number.first].isdigit() and _bare_year(number, words, cues))


def _bare_year(number: Number, words: Words, cues: _Cues) -> bool:
    following = words.lower[number.last : number.last + 3]
    return not any(hit.first <= 1 for hit in cues.nouns.find(following))


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Words
    lexicon: NumberWords
    cues: _Cues
    numbers: tuple[Number, ...]
    aside: frozenset[int] = frozenset()

    def counts(self) -> tuple[Count, ...]:
        """Every number with what it counts, joined numbers after the one that they join."""
        right = self.cues.right.find(self.words.lower)
        left = self.cues.left.find(self.words.lower)
        out: list[Count | None] = [self._one(i, right, left) for i in range(len(self.numbers))]
        self._inherit(out, range(1, len(out)), -1)
        self._inherit(out, range(len(out) - 2, -1, -1), 1)
        return tuple(self._parts([c for c in out if c is not None]))

    def _one(self, i: int, right: list[Hit[str]], left: list[Hit[str]]) -> Count | None:
        number = self.numbers[i]
        unit = self._unit(number)
        if unit:
            return unit
        limit = self._limit(i)
        start = self.numbers[i - 1].last if i else 0
        noun = self._noun(number, limit)
        after = self._right(number, limit, right)
        before = self._left(number, start, left)
        if noun and noun.payload in ("settlements", "equipment"):
            return Count(number, noun.payload, noun.first, f"counts {self._text(noun)}")
        best = self._choose(number, after, before)
        if best is None or (number.article and not self._beside(number, best)):
            return None
        return Count(number, best.payload, best.first, f"beside {self._text(best)!r}")

    def _beside(self, number: Number, cue: Hit[str]) -> bool:
        """An article counts one only where the cue is about people and stands right beside it."""
        if cue.payload not in _PEOPLE:
            return False
        first, last = sorted((number.last, cue.first)) if cue.first > number.first else (
            cue.last, number.first)  # fmt: skip
        between = [i for i in range(first, last) if i not in self.aside]
        return (cue.first > number.first or first == last) and not any(
            self.words.lower[i] == "," for i in between
        )

    def _limit(self, i: int) -> int:
        """The next number that is not part of this one."""
        for number in self.numbers[i + 1 :]:
            if number.first not in self.aside and not self._of_the(number.first):
                return number.first
        return len(self.words)

    def _choose(
        self, number: Number, after: Hit[str] | None, before: Hit[str] | None
    ) -> Hit[str] | None:
        if before and after:
            gap = number.first - before.last
            between = self.words.lower[before.last : number.first]
            return before if gap <= 1 and "," not in between and "and" not in between else after
        return after or before

    def _unit(self, number: Number) -> Count | None:
        after = self.words.lower[number.last : number.last + 3]
        for hit in self.cues.units.find(after):
            if hit.first == 0:
                of, scale = hit.payload
                scaled = replace(
                    number,
                    low=_times(number.low, scale),
                    best=_times(number.best, scale),
                    high=_times(number.high, scale),
                )
                return Count(scaled, of, number.last, "by its unit")
        return None

    def _noun(self, number: Number, limit: int) -> Hit[str] | None:
        """The noun that the number counts: the first that is not in another phrase."""
        last = min(limit, number.last + _NOUN)
        window = self.words.lower[number.last : last]
        best: Hit[str] | None = None
        for hit in self.cues.nouns.find(window):
            skipped = window[: hit.first]
            if any(
                w in self.lexicon.words.breaks or w in self.lexicon.words.phrase_ends
                for w in skipped
            ):
                break
            if (
                best is None
                or (hit.first == best.first and hit.last > best.last)
                or (hit.first == best.last)
            ):
                best = hit
        if best is None:
            return None
        return Hit(best.first + number.last, best.last + number.last, best.payload)

    def _right(self, number: Number, limit: int, hits: list[Hit[str]]) -> Hit[str] | None:
        """The nearest predicate after the number; a noun ("hostages") only where none follows."""
        spare: Hit[str] | None = None
        reach = number.last + _RIGHT + sum(i > number.last for i in self.aside)
        for hit in hits:
            if not number.last <= hit.first < min(limit, reach) or hit.first in self.aside:
                continue
            between = tuple(
                w for i, w in enumerate(self.words.lower[number.last : hit.first], number.last)
                if i not in self.aside
            )  # fmt: skip
            if between[-2:] == ("of", "the"):
                continue
            if between[:2] == ("of", "the"):
                between = between[3:]
            if any(w in self.lexicon.words.breaks for w in between) or not self._plain(between):
                break
            if (
                next(iter(self.cues.nouns.find(self.words.lower[hit.first : hit.last])), None)
                is None
            ):
                longer = [h for h in hits if h.first == hit.first]
                return max(longer, key=lambda h: h.last)
            spare = spare or hit
        return spare

    def _plain(self, between: tuple[str, ...]) -> bool:
        """Words between a number and the cue after it: nouns, auxiliaries, no active verb."""
        return not any(h.first >= 0 for h in self.cues.left.find(between) if _verbal(h))

    def _left(self, number: Number, start: int, hits: list[Hit[str]]) -> Hit[str] | None:
        best: Hit[str] | None = None
        for hit in hits:
            if hit.last <= number.first <= hit.last + _LEFT and hit.first >= start - 1:
                between = self.words.lower[hit.last : number.first]
                if any(w in self.lexicon.words.hard for w in between):
                    continue
                if best is None or hit.last >= best.last:
                    best = hit
        return best

    def _inherit(self, out: list[Count | None], order: range, step: int) -> None:
        """Numbers joined by "and" or a comma count what their neighbour counts."""
        for i in order:
            other = out[i + step]
            if out[i] is not None or other is None or other.of not in _JOINED:
                continue
            a, b = sorted((self.numbers[i], self.numbers[i + step]), key=lambda n: n.first)
            between = self.words.lower[a.last : b.first]
            if (
                len(between) <= _NOUN + 2
                and between
                and between[-1] in self.lexicon.words.links
                and not any(w in self.lexicon.words.hard for w in between)
            ):
                out[i] = Count(self.numbers[i], other.of, other.cue, "joined to its neighbour")

    def _parts(self, counts: list[Count]) -> list[Count]:
        including = list(self.cues.including.find(self.words.lower))
        total = list(self.cues.total.find(self.words.lower))
        out: list[Count] = []
        for count in counts:
            first = count.number.first
            part = any(h.last <= first <= h.last + 2 for h in including) or any(
                h.last <= first <= h.last + 6 for h in total
            )
            part = part or count.number.first in self.aside or self._of_the(first)
            part = part or (bool(out) and self._of_them(count.number.last))
            chained = out and out[-1].part and self._linked(out[-1].number, count.number)
            out.append(replace(count, part=part or bool(chained)))
        return out

    def _of_the(self, first: int) -> bool:
        """ "two of the six": the six are those that the two belong to."""
        before = " ".join(self.words.lower[max(0, first - 2) : first])
        return (
            first > 2
            and before in self.lexicon.words.of_the
            and any(n.last == first - 2 for n in self.numbers)
        )

    def _of_them(self, last: int) -> bool:
        """ "Eleven died, eight *of them* children": the eight are part of the eleven."""
        return " ".join(self.words.lower[last : last + 2]) in self.lexicon.words.of_them

    def _linked(self, a: Number, b: Number) -> bool:
        between = self.words.lower[a.last : b.first]
        return 0 < len(between) <= 4 and between[-1] == "and" and "," not in between

    def _text(self, hit: Hit[str]) -> str:
        return " ".join(self.words.lower[hit.first : hit.last])


def _verbal(hit: Hit[str]) -> bool:
    return hit.payload in _PEOPLE


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else round(value * scale, 6)


_JOINED = frozenset(
    {"killed", "wounded", "missing", "captured", "lost", "displaced", "evacuated", "deployed"}
)
