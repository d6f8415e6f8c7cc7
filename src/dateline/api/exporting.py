"""A ledger in the formats of others, and as a dossier: one logic for Python and command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model import UsageError

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.publish.exports.material import Material, Selection
    from dateline.publish.exports.registry import Export
    from dateline.store import Ledger

FORMATS = (
    "jsonl", "codings", "csv", "acled", "ucdp", "totals", "geojson", "kml", "geoparquet", "jsonld",
)  # fmt: skip
Left = Callable[[int, int], None]
"""Is told how many claims and events are left out, as judged wrong."""
Choose = Callable[["list[Coding]"], "Selection"]
"""What of some codings a query leaves."""


def _say_nothing(_claims: int, _events: int) -> None:
    pass


def export_pieces(
    ledger: Ledger, form: str, *, as_of: str | None, left: Left = _say_nothing
) -> Iterator[bytes]:
    """The ledger in a format, piece by piece; UsageError for one that there is not."""
    check_format(form, as_of=as_of)
    return _pieces(ledger, form, as_of, left)


def check_format(form: str, *, as_of: str | None) -> None:
    """UsageError for a format that there is not, or not as of an instant."""
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", remedy="choose " + ", ".join(FORMATS))
    if form == "jsonl" and as_of:
        raise UsageError("jsonl is the ledger at all times", remedy="leave out --as-of")


def _pieces(ledger: Ledger, form: str, as_of: str | None, left: Left) -> Iterator[bytes]:
    if form == "jsonl":
        yield from (line + b"\n" for line in ledger.dump())
    elif form == "codings":
        yield from _codings(ledger, as_of, left)
    else:
        yield from export_called(form).write(gather_material(ledger, as_of=as_of, left=left))


def export_called(form: str) -> Export:
    """The export of a format of others."""
    from dateline.publish.exports.registry import EXPORTS

    return next(known for known in EXPORTS if known.name == form)


def _codings(ledger: Ledger, as_of: str | None, left: Left) -> Iterator[bytes]:
    """What stands of each coding, one at a time."""
    from dateline.model import encode
    from dateline.pipeline.standing import left_out, standing

    judgements = list(ledger.judgements(as_of=as_of))
    claims = events = 0
    for coding in ledger.codings(as_of=as_of):
        (kept,) = standing([coding], judgements)
        yield encode(kept) + b"\n"
        gone = left_out([coding], judgements)
        claims, events = claims + gone[0], events + gone[1]
    left(claims, events)


def gather_material(
    ledger: Ledger, *, as_of: str | None, left: Left = _say_nothing,
    choose: Choose | None = None, each_event: bool = False,
) -> Material:  # fmt: skip
    """All claims and what follows from them, what formats of others are made of; `choose`: what
    of the ledger's codings a query leaves."""
    from dateline.pipeline.derive import derive
    from dateline.pipeline.learning import read_learned
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import left_out, standing
    from dateline.publish.exports.material import material_of

    codings = list(ledger.codings(as_of=as_of))
    judgements = list(ledger.judgements(as_of=as_of))
    derived = derive(codings, judgements, learned=read_learned(ledger, as_of=as_of))
    left(*left_out(codings, judgements))
    return material_of(
        with_shared_names(standing(codings, judgements)),
        incidents=derived.incidents,
        origins=derived.origins,
        judgements=judgements,
        regions=_regions(codings),
        chosen=choose(codings) if choose else None,
        each_event=each_event,
    )


def _regions(codings: list[Coding]) -> dict[tuple[str, str], str]:
    """The names of the first-level regions that the codings' places lie in."""
    from dateline.places.gazetteer import gazetteer

    places = (t.place for coding in codings for t in coding.toponyms if t.place)
    codes = {(p.country, p.admin1) for p in places if p.country and p.admin1}
    known = ((code, gazetteer().region(*code)) for code in sorted(codes))
    return {code: region.name for code, region in known if region}


def write_ledger_dossier(
    ledger: Ledger, folder: Path, *, title: str | None, left: Left = _say_nothing
) -> Path:
    """Writes the dossier of a ledger and returns its page.

    The page says when the ledger last changed, not when it was written: the same ledger gives
    the same page.
    """
    from dateline.pipeline.control_layer import control_layer
    from dateline.pipeline.derive import derive
    from dateline.pipeline.learning import read_learned
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import left_out, standing
    from dateline.publish.dossier import write_dossier

    codings, judgements = with_shared_names(list(ledger.codings())), list(ledger.judgements())
    derived = derive(codings, judgements, learned=read_learned(ledger))
    left(*left_out(codings, judgements))
    return write_dossier(
        standing(codings, judgements),
        folder,
        title=title or _title(codings, folder),
        generated_at=ledger.changed_at() or "",
        incidents=derived.incidents,
        origins=derived.origins,
        contradictions=derived.contradictions,
        control=control_layer(codings, list(ledger.maps()), judgements=judgements),
        judgements=judgements,
    )


def _title(codings: list[Coding], folder: Path) -> str:
    """The name of the conflict that all reports are about, else the folder's."""
    from dateline.model import shipped_conflicts

    slugs = {coding.conflict for coding in codings if coding.conflict}
    names = [conflict.name for conflict in shipped_conflicts() if conflict.slug in slugs]
    return names[0] if len(names) == 1 else folder.resolve().name
