from __future__ import annotations

import pytest

from dateline.events.codebook import codebook
from dateline.model import Auxiliary, Basis, Certainty, Interval, Stance
from evals.reports_key import Key, keys, span_of
from evals.reports_match import days_right, like, shared
from evals.reports_own import MENDED_ON


@pytest.mark.parametrize("key", keys(), ids=lambda key: key.style)
def test_the_key_speaks_of_its_text(key: Key) -> None:
    for claim in key.claims:
        assert all(start < end for start, end in claim.spans(key.text))
        for stance in [claim.stance] if isinstance(claim.stance, str) else claim.stance:
            assert stance in set(Stance)
        assert claim.certainty is None or claim.certainty in set(Certainty)
    for event in key.events:
        assert span_of(key.text, event.at)[1] <= len(key.text)
        assert set(event.types) <= set(codebook().codes)
        for aux in [event.auxiliary] if isinstance(event.auxiliary, str) else event.auxiliary:
            assert aux in set(Auxiliary)


def test_there_are_reports_that_nothing_was_mended_on() -> None:
    assert len(keys()) - MENDED_ON == 6


def test_words_from_first_to_last() -> None:
    text = "The town fell. It fell on Friday."
    assert span_of(text, "It … Friday") == (15, 32)
    assert span_of(text, "fell", 10) == (18, 22)
    with pytest.raises(ValueError, match="substring"):
        span_of(text, "rose")


def test_names_that_hold_each_other_are_like() -> None:
    assert like("The Israeli army", "Israeli army")
    assert not like("Israel", "Lebanon")
    assert shared(["Israel", "Iran"], [frozenset({"Israel", "IDF"})]) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "earliest", "latest", "right"),
    [
        ("2024-07-20", "2024-07-20", "2024-07-20T18:00", True),
        ("2024-07", "2024-07-01", "2024-07-31", True),
        ("2024-07-01/2024-07-03", "2024-07-01", "2024-07-03", True),
        ("2024-07-01/", "2024-07-01", None, True),
        ("2024-07-01/", "2024-07-01", "2024-07-09", False),
        ("2024-07-20", None, "2024-07-20", False),
    ],
)
def test_days(wanted: str, earliest: str | None, latest: str | None, right: bool) -> None:  # noqa: FBT001
    time = Interval(earliest=earliest, latest=latest, date_prec=None, basis=Basis.STATED)
    assert days_right(wanted, time) is right
