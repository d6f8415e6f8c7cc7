"""A ledger into its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.leftout import note_numbers, note_terms

if TYPE_CHECKING:
    from dateline.store import Ledger


def publish(ledger: Ledger, folder: Path, *, title: str | None, lang: str) -> Path:
    """Writes the dossier of a ledger and returns its page."""
    from dateline.api.exporting import Watcher, write_ledger_dossier

    told = Watcher(left=note_numbers, terms=note_terms)
    return write_ledger_dossier(ledger, folder, title=title, lang=lang, told=told)
