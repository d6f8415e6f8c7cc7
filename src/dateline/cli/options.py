"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dateline.cli.output import Format
from dateline.model.claims import Certainty, Stance
from dateline.model.events import Auxiliary

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (of any format under --input-format), folders, http(s) addresses, or - for "
        "standard input.",
        show_default=False,
    ),
]
OptionalPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files (of any format under --input-format), folders, http(s) addresses, or - for "
        "standard input.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Processes that code reports side by side."
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Code on a Dask cluster, by its scheduler's address (extra cluster).",
        show_default=False,
    ),
]
ConflictSlug = Annotated[
    str | None,
    typer.Option(
        "--conflict",
        metavar="SLUG",
        help="Read every report with this conflict file; without it each report is matched.",
        show_default=False,
    ),
]
NoReader = Annotated[
    bool,
    typer.Option(
        "--no-reader",
        help="Leave out the neural readers: text, names, places, times and who says what by "
        "patterns, quickly; no events are told, and each report says so.",
    ),
]
ZeroShot = Annotated[
    bool,
    typer.Option(
        "--zero-shot",
        help="Also read languages that the reader was not fitted on; each such report says so.",
    ),
]
ReportSeconds = Annotated[
    float,
    typer.Option(
        "--report-seconds",
        metavar="SECONDS",
        min=1.0,
        help="Processor time for one report of up to 250,000 characters, and for each further as "
        "many; when it is spent, its later stages are left out.",
    ),
]
LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="DATELINE_LEDGER",
        metavar="PATH",
        help="The ledger; a file, or a postgresql:// address.",
    ),
]
WhichLedger = Annotated[
    str,
    typer.Argument(
        metavar="LEDGER",
        envvar="DATELINE_LEDGER",
        help="The ledger; a file, or a postgresql:// address.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="INSTANT",
        help="The ledger as it was known then (ISO 8601; a plain date: the end of that day, UTC).",
        show_default=False,
    ),
]
Form = Annotated[
    Format, typer.Option("--format", help="table for people; jsonl or csv for programs.")
]
Recode = Annotated[
    bool,
    typer.Option(
        "--recode",
        help="Code again what the ledger already has; the new coding supersedes the old.",
    ),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="WORDS",
        help="A source's name or words of it, in any script.",
        show_default=False,
    ),
]
Side = Annotated[
    str | None,
    typer.Option(
        "--side",
        metavar="SIDE",
        help="Side of the source: ISO 3166-1 alpha-3 of a state, or a party's slug or name.",
        show_default=False,
    ),
]
Place = Annotated[
    str | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help="A place's name, a toponym as written, or a gazetteer id; Kherson* for all that "
        "begin so.",
        show_default=False,
    ),
]
NearPlace = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="PLACE",
        help="What is said of places around this one (a name, a gazetteer id, or degrees as "
        "46.64,32.61).",
        show_default=False,
    ),
]
Km = Annotated[
    float | None,
    typer.Option(
        "--km", metavar="N", help="With --near: how many km around; without it, 25.",
        show_default=False,
    ),
]  # fmt: skip
InArea = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="AREA",
        help="What is said of places in an area in words, such as 'Kherson Oblast' or "
        "'right bank of the Dnipro, Kherson Oblast'.",
        show_default=False,
    ),
]
Type = Annotated[
    str | None,
    typer.Option(
        "--type",
        metavar="CODE",
        help="Event type of the codebook, or its beginning.",
        show_default=False,
    ),
]
CertaintyIs = Annotated[
    Certainty | None,
    typer.Option("--certainty", help="How sure the claim presents itself.", show_default=False),
]
StanceIs = Annotated[
    Stance | None,
    typer.Option("--stance", help="What the source does with the proposition.", show_default=False),
]
AuxiliaryIs = Annotated[
    Auxiliary | None,
    typer.Option(
        "--auxiliary", help="Whether and how the event is said to happen.", show_default=False
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="Events whose valid time ends on this day or later; the undated are left out.",
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="Events whose valid time begins on this day or earlier; the undated are left out.",
        show_default=False,
    ),
]
ReportId = Annotated[
    str | None,
    typer.Option(
        "--report", metavar="ID", help="One report: its id, or the beginning.", show_default=False
    ),
]
DEFAULT_LEDGER = "ledger.sqlite"
MaxMb = Annotated[
    float,
    typer.Option(
        "--max-mb", min=0.001, metavar="MIB", help="The largest input that is read, in MiB."
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="NAME",
        help="Read every input as this format; without it each is recognised: telegram, mail, "
        "mbox, subtitles, pdf, docx, warc, wacz, zip, tar, records (JSON), jsonl, table (CSV), "
        "sitemap, feed, html, plain.",
        show_default=False,
    ),
]
MapFields = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELDS",
        help="Which fields of JSON or CSV records are what: text=body,published=date,title=head.",
        show_default=False,
    ),
]
Articles = Annotated[
    int,
    typer.Option(
        "--articles",
        min=0,
        metavar="N",
        help="Read the newest N pages that a feed or a sitemap names, one in 5 seconds a host.",
    ),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.1, metavar="S", help="Seconds to wait for an address.")
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")
]
Robots = Annotated[
    bool,
    typer.Option("--ignore-robots", help="Fetch what a site's robots.txt asks programs to leave."),
]
QueryWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Words, and fields such as place:Kherson -stance:deny (docs/query.md).",
        show_default=False,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, metavar="N", help="No more than N.", show_default=False),
]


class SortBy(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    VALID = "valid"
    NAME = "name"
    MOST = "most"


Sort = Annotated[
    SortBy | None,
    typer.Option(
        "--sort",
        help="By publication (newest, oldest), by when it is said to have been (valid), by name, "
        "or what most reports tell first (most); each list takes those that it has.",
        show_default=False,
    ),
]
SinceLast = Annotated[
    bool,
    typer.Option(
        "--since-last", help="What is new since you were last shown this list with --since-last."
    ),
]
Exact = Annotated[
    bool, typer.Option("--exact", help="Names as they are written, in no other script.")
]
