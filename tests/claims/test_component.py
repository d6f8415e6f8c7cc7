from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import Block, BlockKind, Certainty, Manner, SourceKind, Stance
from tests.claims.reading import claims_of, content, only, read, report_of, source_text

PARTS = [
    "The mayor said", "“we hold the bridge", "”", "according to", "Kenya", "‘", "it", ", ", ". ",
    "\n", "denied", "reportedly", "that", "Colonel Ito", '"', "of", "—", "а", "що", "заявив", "«",
    "»", "’s", "told Reuters", "may have", "1,200", "(", ")", "said", ":",
]  # fmt: skip


def test_what_nobody_else_says_is_the_outlets() -> None:
    (claim,) = claims_of("The bridge across the river has fallen.")
    assert claim.manner is Manner.NARRATION
    assert claim.source.kind is SourceKind.OUTLET
    assert claim.source.span is None


def test_the_rest_of_a_sentence_is_the_outlets() -> None:
    own, hedged = claims_of("The depot burned down, with some suggestion the guards lit it.")
    assert content(own) == "The depot burned down"
    assert own.certainty is Certainty.CERTAIN
    assert hedged.certainty is Certainty.POSSIBLE


def test_headlines_and_captions_claim_but_credits_do_not() -> None:
    claims = claims_of(
        (BlockKind.HEADLINE, "Bridge falls as army leaves"),
        (BlockKind.CAPTION, "The fallen bridge over the river"),
        (BlockKind.CREDIT, "Picture: an agency of pictures"),
        (BlockKind.BYLINE, "By somebody who wrote this"),
    )
    assert [content(c) for c in claims] == [
        "Bridge falls as army leaves",
        "The fallen bridge over the river",
    ]


def test_a_repeated_caption_claims_nothing() -> None:
    report = report_of("The fallen bridge.", (BlockKind.CAPTION, "The fallen bridge."))
    first, second = report.blocks
    repeated = replace(report, blocks=(first, replace(second, repeats=0)))
    assert len(read(repeated).claims) == 1


def test_manner() -> None:
    direct = only(claims_of("“The road is open,” the mayor said."))
    mixed = only(claims_of("The mayor said the road was “open at last” to all."))
    indirect = only(claims_of("The mayor said the road was open."))
    assert [c.manner for c in (direct, mixed, indirect)] == [
        Manner.DIRECT, Manner.MIXED, Manner.INDIRECT,
    ]  # fmt: skip


def test_who_is_silent_declines() -> None:
    coding = read(report_of("The Kenyan army did not respond to questions."))
    (claim,) = coding.claims
    assert claim.stance is Stance.DECLINE
    assert source_text(claim) is not None
    assert "Kenyan army" in (source_text(claim) or "")


def test_where_nobody_says_it_nothing_is_asserted() -> None:
    claim = only(claims_of("Neither side said that the village had fallen."))
    assert claim.stance is Stance.DECLINE
    claim = only(claims_of("No officials denied that the village had fallen."))
    assert claim.stance is Stance.ASSERT


def test_a_claim_within_a_claim() -> None:
    outer, inner = claims_of("The mayor said that the army denied the raid.")
    assert content(inner) == "the raid"
    assert inner.within == outer.id
    assert outer.within is None


def test_the_same_report_gives_the_same_claims() -> None:
    report = report_of("The mayor said the depot was empty.", "The army left.")
    assert read(report) == read(report)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40), st.sampled_from(["en", "uk", "ru", None]))
def test_every_span_says_what_the_text_says(parts: list[str], lang: str | None) -> None:
    text = " ".join(parts).strip() or "x"
    blocks = tuple(_blocks(text))
    report = replace(report_of("x"), text=text, blocks=blocks, lang=lang)
    coding = read(report)
    actors = {a.id for a in coding.actors}
    for claim in coding.claims:
        marks = [s for s in (claim.cue, claim.source.span, *(r.span for r in claim.relays)) if s]
        for span in (*claim.content, *claim.hedges, *marks):
            span.check(text)
        assert claim.source.actor is None or claim.source.actor in actors
        assert 0 <= claim.score <= 1
    assert len({c.id for c in coding.claims}) == len(coding.claims)
    for mention in coding.mentions:
        mention.check(text)
        assert mention.actor is None or mention.actor in actors


def _blocks(text: str) -> list[Block]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line)))
        start += len(line) + 1
    return found
