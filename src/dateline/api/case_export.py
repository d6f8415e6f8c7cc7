"""A case handed on: its dossier, its claims as CSV, and its notes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.model import LedgerError

if TYPE_CHECKING:
    from dateline.api.custody import Subject
    from dateline.model import Coding
    from dateline.store import Case, CaseItem, Ledger

FILES = ("index.html", "claims.csv", "case.json", "custody.html", "custody.json")
"""What the folder of a case holds."""


def choose_codings(ledger: Ledger, items: list[CaseItem]) -> list[Coding]:
    """The codings of a case's reports whole, and of other reports the claims that were chosen."""
    from dateline.pipeline.standing import only_claims

    reports = {item.target for item in items if item.kind == "report"}
    claims = {claim for item in items for claim in item.claims}
    chosen: list[Coding] = []
    for coding in ledger.codings():
        if coding.report.id in reports:
            chosen.append(coding)
        elif any(claim.id in claims for claim in coding.claims):
            chosen += only_claims([coding], claims)
    return chosen


def find_lost(items: list[CaseItem], codings: list[Coding]) -> list[CaseItem]:
    """Items whose records the ledger no longer holds: their reports were coded anew since."""
    reports = {coding.report.id for coding in codings}
    claims = {claim.id for coding in codings for claim in coding.claims}
    return [
        item
        for item in items
        if (item.target not in reports if item.kind == "report" else not claims & set(item.claims))
    ]


def case_pieces(ledger: Ledger, chosen: list[Coding]) -> Iterator[bytes]:
    """The claims of a case's codings as CSV, piece by piece, as `dateline export csv` has them."""
    from dateline.api.exporting import export_called
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import standing
    from dateline.publish.exports.material import material_of

    judgements = list(ledger.judgements())
    codings = with_shared_names(standing(chosen, judgements))
    return export_called("csv").write(material_of(codings, judgements=judgements))


def write_case(ledger: Ledger, case: Case, folder: Path) -> Path:
    """Writes the folder of a case and returns its page; LedgerError where it cannot be written."""
    from dateline.api.custody import case_subject
    from dateline.api.exporting import write_codings_dossier

    book = ledger.case_book()
    items = book.items(case.id)
    codings = choose_codings(ledger, items)
    page = write_codings_dossier(ledger, codings, folder, title=case.title)
    about = {
        "case": case, "items": items, "comments": book.comments(case.id),
        "not_in_ledger": [item.id for item in find_lost(items, codings)],
    }  # fmt: skip
    try:
        (folder / "claims.csv").write_bytes(b"".join(case_pieces(ledger, codings)))
        said = msgspec.json.format(msgspec.json.encode(about), indent=2)
        (folder / "case.json").write_bytes(said + b"\n")
        _write_custody(ledger, case_subject(ledger, case, codings), folder)
    except OSError as error:
        raise LedgerError(
            f"cannot be written: {error.strerror}", where=str(folder), remedy="name another folder"
        ) from error
    return page


def _write_custody(ledger: Ledger, subject: Subject, folder: Path) -> None:
    """The chain of custody of what is in a case, for people and for programs."""
    from dateline.api.custody import gather_custody
    from dateline.publish.custody_page import custody_json, custody_page

    custody = gather_custody(ledger, subject)
    (folder / "custody.json").write_bytes(custody_json(custody) + b"\n")
    (folder / "custody.html").write_bytes(custody_page(custody).encode("utf-8", "replace"))
