"""A packed coding is the published JSON, byte by byte, and small."""

from __future__ import annotations

import zlib
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Coding, content_id, decode, encode, span_of
from dateline.store.packing import SMALL, dictionary, pack, text_of, unpack
from tests.store.records import coding, reading

MARKS = (
    '"men~"',
    "men~",
    "~7",
    "~ ",
    "~=0",
    "toponym=3",
    '"start":1,"end":2,"text":0',
    "\\",
    '"',
    "é",
    "Х",
    "\0",
)


def test_a_coding_comes_back_byte_by_byte_and_is_a_quarter_smaller() -> None:
    payload = encode(coding(reading().report))
    packed = pack(payload)
    assert packed.startswith(SMALL)
    assert unpack(packed) == payload
    assert len(packed) < 0.75 * len(zlib.compress(payload, 9))


@pytest.mark.parametrize("prefix", ["men", "tmx", "toponym"])
def test_ids_that_hash_their_span_take_no_room(prefix: str) -> None:
    """`men` hashes the kind too; what hashes something else is kept, and comes back."""
    made = coding(reading().report)
    spot = made.mentions[0]
    facts = (made.report.id, spot.start, spot.end)
    ids = (content_id(prefix, *facts), content_id(prefix, *facts, spot.kind), "men-" + "0" * 20)
    sizes = []
    for name in ids:
        mention = msgspec.structs.replace(spot, id=name)
        payload = encode(msgspec.structs.replace(made, mentions=(mention,)))
        assert unpack(pack(payload)) == payload
        sizes.append(len(pack(payload)))
    assert max(sizes[:2]) < sizes[2] - 5


def _hostile(words: str, name: str) -> Coding:
    """A coding whose text, title and ids hold what packing writes itself."""
    report = msgspec.structs.replace(reading().report, text=words, title=name)
    made = coding(reading().report)
    span = span_of(words, 0, len(words))
    mention = msgspec.structs.replace(
        made.mentions[0], start=span.start, end=span.end, text=span.text, id=name
    )
    return Coding(report=report, mentions=(mention,), actors=made.actors)


@given(
    st.lists(st.sampled_from(MARKS) | st.text(max_size=5), min_size=1).map("".join).filter(bool),
    st.sampled_from(MARKS) | st.text(max_size=30) | st.from_regex(r"[a-z]+[=~]=?[0-9]*"),
)
def test_whatever_a_report_says_comes_back(words: str, name: str) -> None:
    payload = encode(_hostile(words, name))
    assert unpack(pack(payload)) == payload
    assert decode(unpack(pack(payload))) == decode(payload)
    assert text_of(pack(payload)) == words


@given(st.binary())
def test_what_is_no_coding_comes_back_too(payload: bytes) -> None:
    assert unpack(pack(payload)) == payload


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255))
def test_damage_is_told_or_harmless(at: int, byte: int) -> None:
    """No other error than those that a reader of a damaged ledger knows."""
    packed = bytearray(pack(encode(coding(reading().report))))
    packed[at % len(packed)] = byte
    with suppress(zlib.error, ValueError):
        unpack(bytes(packed))


def test_ledgers_of_earlier_programs_are_read() -> None:
    payload = encode(coding(reading().report))
    assert unpack(zlib.compress(payload, 6)) == payload
    assert text_of(zlib.compress(payload, 6)) == reading().report.text


def test_the_dictionary_is_that_with_which_ledgers_were_written() -> None:
    assert (len(dictionary()), zlib.adler32(dictionary())) == (DICTIONARY_BYTES, DICTIONARY_SUM)


DICTIONARY_BYTES, DICTIONARY_SUM = 32293, 0x16C3278D
