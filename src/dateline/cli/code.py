"""`dateline code`: one coding a report, as JSON Lines, in input order."""

from __future__ import annotations

from dateline.cli.inputs import Tally, read, reading
from dateline.cli.options import (
    Articles,
    Cluster,
    ConflictSlug,
    InputFormat,
    Jobs,
    MapFields,
    MaxMb,
    NoReader,
    Paths,
    Private,
    ReportSeconds,
    Robots,
    Timeout,
    ZeroShot,
)
from dateline.cli.output import print_line


def code(
    paths: Paths,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    conflict: ConflictSlug = None,
    no_reader: NoReader = False,
    zero_shot: ZeroShot = False,
    report_seconds: ReportSeconds = 120.0,
    max_mb: MaxMb = 64.0,
    input_format: InputFormat = None,
    map_fields: MapFields = None,
    articles: Articles = 0,
    timeout: Timeout = 20.0,
    private: Private = False,
    ignore_robots: Robots = False,
) -> None:
    """Code reports and print one coding a line.

    The lines are JSON in the form of the published schema, in the order of the inputs.
    """
    from dateline.model import encode
    from dateline.pipeline import Settings, run

    options = reading(
        max_mb=max_mb, input_format=input_format, mapping=map_fields, timeout=timeout,
        private=private, robots=not ignore_robots, articles=articles,
    )  # fmt: skip
    tally = Tally()
    settings = Settings(
        jobs=jobs, cluster=cluster, conflict=conflict, reader=not no_reader,
        zero_shot=zero_shot,
        seconds=report_seconds,
    )  # fmt: skip
    for result in tally.results(run(read(paths, options), settings)):
        print_line(encode(result.coding))
    tally.exit()
