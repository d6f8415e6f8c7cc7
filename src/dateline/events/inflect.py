"""English inflection for lexicon entries: every surface form of a base form."""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"
_DOUBLING = 3  # letters of the shortest verb that doubles its last consonant (rob, ban)


def verb_forms(base: str, irregular: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Form -> "base", "s", "past", "participle" or "ing"; "past" where both are one form."""
    past, participle = irregular.get(base, (_make_past(base), _make_past(base)))
    doubled = past == base + base[-1] + "ed"
    ing = base + base[-1] + "ing" if doubled else _make_participle(base)
    forms = {base: "base", _make_plural(base): "s", ing: "ing"}
    forms.setdefault(participle, "participle")
    if past == participle:
        forms[past] = "base" if past == base else "past"
    else:
        forms.setdefault(past, "simple")
    return forms


def plural(noun: str, irregular: Mapping[str, str]) -> str:
    """The plural of a noun (its last word, where it has more than one)."""
    head, _, last = noun.rpartition(" ")
    form = irregular.get(last) or _make_plural(last)
    return f"{head} {form}" if head else form


def _make_plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and len(word) > 3):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _make_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if _doubles(base) else base) + "ed"


def _make_participle(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    return (base + base[-1] if _doubles(base) else base) + "ing"


def _doubles(base: str) -> bool:
    """Short stressed last syllable: consonant, one vowel, consonant (stab, ban, plot)."""
    if len(base) < _DOUBLING or base[-1] in _VOWELS + "wxy":
        return False
    return (
        base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in base) == 1
    )
