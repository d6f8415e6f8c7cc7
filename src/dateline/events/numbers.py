"""Numbers in a sentence: digits and words, bounds ("at least"), ranges and vague words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from dateline.events.files import read_yaml
from dateline.events.phrases import Hit, PhraseIndex
from dateline.events.words import Words, split

_DIGITS = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f. \u066c]\d{3})+(?!\d)|\d+(?:\.\d+|[,\u066b]\d{1,2}(?![\d,]))?"
)
_DECIMAL = str.maketrans({",": ".", "\u066b": "."})  # "3,5 millones", "٣٫٥"
_DASHES = frozenset({"-", "–", "—"})
_SMALL = 100
_UNIT = 3  # words of the longest unit: "square kilometres of"
_REACHED = "reached"  # words in which "to" is no bound: "rose to"

Bounds = tuple[float | None, float | None, float | None]
"""Low, best and high."""


class QuantityWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """data/quantities.<lang>.yaml, as it stands there."""

    language: str
    numbers: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, tuple[int, int]]
    exact_phrases: dict[str, int]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    near: tuple[str, ...]
    about: tuple[str, ...]
    reached: tuple[str, ...] = ()
    between: tuple[str, ...]
    and_: tuple[str, ...]
    units: dict[str, dict[str, float]]
    articles: tuple[str, ...] = ()


class Number(Struct, frozen=True, gc=False):
    """A number in words [first, last) of a line. None: that bound is not given."""

    first: int
    last: int
    low: float | None
    best: float | None
    high: float | None
    modified: bool = False
    article: bool = False

    @property
    def exact(self) -> bool:
        """Whether the text gives one figure and no bound."""
        return not self.modified and self.low == self.best == self.high


@dataclass(frozen=True, eq=False)
class NumberWords:
    """A language's quantity words, with indices of phrases that carry values and bounds."""

    words: QuantityWords
    values: PhraseIndex[Bounds]
    bounds: PhraseIndex[str]
    units: PhraseIndex[float]


@cache
def number_words(language: str) -> NumberWords | None:
    """The quantity words of a language, or None where there are none."""
    path = files("dateline.events") / "data" / f"quantities.{language}.yaml"
    if not path.is_file():
        return None
    words = read_yaml(path.read_bytes(), QuantityWords, path.name)
    values: PhraseIndex[Bounds] = PhraseIndex()
    for phrase, (low, high) in words.vague.items():
        values.add(split(phrase), (float(low), None, float(high)))
    for phrase, value in words.exact_phrases.items():
        values.add(split(phrase), (float(value), float(value), float(value)))
    bounds: PhraseIndex[str] = PhraseIndex()
    for kind in ("at_least", "at_most", "near", "about", _REACHED):
        for phrase in getattr(words, kind):
            bounds.add(split(phrase), kind)
    units: PhraseIndex[float] = PhraseIndex()
    for scales in words.units.values():
        for phrase, scale in scales.items():
            units.add(split(phrase), scale)
    return NumberWords(words, values, bounds, units)


def numbers_in(words: Words, text: str, lexicon: NumberWords) -> tuple[Number, ...]:
    """Every number of a line in order, ranges joined, with their bounds."""
    found = _joined(_read_plain_number(words, text, lexicon), words, lexicon)
    if not found:
        return ()
    bounds = lexicon.bounds.find(words.lower)
    out = []
    for number in found:
        before = [b for b in bounds if b.last == number.first]
        if before:
            first = min(before, key=lambda b: b.first)
        if before and first.payload != _REACHED:
            number = _bounded(replace(number, first=first.first), first.payload)
        out.append(number)
    return tuple(out)


def scale_number(number: Number, words: Words, lexicon: NumberWords) -> Number | None:
    """A number with a unit after it, in square or whole kilometres; None: no unit stands there.

    "10 miles" -> 16.09
    """
    after = words.lower[number.last : number.last + _UNIT]
    scale = next((hit.payload for hit in lexicon.units.find(after) if hit.first == 0), None)
    if scale is None:
        return None
    low, best, high = (
        None if bound is None else round(bound * scale, 6)
        for bound in (number.low, number.best, number.high)
    )
    return replace(number, low=low, best=best, high=high)


def _read_plain_number(words: Words, text: str, lexicon: NumberWords) -> list[Number]:
    phrases: dict[int, Hit[Bounds]] = {}
    for hit in lexicon.values.find(words.lower):
        if hit.first not in phrases or hit.last > phrases[hit.first].last:
            phrases[hit.first] = hit
    known = lexicon.words.numbers
    out: list[Number] = []
    for at, word in enumerate(words.lower):
        if not (word in known or word[0].isdigit() or at in phrases):
            continue
        if out and at < out[-1].last:
            continue
        number = _digits(words, text, at) or _spelled(words, at, lexicon.words)
        longer = phrases.get(at)
        if longer and (number is None or longer.last > number.last):
            number = Number(at, longer.last, *longer.payload)
        elif number is not None:
            number = _multiplied(number, words, lexicon.words)
        if number is not None:
            out.append(number)
    return out


