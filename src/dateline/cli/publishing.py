"""A ledger into its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.leftout import note_left_out

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.store import Ledger


def publish(ledger: Ledger, folder: Path, *, title: str | None) -> Path:
    """Writes the dossier of a ledger and returns its page.

    The page says when the ledger last changed, not when it was written: the same ledger gives
    the same page.
    """
    from dateline.pipeline.control_layer import control_layer
    from dateline.pipeline.derive import derive
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import standing
    from dateline.publish.dossier import write_dossier

    codings, judgements = with_shared_names(list(ledger.codings())), list(ledger.judgements())
    derived = derive(codings, judgements)
    note_left_out(codings, judgements)
    return write_dossier(
        standing(codings, judgements),
        folder,
        title=title or _title(codings, folder),
        generated_at=ledger.changed_at() or "",
        incidents=derived.incidents,
        origins=derived.origins,
        contradictions=derived.contradictions,
        control=control_layer(codings, list(ledger.maps()), judgements=judgements),
        judgements=judgements,
    )


def _title(codings: list[Coding], folder: Path) -> str:
    """The name of the conflict that all reports are about, else the folder's."""
    from dateline.model import shipped_conflicts

    slugs = {coding.conflict for coding in codings if coding.conflict}
    names = [conflict.name for conflict in shipped_conflicts() if conflict.slug in slugs]
    return names[0] if len(names) == 1 else folder.resolve().name
