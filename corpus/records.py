"""The records of the corpus, as they stand in its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from msgspec import Struct, convert

HOME = Path(__file__).parent
PLACE_SLOTS = ("at", "into", "from", "towards", "near", "part_of", "whole_of", "beside")
SLOTS = ("who", "whom", *PLACE_SLOTS, "when", "with")


class Vocabulary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The closed lists of vocabulary.yaml."""

    version: int
    aux: tuple[str, ...]
    aspect: tuple[str, ...]
    scope: tuple[str, ...]
    stance: tuple[str, ...]
    counted: tuple[str, ...]
    unspaced: tuple[str, ...]
    genres: tuple[str, ...]
    forms: tuple[str, ...]
    near_duplicate: float
    shared_words: int
    dev_one_in: int


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of the text and what it counts."""

    of: str
    quote: str
    scope: str = "incident"


class Event(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"from_": "from", "with_": "with"},
):
    """One deed that a text tells, in the words of the text."""

    on: str
    type: str
    aux: str
    aspect: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    whole_of: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    told_before: str | None = None

    def slot(self, name: str) -> tuple[str, ...]:
        """The quotes of one slot, by its name in the files."""
        quotes: tuple[str, ...] = getattr(self, {"from": "from_", "with": "with_"}.get(name, name))
        return quotes


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a source is made to say; a source of null is one that is not named."""

    content: str
    stance: str
    source: str | None = None
    cue: str | None = None


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text with its whole answer."""

    id: str
    lang: str
    text: str
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    by: str
    conflict: str = "none"
    genre: str = "other"
    form: str = "plain"
    published: str | None = None
    group: str | None = None
    checked: str | None = None


@cache
def load_vocabulary() -> Vocabulary:
    """The closed lists that ship with the corpus."""
    path = HOME / "vocabulary.yaml"
    return convert(yaml.safe_load(path.read_text(encoding="utf-8")), Vocabulary)
