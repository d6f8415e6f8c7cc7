"""Claims inside claims: against a plain search through all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.nesting import nested
from dateline.model import Certainty, Claim, Manner, Source, SourceKind, Span, Stance

TEXT = "abcdefghijklmnopqrstuvwxyz"


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text=TEXT[start:end])


def make_claim(name: str, start: int, end: int, *, cue: tuple[int, int] | None) -> Claim:
    return Claim(
        id=name, content=(span(start, end),),
        source=Source(kind=SourceKind.UNNAMED, actor=None, span=None),
        cue=span(*cue) if cue else None, manner=Manner.INDIRECT, stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN, score=1.0,
    )  # fmt: skip


OUTER = make_claim("outer", 2, 20, cue=(0, 1))
MIDDLE = make_claim("middle", 6, 18, cue=(4, 5))


@pytest.mark.parametrize(
    ("claim", "within"),
    [
        pytest.param(make_claim("c", 10, 15, cue=(8, 9)), "middle", id="the smallest around it"),
        pytest.param(make_claim("c", 10, 19, cue=(8, 9)), "outer", id="it ends after the smaller"),
        pytest.param(make_claim("c", 10, 21, cue=(8, 9)), None, id="it ends after both"),
        pytest.param(make_claim("c", 10, 15, cue=(5, 6)), "outer", id="its cue begins before"),
        pytest.param(make_claim("c", 10, 15, cue=(22, 23)), None, id="its cue stands outside"),
        pytest.param(make_claim("c", 10, 15, cue=None), None, id="no cue"),
        pytest.param(make_claim("c", 21, 24, cue=(20, 21)), None, id="after them"),
    ],
)
def test_the_claim_that_holds_cue_and_content(claim: Claim, within: str | None) -> None:
    found = {c.id: c.within for c in nested([claim, MIDDLE, OUTER])}
    assert found == {"c": within, "middle": "outer", "outer": None}


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(st.tuples(SPANS, st.none() | SPANS), max_size=7))
def test_it_is_always_the_smallest(
    drawn: list[tuple[tuple[int, int], tuple[int, int] | None]],
) -> None:
    claims = [make_claim(f"c{n}", *content, cue=cue) for n, (content, cue) in enumerate(drawn)]
    by_id = {c.id: c for c in claims}
    for claim in nested(claims):
        holding = [other for other in claims if holds(other, by_id[claim.id])]
        if claim.within is None:
            assert not [o for o in holding if o.end - o.start > claim.end - claim.start]
        else:
            outer = by_id[claim.within]
            assert holds(outer, by_id[claim.id])
            larger = [o.end - o.start for o in holding if o.end - o.start > claim.end - claim.start]
            assert outer.end - outer.start == min(larger)


def holds(outer: Claim, inner: Claim) -> bool:
    if inner.cue is None or outer.id == inner.id:
        return False
    return all(outer.content[0].contains(s) for s in (inner.cue, *inner.content)) and (
        outer.start <= inner.start and inner.end <= outer.end
    )
