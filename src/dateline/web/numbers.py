"""The numbers that were chosen, from `data/workbench.yaml`, where their reasons are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.text.yaml_files import read_yaml


class Numbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As the file says."""

    lease_minutes: float
    one_in: int
    same_reader_days: float
    once_days: float
    session_days: float
    program_days: float
    failures_a_minute: int
    query_seconds: float
    patience_seconds: float
    look_seconds: float
    beat_seconds: float
    audit_page: int


@cache
def numbers() -> Numbers:
    """The numbers as they were shipped."""
    data = (files("dateline.web") / "data" / "workbench.yaml").read_bytes()
    return read_yaml(
        data, Numbers, where="web/data/workbench.yaml", remedy="install dateline again"
    )
