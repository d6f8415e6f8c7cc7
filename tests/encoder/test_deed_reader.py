"""What becomes of deeds and claims by words: records in characters, beside another reader's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from dateline.encoder.deed_bundle import deed_bundle
from dateline.encoder.deed_reader import record_claims, record_deeds, with_deeds
from dateline.encoder.deeds import CLAIM, EVENT, Deed, Filled, Thresholds
from dateline.model import Analysis, RawAttribution, RawEntity
from dateline.text.segment import analyse
from tests.claims.reading import report_of

TEXT = "Rebels seized Oru, the army said."
BUNDLE: Any = SimpleNamespace(
    least=lambda lang: Thresholds(event=0.7 if lang == "fr" else 0.5),
    calibrate=lambda raw: round(raw / 2, 4),
)


def _analysis(text: str = TEXT, lang: str = "en") -> Analysis:
    return analyse(report_of(text, lang=lang))


def _event(first: int, score: float, before: int | None = None) -> Deed:
    told = ("asserted", "done")
    return Deed(EVENT, first, first, "territory.taken", score, told, 0.9, (), (), before)


def test_deeds_are_kept_or_doubted_by_their_raw_score_and_told_with_the_calibrated_one() -> None:
    kept, doubted = record_deeds([_event(1, 0.8), _event(2, 0.3)], _analysis(), BUNDLE)
    assert [(TEXT[d.start : d.end], d.score) for d in kept] == [("seized", 0.4)]
    assert [(TEXT[d.start : d.end], d.score) for d in doubted] == [("Oru", 0.15)]


def test_a_language_may_ask_for_more_or_less_than_the_others() -> None:
    for lang, number in (("en", 1), ("fr", 0)):
        kept, doubted = record_deeds([_event(1, 0.6)], _analysis(lang=lang), BUNDLE)
        assert (len(kept), len(doubted)) == (number, 1 - number)


def test_a_repeat_of_a_doubted_deed_repeats_nothing() -> None:
    given = _analysis()
    kept, _ = record_deeds([_event(1, 0.3), _event(2, 0.8, before=0)], given, BUNDLE)
    assert [deed.told_before for deed in kept] == [None]
    kept, _ = record_deeds([_event(1, 0.9), _event(2, 0.8, before=0)], given, BUNDLE)
    assert [deed.told_before for deed in kept] == [None, 0]


def _claim(label: str, *slots: Filled) -> Deed:
    return Deed(CLAIM, 6, 6, label, 0.9, ("deny",), 0.9, slots)


def test_a_claim_needs_content_and_may_lack_a_cue() -> None:
    tokens = _analysis().tokens
    content, source = Filled("content", 0, 2, 0.9), Filled("source", 4, 5, 0.9)
    assert record_claims([_claim("cue", source)], tokens) == ()
    (cued,) = record_claims([_claim("cue", content, source)], tokens)
    assert (cued.stance, TEXT[slice(*cued.source[0])]) == ("deny", "the army")
    (bare,) = record_claims([_claim("source", content)], tokens)
    assert (bare.cue, TEXT[slice(*bare.source[0])]) == ((), "said")


def test_another_readers_claims_and_names_stay_and_get_company() -> None:
    text = "Rebels seized Goma on Monday, the army said."
    said, army = text.index("said"), text.index("the army")
    mine = RawAttribution(
        source=((army, army + 8),), cue=((said, said + 4),), content=((0, 28),), score=0.9
    )
    person = RawEntity(start=14, end=18, kind="person", score=0.9)
    given = replace(_analysis(text), reader="by hand", attributions=(mine,), entities=(person,))
    found = with_deeds(deed_bundle(), given)
    assert [(raw.cue, raw.content, raw.stance) for raw in found.attributions] == [
        (mine.cue, mine.content, "assert")
    ]
    assert [(e.start, e.kind) for e in found.entities] == [(14, "place")]


def test_without_another_reader_claims_places_parties_and_times_are_told() -> None:
    text = "Los rebeldes tomaron Goma el lunes, dijo el ministro."
    found = with_deeds(deed_bundle(), _analysis(text, "es"))
    assert [text[e.start : e.end] for e in found.entities] == ["Goma"]
    assert [text[p.start : p.end] for p in found.phrases] == ["Los rebeldes", "el ministro"]
    assert [text[t.start : t.end] for t in found.timexes] == ["el lunes"]
    assert len(found.attributions) == 1
