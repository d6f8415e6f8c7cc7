"""Which origins of an incident are independent: what corroboration counts.

One outlet is one origin, with its unnamed sources, its pictures and its name as a web address. A
state, or officials of it without a name, are no further origin beside a named one of its side:
"Kyiv says" may be the very ministry that another report names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import Origin, OriginKind

_DOMAIN = re.compile(r"^(?:https?://)?(?:www\d?\.)?([\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}(?:/.*)?$")
_LETTERS = re.compile(r"[\W_]+")
_OF_OUTLET = frozenset({OriginKind.OUTLET, OriginKind.AGENCY, OriginKind.IMAGERY})


def independent(origins: Iterable[Origin]) -> tuple[str, ...]:
    """The ids of the origins that count, one a source, sorted."""
    first: dict[tuple[str, str | None], Origin] = {}
    for origin in sorted(origins, key=lambda o: (o.general, o.id)):
        first.setdefault((source_key(origin), origin.side), origin)
    named = {o.side for o in first.values() if o.side is not None and not o.general}
    general: dict[str | None, str] = {}
    kept = []
    for origin in first.values():
        if not origin.general:
            kept.append(origin.id)
        elif origin.side not in named:
            general.setdefault(origin.side, origin.id)
    return tuple(sorted([*kept, *general.values()]))


def source_key(origin: Origin) -> str:
    """What an origin's source is told apart by: its outlet, or its name."""
    if origin.kind in _OF_OUTLET:
        return outlet_key(origin.name.partition(":")[0])
    return origin.name.casefold()


def outlet_key(name: str) -> str:
    """An outlet's name without what a web address adds: "www.bbc.co.uk" is "BBC"."""
    folded = name.strip().casefold()
    address = _DOMAIN.match(folded)
    return _LETTERS.sub("", address[1] if address else folded)
