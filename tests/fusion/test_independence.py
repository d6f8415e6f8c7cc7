"""What corroborates: one origin a source, whatever it is called."""

from __future__ import annotations

import pytest

from dateline.fusion.independence import independent, outlet_key
from dateline.model import Origin, OriginKind


def origin(
    name: str, kind: OriginKind, side: str | None = None, *, general: bool = False
) -> Origin:
    return Origin(
        id=f"org-{name}-{kind.value}", kind=kind, name=name, side=side, claims=(), general=general
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (origin("Post", OriginKind.OUTLET), origin("Post: residents", OriginKind.OUTLET)),
        (origin("Post", OriginKind.OUTLET), origin("Post", OriginKind.IMAGERY)),
        (origin("BBC", OriginKind.OUTLET), origin("www.bbc.co.uk", OriginKind.OUTLET)),
        (
            origin("A's ministry", OriginKind.STATEMENT, "AAA"),
            origin("Aland", OriginKind.STATEMENT, "AAA", general=True),
        ),
        (
            origin("Aland's officials", OriginKind.STATEMENT, "AAA", general=True),
            origin("Aland", OriginKind.STATEMENT, "AAA", general=True),
        ),
    ],
    ids=[
        "its residents",
        "its pictures",
        "its address",
        "a ministry's state",
        "a state's officials",
    ],
)
def test_these_are_one(one: Origin, other: Origin) -> None:
    assert len(independent([one, other])) == 1
    assert independent([one, other]) == independent([other, one])


def test_these_are_two() -> None:
    ministry = origin("A's ministry", OriginKind.STATEMENT, "AAA")
    others = [
        origin("A's army", OriginKind.STATEMENT, "AAA"),
        origin("Bland", OriginKind.STATEMENT, "BBB", general=True),
        origin("Post", OriginKind.OUTLET),
    ]
    assert all(len(independent([ministry, other])) == 2 for other in others)


def test_outlets_by_their_addresses() -> None:
    assert outlet_key("censor.net") == outlet_key("Censor")
    assert outlet_key("https://www.aljazeera.com/news") == "aljazeera"
    assert outlet_key("The Post") == "thepost"
