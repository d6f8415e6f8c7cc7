"""From attributions to claims: who, how, and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Certainty, Manner, SourceKind, Stance
from tests.claims.reading import claims_of, content, read, report_of


@pytest.mark.parametrize(
    ("sentence", "manner"),
    [
        ("“It fell,” said Otieno.", Manner.DIRECT),
        ("The mayor said: “It fell in the night.”", Manner.DIRECT),
        ("The mayor said: “It fell” at noon.", Manner.MIXED),
        ("The mayor said it “fell” at noon.", Manner.MIXED),
        ("The mayor said it fell at noon.", Manner.INDIRECT),
        ("The bridge fell at noon.", Manner.NARRATION),
    ],
)
def test_speech_is_direct_where_nearly_all_of_it_is_quoted(sentence: str, manner: Manner) -> None:
    (claim,) = claims_of(sentence)
    assert claim.manner is manner


@pytest.mark.parametrize(
    ("sentence", "stance", "certainty"),
    [
        ("The mayor said the bridge fell.", Stance.ASSERT, Certainty.CERTAIN),
        ("The mayor denied the bridge fell.", Stance.DENY, Certainty.CERTAIN),
        ("Nobody said the bridge was hit.", Stance.DECLINE, Certainty.CERTAIN),
        ("The mayor may have lost the bridge.", Stance.ASSERT, Certainty.POSSIBLE),
        ("The mayor said the bridge may have fallen.", Stance.ASSERT, Certainty.POSSIBLE),
    ],
)
def test_stance_and_certainty(sentence: str, stance: Stance, certainty: Certainty) -> None:
    (claim,) = claims_of(sentence)
    assert (claim.stance, claim.certainty) == (stance, certainty)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“It fell,” said Otieno.", SourceKind.PERSON),
        ("Anna Otieno said it fell.", SourceKind.PERSON),
        ("Smugglers said it fell.", SourceKind.UNNAMED),
        ("The ministry said it fell.", SourceKind.OFFICE),
        ("Satellite images show new trenches near the town.", SourceKind.IMAGERY),
        ("The bridge was reportedly hit.", SourceKind.UNNAMED),
        ("The bridge was hit at noon.", SourceKind.OUTLET),
    ],
)
def test_kinds_of_source(sentence: str, kind: SourceKind) -> None:
    (claim,) = claims_of(sentence)
    assert claim.source.kind is kind


def test_an_acronym_that_nobody_knows_is_a_body() -> None:
    coding = read(report_of("“It fell,” said QXZ."))
    (claim,) = coding.claims
    assert claim.source.kind is SourceKind.INSTITUTION
    assert [a.name for a in coding.actors if a.id == claim.source.actor] == ["QXZ"]


def test_the_outlet_tells_what_nobody_else_does() -> None:
    told = claims_of("The bridge was hit. The mayor said it fell.")
    assert [(c.source.kind, content(c)) for c in told] == [
        (SourceKind.OUTLET, "The bridge was hit."),
        (SourceKind.UNNAMED, "it fell"),
    ]


PIECES = [
    "The mayor", "said", "that", "“", "”", ",", "the bridge", "fell", ".", "according to",
    "Interfax", "citing", "the ministry", "denied", "it", "may", "reportedly", "and", "added",
    "\n", ":", "Otieno", "told", "on Tuesday", "nobody",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_whatever_the_words_claims_are_of_the_text_and_each_once(text: str) -> None:
    report = report_of(*[line.strip() or "x" for line in text.split("\n")])
    coding = read(report)
    spans = [s for c in coding.claims for s in (*c.content, c.cue, c.source.span) if s]
    assert all(report.text[s.start : s.end] == s.text for s in spans)
    assert len({c.id for c in coding.claims}) == len(coding.claims)
    assert [c.start for c in coding.claims] == sorted(c.start for c in coding.claims)
    ids = {c.id for c in coding.claims}
    assert all(c.within is None or c.within in ids - {c.id} for c in coding.claims)
