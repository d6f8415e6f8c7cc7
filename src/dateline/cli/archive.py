"""`dateline archive`: what was seen, sealed and stamped; checked, and handed on with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, LedgerPath
from dateline.cli.output import Format, print_note, print_rows, visible
from dateline.model.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from dateline.store import Finding, Ledger

HELP = """Seal, stamp, check and hand on what was seen.

dateline archive verify : find every byte that was changed, lost or put in

dateline archive stamp --tsa https://tsa.example/ : have all of it stamped (RFC 3161)

dateline archive package CLAIM -o claim.wacz : hand on a record with its chain of custody

dateline archive verify claim.wacz --certificate root.pem : check that, without any network

More: docs/evidence.md.
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)

Record = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="An id of a claim, event, report or incident or its beginning, or a case's title.",
    ),
]
Package = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PACKAGE]", help="A package of evidence; without it, the ledger.",
        show_default=False,
    ),
]  # fmt: skip
Certificates = Annotated[
    list[Path] | None,
    typer.Option(
        "--certificate", metavar="FILE",
        help="A certificate (PEM) by which stamps are believed: the authority's root. May be "
        "given again, for those between.",
        show_default=False,
    ),
]  # fmt: skip
Head = Annotated[
    str | None,
    typer.Option(
        "--head", metavar="HASH",
        help="A hash that `verify` printed before: whether it is still there.",
        show_default=False,
    ),
]  # fmt: skip
Authority = Annotated[
    str,
    typer.Option(
        "--tsa", envvar="DATELINE_TSA", metavar="ADDRESS",
        help="The time stamp authority that is asked; nothing but a hash is sent.",
        show_default=False,
    ),
]  # fmt: skip
Private = Annotated[
    bool, typer.Option("--allow-private", help="Ask an authority inside a private network.")
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default=False),
]
COLUMNS = ("what", "id", "at", "of", "proves")


class ArchiveRow(Struct, frozen=True, kw_only=True):
    """A seal or stamp as it is listed. `of`: how many sightings a seal is over, how many seals a
    stamp is over; `proves`: a seal's hash, or the time and authority of a stamp."""

    what: str
    id: str
    at: str
    of: int
    proves: str


@app.command("list")
def list_archive(ledger: LedgerPath = DEFAULT_LEDGER, form: Form = Format.TABLE) -> None:
    """Show the seals over what was seen, and the stamps over the seals."""
    with opened_ledger(ledger) as opened:
        rows = list(_rows(opened))
    print_rows(rows, form=form, kind=ArchiveRow, columns=COLUMNS)


@app.command()
def stamp(
    tsa: Authority,
    ledger: LedgerPath = DEFAULT_LEDGER,
    certificate: Certificates = None,
    private: Private = False,
) -> None:
    """Have an authority stamp all that the ledger has seen, in one request (RFC 3161).

    The reply is kept as it came. This is the only command of the archive that asks a network, and
    it asks the address that is named and no other.
    """
    from dateline.api.stamping import ask_stamp, check_stamp
    from dateline.store import shown_address

    given = _read(certificate)
    with opened_ledger(ledger) as opened:
        told = ask_stamp(opened, tsa, private=private)
    said = told.stamp.said()
    print(told.stamp.id)
    when = f" at {told.time}" if told.time else ""
    print_note(f"{shown_address(ledger)}: {said.seals} seals stamped{when} by {visible(tsa)}")
    if told.note:
        print_note(f"note: {told.note}")
    if given:
        checked = check_stamp(told.stamp.message, told.stamp.reply, given)
        if checked.wrong:
            raise LedgerError(
                f"the stamp is not believed: {checked.wrong}", where=tsa,
                remedy="give the root of the authority with --certificate",
            )  # fmt: skip
        print_note(f"believed by {checked.by}")


