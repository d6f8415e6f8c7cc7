"""From a code of ours to ACLED, PLOVER and UCDP, by what the event says of who and where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.codebook import Codebook, acled_code, plover_code
from dateline.events.files import read_yaml
from dateline.model import Actor, Codes, Place

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "IGO"})
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3


class Setting(Struct, frozen=True, gc=False):
    """What decides between rows: who acts and suffers, where, and words of the clause.

    `words`: classes of the agent's own words (state_words, nonstate_words); `attacked`: an
    attack is told with it; `base`: a headquarters or base is set up; `retaken`: the verb says
    that the place was held before; `ahead`: it is announced, not done.
    """

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    agent_words: frozenset[str] = frozenset()
    patient_words: frozenset[str] = frozenset()
    attacked: bool = False
    base: bool = False
    retaken: bool = False
    ahead: bool = False


def codes_of(
    name: str,
    setting: Setting,
    book: Codebook,
    *,
    acled: str | None = None,
    plover: str | None = None,
) -> Codes:
    """The codes of an event; `acled` and `plover` are a frame's own, where it has a nearer one."""
    code = book[name]
    return Codes(
        acled=acled_code(acled) if acled else code.acled_code(_choose_row(setting)),
        plover=plover_code((code.plover_ahead if setting.ahead else None) or plover or code.plover),
        ucdp_type_of_violence=_violence(code.violence, setting),
    )


def _choose_row(setting: Setting) -> str:
    if setting.base:
        return "base"
    if setting.attacked:
        return "attacked"
    return "government" if _government(setting) else "other"


def _government(setting: Setting) -> bool:
    """Whether the place's own government (or whoever fights for it) takes it.

    ACLED counts a foreign state's forces among those that overtake territory.
    """
    here = {_alpha3(p.country) for p in setting.places if p.country}
    for actor in setting.actors:
        owner = actor.country or actor.side
        if actor.sector in _STATE_SECTORS or actor.kind in ("state", "force"):
            if owner and here:
                return owner in here
            return (
                actor.sector not in ("REB", "UAF") and "nonstate_words" not in setting.agent_words
            )
        if actor.sector:
            return False
    if "nonstate_words" in setting.agent_words:
        return False
    return "state_words" in setting.agent_words or setting.retaken


def _violence(kind: str | None, setting: Setting) -> int | None:
    if kind is None:
        return None
    if kind == "civilians" or (
        "civilian" in setting.patient_words
        and not ({"soldiers", "rebels", "police"} & setting.patient_words)
    ):
        return _ONE_SIDED
    sides = [
        _is_state(setting.actors, setting.agent_words),
        _is_state(setting.recipients, setting.patient_words),
    ]
    if True in sides:
        return _STATE_BASED
    return _NON_STATE if None not in sides else None


def _is_state(actors: Iterable[Actor], words: frozenset[str]) -> bool | None:
    """True: a state or its forces; False: others; None: not told."""
    known = [a.sector in _STATE_SECTORS or a.kind == "state" for a in actors if a.sector or a.kind]
    if any(known) or {"soldiers", "police", "state_words"} & words:
        return True
    return False if known or {"rebels", "nonstate_words", "mob"} & words else None


class _Countries(Struct, frozen=True, gc=False):
    alpha3: dict[str, str]


@cache
def _countries() -> dict[str, str]:
    path = files("dateline.events") / "data" / "countries.yaml"
    return read_yaml(path.read_bytes(), _Countries, path.name).alpha3


def _alpha3(alpha2: str | None) -> str | None:
    return _countries().get(alpha2, alpha2) if alpha2 else None
