"""The data files of the room, and what is said of one that is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dateline.mentions.files import read
from dateline.model import ConfigError

FOLDER = files("dateline.mentions") / "data"


def test_a_file_of_another_shape_is_named_with_its_field() -> None:
    with pytest.raises(ConfigError, match=r"given_names\.yaml.*int"):
        read("given_names.yaml", dict[str, int])
    with pytest.raises(ConfigError, match=r"states\.json.*array"):
        read("states.json", list[str])


@pytest.mark.parametrize(
    "name",
    sorted(
        p.name for p in (files("dateline.mentions") / "data").iterdir() if p.name.endswith(".yaml")
    ),
)
def test_every_file_is_readable(name: str) -> None:
    assert read(name, object)
