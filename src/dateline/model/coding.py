"""Codings: everything that one report tells, and the interface of the stages that code it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import msgspec
from msgspec import UNSET, Struct, UnsetType

from dateline.model.analysis import Analysis
from dateline.model.claims import Claim
from dateline.model.contradictions import Contradiction
from dateline.model.events import Event
from dateline.model.mentions import Actor, Mention
from dateline.model.places import Toponym
from dateline.model.report import Report
from dateline.model.times import Timex

SCHEMA = "dateline.coding/1"


class Layer(StrEnum):
    """The parts of a coding that components need and write."""

    ANALYSIS = "analysis"
    CONFLICT = "conflict"
    MENTIONS = "mentions"
    ACTORS = "actors"
    TOPONYMS = "toponyms"
    TIMEXES = "timexes"
    CLAIMS = "claims"
    EVENTS = "events"
    CONTRADICTIONS = "contradictions"


class Coding(Struct, frozen=True, gc=False, kw_only=True):
    """What `dateline code` prints for one report, in the form of the published schema.

    `conflict` is the slug of the conflict file that the report was read with. `notes` say what
    was not read and why: a stage that failed, a language without a reader. `analysis` is the
    working layer between stages; `public()` leaves it out.
    """

    schema: str = SCHEMA
    report: Report
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    timexes: tuple[Timex, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    conflict: str | None = None
    notes: tuple[str, ...] = ()
    analysis: Analysis | UnsetType = UNSET

    def public(self) -> Coding:
        """This coding without the working layer."""
        return msgspec.structs.replace(self, analysis=UNSET)

    def linguistics(self) -> Analysis:
        """The working layer; a programming error where no stage has written it."""
        assert isinstance(self.analysis, Analysis), "the analysis stage has not run"
        return self.analysis


class Component(Protocol):
    """A stage: takes a coding and returns it with more written.

    `needs` and `writes` name the layers; the pipeline checks that an earlier component wrote
    what a later one needs. A component never changes what is not in its `writes`.
    """

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> frozenset[Layer]: ...

    @property
    def writes(self) -> frozenset[Layer]: ...

    def __call__(self, coding: Coding) -> Coding: ...


def encode(coding: Coding) -> bytes:
    """One line of JSON in the published form, without a line end."""
    return msgspec.json.encode(coding.public())


def decode(data: bytes | str) -> Coding:
    """The coding in such a line; `msgspec.ValidationError` where it is none."""
    return msgspec.json.decode(data, type=Coding)
