"""What a filter leaves of a ledger for an export: claims for rows of claims, else events."""

from __future__ import annotations

import pytest

from dateline.api.selecting import select
from dateline.model import UsageError
from dateline.publish.exports.material import Selection
from dateline.query import parse_query
from dateline.store import Filter, Ledger


def chosen(
    ledger: Ledger, where: Filter, *, form: str = "acled", country: str | None = None
) -> Selection:
    return select(ledger, where, ledger.codings(), form=form, country=country, as_of=None)


def test_nothing_asked_leaves_everything(store: Ledger) -> None:
    assert chosen(store, Filter()) == Selection()


def test_rows_of_claims_are_chosen_by_claim(store: Ledger) -> None:
    found = chosen(store, Filter(query=parse_query("stance:deny")), form="csv")
    denied = {row.id for row in store.claims() if row.stance == "deny"}
    assert found == Selection(claims=frozenset(denied))
    assert len(denied) == 2


def test_what_happened_is_chosen_by_event_and_by_whose_word(store: Ledger) -> None:
    found = chosen(store, Filter(query=parse_query("side:RUS type:withdrawal")))
    assert found.events == frozenset(row.id for row in store.events())
    assert found.claims == frozenset(row.id for row in store.claims() if row.side == "RUS")
    assert chosen(store, Filter(query=parse_query("type:withdrawal"))).claims is None


@pytest.mark.parametrize(("country", "count"), [("Ukraine", 2), ("UA", 2), ("Syria", 0)])
def test_a_country_keeps_what_happened_there(store: Ledger, country: str, count: int) -> None:
    found = chosen(store, Filter(), country=country)
    assert found.events is not None
    assert len(found.events) == count


def test_a_country_that_nobody_knows_is_told(store: Ledger) -> None:
    with pytest.raises(UsageError, match="no country is called 'Atlantis'"):
        chosen(store, Filter(), country="Atlantis")