def _digits(words: Words, text: str, at: int) -> Number | None:
    word = words.lower[at]
    if not word[0].isdigit():
        return None
    match = _DIGITS.match(text, words.starts[at])
    if match is None:
        return None
    last = at + 1
    while last < len(words) and words.ends[last] <= match.end():
        last += 1
    if match.end() < words.ends[last - 1]:
        return None  # letters in the same word: 5am, 72nd
    raw = match.group()
    grouped = re.fullmatch(r"\d{1,3}(?:[,\u00a0\u202f. \u066c]\d{3})+", raw)
    value = float(re.sub(r"\D", "", raw)) if grouped else float(raw.translate(_DECIMAL))
    return Number(at, last, value, value, value)


def _spelled(words: Words, at: int, lexicon: QuantityWords) -> Number | None:
    """ "twenty-one", "three hundred and forty": number words with hyphens and "and" between."""
    total = current = 0.0
    last = at
    i = at
    while i < len(words):
        word = words.lower[i]
        if word in lexicon.numbers:
            if last > at and not _composes(current, lexicon.numbers[word]):
                break
            current += lexicon.numbers[word]
        elif word in lexicon.multipliers and (current or last > at):
            scale = lexicon.multipliers[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif not (
            last > at
            and word in (*_DASHES, lexicon.and_[0])
            and _goes_on(words, i, lexicon, current)
        ):
            break
        else:
            i += 1
            continue
        last = i = i + 1
    value = total + current
    return Number(at, last, value, value, value) if last > at else None


def _composes(current: float, value: int) -> bool:
    """Whether a number word goes on the number before it (twenty + one, hundred + five)."""
    if current == 0:
        return True
    return (current >= _SMALL and value < _SMALL) or (20 <= current < _SMALL and value < 10)


def _goes_on(words: Words, at: int, lexicon: QuantityWords, current: float) -> bool:
    following = words.lower[at + 1] if at + 1 < len(words) else ""
    value = lexicon.numbers.get(following)
    if value is None:
        return False
    if words.lower[at] not in _DASHES:
        return current >= _SMALL and value < _SMALL
    return _composes(current, value)


def _multiplied(number: Number, words: Words, lexicon: QuantityWords) -> Number:
    while number.last < len(words) and words.lower[number.last] in lexicon.multipliers:
        scale = lexicon.multipliers[words.lower[number.last]]
        value = (number.best or 0) * scale
        number = Number(number.first, number.last + 1, value, value, value)
    return number


def _joined(found: list[Number], words: Words, lexicon: NumberWords) -> list[Number]:
    """Ranges: "between 50 and 60", "50 to 60", "50-60", "two or three"."""
    out: list[Number] = []
    for number in found:
        previous = out[-1] if out else None
        if (
            previous
            and number.first - previous.last == 1
            and _read_range(previous, number, words, lexicon)
        ):
            low, high = previous.best, number.best
            if low is not None and high is not None and low < high:
                first = previous.first
                if first and words.lower[first - 1] in (*lexicon.words.between, "from"):
                    first -= 1
                low = _scaled(low, previous, number)
                out[-1] = Number(first, number.last, low, None, high, modified=True)
                continue
        out.append(number)
    return out


def _scaled(low: float, previous: Number, number: Number) -> float:
    """ "10 to 12 thousand": the low end takes the multiplier of the high end."""
    high = number.best or 0
    if (
        number.last - number.first > 1
        and high >= 1000
        and low < _SMALL
        and previous.last - previous.first == 1
    ):
        scale = 1000 if high < 1e6 else 1e6
        return low * scale
    return low


def _read_range(previous: Number, number: Number, words: Words, lexicon: NumberWords) -> bool:
    if not (previous.exact and number.exact):
        return False
    link = words.lower[previous.last]
    if link in _DASHES:
        return True
    if link not in lexicon.words.and_:
        return False
    before = words.lower[previous.first - 1] if previous.first else ""
    return link != lexicon.words.and_[0] or before in lexicon.words.between


def _bounded(number: Number, bound: str) -> Number:
    """The number under a bound: at least n: best n, no high; up to n: high n alone."""
    low, best, high = number.low, number.best, number.high
    if bound == "at_least":
        return replace(number, low=low, best=best, high=None, modified=True)
    if bound == "at_most":
        return replace(number, low=None, best=None, high=high, modified=True)
    if bound == "near":
        return replace(number, low=None, best=best, modified=True)
    if best is None:
        return replace(number, modified=True)
    return replace(number, low=None, best=best, high=None, modified=True)
