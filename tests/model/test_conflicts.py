"""Conflict files: data, checked when read."""

from __future__ import annotations

import pytest

from dateline.model import ConfigError, read_conflict, shipped_conflicts


def test_a_file_is_read_with_its_parties() -> None:
    conflict = read_conflict(
        b"slug: a\nname: A\ncountries: [UA]\nstart: '2022-02-24'\n"
        b"parties: [{side: RUS, name: Russia, forces: [Russian troops]}]",
        where="a.yaml",
    )
    assert conflict.parties[0].forces == ("Russian troops",)


def test_a_wrong_field_is_named_with_its_file() -> None:
    with pytest.raises(ConfigError, match=r"a\.yaml: not a conflict file: .*colour"):
        read_conflict(b"slug: a\nname: A\ncountries: []\nstart: x\ncolour: red\n", where="a.yaml")


def test_every_shipped_conflict_is_read_once_and_named_by_its_file() -> None:
    slugs = [c.slug for c in shipped_conflicts()]
    assert len(slugs) == len(set(slugs))
