from __future__ import annotations

from dateline.model import SourceKind
from tests.claims.reading import actor_of, claims_of, only, read, report_of


def relay_texts(sentence: str) -> list[str]:
    return [r.span.text for r in only(claims_of(sentence)).relays if r.span]


def test_a_statement_carried_by_agencies() -> None:
    sentence = (
        "In a statement carried by Iran's state news agencies, the ministry said it was over."
    )
    claims = claims_of(sentence)
    assert relay_texts(sentence) == ["Iran's state news agencies"]
    assert len(claims) == 1


def test_told_reuters() -> None:
    assert relay_texts("The envoy told Reuters that talks would resume.") == ["Reuters"]


def test_told_reporters_names_no_relay() -> None:
    assert relay_texts("The envoy told reporters that talks would resume.") == []


def test_a_platform() -> None:
    (relay,) = only(claims_of("The governor said on Telegram that the road was open.")).relays
    assert relay.kind is SourceKind.SOCIAL_MEDIA


def test_an_outlet_that_cites_is_a_relay() -> None:
    coding = read(report_of("Reuters reported that the port was shut, citing Kenyan officials."))
    claim = only(coding.claims)
    actor = actor_of(coding, claim)
    assert actor is not None
    assert actor.side == "KEN"
    assert [r.kind for r in claim.relays] == [SourceKind.OUTLET]


def test_an_outlet_that_cites_before_its_verb() -> None:
    coding = read(report_of("Reuters, citing Kenyan officials, reported that the port was shut."))
    claim = only(coding.claims)
    actor = actor_of(coding, claim)
    assert actor is not None
    assert actor.side == "KEN"
    assert [r.kind for r in claim.relays] == [SourceKind.OUTLET]
