"""How a place's name is used (Gritta et al. 2019): for the place, its government, or in a name."""

from __future__ import annotations

import re

from dateline.model.places import ToponymKind
from dateline.places.language import Language

_AFTER, _BEFORE = 90, 40
# At the head of a clause and before a verb: 'Berlin promised', 'while Ankara backs'
_SUBJECT = re.compile(r"(?:^|[.:;!?\n\"“]\s*|\b(?:and|that|but|while|as|when|after|because) )$")
_VERB = re.compile(r"\s(?:\w+ly )?(?!based|aged|located)[a-z]{3,}(?:ed|es|s)\b(?! by\b)")
_ACTORS = ("PCLI", "PPLC", "GOVL")
WHERE = frozenset(
    ("in", "at", "near", "inside", "outside", "over", "around", "у", "в", "біля", "возле", "near")
)


def use(
    text: str, start: int, end: int, *, feature: str, seat: bool, language: Language
) -> ToponymKind:
    """The kind of a toponym that is no demonym.

    Countries, capitals and seats of power stand for those who act there ("Moscow denied",
    "talks with Kyiv", "Russia's forces"); other places only name themselves or are parts of names.
    """
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if language.institution.match(after) or language.institution_before.search(before):
        return ToponymKind.EMBEDDED
    if feature not in _ACTORS and not seat:
        return ToponymKind.LITERAL
    if language.acting.match(after) or language.owned.match(after) or language.dealt.search(before):
        return ToponymKind.METONYMIC
    if _SUBJECT.search(before) and _VERB.match(after):
        return ToponymKind.METONYMIC
    last = before.rstrip().removesuffix("the").rstrip().rpartition(" ")[2].lower()
    if seat and last not in WHERE:
        return ToponymKind.METONYMIC
    return ToponymKind.LITERAL
