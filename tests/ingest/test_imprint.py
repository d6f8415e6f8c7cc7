"""The outlet by a page's own copyright line."""

from __future__ import annotations

import pytest

from dateline.ingest.imprint import holder, outlet_of
from dateline.model import Block, BlockKind


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2022 The Meridian Post (an invented outlet)", "The Meridian Post"),
        ("Copyright © 2019-2023 Delta Bulletin. All rights reserved.", "Delta Bulletin"),
        ("(c) Слово Півдня, 2022", "Слово Півдня"),
        ("© 2022", None),
        ("Read more: the war in maps", None),
        ("© " + "very long " * 10, None),
    ],
)
def test_the_holder_of_a_notice(line: str, name: str | None) -> None:
    assert holder(line) == name


def test_only_boilerplate_names_an_outlet() -> None:
    text = "© 2022 Post"
    caption = Block(kind=BlockKind.CREDIT, start=0, end=len(text))
    assert outlet_of(text, [caption]) is None
    notice = Block(kind=BlockKind.BOILERPLATE, start=0, end=len(text))
    assert outlet_of(text, [notice]) == "Post"