@app.command()
def verify(
    package: Package = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    certificate: Certificates = None,
    head: Head = None,
) -> None:
    """Find and name everything that was changed, lost or put in; without any network.

    Of the ledger: originals, where and when they were seen, seals, and stamps. Of a package: every
    file in it, and that bytes, words, judgements and stamps lead to each other. The exit code is 1
    where anything is wrong. Keep the hash that is printed elsewhere.
    """
    given = _read(certificate)
    if package is not None:
        from dateline.api.package_check import check_package, read_package

        if head is not None:
            raise UsageError("a package has no --head", remedy="leave it out")
        files = read_package(package)
        _say_unchecked(stamps=any(name.endswith(".tsr") for name in files), given=given)
        _tell(check_package(files, given), where=str(package))
        return
    from dateline.store import shown_address

    with opened_ledger(ledger) as opened:
        book = opened.archive_book()
        seals, stamps = book.seals(), book.stamps()
        _say_unchecked(stamps=bool(stamps), given=given)
        if seals:
            print(f"{len(seals)} seals, the last on {seals[-1].at[:19]}Z, hash {seals[-1].hash}")
        _tell(_of_ledger(opened, given, head), where=shown_address(ledger))


@app.command()
def package(record: Record, output: Output, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Write a record or a case with its chain of custody into one file (WACZ).

    In it: the bytes that were seen, when and where, which program read them, every judgement with
    who and when, and the stamps; ReplayWeb.page opens its pages, `archive verify` checks it. Its
    hash goes into the ledger's audit.
    """
    from dateline.api.evidence_package import write_package

    with opened_ledger(ledger) as opened:
        custody = write_package(opened, record, output)
    bare = sum(seen.proof is None for kept in custody.originals for seen in kept.seen)
    print(output)
    print_note(
        f"{len(custody.claims)} claims of {len(custody.reports)} reports, "
        f"{len(custody.originals)} originals, {len(custody.judgements)} judgements, "
        f"{len(custody.stamps)} stamps"
    )
    if bare:
        print_note(f"note: {bare} sightings are under no stamp yet (dateline archive stamp)")


@app.command()
def custody(record: Record, ledger: LedgerPath = DEFAULT_LEDGER, html: Annotated[
    bool, typer.Option("--html", help="As a page to be read, instead of JSON.")
] = False, lang: Annotated[
    str, typer.Option("--lang", help="Language of the page's own words: en, uk.")
] = "en") -> None:  # fmt: skip
    """Print the chain of custody of a record or a case: the bytes, the readers, the judgements."""
    from dateline.api.custody import find_subject, gather_custody
    from dateline.publish.custody_page import custody_json, custody_page

    with opened_ledger(ledger) as opened:
        found = gather_custody(opened, find_subject(opened, record))
    if html:
        print(custody_page(found, lang=lang))
    else:
        print(custody_json(found).decode())


def _rows(opened: Ledger) -> Iterator[ArchiveRow]:
    from dateline.api.stamping import time_of

    book = opened.archive_book()
    for seal in book.seals():
        yield ArchiveRow(
            what="seal", id=str(seal.seq), at=seal.at, of=seal.sightings, proves=seal.hash
        )
    for one in book.stamps():
        proves = f"{time_of(one.reply) or 'unread'}, {one.address}"
        yield ArchiveRow(what="stamp", id=one.id, at=one.at, of=one.said().seals, proves=proves)


def _of_ledger(opened: Ledger, given: list[bytes], head: str | None) -> Iterator[Finding]:
    from dateline.api.stamping import check_stamp
    from dateline.store import Finding

    book = opened.archive_book()
    yield from book.verify(head=head)
    for one in book.stamps() if given else ():
        checked = check_stamp(one.message, one.reply, given)
        if checked.wrong:
            what = f"is not believed ({checked.by}: {checked.wrong})"
            yield Finding(record=f"stamp {one.id}", what=what)


def _tell(findings: Iterable[Finding], *, where: str) -> None:
    found = 0
    for finding in findings:
        found += 1
        print(visible(f"{finding.record}: {finding.what}"))
    print_note(f"{visible(where)}: {found or 'nothing'} wrong")
    if found:
        raise typer.Exit(1)


def _say_unchecked(*, stamps: bool, given: list[bytes]) -> None:
    if stamps and not given:
        print_note("note: who signed the stamps was not checked (--certificate ROOT.pem)")


def _read(certificates: list[Path] | None) -> list[bytes]:
    try:
        return [path.read_bytes() for path in certificates or ()]
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", where=str(error.filename),
            remedy="name the PEM file of a certificate",
        ) from error  # fmt: skip
