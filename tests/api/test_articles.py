"""`dl.read(..., articles=N)`: pages that a feed names are read where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.api import inputs
from dateline.api.inputs import readings_of
from dateline.ingest.options import ReadOptions


@pytest.mark.parametrize("articles", [0, 7])
def test_how_many_pages_are_followed_is_handed_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, articles: int
) -> None:
    seen: list[int] = []

    def read_inputs(_: object, *, options: ReadOptions) -> list[object]:
        seen.append(options.articles)
        return []

    monkeypatch.setattr(inputs, "read_inputs", read_inputs)
    feed = tmp_path / "feed.xml"
    feed.write_text("<rss/>")
    assert list(readings_of([str(feed), feed], articles=articles)) == []
    assert seen == [articles, articles]
