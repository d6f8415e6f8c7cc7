"""Every event has a claim: the outlet's own where no other covers it."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import Certainty, Claim, Manner, Source, SourceKind, Stance
from tests.events.helpers import coding, deed, events, told, with_claim

TEXT = "Rebels shelled Marib and stormed Taiz. The army left Aden."


def own(start: int, end: int) -> Claim:
    made = coding(TEXT)
    return Claim(
        id="clm-1", content=(made.report.span(start, end),),
        source=Source(kind=SourceKind.OFFICE, actor=None, span=None), cue=None,
        manner=Manner.INDIRECT, stance=Stance.ASSERT, certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip


DEEDS = (
    deed(TEXT, "shelled", "strike.shelling"),
    deed(TEXT, "stormed", "battle.clash"),
    deed(TEXT, "left", "territory.left"),
)


def test_two_events_of_one_sentence_share_the_outlets_claim() -> None:
    first, second, third = events(told(coding(TEXT), *DEEDS))
    assert first.claim == second.claim != third.claim


def test_a_claim_that_covers_an_event_is_its_claim() -> None:
    covering = own(0, TEXT.index(".") + 1)
    first, second, third = events(told(with_claim(coding(TEXT), covering), *DEEDS))
    assert first.claim == second.claim == "clm-1"
    assert third.claim != "clm-1"


def test_of_two_claims_the_shorter_one_tells_it() -> None:

    at = TEXT.index("stormed")
    inner = replace(own(at, at + len("stormed Taiz")), id="clm-2")
    made = with_claim(coding(TEXT), own(0, TEXT.index(".")))
    both = replace(made, claims=(*made.claims, inner))
    assert [e.claim for e in events(told(both, *DEEDS[:2]))] == ["clm-1", "clm-2"]
