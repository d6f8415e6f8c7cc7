"""`dateline ingest`: reports into a ledger."""

from __future__ import annotations

from dateline.cli.asking import opened_ledger
from dateline.cli.filling import fill
from dateline.cli.inputs import read, reading
from dateline.cli.options import (
    DEFAULT_LEDGER,
    Articles,
    Cluster,
    ConflictSlug,
    InputFormat,
    Jobs,
    LedgerPath,
    MapFields,
    MaxMb,
    NoReader,
    Paths,
    Private,
    Recode,
    ReportSeconds,
    Robots,
    Timeout,
    ZeroShot,
)
from dateline.cli.output import print_note


def ingest(
    paths: Paths,
    ledger: LedgerPath = DEFAULT_LEDGER,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    conflict: ConflictSlug = None,
    no_reader: NoReader = False,
    zero_shot: ZeroShot = False,
    report_seconds: ReportSeconds = 120.0,
    recode: Recode = False,
    max_mb: MaxMb = 64.0,
    input_format: InputFormat = None,
    map_fields: MapFields = None,
    articles: Articles = 0,
    timeout: Timeout = 20.0,
    private: Private = False,
    ignore_robots: Robots = False,
) -> None:
    """Read and code reports into a ledger.

    The ledger is made if it is not there. What the ledger has is recognised by
    its content and not coded again.
    """
    from dateline.pipeline import Settings
    from dateline.store import shown_address

    options = reading(
        max_mb=max_mb, input_format=input_format, mapping=map_fields, timeout=timeout,
        private=private, robots=not ignore_robots, articles=articles,
    )  # fmt: skip
    settings = Settings(
        jobs=jobs, cluster=cluster, conflict=conflict, reader=not no_reader,
        zero_shot=zero_shot,
        seconds=report_seconds,
    )  # fmt: skip
    with opened_ledger(ledger, create=True) as opened:
        tally = fill(opened, read(paths, options), settings, recode=recode)
    print_note(f"{shown_address(ledger)}: {tally.summary()}")
    tally.exit()
