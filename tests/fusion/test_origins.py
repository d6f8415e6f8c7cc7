"""Origins: one source's words however carried, an agency's text, a statement's occasion."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.fusion.origins import origins_of
from dateline.model import (
    Coding,
    Origin,
    OriginKind,
    Source,
    SourceKind,
)
from tests.fusion.factory import Told, coding

OWN = Told(type="strike.air", words="bombs hit the market in the middle of the old town at noon")
SAID = Told(
    type="strike.air", source="A's ministry", source_side="AAA",
    words="forty soldiers crossed the river before dawn and none was left behind",
)  # fmt: skip


def named_origins(*codings: Coding) -> dict[str, Origin]:
    return {o.name: o for o in origins_of(codings)}


def test_two_outlets_with_one_agencys_text_have_one_origin() -> None:
    pages = [coding(OWN, outlet=o, byline=("Northwind Agency",)) for o in ("Post", "Mail")]
    (origin,) = origins_of(pages)
    assert (origin.kind, origin.name) == (OriginKind.AGENCY, "Northwind Agency")
    assert any("byline" in why for why in origin.why)


def test_what_a_channel_carries_on_is_of_the_channel_that_told_it() -> None:
    own = coding(OWN, outlet="Weir News")
    carried = replace(own, report=replace(own.report, relay="Upper Ford"))
    assert set(named_origins(own)) == {"Weir News"}
    assert set(named_origins(carried)) == {"Upper Ford"}


def test_a_copied_passage_is_the_earlier_outlets() -> None:
    found = named_origins(coding(OWN, outlet="Post", day=6), coding(OWN, outlet="Mail", day=7))
    assert set(found) == {"Post"}
    assert any(why.startswith("copies the words of") for why in found["Post"].why)


def test_a_statement_told_again_the_next_day_is_one_occasion() -> None:
    again = Told(
        type="strike.air", source="A's ministry", source_side="AAA",
        words="before dawn forty soldiers crossed the river, and none was left behind there",
    )  # fmt: skip
    found = origins_of([coding(SAID, outlet="Post", day=6), coding(again, outlet="Mail", day=7)])
    assert [o.name for o in found] == ["A's ministry"]
    assert len(found[0].claims) == 2
    assert any("said again" in why for why in found[0].why)


def test_another_statement_of_the_next_day_is_another_occasion() -> None:
    other = Told(
        type="strike.air", source="A's ministry", source_side="AAA",
        words="a bridge over the canal was opened to traffic for the first time",
    )  # fmt: skip
    found = origins_of([coding(SAID, outlet="Post", day=6), coding(other, outlet="Mail", day=7)])
    assert [o.name for o in found] == ["A's ministry"] * 2


def test_the_way_of_the_words_is_said() -> None:
    made = coding(SAID)
    words = made.report.span(0, 9)
    relay = Source(kind=SourceKind.OUTLET, actor=None, span=words)
    claims = (replace(made.claims[0], relays=(relay,)),)
    (origin,) = origins_of([replace(made, claims=claims)])
    assert origin.why == (f"A's ministry is named as the source, by way of {words.text}",)


def test_unnamed_sources_of_two_outlets_are_two() -> None:
    pages: list[Coding] = []
    for outlet, words in (("Post", "the roof fell in"), ("Mail", "a wall of the school fell")):
        made = coding(Told(type="strike.air", source="residents", words=words), outlet=outlet)
        source = Source(
            kind=SourceKind.UNNAMED, actor=made.claims[0].source.actor, span=made.report.span(0, 5)
        )
        pages.append(replace(made, claims=(replace(made.claims[0], source=source),)))
    assert len(origins_of(pages)) == 2


def test_every_claim_has_one_origin_in_any_order() -> None:
    pages = [coding(OWN, SAID, outlet=f"o{n}", day=5 + n) for n in range(4)]
    found = origins_of(pages)
    claims = [c for o in found for c in o.claims]
    assert sorted(claims) == sorted(c.id for p in pages for c in p.claims)
    assert origins_of(pages[::-1]) == found
