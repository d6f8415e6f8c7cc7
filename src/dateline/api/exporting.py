"""A ledger in the formats of others, and as a dossier: one logic for Python and command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import UsageError

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import Derived
    from dateline.publish.exports.material import Material, Selection
    from dateline.publish.exports.registry import Export
    from dateline.store import Ledger

FORMATS = (
    "jsonl", "codings", "csv", "acled", "ucdp", "totals", "geojson", "kml", "geoparquet",
    "geopackage", "hxl", "annotations", "ftm", "jsonld", "warc", "wacz",
)  # fmt: skip
WHOLE = ("jsonl", "codings")
"""Formats that hold whole reports, which no query narrows."""
OF_THE_WEB = ("warc", "wacz")
"""Formats that hold what reports were read from, where that was seen on the web."""
Left = Callable[[int, int], None]
"""Is told how many claims and events are left out, as judged wrong."""
Choose = Callable[["list[Coding]"], "Selection"]
"""What of some codings a query leaves."""


Terms = Callable[["Mapping[str, int]"], None]
"""Is told how many rows of each data set of coded events are among what is exported."""


Apart = Callable[[int], None]
"""Is told how many originals were seen nowhere on the web, and so are in no archive of it."""


class Watcher(NamedTuple):
    """Who is told of what an export leaves out, and of whose terms it falls under."""

    left: Left = lambda _claims, _events: None
    apart: Apart = lambda _originals: None
    terms: Terms = lambda _rows: None


SILENT = Watcher()


def export_pieces(
    ledger: Ledger,
    form: str,
    *,
    as_of: str | None,
    told: Watcher = SILENT,
    given: bool = True,
    choose: Choose | None = None,
) -> Iterator[bytes]:
    """The ledger in a format, piece by piece; UsageError for one that there is not.

    `choose`: what of the codings a query leaves; formats of whole reports take none. Without
    `given` the rows of data sets of coded events are left out."""
    check_format(form, as_of=as_of, given=given)
    return _pieces(ledger, form, as_of, told, choose, given=given)


def check_format(form: str, *, as_of: str | None, given: bool = True) -> None:
    """UsageError for a format that there is not, or not as of an instant."""
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", remedy="choose " + ", ".join(FORMATS))
    if form == "jsonl" and as_of:
        raise UsageError("jsonl is the ledger at all times", remedy="leave out --as-of")
    if form == "jsonl" and not given:
        raise UsageError(
            "jsonl is the ledger with all that it holds",
            remedy="leave out --without-given, or choose codings",
        )


def _pieces(
    ledger: Ledger, form: str, as_of: str | None, told: Watcher, choose: Choose | None, *,
    given: bool,
) -> Iterator[bytes]:  # fmt: skip
    if form in WHOLE and choose is not None:
        raise UsageError(
            f"{form} holds whole reports, which no query narrows",
            remedy="leave out the query, or choose another format",
        )
    if form == "jsonl":
        told.terms(_given_rows(ledger))
        yield from (line + b"\n" for line in ledger.dump())
    elif form in OF_THE_WEB:
        yield from _web_archive(ledger, form, as_of, told, choose, given=given)
    elif form == "codings":
        yield from _codings(ledger, as_of, told, given=given)
    else:
        material = gather_material(ledger, as_of=as_of, told=told, given=given, choose=choose)
        yield from export_called(form).write(material)


def count_given(codings: Iterable[Coding]) -> Mapping[str, int]:
    """How many rows of each data set of coded events are among some codings."""
    return Counter(coding.report.given for coding in codings if coding.report.given)


def export_called(form: str) -> Export:
    """The export of a format of others."""
    from dateline.publish.exports.registry import EXPORTS

    return next(known for known in EXPORTS if known.name == form)


def _given_rows(ledger: Ledger) -> Mapping[str, int]:
    """The same of a whole ledger, whose other reports are not opened for it."""
    from dateline.model import shipped_data_sets

    names = {known.name for known in shipped_data_sets()}
    ids = [row.id for row in ledger.reports() if row.outlet in names]
    return count_given(found for i in ids if (found := ledger.coding(i)) is not None)


def _codings(ledger: Ledger, as_of: str | None, told: Watcher, *, given: bool) -> Iterator[bytes]:
    """What stands of each coding, one at a time."""
    from dateline.model import encode
    from dateline.pipeline.standing import left_out, standing

    judgements = list(ledger.judgements(as_of=as_of))
    claims = events = 0
    rows: Counter[str] = Counter()
    for coding in ledger.codings(as_of=as_of):
        if coding.report.given and not given:
            continue
        (kept,) = standing([coding], judgements)
        yield encode(kept) + b"\n"
        gone = left_out([coding], judgements)
        claims, events = claims + gone[0], events + gone[1]
        rows.update(count_given([coding]))
    told.left(claims, events)
    told.terms(rows)


def _web_archive(
    ledger: Ledger, form: str, as_of: str | None, told: Watcher, choose: Choose | None, *,
    given: bool,
) -> Iterator[bytes]:  # fmt: skip
    """What the reports were read from, of which a query leaves a claim."""
    from dateline.api.web_pages import web_archive

    codings = [c for c in ledger.codings(as_of=as_of) if given or not c.report.given]
    claims = choose(codings).claims if choose else None
    if claims is not None:
        codings = [c for c in codings if any(claim.id in claims for claim in c.claims)]
    told.terms(count_given(codings))
    yield from web_archive(ledger, codings, form, apart=told.apart)


def gather_material(
    ledger: Ledger, *, as_of: str | None, told: Watcher = SILENT,
    choose: Choose | None = None, each_event: bool = False, given: bool = True,
) -> Material:  # fmt: skip
    """All claims and what follows from them, what formats of others are made of; `choose`: what
    of the ledger's codings a query leaves; without `given` no rows of data sets are among it."""
    from dateline.pipeline.following import Following
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import left_out, standing
    from dateline.publish.exports.material import material_of

    following = Following(ledger, as_of=as_of)
    codings, derived = following.all_told(given=given)
    judgements = following.judgements
    told.left(*left_out(codings, judgements))
    told.terms(count_given(codings))
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
    ledger: Ledger,
    folder: Path,
    *,
    title: str | None,
    lang: str = "en",
    told: Watcher = SILENT,
) -> Path:
    """Writes the dossier of a ledger and returns its page.

    The page says when the ledger last changed, not when it was written: the same ledger gives
    the same page.
    """
    from dateline.pipeline.following import Following

    codings, derived = Following(ledger).all_told()
    return _write_dossier(ledger, codings, derived, folder, title=title, lang=lang, told=told)


