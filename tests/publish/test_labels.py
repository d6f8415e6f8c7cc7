"""Areas in words, in the page's language."""

from __future__ import annotations

import pytest

from dateline.publish.face import speaking
from dateline.publish.labels import area_words


@pytest.mark.parametrize(
    ("area", "english", "ukrainian"),
    [
        (None, None, None),
        ("bank:right", "right bank", "правий берег"),
        ("5 km west of", "5 km west of", "5 км на захід від"),
        ("1.6 km of", "1.6 km of", "1.6 км від"),
        ("part:south", "southern part", "південна частина"),
        ("near", "near", "поблизу"),
        ("old_town", "old town", "old town"),
    ],
)
def test_areas_are_said(area: str | None, english: str | None, ukrainian: str | None) -> None:
    assert area_words(area) == english
    with speaking("uk"):
        assert area_words(area) == ukrainian
