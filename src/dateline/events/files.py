"""Reading the room's YAML files into records."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec
import yaml

from dateline.model import ConfigError

T = TypeVar("T")


def read_yaml(data: bytes, kind: type[T], where: str) -> T:
    """The file's record; ConfigError names file and field."""
    try:
        return msgspec.convert(_load(data), kind)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise ConfigError(
            str(error), where=where, remedy="see docs/add-an-event-type.md"
        ) from error


def _load(data: bytes) -> Any:
    return yaml.load(data, Loader=_loader())


@cache
def _loader() -> Any:
    """A safe loader for which "no", "on" and "off" are words, as in YAML 1.2."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("WordLoader", (base,), {})
    loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in pairs
            if not (tag.endswith(":bool") and first in "yYnNoO")
        ]
        for first, pairs in base.yaml_implicit_resolvers.items()
    }
    return loader
