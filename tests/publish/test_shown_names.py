"""A place is shown by the spelling that the ledger's reports use most."""

from __future__ import annotations

import msgspec
import pytest

from dateline.model import Coding, Place, Toponym, ToponymKind
from dateline.publish.shown_names import most_used_names, with_shown_names
from tests.publish.factory import Draft

KNOWN, ALIKE = "one of its names", "its name spelled another way"


def coding(*written: str, why: str = KNOWN, feature: str = "PPL") -> Coding:
    """A report that names one town in these spellings."""
    text, toponyms = " ".join(written), []
    place = Place(
        id="geonames:1", name="Al Ubayyid", lat=13.2, lon=30.2, country="SD", admin1="56",
        feature=feature, where_prec=1,
    )  # fmt: skip
    start = 0
    for at, name in enumerate(written):
        toponyms.append(
            Toponym(
                start,
                start + len(name),
                name,
                id=f"t{at}",
                kind=ToponymKind.LITERAL,
                place=place,
                why=why,
            )
        )
        start += len(name) + 1
    report = msgspec.structs.replace(Draft("A.").coding().report, text=text)
    return Coding(report=report, toponyms=tuple(toponyms))


def test_the_most_used_spelling_is_shown_and_the_id_stays() -> None:
    rows = [coding("El Obeid", "El Obeid", "Al Ubayyid"), coding("Al-Obeid")]
    assert most_used_names(rows) == {"geonames:1": "El Obeid"}
    places = [t.place for row in with_shown_names(rows) for t in row.toponyms]
    assert {(p.id, p.name) for p in places if p} == {("geonames:1", "El Obeid")}


@pytest.mark.parametrize(
    "row",
    [
        coding("Al Ubayyid", "El Obeid"),
        coding("El Obeyd", "El Obeyd", why=ALIKE),
        coding("الأبيض", "الأبيض"),
        coding("El Obeid", "El Obeid", feature="ADM1"),
    ],
)
def test_other_words_leave_the_name_as_it_is(row: Coding) -> None:
    assert not most_used_names([row])
    assert with_shown_names([row]) == [row]
