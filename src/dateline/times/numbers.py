"""Numbers in words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.times.lexicon import Lexicon

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "m": 1000}


def number(words: Sequence[str], lexicon: Lexicon) -> float | None:
    """The number that some words say; None where they only say several or many."""
    total: float = 0
    current: float = 0
    seen = False
    for index, word in enumerate(words):
        if word.isdigit() and word.isascii():
            if _is_fraction(words, index):
                return _fraction(words, index)
            current = current * 1000 + int(word) if _grouped(words, index) else current + int(word)
            seen = True
            continue
        vague = lexicon.value("QUANT", word)
        if vague is not None:
            return float(vague) if vague.isdigit() else None
        value = lexicon.value("NUMW", word) or lexicon.value("ORDW", word)
        if value is not None:
            total, current = _add(total, current, float(value))
            seen = True
        elif lexicon.value("HALF", word) is not None:
            current += 0.5
            seen = True
    return total + current if seen else None


def ordinal(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """The number of an ordinal or of a day: '21st', 'twenty-first', 'XXI'."""
    for word in words:
        if word.isdigit():
            return int(word)
    found = number(words, lexicon)
    if found is not None:
        return int(found)
    return next((r for r in map(roman, words) if r), None)


def roman(word: str) -> int | None:
    """The value of a Roman numeral (also in Cyrillic letters that look the same)."""
    plain = word.lower().translate(str.maketrans("іхсм", "ixcm"))
    values = [_ROMAN.get(letter) for letter in plain]
    if not values or any(v is None for v in values):
        return None
    known = [v for v in values if v is not None]
    pairs = zip(known, [*known[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def _add(total: float, current: float, value: float) -> tuple[float, float]:
    if value == 100 and 0 < current < 10:
        return total, current * 100
    if value >= 1000:
        return total + (current or 1) * value, 0
    return total, current + value


def _grouped(words: Sequence[str], index: int) -> bool:
    return index >= 2 and words[index - 1] in (",", ".") and len(words[index]) == 3


def _is_fraction(words: Sequence[str], index: int) -> bool:
    after = words[index + 1 : index + 3]
    return len(after) == 2 and after[0] in ".,/" and after[1].isdigit() and len(after[1]) < 3


def _fraction(words: Sequence[str], index: int) -> float:
    whole, mark, part = words[index : index + 3]
    if mark == "/":
        before = words[index - 1] if index else ""
        base = int(before) if before.isdigit() else 0
        return base + int(whole) / max(int(part), 1)
    return float(f"{whole}.{part}")
