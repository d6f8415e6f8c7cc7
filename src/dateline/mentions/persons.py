"""Names of persons and organisations that no lexicon knows: titles, given names, capitals."""

from __future__ import annotations

from dateline.mentions.drafts import Draft, Found
from dateline.mentions.phrases import Reading
from dateline.mentions.stems import normal
from dateline.model import ActorKind, MentionKind

LONGEST = 5
"""Tokens of the longest name of a person."""

_HYPHENS = frozenset("-‐‑")


def capital_run(reading: Reading, i: int, limit: int) -> int:
    """One past the last token of the capitalised name that begins at token i, or i."""
    tokens, never = reading.tokens, reading.lexicon.never
    if not _capital(tokens[i].text) or tokens[i].text.lower() in never:
        return i
    j = i + 1
    while j < limit and j < i + 2 * LONGEST:
        text = tokens[j].text
        if _capital(text) and text.lower() not in never:
            j += 1
        elif j + 1 < limit and (
            text in _HYPHENS or text.lower() in reading.lexicon.words.particles
        ):
            if not _capital(tokens[j + 1].text) and tokens[j + 1].text not in _HYPHENS:
                break
            j += 1
        else:
            break
    return j


def _capital(text: str) -> bool:
    return text[0].isupper() and (len(text) > 1 or text.isalpha())


def title_gender(reading: Reading, i: int) -> str | None:
    """The gender that a title at token i shows ('a': any), None where it is no title."""
    word = reading.tokens[i].text.lower()
    titles = reading.lexicon.words.titles
    if word in titles.male:
        return "m"
    if word in titles.female:
        return "f"
    return "a" if word in titles.any else None


def gender_of(reading: Reading, i: int) -> str | None:
    """The gender of a given name, None where it is none that the lexicon knows."""
    return reading.lexicon.genders.get(normal(reading.tokens[i].text))


def person_at(
    reading: Reading, i: int, limit: int, *, after_role: bool, title: str | None
) -> Found | None:
    """The person whose name begins at token i, if the words show that it is a person's."""
    end = min(capital_run(reading, i, limit), i + LONGEST)
    if end == i:
        return None
    length = sum(reading.tokens[k].text not in _HYPHENS for k in range(i, end))
    gender = gender_of(reading, i)
    if gender is None and any(gender_of(reading, k) for k in range(i + 1, end - 1)):
        return None
    ends = reading.lexicon.words.organisation_ends | reading.lexicon.words.place_ends
    if reading.tokens[end - 1].text.lower() in ends:
        return None
    known = gender is not None and length >= 2
    if not (
        known or ((after_role or title) and length <= 4) or _speaks(reading, i, end, limit, length)
    ):
        return None
    shown = title if title in ("m", "f") else gender or "a"
    if length == 1 and not title:
        return Found(first=i, last=end, kind=MentionKind.PERSON, anaphor="surname", score=0.7)
    draft = Draft(name=reading.words(i, end), kind=ActorKind.PERSON, gender=shown)
    found = Found(
        first=i, last=end, kind=MentionKind.PERSON, draft=draft, score=0.9 if known else 0.75
    )
    if length == 1:
        found.anaphor = "surname"
    return found


def _speaks(reading: Reading, i: int, end: int, limit: int, length: int) -> bool:
    if not 2 <= length <= 4 or any(
        len(reading.tokens[k].text) > 3 and reading.tokens[k].text.isupper() for k in range(i, end)
    ):
        return False
    acts = reading.lexicon.words.acts
    after = reading.tokens[end].text.lower() if end < limit else ""
    before = reading.tokens[i - 1].text.lower() if i else ""
    return after in acts or before in acts


def organisation_at(reading: Reading, i: int, limit: int) -> Found | None:
    """The organisation whose name begins at token i, shown by the noun in it."""
    end = capital_run(reading, i, limit)
    ends = reading.lexicon.words.organisation_ends
    if end - i < 2 or not any(reading.tokens[k].text.lower() in ends for k in range(i + 1, end)):
        return None
    while end < limit - 1 and reading.norms[end] in reading.lexicon.words.of:
        more = capital_run(reading, end + 1, limit)
        if more == end + 1:
            break
        end = more
    draft = Draft(name=reading.words(i, end), kind=ActorKind.ORGANISATION, gender="n")
    return Found(first=i, last=end, kind=MentionKind.ORGANISATION, draft=draft, score=0.7)
