"""A ledger into its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.leftout import note_numbers

if TYPE_CHECKING:
    from dateline.store import Ledger


def publish(ledger: Ledger, folder: Path, *, title: str | None, lang: str) -> Path:
    """Writes the dossier of a ledger and returns its page."""
    from dateline.api.exporting import write_ledger_dossier

    return write_ledger_dossier(ledger, folder, title=title, lang=lang, left=note_numbers)
