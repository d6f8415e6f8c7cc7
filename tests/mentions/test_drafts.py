"""The actor that an owner's name and a noun make."""

from __future__ import annotations

import pytest

from dateline.mentions.drafts import Draft, headed, of_state
from dateline.mentions.records import Head
from dateline.model import ActorKind

KENYA = of_state("KEN")
REBELS = Draft(name="Boko Haram", kind=ActorKind.GROUP, side="boko-haram", sector="REB")


def noun(cls: str, name: str = "", *, own: bool = True) -> Head:
    return Head(cls=cls, sector="MIL", name=name or cls, own=own)


@pytest.mark.parametrize(
    ("owner", "head", "sector", "name", "kind", "side", "of"),
    [
        pytest.param(KENYA, noun("force", "forces"), "MIL", "Kenyan forces", ActorKind.FORCE,
                     "KEN", "MIL", id="a state's forces have one name"),
        pytest.param(KENYA, noun("force", "navy"), "MIL", "Kenyan navy", ActorKind.FORCE,
                     "KEN", "MIL", id="its navy"),
        pytest.param(REBELS, noun("force", "forces"), "MIL", "Boko Haram", ActorKind.FORCE,
                     "boko-haram", "REB", id="a group's forces are no army"),
        pytest.param(KENYA, noun("unit"), "MIL", "its words", ActorKind.FORCE, "KEN", "MIL",
                     id="a unit"),
        pytest.param(KENYA, noun("office", "ministry"), "GOV", "its words",
                     ActorKind.ORGANISATION, "KEN", "GOV", id="a ministry keeps its trade"),
        pytest.param(KENYA, noun("office", "government"), "GOV", "Kenyan government",
                     ActorKind.ORGANISATION, "KEN", "GOV", id="its government"),
        pytest.param(KENYA, noun("officials"), "GOV", "its words", ActorKind.GROUP, "KEN", "GOV",
                     id="its officials"),
        pytest.param(KENYA, noun("role"), "ELI", "its words", ActorKind.UNNAMED, None, "ELI",
                     id="who was in office speaks for nobody"),
        pytest.param(KENYA, noun("individual"), "CVL", "its words", ActorKind.UNNAMED, None, "CVL",
                     id="a civilian speaks for nobody"),
        pytest.param(KENYA, noun("individual"), "MIL", "its words", ActorKind.UNNAMED, "KEN",
                     "MIL", id="a soldier fights for his side"),
        pytest.param(KENYA, noun("rebels"), "REB", "its words", ActorKind.GROUP, "ken-rebels",
                     "REB", id="rebels in a state are against it"),
        pytest.param(REBELS, noun("rebels"), "REB", "Boko Haram", ActorKind.GROUP, "boko-haram",
                     "REB", id="a group's rebels are the group"),
        pytest.param(KENYA, noun("media"), "JRN", "its words", ActorKind.ORGANISATION, "KEN",
                     "JRN", id="its media"),
        pytest.param(KENYA, noun("civilians"), "CVL", "its words", ActorKind.GROUP, None, "CVL",
                     id="its civilians are no side"),
    ],
)  # fmt: skip
def test_an_owner_with_a_noun(
    owner: Draft, head: Head, sector: str, name: str, kind: ActorKind, side: str | None, of: str
) -> None:
    made = headed(owner, head, "its words", sector)
    assert (made.name, made.kind, made.side, made.sector) == (name, kind, side, of)
