"""What control leaves out of its reckoning, each piece with the rule that left it out.

Invariant: evidence that control does not use is a row, and every row names one rule; what each
rule says stands in data/left_out.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Omission(StrEnum):
    """The rules by which something said of a place is left out of control."""

    NO_CLAIM = "no_claim"
    STANCE = "stance"
    INTENDED = "intended"
    TO_COME = "to_come"
    NOT_TOLD = "not_told"
    DENIAL = "denial"
    NO_PLACE = "no_place"
    UNRESOLVED = "unresolved"
    NOT_LITERAL = "not_literal"
    NAMESAKE = "namesake"
    LONGER_NAME = "longer_name"
    UNSURE_PLACE = "unsure_place"
    APART = "apart"
    ASIDE = "aside"
    HEADED = "headed"
    NO_TOWN = "no_town"
    PART_OF_TOWN = "part_of_town"
    NOT_INSIDE = "not_inside"
    COUNTED = "counted"
    NARROW = "narrow"
    AREA_DENIED = "area_denied"
    AREA_BEGUN = "area_begun"
    BANK_MEANT = "bank_meant"
    NO_EDGE = "no_edge"
    NO_TOWN_NEAR = "no_town_near"
    NO_SIDE = "no_side"
    NO_PARTY = "no_party"
    BOTH_SIDES = "both_sides"
    REPEATED = "repeated"
    FORMER = "former"
    UNDATED = "undated"
    NOBODYS = "nobodys"
    BEFORE_START = "before_start"
    AREA_ALONE = "area_alone"
    NOT_LISTED = "not_listed"

    @property
    def sentence(self) -> str:
        """What the rule says, as one plain sentence."""
        return omission_sentences()[self.value]


@cache
def omission_sentences() -> Mapping[str, str]:
    """What each rule says, by its id."""
    data = (files("dateline.control") / "data" / "left_out.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=dict[str, str])


class LeftOut(Struct, frozen=True, kw_only=True):
    """A piece of evidence that control left out: what it rests on, and the rule.

    `place`: gazetteer id, None where none was resolved; `name`: the place as written.
    """

    claim: str
    event: str
    report: str
    rule: Omission
    words: str
    place: str | None = None
    name: str | None = None
    side: str | None = None

    @property
    def why(self) -> str:
        """What the rule says."""
        return self.rule.sentence
