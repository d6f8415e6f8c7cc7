"""What a map says stands at the bytes that it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.source_map import ByteIndex, MapBuilder, copy_mapped, locate

PIECES = st.lists(st.tuples(st.sampled_from(["keep", "drop", "insert"]), st.text(min_size=1)))


@given(
    PIECES.map(lambda ps: [(k, t) for k, t in ps if not any("\ud800" <= c <= "\udfff" for c in t)])
)
def test_every_kept_character_is_found_again(pieces: list[tuple[str, str]]) -> None:
    original, built = b"", MapBuilder()
    for kind, piece in pieces:
        data = piece.encode()
        if kind == "insert":
            built.insert(piece)
            continue
        if kind == "keep":
            built.add(piece, len(original), len(data))
        original += data
    text = built.text()
    index = ByteIndex(built.runs(), text)
    covered = {i for run in built.runs() for i in range(run.start, run.start + run.length)}
    for place, character in enumerate(text):
        found = locate(built.runs(), text, place, place + 1)
        assert (found is not None) == (place in covered)
        if found:
            assert original[found[0] : found[1]].decode() == character
            assert index.span(place, place + 1) == found


def test_a_run_of_another_encoding_maps_as_a_whole() -> None:
    built = MapBuilder()
    built.add("Київ", 0, 4)
    built.add(" now", 4, 4)
    assert locate(built.runs(), built.text(), 1, 2) == (0, 4)
    assert locate(built.runs(), built.text(), 5, 8) == (5, 8)


def test_neighbouring_exact_runs_are_one() -> None:
    built = MapBuilder()
    built.add("ab", 0, 2)
    built.add("cd", 2, 2)
    built.add("ef", 10, 2)
    assert [(run.start, run.length, run.at) for run in built.runs()] == [(0, 4, 0), (4, 2, 10)]


def test_a_copied_text_keeps_its_map() -> None:
    first = MapBuilder()
    first.add("army", 10, 4)
    first.insert(" ")
    first.add("left", 20, 8)
    built = MapBuilder()
    built.insert("The ")
    copy_mapped(built, first.text(), first.runs())
    assert built.text() == "The army left"
    assert locate(built.runs(), built.text(), 4, 8) == (10, 14)
    assert locate(built.runs(), built.text(), 9, 13) == (20, 28)
    assert locate(built.runs(), built.text(), 0, 3) is None
