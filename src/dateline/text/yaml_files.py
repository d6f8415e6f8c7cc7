"""The one reader of YAML data: the fast parser where it is built in, words as in YAML 1.2."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec
import yaml

from dateline.model import ConfigError

T = TypeVar("T")


def parse_yaml(data: bytes | str) -> Any:
    """What a file says; "no", "on" and "off" are words: the key NO is Norway, not `False`."""
    return yaml.load(data, Loader=_loader())


def read_yaml(data: bytes, kind: type[T], *, where: str, remedy: str) -> T:
    """What a file says as a record; ConfigError names file and field."""
    try:
        return msgspec.convert(parse_yaml(data), kind)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise ConfigError(" ".join(str(error).split()), where=where, remedy=remedy) from error


@cache
def _loader() -> Any:
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
