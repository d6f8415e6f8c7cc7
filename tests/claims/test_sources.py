from __future__ import annotations

import pytest

from dateline.model import ActorKind, SourceKind
from tests.claims.reading import actor_of, claims_of, only, read, report_of, source_text


@pytest.mark.parametrize(
    ("sentence", "kind", "side"),
    [
        ("Kenya said the border was closed.", SourceKind.PARTY, "KEN"),
        ("Kenyan officials said the border was closed.", SourceKind.OFFICE, "KEN"),
        ("A Kenyan army spokesman said the border was closed.", SourceKind.OFFICE, "KEN"),
        ("Kenya's foreign ministry said the border was closed.", SourceKind.OFFICE, "KEN"),
        ("Hezbollah said the border was closed.", SourceKind.PARTY, "hezbollah"),
        ("The World Food Programme said the border was closed.", SourceKind.INSTITUTION, "UN"),
        ("Reuters reported that the border was closed.", SourceKind.OUTLET, None),
        ("Witnesses said the border was closed.", SourceKind.UNNAMED, None),
        ("Residents of the town said the border was closed.", SourceKind.UNNAMED, None),
        ("Social media users said the border was closed.", SourceKind.SOCIAL_MEDIA, None),
        ("Satellite images showed the border was closed.", SourceKind.IMAGERY, None),
        ("A leaked document showed the border was closed.", SourceKind.DOCUMENT, None),
        ("Maria Keller, a historian, said the border was closed.", SourceKind.PERSON, None),
    ],
)
def test_kinds(sentence: str, kind: SourceKind, side: str | None) -> None:
    coding = read(report_of(sentence))
    claim = only(coding.claims)
    actor = actor_of(coding, claim)
    assert claim.source.kind is kind
    assert (actor.side if actor else None) == side


def test_anonymous_officials_stay_unnamed_with_their_side() -> None:
    coding = read(
        report_of("A Kenyan official, who spoke on condition of anonymity, said it was over.")
    )
    claim = only(coding.claims)
    actor = actor_of(coding, claim)
    assert claim.source.kind is SourceKind.UNNAMED
    assert actor is not None
    assert actor.kind is ActorKind.UNNAMED
    assert actor.side == "KEN"


def test_he_is_the_one_who_spoke() -> None:
    coding = read(
        report_of(
            "Kenyan spokesman Daniel Otieno said the road was open.",
            "He denied that trucks had burned.",
        )
    )
    said, denied = [c for c in coding.claims if c.cue is not None]
    assert said.source.actor == denied.source.actor is not None
    assert source_text(denied) == "He"


def test_a_source_keeps_the_comma_that_closes_its_apposition_and_no_other_mark() -> None:
    claim = only(claims_of("President Ruto, speaking last night, said the road was open."))
    assert source_text(claim) == "President Ruto, speaking last night,"
    claim = only(claims_of("The road was open, according to President Ruto."))
    assert source_text(claim) == "President Ruto"


def test_unnamed_sources_are_actors_of_one_report() -> None:
    first = read(report_of("Witnesses near the port said the ship burned."))
    second = read(report_of("Witnesses near the port said the ship sank."))
    assert only(first.claims).source.actor != only(second.claims).source.actor


def test_a_name_after_a_long_office() -> None:
    sentence = "Head of the Office of the President of Kenya Daniel Otieno said the road was open."
    coding = read(report_of(sentence))
    actor = actor_of(coding, only(coding.claims))
    assert actor is not None
    assert actor.name == "Daniel Otieno"
