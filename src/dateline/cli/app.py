"""The commands, in the order in which help shows them, and what becomes of their errors.

Exit codes: 0; 1 where any input or the run failed; 2 for wrong usage; 130 on Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

import typer

from dateline.cli import (
    archive,
    audit,
    build,
    cases,
    check,
    claims,
    code,
    codebook,
    compare,
    contradictions,
    control,
    derive,
    events,
    explain,
    export,
    gazetteer,
    incidents,
    ingest,
    judge,
    languages,
    learn,
    load,
    origins,
    places,
    reports,
    revisions,
    search,
    second,
    serve,
    show,
    timeline,
    toll,
    users,
    version,
    watch,
    why,
)
from dateline.cli.output import print_error
from dateline.cli.usage import WRONG_USAGE, asks_for_help, usage_error
from dateline.model.errors import DatelineError, RunError, UsageError

COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("build", build.build),
    ("code", code.code),
    ("ingest", ingest.ingest),
    ("search", search.search),
    ("reports", reports.reports),
    ("claims", claims.claims),
    ("events", events.events),
    ("timeline", timeline.timeline),
    ("places", places.places),
    ("incidents", incidents.incidents),
    ("origins", origins.origins),
    ("contradictions", contradictions.contradictions),
    ("toll", toll.toll),
    ("revisions", revisions.revisions),
    ("derive", derive.derive),
    ("compare", compare.compare),
    ("show", show.show),
    ("why", why.why),
    ("explain", explain.explain),
    ("judge", judge.judge),
    ("learn", learn.learn),
    ("export", export.export),
    ("load", load.load),
    ("serve", serve.serve),
    ("check", check.check),
    ("codebook", codebook.codebook),
    ("languages", languages.languages),
)

INTERRUPTED = 130
GROUPS: tuple[tuple[str, typer.Typer], ...] = (
    ("control", control.app),
    ("gazetteer", gazetteer.app),
    ("watch", watch.app),
    ("cases", cases.app),
    ("users", users.app),
    ("audit", audit.app),
    ("archive", archive.app),
    ("second", second.app),
)
"""Commands that have commands of their own."""

HELP = """Turns reporting on a conflict into a ledger in which every entry can be traced to the
words it rests on.

Start with: dateline build REPORTS... -o DOSSIER
"""


def build_app() -> typer.Typer:
    """The program with all its commands."""
    app = typer.Typer(
        name="dateline",
        help=HELP,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(version.options)
    for name, command in COMMANDS:
        app.command(name)(command)
    for name, group in GROUPS:
        app.add_typer(group, name=name)
    return app


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code."""
    try:
        return _run(arguments)
    except DatelineError as error:
        print_error(error)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        _silence()
        return 1
    except OSError as error:
        _silence()
        where = str(error.filename or "standard output")
        print_error(RunError(error.strerror or str(error), where=where, remedy="is there room?"))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    """The exit code, when all output has reached whoever reads it."""
    code: object = 0
    try:
        code = build_app()(args=arguments, prog_name="dateline", standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except typer.Abort:
        code = INTERRUPTED
    except WRONG_USAGE as error:
        if not asks_for_help(error):
            raise usage_error(error) from error
        print(error, file=sys.stderr)
        code = 2
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _silence() -> None:
    """Sends what is still buffered to nowhere, so that no traceback follows a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
