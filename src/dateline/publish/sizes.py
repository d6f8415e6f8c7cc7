"""Sizes and colours of the page that were chosen, from `data/page.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import shipped_conflicts


class Sizes(Struct, frozen=True, kw_only=True):
    """The sizes that were chosen: see `data/page.yaml`."""

    parts_from: int
    reports_each: int
    words_each: int
    name_files: int
    places: int
    side_colours: tuple[str, ...]


@cache
def sizes() -> Sizes:
    """The sizes of the page."""
    data = (files("dateline.publish") / "data" / "page.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Sizes)


def side_colours(conflicts: Iterable[str | None], sides: Iterable[str]) -> Mapping[str, str]:
    """A colour for each side, the same in every dossier of a conflict: as its file has it, else by
    the side's place in that file; sides of no such file get those that are left."""
    slugs = set(conflicts)
    parties = [p for c in shipped_conflicts() if c.slug in slugs for p in c.parties]
    wanted = dict.fromkeys([*(p.side for p in parties), *sides])
    own = {p.side: p.colour for p in parties if p.colour}
    free = [c for c in sizes().side_colours if c not in own.values()]
    others = [side for side in wanted if side not in own]
    return own | {side: free[n % len(free)] for n, side in enumerate(others)}
