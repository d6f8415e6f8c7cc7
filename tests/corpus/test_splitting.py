"""A group stands on one side; a tenth goes to dev."""

from __future__ import annotations

from corpus.splitting import choose_part
from tests.corpus.builders import make_record


def test_a_group_is_never_torn() -> None:
    parts = {choose_part(make_record(id=f"en-{n}", group="en-g007")) for n in range(50)}
    assert len(parts) == 1


def test_about_a_tenth_is_dev_and_stays_there() -> None:
    records = [make_record(id=f"en-{n:06}", conflict="mali") for n in range(2000)]
    parts = [choose_part(record) for record in records]
    assert 150 < parts.count("dev") < 250
    assert parts == [choose_part(record) for record in records]
