"""Reading the room's YAML files into records."""

from __future__ import annotations

from typing import TypeVar

from dateline.text import yaml_files

T = TypeVar("T")


def read_yaml(data: bytes, kind: type[T], where: str) -> T:
    """The file's record; ConfigError names file and field."""
    return yaml_files.read_yaml(data, kind, where=where, remedy="see docs/add-an-event-type.md")
