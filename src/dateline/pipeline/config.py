"""What a run is told: frozen settings, handed down; nothing global."""

from __future__ import annotations

from msgspec import Struct

from dateline import __version__
from dateline.model import UsageError, shipped_conflicts


class Settings(Struct, frozen=True, kw_only=True):
    """How reports are coded. `conflict`: slug of a conflict file; None: each report is matched.

    `reader`: whether the neural readers are used, without which no events are told; `zero_shot`:
    also in languages that they were not fitted on; `jobs`: worker processes, 1: this process;
    `window`: reports in flight for each worker, which bounds memory; `cluster`: address of a
    Dask scheduler whose workers code instead; `seconds`: processor time that one report may
    take, after which its later stages are left out, with a note.
    """

    conflict: str | None = None
    reader: bool = True
    zero_shot: bool = False
    jobs: int = 1
    window: int = 4
    cluster: str | None = None
    seconds: float = 120.0

    def program(self) -> str:
        """What coded a report, as the ledger keeps it: version and everything that was set."""
        parts = [f"dateline {__version__}"]
        parts += [f"--conflict {self.conflict}"] if self.conflict else []
        parts += [] if self.reader else ["--no-reader"]
        parts += ["--zero-shot"] if self.zero_shot else []
        return " ".join(parts)


def checked(settings: Settings) -> Settings:
    """These settings, or UsageError with what is possible."""
    if settings.jobs < 1:
        raise UsageError(f"--jobs {settings.jobs} is no number of processes", remedy="1 or more")
    if settings.conflict is not None:
        slugs = [conflict.slug for conflict in shipped_conflicts()]
        if settings.conflict not in slugs:
            known = ", ".join(slugs) or "none is shipped"
            raise UsageError(
                f"there is no conflict {settings.conflict!r}", remedy=f"choose one of: {known}"
            )
    return settings
