"""`dateline build`: reports into a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.filling import fill
from dateline.cli.inputs import Tally, read, readable, reading
from dateline.cli.options import (
    Articles,
    Cluster,
    ConflictSlug,
    InputFormat,
    Jobs,
    MapFields,
    MaxMb,
    NoReader,
    OptionalPaths,
    Private,
    Recode,
    ReportSeconds,
    Robots,
    Timeout,
    ZeroShot,
)
from dateline.cli.output import print_note
from dateline.cli.publishing import publish
from dateline.model.errors import UsageError

LEDGER = "ledger.sqlite"
Folder = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DOSSIER",
        help="The dossier's folder: its ledger.sqlite and index.html; made if it is not there.",
        show_default=False,
    ),
]
Title = Annotated[
    str | None,
    typer.Option("--title", help="The dossier's title.", show_default=False),
]
Lang = Annotated[
    str,
    typer.Option("--lang", metavar="CODE", help="The language of the page's own words: en, uk."),
]


def build(
    paths: OptionalPaths = None,
    *,
    output: Folder,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    conflict: ConflictSlug = None,
    no_reader: NoReader = False,
    zero_shot: ZeroShot = False,
    report_seconds: ReportSeconds = 120.0,
    recode: Recode = False,
    title: Title = None,
    lang: Lang = "en",
    max_mb: MaxMb = 64.0,
    input_format: InputFormat = None,
    map_fields: MapFields = None,
    articles: Articles = 0,
    timeout: Timeout = 20.0,
    private: Private = False,
    ignore_robots: Robots = False,
) -> None:
    """Make a dossier of reports: a ledger and a page.

    The page opens from disk, without a server or network. Into a folder that has a ledger,
    what is new is added. Without reports the page is made again from the ledger, after
    judgements for example. Prints where the page is.
    """
    from dateline.pipeline import Settings
    from dateline.publish.face import face_of
    from dateline.store import open_ledger

    if not paths and not (output / LEDGER).is_file():
        raise UsageError(
            "no reports are named, and there is no ledger to make a page of",
            where=str(output),
            remedy="name files, folders or addresses: dateline build REPORTS... -o DOSSIER",
        )
    face_of(lang)  # said before any report is coded
    options = reading(
        max_mb=max_mb, input_format=input_format, mapping=map_fields, timeout=timeout,
        private=private, robots=not ignore_robots, articles=articles,
    )  # fmt: skip
    settings = Settings(
        jobs=jobs, cluster=cluster, conflict=conflict, reader=not no_reader,
        zero_shot=zero_shot,
        seconds=report_seconds,
    )  # fmt: skip
    inputs = read(paths or [], options)
    if not (output / LEDGER).is_file():
        inputs = readable(inputs, remedy="name reports, or with -o a dossier that has a ledger")
    _make(output)
    with open_ledger(output / LEDGER) as ledger:
        tally = fill(ledger, inputs, settings, recode=recode) if paths else Tally()
        if paths:
            print_note(f"{output / LEDGER}: {tally.summary()}")
        page = publish(ledger, output, title=title, lang=lang)
    print(page)
    tally.exit()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot make the folder: {error.strerror}",
            where=str(folder),
            remedy="name another folder with -o",
        ) from error
