"""The codebook: complete, valid, and every code of ACLED and PLOVER can be reached."""

from __future__ import annotations

import pytest

from dateline.events.codebook import ACLED, PLOVER, codebook, read_codebook
from dateline.events.crosswalk import Setting, codes_of
from dateline.events.describe import examples
from dateline.model import ConfigError

FEWEST_EXAMPLES = 12
SETTINGS = (
    Setting(),
    Setting(attacked=True),
    Setting(base=True),
    Setting(agent_words=frozenset({"state_words"})),
)


def test_acled_has_25_sub_event_types_and_plover_16_events() -> None:
    assert sum(len(types) for types in ACLED.values()) == 25
    assert len(PLOVER) == 16


def test_every_acled_sub_event_type_is_reachable() -> None:
    book = codebook()
    reached = {
        found.acled.sub_event_type
        for name in book.codes
        for found in (codes_of(name, setting, book) for setting in SETTINGS)
        if found.acled
    }
    assert reached == {name for types in ACLED.values() for name in types}


def test_every_plover_event_is_reachable() -> None:
    book = codebook()
    codes = (codes_of(name, Setting(), book).plover for name in book.codes)
    assert {code.event for code in codes if code} == set(PLOVER)


def test_every_child_code_has_examples() -> None:
    children = {name for name in codebook().codes if "." in name}
    assert all(len(examples()[name]) >= FEWEST_EXAMPLES for name in children)
    assert set(examples()) <= set(codebook().codes)


def test_a_wrong_codebook_is_refused_with_every_fault() -> None:
    wrong = b"""version: 1
codes:
  Strike!: {when: x, rank: 1}
  strike.air: {when: "", rank: 1, acled: Explosions / Bomb, plover: HUG}
"""
    with pytest.raises(ConfigError) as caught:
        read_codebook(wrong, where="mine.yaml")
    said = str(caught.value)
    assert "mine.yaml" in said
    for fault in ("Strike!", "needs a definition", "'Explosions / Bomb'", "'HUG'"):
        assert fault in said


def test_a_file_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"broken\.yaml"):
        read_codebook(b"codes: [", where="broken.yaml")
