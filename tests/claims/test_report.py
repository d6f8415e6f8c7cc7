"""A whole report of our own: every claim, in order."""

from __future__ import annotations

from dateline.model import BlockKind
from tests.claims.reading import actor_of, content, read, report_of

REPORT = report_of(
    (BlockKind.HEADLINE, "Army retakes palace in Khartoum as rivals retreat"),
    (BlockKind.BYLINE, "By a writer of this test"),
    "Sudan's army said on Friday it had retaken the presidential palace in Khartoum.",
    "The Rapid Support Forces denied the loss of the site.",
    "“Our men are still inside,” the group's spokesman told Al Jazeera. “We control the gates.”",
    "“Nobody has left.”",
    "Videos shared online purportedly showed soldiers on the roof.",
    "The bridge behind the palace has fallen, with some suggestion the retreating fighters may "
    "have mined it.",
    (BlockKind.CAPTION, "Smoke over the palace on Friday"),
    (BlockKind.CREDIT, "Picture: a friend of this test"),
    "There were said to be hundreds of fighters in the market.",
    "In a statement carried by Sudan's state news agency, the ministry said the city was safe.",
    "According to a recent UN estimate, 12 million people have fled since the war began.",
    "An army officer declined to comment on the dead.",
)

EXPECTED = [
    ("outlet", None, "assert", "certain", "Army retakes palace in Khartoum as rivals retreat"),
    ("office", "SDN", "assert", "certain", "it had retaken the presidential palace in Khartoum"),
    ("party", "rsf", "deny", "certain", "the loss of the site"),
    (
        "office", "rsf", "assert", "certain",
        "“Our men are still inside,” | “We control the gates.” | “Nobody has left.”",
    ),
    ("imagery", None, "assert", "possible", "soldiers on the roof"),
    ("outlet", None, "assert", "certain", "The bridge behind the palace has fallen"),
    ("unnamed", None, "assert", "possible", "the retreating fighters may have mined it"),
    ("outlet", None, "assert", "certain", "Smoke over the palace on Friday"),
    ("unnamed", None, "assert", "unknown", "There | to be hundreds of fighters in the market"),
    ("office", "SDN", "assert", "certain", "the city was safe"),
    (
        "institution", "UN", "estimate", "probable",
        "12 million people have fled since the war began",
    ),
    ("unnamed", None, "decline", "certain", "to comment on the dead"),
]  # fmt: skip


def test_every_claim_of_the_report() -> None:
    coding = read(REPORT)
    found = []
    for claim in coding.claims:
        actor = actor_of(coding, claim)
        side = actor.side if actor else None
        found.append(
            (str(claim.source.kind), side, str(claim.stance), str(claim.certainty), content(claim))
        )
    assert found == EXPECTED


def test_its_conflict_and_relays() -> None:
    coding = read(REPORT)
    assert coding.conflict == "sudan"
    relays = [r.span.text for c in coding.claims for r in c.relays if r.span]
    assert relays == ["Al Jazeera", "Sudan's state news agency"]
