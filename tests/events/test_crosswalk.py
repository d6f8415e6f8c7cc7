"""From a code of ours to ACLED, PLOVER and UCDP."""

from __future__ import annotations

import pytest

from dateline.events.codebook import codebook
from dateline.events.crosswalk import Setting, codes_of
from dateline.model import Actor, ActorKind, Place


def actor(side: str | None, sector: str | None, kind: ActorKind = ActorKind.FORCE) -> Actor:
    return Actor(id=f"act-{side}-{sector}", name="x", kind=kind, side=side, sector=sector)


UKRAINE = Place(
    id="t:1", name="Kherson", lat=0.0, lon=0.0, country="UA", admin1=None, feature="PPL",
    where_prec=1,
)  # fmt: skip
OVERTAKES = "Non-state actor overtakes territory"
REGAINS = "Government regains territory"


@pytest.mark.parametrize(
    ("setting", "sub"),
    [
        pytest.param(
            Setting(actors=(actor("UKR", "MIL"),), places=(UKRAINE,)), REGAINS, id="its own army"
        ),
        pytest.param(
            Setting(actors=(actor("RUS", "MIL"),), places=(UKRAINE,)),
            OVERTAKES,
            id="a foreign army",
        ),
        pytest.param(Setting(actors=(actor(None, "REB"),)), OVERTAKES, id="rebels"),
        pytest.param(Setting(actors=(actor("UKR", "MIL"),)), REGAINS, id="an army, nowhere"),
        pytest.param(
            Setting(actors=(actor("UKR", "MIL"),), agent_words=frozenset({"nonstate_words"})),
            OVERTAKES,
            id="an army called rebels",
        ),
        pytest.param(
            Setting(agent_words=frozenset({"state_words"})), REGAINS, id="the army, unnamed"
        ),
        pytest.param(
            Setting(agent_words=frozenset({"nonstate_words"}), retaken=True),
            OVERTAKES,
            id="rebels retook it",
        ),
        pytest.param(Setting(retaken=True), REGAINS, id="retaken"),
        pytest.param(Setting(), OVERTAKES, id="taken by nobody named"),
    ],
)
def test_who_takes_a_place_decides_acleds_row(setting: Setting, sub: str) -> None:
    code = codes_of("territory.taken", setting, codebook()).acled
    assert code is not None
    assert code.sub_event_type == sub


def test_a_frames_own_code_goes_before_the_codebooks() -> None:
    found = codes_of(
        "territory.taken", Setting(), codebook(), acled="Battles / Armed clash",
        plover="ASSAULT aerial",
    )  # fmt: skip
    assert found.acled is not None
    assert (found.acled.event_type, found.acled.sub_event_type) == ("Battles", "Armed clash")
    assert found.plover is not None
    assert (found.plover.event, found.plover.mode) == ("ASSAULT", "aerial")


@pytest.mark.parametrize(
    ("setting", "violence"),
    [
        (Setting(actors=(actor("RUS", "MIL"),), recipients=(actor("UKR", "MIL"),)), 1),
        (Setting(actors=(actor("RUS", "MIL"),)), 1),
        (Setting(actors=(actor(None, "REB"),), recipients=(actor("UKR", "MIL"),)), 1),
        (Setting(actors=(actor(None, "REB"),), recipients=(actor(None, "REB"),)), 2),
        (Setting(actors=(actor(None, "REB"),)), None),
        (Setting(), None),
        (Setting(actors=(actor(None, "REB"),), patient_words=frozenset({"civilian"})), 3),
        (
            Setting(
                actors=(actor(None, "REB"),), patient_words=frozenset({"civilian", "soldiers"})
            ),
            1,
        ),
    ],
)
def test_ucdps_type_of_violence(setting: Setting, violence: int | None) -> None:
    assert codes_of("battle.clash", setting, codebook()).ucdp_type_of_violence == violence


def test_what_is_only_announced_has_plovers_code_for_it() -> None:
    ahead = [n for n, code in codebook().codes.items() if code.plover_ahead]
    assert ahead
    for name in ahead:
        done = codes_of(name, Setting(), codebook()).plover
        announced = codes_of(name, Setting(ahead=True), codebook()).plover
        assert done != announced
