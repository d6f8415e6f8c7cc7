"""`dateline export`: the ledger in the formats of others."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.leftout import note_left_out, note_numbers
from dateline.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath
from dateline.model.errors import RunError, UsageError

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.store import Ledger

FORMATS = (
    "jsonl", "codings", "csv", "acled", "ucdp", "geojson", "kml", "geoparquet", "jsonld",
)  # fmt: skip
Name = Annotated[
    str, typer.Argument(metavar="FORMAT", help=" | ".join(FORMATS), show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="A file, instead of standard output.",
        show_default=False,
    ),
]  # fmt: skip


def export(
    form: Name, output: Output = None, ledger: LedgerPath = DEFAULT_LEDGER, as_of: AsOf = None
) -> None:
    """Write the ledger in another format.

    jsonl: the whole ledger with all that was superseded or withdrawn, for `dateline load`.
    codings: one coding a line, in the form of `dateline code`.

    csv: claims, one a row. acled, ucdp, geojson, kml, geoparquet: what is said to have
    happened, in the columns of ACLED, of UCDP GED, or on a map. jsonld: claims as schema.org
    has them.

    What was judged wrong is in jsonl alone.
    """
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", remedy="choose " + ", ".join(FORMATS))
    if form == "jsonl" and known:
        raise UsageError("jsonl is the ledger at all times", remedy="leave out --as-of")
    with opened_ledger(ledger) as opened, _sink(output) as sink:
        for piece in _pieces(opened, form, known):
            sink.write(piece)


def _pieces(ledger: Ledger, form: str, as_of: str | None) -> Iterator[bytes]:
    if form == "jsonl":
        yield from (line + b"\n" for line in ledger.dump())
    elif form == "codings":
        yield from _codings(ledger, as_of)
    else:
        yield from _published(ledger, form, as_of)


def _codings(ledger: Ledger, as_of: str | None) -> Iterator[bytes]:
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
    note_numbers(claims, events)


def _published(ledger: Ledger, form: str, as_of: str | None) -> Iterator[bytes]:
    """A format of others, from all claims and what follows from them."""
    from dateline.pipeline.derive import derive
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import standing
    from dateline.publish.exports.material import material_of
    from dateline.publish.exports.registry import EXPORTS

    codings = list(ledger.codings(as_of=as_of))
    judgements = list(ledger.judgements(as_of=as_of))
    derived = derive(codings, judgements)
    note_left_out(codings, judgements)
    material = material_of(
        with_shared_names(standing(codings, judgements)),
        incidents=derived.incidents,
        origins=derived.origins,
        judgements=judgements,
        regions=_regions(codings),
    )
    write = next(known.write for known in EXPORTS if known.name == form)
    yield from write(material)


def _regions(codings: list[Coding]) -> dict[tuple[str, str], str]:
    """The names of the first-level regions that the codings' places lie in."""
    from dateline.places.gazetteer import gazetteer

    places = (t.place for coding in codings for t in coding.toponyms if t.place)
    codes = {(p.country, p.admin1) for p in places if p.country and p.admin1}
    known = ((code, gazetteer().region(*code)) for code in sorted(codes))
    return {code: region.name for code, region in known if region}


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    """Where an export goes: standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    from dateline.publish.whole_file import whole_file

    try:
        with whole_file(output) as file:
            yield file
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        fault = RunError if full else UsageError
        remedy = "free some space" if full else "name another file"
        what = f"cannot be written: {error.strerror}"
        raise fault(what, where=str(output), remedy=remedy) from error