def write_codings_dossier(
    ledger: Ledger, chosen: list[Coding], folder: Path, *, title: str | None,
    lang: str = "en", told: Watcher = SILENT,
) -> Path:  # fmt: skip
    """Writes the dossier of some of a ledger's codings, and of what follows from them alone."""
    from dateline.pipeline.derive import derive
    from dateline.pipeline.learning import read_learned

    learned = read_learned(ledger)
    derived = derive(chosen, list(ledger.judgements()), learned=learned)
    return _write_dossier(ledger, chosen, derived, folder, title=title, lang=lang, told=told)


def _write_dossier(
    ledger: Ledger, chosen: list[Coding], derived: Derived, folder: Path, *, title: str | None,
    lang: str, told: Watcher,
) -> Path:  # fmt: skip
    from dateline.pipeline.control_layer import control_layer
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import left_out, standing
    from dateline.publish.dossier import write_dossier

    codings, judgements = with_shared_names(chosen), list(ledger.judgements())
    told.left(*left_out(codings, judgements))
    told.terms(count_given(codings))
    return write_dossier(
        standing(codings, judgements),
        folder,
        title=title or _title(codings, folder),
        generated_at=ledger.changed_at() or "",
        incidents=derived.incidents,
        origins=derived.origins,
        contradictions=derived.contradictions,
        control=control_layer(chosen, list(ledger.maps()), judgements=judgements),
        judgements=judgements,
        lang=lang,
    )


def _title(codings: list[Coding], folder: Path) -> str:
    """The name of the conflict that all reports are about, else the folder's."""
    from dateline.model import shipped_conflicts

    slugs = {coding.conflict for coding in codings if coding.conflict}
    names = [conflict.name for conflict in shipped_conflicts() if conflict.slug in slugs]
    return names[0] if len(names) == 1 else folder.resolve().name
