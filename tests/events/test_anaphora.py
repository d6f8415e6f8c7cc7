"""'The city' is the settlement that the report named last."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.component import EventCoder
from dateline.model import Event
from tests.events.helpers import coding


def where(text: str, *places: str, lang: str = "en") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of the last event of a text, by their names, and why."""
    made = EventCoder()(coding(text, lang=lang, places=places))
    event: Event = max(made.events, key=lambda e: e.trigger.start)
    named = {t.id: t.text for t in made.toponyms}
    return tuple(named[i] for i in event.toponyms), event.why


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        (
            "Fighting went on around Ashford. The army took the whole city on Monday.",
            ("Ashford",),
            ("Ashford",),
        ),
        (
            "Ashford lies by Birchley. Rebels have captured the town, he said.",
            ("Ashford", "Birchley"),
            ("Birchley",),
        ),
        ("Ashford is quiet. Rebels have captured a town, he said.", ("Ashford",), ()),
        ("Ashford is quiet. Rebels captured the city of Birchley.", ("Ashford",), ()),
        ("Rebels captured the city. Ashford is quiet.", ("Ashford",), ()),
    ],
)
def test_a_definite_noun_is_the_settlement_named_last(
    text: str, places: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert where(text, *places)[0] == found


def test_it_says_why() -> None:
    why = where("Ashford fell. Rebels seized the city.", "Ashford")[1]
    assert "place: the settlement named before: 'Ashford'" in why


def test_languages_without_articles() -> None:
    text = "Тихо в Ясенівці. Росіяни захопили місто."
    assert where(text, "Ясенівці", lang="uk")[0] == ("Ясенівці",)


def test_a_town_that_no_gazetteer_knows_is_still_meant() -> None:
    text = "Ashford is quiet. They entered Birchley and seized the town."
    made = coding(text, places=("Ashford", "Birchley"))
    unknown = replace(made.toponyms[1], place=None)
    made = EventCoder()(replace(made, toponyms=(made.toponyms[0], unknown)))
    event = max(made.events, key=lambda e: e.trigger.start)
    assert event.toponyms == (unknown.id,)
