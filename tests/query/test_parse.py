"""What a query says, and what is said of one that says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Stance, UsageError
from dateline.query import (
    AllOf,
    AnyOf,
    Field,
    Not,
    Term,
    Words,
    all_of,
    any_of,
    near_value,
    parse_query,
    print_query,
    words_of,
)
from dateline.query.fields import FARTHEST_KM


def test_a_query_of_every_kind_of_term() -> None:
    read = parse_query(
        'place:Kherson source:"defence ministry" stance:Deny -"left bank" (strike OR shelling)'
    )
    assert read == AllOf(
        (
            Field("place", "Kherson"),
            Field("source", "defence ministry"),
            Field("stance", "deny"),
            Not(Words("left bank")),
            AnyOf((Words("strike"), Words("shelling"))),
        )
    )
    assert [words.text for words in words_of(read)] == ["strike", "shelling"]


def test_or_binds_less_than_what_stands_side_by_side() -> None:
    assert parse_query("a b OR c") == AnyOf((AllOf((Words("a"), Words("b"))), Words("c")))
    assert parse_query("a (b OR c)") == AllOf((Words("a"), AnyOf((Words("b"), Words("c")))))


def test_what_looks_like_a_sign_and_is_none() -> None:
    assert parse_query("Tal-Afar 12:30 or") == all_of(map(Words, ("Tal-Afar", "12:30", "or")))
    assert parse_query('"OR" "-x" "a:b"') == all_of(map(Words, ("OR", "-x", "a:b")))
    assert parse_query("place:-x") == Field("place", "-x")
    assert parse_query("") == parse_query("  ") == parse_query("()") == AllOf(())


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("near:Kherson", Field("near", "Kherson~25")),
        ("near:Kherson~7.50", Field("near", "Kherson~7.5")),
        ('near:"Tal Afar"~30', AllOf((Field("near", "Tal Afar~25"), Words("~30")))),
        ('near:"Tal Afar~30 km"', Field("near", "Tal Afar~30")),
        ("near:46.6,32.6~100km", Field("near", "46.6,32.6~100")),
        ('in:"Kherson Oblast"', Field("in", "Kherson Oblast")),
        ("-in:Ukraine", Not(Field("in", "Ukraine"))),
    ],
)
def test_places_around_and_within(query: str, read: Term) -> None:
    assert parse_query(query) == read
    assert parse_query(print_query(read)) == read


@pytest.mark.parametrize(
    ("query", "column", "what"),
    [
        ("near:Kherson~0", 6, "a place and km, such as Kherson~25"),
        ("a near:Kherson~far", 8, "a place and km"),
        ("near:~25", 6, "a place and km"),
        ("near:Goma~inf", 6, "a place and km"),
        ("strike place:", 8, "place: has no value"),
        ("place: Kherson", 1, "place: has no value"),
        ('place:""', 1, "place: has no value"),
        ("a plcae:Kherson", 3, "did you mean place:?"),
        ('a "left bank', 3, "not closed"),
        ("a (b OR c", 3, "not closed"),
        ("a b)", 4, "nothing opened"),
        ("OR a", 1, "between two terms"),
        ("a OR OR b", 6, "between two terms"),
        ("a OR", 5, "between two terms"),
        ("a -", 3, "minus"),
        ("stance:denies", 8, "assert, deny"),
        ("since:yesterday", 7, "2022-11-09"),
        ("-" * 60 + "a", 52, "within each other"),
        ("(" * 2000, 52, "within each other"),
    ],
)
def test_an_error_names_the_column_and_what_to_do(query: str, column: int, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(query)
    assert caught.value.where == f"query, column {column}"
    assert what in str(caught.value)
    assert caught.value.remedy


TEXT = st.text(min_size=1).filter(lambda text: bool(text.strip()))
VALUES = {
    "stance": st.sampled_from([stance.value for stance in Stance]),
    "since": st.dates().map(lambda day: day.isoformat()),
    "judged": st.sampled_from(["right", "wrong", "none"]),
    "near": st.builds(near_value, TEXT, st.none() | st.floats(0, FARTHEST_KM, exclude_min=True)),
    "lang": TEXT.map(str.casefold).filter(lambda text: text.casefold() == text),
}
FREE = [
    "place", "in", "source", "side", "type", "outlet", "report", "id", "note",
]  # fmt: skip


def fields() -> st.SearchStrategy[Term]:
    """A field with a value that it takes."""
    chosen = [st.builds(Field, st.just(name), values) for name, values in VALUES.items()]
    return st.one_of(*chosen, st.builds(Field, st.sampled_from(FREE), TEXT))


TERMS: st.SearchStrategy[Term] = st.recursive(
    st.one_of(st.builds(Words, st.text()), fields()),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
    ),
    max_leaves=12,
)


@given(TERMS)
def test_what_is_printed_parses_back(term: Term) -> None:
    assert parse_query(print_query(term)) == term


@given(st.text(alphabet='abOR :-()"\\place*\n', max_size=30))
def test_any_text_is_a_query_or_an_error_with_its_column(text: str) -> None:
    wrong, term = None, None
    try:
        term = parse_query(text)
    except UsageError as error:
        wrong = error
    if term is not None:
        assert parse_query(print_query(term)) == term
        return
    assert wrong is not None
    assert wrong.where is not None
    assert 1 <= int(wrong.where.rpartition(" ")[2]) <= len(text) + 1
