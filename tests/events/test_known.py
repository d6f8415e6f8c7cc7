"""Kinds of actors as the crosswalks ask for them."""

from __future__ import annotations

import pytest

from dateline.events.known import label_mentions, name_kinds
from dateline.model import Actor, ActorKind, Mention, MentionKind
from tests.events.helpers import coding


def mention(kind: MentionKind) -> Mention:
    return Mention(start=0, end=1, text="x", id="men-1", kind=kind, actor="act-1")


@pytest.mark.parametrize(
    ("kind", "actor", "sector", "names"),
    [
        (MentionKind.FORCE, ActorKind.FORCE, "MIL", ("soldiers", "state_words")),
        (MentionKind.FORCE, ActorKind.FORCE, "REB", ("rebels", "nonstate_words")),
        (MentionKind.FORCE, ActorKind.FORCE, "COP", ("police", "state_words")),
        (MentionKind.FORCE, ActorKind.FORCE, None, ("soldiers",)),
        (MentionKind.PERSON, ActorKind.PERSON, None, ("civilian",)),
        (MentionKind.PERSON, ActorKind.PERSON, "MIL", ("soldiers", "state_words")),
        (MentionKind.PERSON, ActorKind.PERSON, "GOV", ()),
        (MentionKind.PERSON, ActorKind.PERSON, "JRN", ("civilian",)),
        (MentionKind.ORGANISATION, ActorKind.STATE, "MIL", ()),
        (MentionKind.ORGANISATION, ActorKind.ORGANISATION, None, ()),
        (MentionKind.PLACE, ActorKind.FORCE, "MIL", ()),
    ],
)
def test_the_kinds_of_a_mention(
    kind: MentionKind, actor: ActorKind, sector: str | None, names: tuple[str, ...]
) -> None:
    named = Actor(id="act-1", name="x", kind=actor, side=None, sector=sector)
    assert name_kinds(mention(kind), named) == names


def test_who_is_nobody_known_has_no_kind() -> None:
    assert name_kinds(mention(MentionKind.FORCE), None) == ()


def test_only_mentions_with_a_kind_are_labelled() -> None:
    text = "Russian forces and rebels met"
    labels = [(text[x.start : x.end], x.names) for x in label_mentions(coding(text))]
    assert labels == [
        ("Russian forces", ("soldiers", "state_words")),
        ("rebels", ("rebels", "nonstate_words")),
    ]
