"""`dateline judge`: a person's decisions on records."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath
from dateline.cli.output import Format, print_note, print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.model import Judgement
    from dateline.store import Ledger

VERDICTS = {"right": "right", "wrong": "wrong", "same-as": "same", "different": "different"}
COLUMNS = ("id", "made_at", "author", "target_kind", "target", "verdict", "other", "reason",
           "withdrawn_at")  # fmt: skip

Target = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="A claim, event or report.", show_default=False),
]
Word = Annotated[
    str | None,
    typer.Argument(metavar="VERDICT", help=" | ".join(VERDICTS), show_default=False),
]
Other = Annotated[
    str | None,
    typer.Argument(
        metavar="OTHER", help="The second id, for same-as and different.", show_default=False
    ),
]
Author = Annotated[
    str | None,
    typer.Option("--author", help="Who decides; without it, the user's login name."),
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why.", show_default=False)]
Withdraw = Annotated[
    str | None,
    typer.Option(
        "--withdraw",
        metavar="JUDGEMENT",
        help="Withdraw a judgement; it stays in the ledger with the time of its withdrawal.",
        show_default=False,
    ),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Judge the claims that annotations call right or wrong (W3C Web Annotations).",
        show_default=False,
    ),
]
List = Annotated[bool, typer.Option("--list", help="List the judgements that hold.")]
Every = Annotated[bool, typer.Option("--all", help="With --list: the withdrawn ones too.")]


def judge(
    target: Target = None,
    verdict: Word = None,
    other: Other = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    author: Author = None,
    reason: Reason = None,
    withdraw: Withdraw = None,
    source: From = None,
    listed: List = False,
    every: Every = False,
    as_of: AsOf = None,
    form: Form = Format.TABLE,
) -> None:
    """Mark records right, wrong, the same or different.

    dateline judge ID right|wrong, dateline judge ID same-as|different OTHER,
    dateline judge --withdraw JUDGEMENT, dateline judge --list.

    dateline judge --from annotations.jsonld : what `dateline export annotations` wrote and persons
    judged in another program. Who wrote an annotation is who decides, else --author.
    """
    from dateline.model import Judgement
    from dateline.store import instant

    with opened_ledger(ledger) as opened:
        if listed:
            known = instant(as_of) if as_of else None
            made = list(opened.judgements(as_of=known, withdrawn=every))
        elif withdraw is not None:
            made = [opened.withdraw(withdraw)]
        elif source is not None:
            made = list(_from_file(opened, source, author=author or getpass.getuser()))
        else:
            from dateline.model import Verdict

            word = _verdict(target, verdict)
            kind, full = opened.find(target or "")
            second = opened.find(other, kind=kind)[1] if other else None
            made = [
                opened.judge(kind, full, Verdict(word), author=author or getpass.getuser(),
                             other=second, reason=reason)
            ]  # fmt: skip
    print_rows(made, form=form, kind=Judgement, columns=COLUMNS)


def _from_file(ledger: Ledger, path: Path, *, author: str) -> Iterator[Judgement]:
    """The judgements that a file of annotations holds; why the others are none is told."""
    from dateline.api.annotated import Passed, judgements_in, read_annotations
    from dateline.model import TargetKind

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="name another file"
        ) from error
    passed: Counter[str] = Counter()
    for found in judgements_in(read_annotations(data, where=str(path)), ledger):
        if isinstance(found, Passed):
            passed[found.why] += 1
        else:
            yield ledger.judge(
                TargetKind.CLAIM, found.claim, found.verdict, author=found.author or author,
                reason=found.reason,
            )  # fmt: skip
    for why, number in passed.items():
        print_note(f"note: {number} annotations left alone: {why}")


def _verdict(target: str | None, word: str | None) -> str:
    if target is None or word is None:
        raise UsageError(
            "a judgement needs a record and a verdict",
            remedy="dateline judge ID " + "|".join(VERDICTS) + ", or --list, or --withdraw",
        )
    if word not in VERDICTS:
        raise UsageError(f"{word!r} is no verdict", remedy="choose " + ", ".join(VERDICTS))
    return VERDICTS[word]
