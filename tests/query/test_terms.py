"""Terms of a query, joined and taken apart."""

from __future__ import annotations

from dateline.query import Field, Words, all_of, any_of, terms_of

KHERSON, LEFT, DENIED = Field("place", "Kherson"), Words("left bank"), Field("stance", "deny")


def test_what_is_joined_comes_apart_and_nothing_else_does() -> None:
    assert terms_of(all_of([KHERSON, LEFT, DENIED])) == (KHERSON, LEFT, DENIED)
    either = any_of([KHERSON, LEFT])
    assert terms_of(either) == (either,)
    assert terms_of(LEFT) == (LEFT,)
    assert terms_of(None) == ()


def test_joined_terms_are_not_nested() -> None:
    assert terms_of(all_of([all_of([KHERSON, LEFT]), DENIED])) == (KHERSON, LEFT, DENIED)
    assert all_of([KHERSON]) == KHERSON
