"""One record an actor, whatever it is called."""

from __future__ import annotations

import pytest

from dateline.mentions.drafts import Draft
from dateline.mentions.registry import actor_id, merged
from dateline.model import ActorKind
from tests.mentions.reading import read

ONE, OTHER = read("Kenya left.").report, read("Sudan left.").report


@pytest.mark.parametrize(
    ("fields", "of_report", "of_place"),
    [
        pytest.param({"kind": ActorKind.STATE}, False, False, id="a known actor is everywhere one"),
        pytest.param({"kind": ActorKind.GROUP, "local": True}, True, False, id="of its report"),
        pytest.param({"kind": ActorKind.UNNAMED, "local": True}, True, True, id="of its words"),
    ],
)
def test_who_is_one_with_whom(
    *, fields: dict[str, ActorKind], of_report: bool, of_place: bool
) -> None:
    draft = Draft(name="Somebody", **fields)  # type: ignore[arg-type]
    assert (actor_id(draft, ONE, 0) != actor_id(draft, OTHER, 0)) is of_report
    assert (actor_id(draft, ONE, 0) != actor_id(draft, ONE, 9)) is of_place


def test_letters_large_or_small_are_one_name() -> None:
    upper, lower = (Draft(name=n, kind=ActorKind.GROUP) for n in ("HAMAS", "Hamas"))
    assert actor_id(upper, ONE, 0) == actor_id(lower, ONE, 0)


def test_what_a_later_name_adds_is_kept_and_nothing_is_overruled() -> None:
    first = Draft(name="Ruto", kind=ActorKind.PERSON, side="KEN", gender="m")
    second = Draft(name="RUTO", kind=ActorKind.PERSON, side="SDN", role="president", gender="f")
    found = merged(first, second)
    assert (found.name, found.side, found.role, found.gender) == ("Ruto", "KEN", "president", "m")


def test_mentions_stand_in_the_order_of_the_text_the_outer_first() -> None:
    coding = read("Ukraine's former president met Kenyan troops.")
    starts = [(m.start, -m.end) for m in coding.mentions]
    assert starts == sorted(starts)
    assert len({(m.start, m.end) for m in coding.mentions}) == len(coding.mentions)
    assert {m.actor for m in coding.mentions if m.actor} <= {a.id for a in coding.actors}
