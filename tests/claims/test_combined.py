from __future__ import annotations

from msgspec.structs import replace

from dateline.claims import combined
from dateline.claims.patterns import plain
from dateline.model import Analysis, RawAttribution, Report
from dateline.text.segment import analyse

TEXT = "Міноборони заявило, що місто взято. Мер: «Це неправда»."


def _analysis(text: str, lang: str, *found: RawAttribution) -> tuple[Analysis, Report]:
    report = plain(text, lang=lang)
    return replace(analyse(report), attributions=found, deeds=()), report


def _raw(text: str, cue: str, content: str, score: float = 0.9) -> RawAttribution:
    at, said = text.index(cue), text.index(content)
    return RawAttribution(
        source=(), cue=((at, at + len(cue)),), content=((said, said + len(content)),), score=score
    )


def test_what_both_find_is_told_once_and_as_the_reader_marks_it() -> None:
    mine = _raw(TEXT, "заявило", "місто взято")
    analysis, report = _analysis(TEXT, "uk", mine)
    cues = [raw for raw in combined.read(analysis, report) if raw.cue == mine.cue]
    assert [raw.content for raw in cues] == [mine.content]


def test_what_only_the_patterns_find_is_kept() -> None:
    analysis, report = _analysis(TEXT, "uk")
    assert any(
        "заявило" in TEXT[s:e] for raw in combined.read(analysis, report) for s, e in raw.cue
    )


def test_what_the_reader_is_unsure_of_is_left_out() -> None:
    text = "El ministro dijo que la ciudad cayó."
    analysis, report = _analysis(text, "es", _raw(text, "dijo", "la ciudad cayó", score=0.2))
    assert combined.read(analysis, report) == ()


def test_a_quotation_is_whole() -> None:
    text = "El ministro dijo: «La ciudad cayó. No hay bajas»."
    analysis, report = _analysis(text, "es", _raw(text, "dijo", "La ciudad cayó"))
    (raw,) = combined.read(analysis, report)
    assert text[slice(*raw.content[0])] == "«La ciudad cayó. No hay bajas»"
