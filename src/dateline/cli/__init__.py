"""The command line: one file a command. Only this room prints."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Entry point of `dateline`; ends the process with 0, 1 (something failed) or 2 (usage)."""
    from dateline.encoder.threads import keep_one_thread

    keep_one_thread()
    from dateline.cli.app import run

    raise SystemExit(run())
