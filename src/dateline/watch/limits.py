"""The numbers that were chosen for watching, from `data/watching.yaml`, where their reasons are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.text.yaml_files import read_yaml


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As the file says; times in seconds, `every` and `shortest` by kind of watch."""

    every: dict[str, int]
    shortest: dict[str, int]
    host_seconds: float
    first_retry: float
    longest_wait: float
    jitter: float
    longest_retry_after: float
    patience: float
    workers: int
    settle: float
    longest_sleep: float
    files_kept: int
    finds_sent: int
    finds_in_feed: int
    finds_in_mail: int
    ledger_tries: int


@cache
def limits() -> Limits:
    """The numbers as they were shipped."""
    data = (files("dateline.watch") / "data" / "watching.yaml").read_bytes()
    return read_yaml(
        data, Limits, where="watch/data/watching.yaml", remedy="install dateline again"
    )
