"""The data files of this room, read and checked."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

import msgspec

from dateline.model import ConfigError

T = TypeVar("T")


def read(name: str, kind: type[T]) -> T:
    """What a YAML or JSON file of this room says; ConfigError names file and field."""
    path = files("dateline.mentions") / "data" / name
    try:
        if name.endswith(".json"):
            return msgspec.json.decode(path.read_bytes(), type=kind)
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a lexicon file: {error}", where=name, remedy="see docs/reading-claims.md"
        ) from error
