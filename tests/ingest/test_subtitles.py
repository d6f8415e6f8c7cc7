"""Subtitles: hostile files end soon, and any bytes are read or refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.inner import Allowance, read_inner
from dateline.ingest.subtitles import read_subtitles
from dateline.model import Reading, ReportError
from dateline.text.source_map import locate

CUE = "{n}\n00:00:0{n},000 --> 00:00:0{m},000\n{words}\n\n"
WORDS = "Rebels captured Lower Ford."


def cue(words: str, n: int = 1) -> str:
    return CUE.format(n=n, m=n + 1, words=words)


HOSTILE = {
    "one line without end": cue("word " * 200_000),
    "many cues": "".join(cue(WORDS) for _ in range(20_000)),
    "one cue again and again": cue(WORDS) * 20_000,
    "tags that never end": cue("<i" * 200_000),
    "tags in tags": cue("<" * 100_000 + WORDS + ">" * 100_000),
    "voices without end": cue("<v " + "a" * 200_000 + ">" + WORDS),
    "braces": cue("{\\an" * 100_000),
    "dashes": cue("- " * 200_000),
    "entities": cue("&gt;" * 100_000),
    "arrows": "1\n" + "00:00:01,000 --> " * 50_000,
    "times that cannot be": cue(WORDS).replace("00:00:0", "999:99:9"),
    "NULs": cue("Rebels\0captured\0Lower Ford."),
    "brackets": cue("[" * 100_000 + "(" * 100_000),
    "empty lines": cue("\n" * 500_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_in_one_line_or_with_its_words(name: str) -> None:
    begun = time.process_time()
    found = list(read_inner(HOSTILE[name].encode(), where="a.srt", allowance=Allowance()))
    assert time.process_time() - begun < 10
    assert found
    for item in found:
        if isinstance(item, ReportError):
            assert item.remedy
            assert "its reader failed" not in str(item)


def test_prose_with_an_arrow_is_no_subtitle() -> None:
    assert format_of(b"1\nThe road 00:10 --> 00:20 is closed.\n", where="a").name == "plain"
    assert format_of(b"WEBVTTX\nThe road is closed.\n", where="a").name == "plain"


PIECES = st.sampled_from(
    ["1\n", "00:01.000 --> 00:02.000\n", "00:00:03,5 --> 00:00:04,5\n", "\n", "<v Anna>", "<i>",
     "</i>", "- ", "[music]", "&amp;", WORDS, "Війська", "5\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
@example(["00:01.000 --> 00:02.000\n", "&amp;", WORDS])
def test_every_word_is_found_in_the_bytes(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    try:
        (found,) = read_subtitles(data, where="a.srt")
    except ReportError:
        return
    text = found.report.text
    for run in found.source_map:
        assert text[run.start : run.start + run.length].strip()
    place = text.find(WORDS)
    if place >= 0:
        at = locate(found.source_map, text, place, place + len(WORDS))
        assert at is not None
        assert data[slice(*at)].decode().split()[0] == "Rebels"


@pytest.mark.parametrize(
    ("written", "words", "bytes_of"),
    [
        ("R&amp;D", "R", b"R"),
        ("R&amp;D", "D", b"D"),
        ("R&amp;D", "&", b"&amp;"),
        ("R&amp;D", "&D", b"&amp;D"),
        ("(&#8220;Форт&#x201D;)", "Форт", "Форт".encode()),
        ("(&#8220;Форт&#x201D;)", "”", b"&#x201D;"),
        ("&nosuch;Ford", "Ford", b"Ford"),
        ("R&ampD", "&", b"R&ampD"),
    ],
)
def test_an_entity_within_a_word_has_its_own_bytes(
    written: str, words: str, bytes_of: bytes
) -> None:
    data = cue(f"Rebels held {written} today.").encode()
    (found,) = read_subtitles(data, where="a.srt")
    text = found.report.text
    place = text.index(words, len("Rebels held "))
    at = locate(found.source_map, text, place, place + len(words))
    assert at is not None
    assert data[slice(*at)] == bytes_of


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for begin in (b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            found = list(read_subtitles(begin + data, where="a.srt"))
        except ReportError:
            continue
        assert all(isinstance(item, Reading) for item in found)
