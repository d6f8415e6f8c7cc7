from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.encoder import chains
from dateline.encoder.forward import read_words
from dateline.encoder.names import Name, of_one_kind, whole_phrases
from dateline.encoder.reader import read
from dateline.model import Analysis, Sentence, Token
from tests.encoder.fakes import small_reader

TEXT = "The Ministry said troops left Kherson . Monday he denied it ."
TABLE = {
    "the": {"attribution": "B-source"},
    "ministry": {"attribution": "I-source", "mentions": "B-person"},
    "said": {"attribution": "B-cue", "pos": "VERB"},
    "troops": {"attribution": "B-content"},
    "left": {"attribution": "I-content", "pos": "VERB"},
    "kherson": {"attribution": "I-content", "mentions": "B-place", "toponyms": "B-literal"},
    "he": {"attribution": "B-source", "mentions": "B-pronoun"},
    "denied": {"attribution": "B-cue", "pos": "VERB"},
    "it": {"attribution": "B-content"},
    ".": {"pos": "PUNCT"},
    "monday": {"times": "B-DATE"},
}


def _analysis() -> Analysis:
    tokens, at = [], 0
    for word in TEXT.split():
        tokens.append(Token(at, at + len(word), word))
        at += len(word) + 1
    return Analysis(
        lang="en",
        tokens=tuple(tokens),
        sentences=(Sentence(0, 39, 0, 7, 0), Sentence(40, len(TEXT), 7, 12, 1)),
    )


def _words(pieces: tuple[tuple[int, int], ...]) -> list[str]:
    return [TEXT[start:end] for start, end in pieces]


def test_attributions_are_linked_to_the_nearest_cue(tmp_path: Path) -> None:
    found = read(small_reader(tmp_path, TABLE), _analysis()).attributions
    assert [(_words(a.source), _words(a.cue), _words(a.content)) for a in found] == [
        (["The Ministry"], ["said"], ["troops left Kherson"]),
        (["he"], ["denied"], ["it"]),
    ]
    assert all(0 <= a.score <= 1 for a in found)


def test_names_places_and_times(tmp_path: Path) -> None:
    found = read(small_reader(tmp_path, TABLE), _analysis())
    names = [(TEXT[e.start : e.end], e.kind, e.toponym_kind) for e in found.entities]
    assert names == [
        ("Ministry", "person", None),
        ("Kherson", "place", "literal"),
        ("he", "pronoun", None),
    ]
    assert [(TEXT[t.start : t.end], t.type) for t in found.timexes] == [("Monday", "DATE")]


def test_a_pronoun_joins_a_chain_and_a_place_has_none(tmp_path: Path) -> None:
    ministry, kherson, he = read(small_reader(tmp_path, TABLE), _analysis()).entities
    assert ministry.chain == he.chain == 0
    assert kherson.chain is None


def test_chains_do_not_depend_on_how_many_mentions_are_scored_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = small_reader(tmp_path, TABLE)
    whole = read(reader, _analysis())
    monkeypatch.setattr(chains, "BLOCK", 1)
    assert read(reader, _analysis()) == whole


def test_windows_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = small_reader(tmp_path, TABLE)
    seen: list[int] = []
    answer = reader.session.run

    def counted(names: None, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        seen.append(len(feed["ids"]))
        found: list[np.ndarray] = answer(names, feed)
        return found

    monkeypatch.setattr(reader.session, "run", counted)
    words = ["troops", "left", "kherson", "."] * 200
    found = read_words(reader, words, range(0, len(words), 4))
    assert len(seen) > 3
    assert set(seen) == {1}
    assert len(found.words["scores"]) == len(found.roots) == len(words)
    assert len(found.vectors) == 200


def test_tokens_are_parsed_and_keep_their_places(tmp_path: Path) -> None:
    given = _analysis()
    found = read(small_reader(tmp_path, TABLE), given)
    assert [(t.start, t.end, t.text) for t in found.tokens] == [
        (t.start, t.end, t.text) for t in given.tokens
    ]
    said = found.tokens[2]
    assert (said.pos, said.factuality) == ("VERB", 2.5)
    assert said.event is not None
    assert found.tokens[6].factuality is None
    for sentence in found.sentences:
        heads = [t.head for t in found.tokens[sentence.first : sentence.last]]
        assert heads.count(-1) == 1


def test_a_vector_a_sentence(tmp_path: Path) -> None:
    given = _analysis()
    words, starts = [t.text for t in given.tokens], [s.first for s in given.sentences]
    found = read_words(small_reader(tmp_path, TABLE), words, starts)
    assert len(found.vectors) == len(given.sentences)
    assert all(abs(sum(x * x for x in v) - 1) < 1e-4 for v in found.vectors)


def test_an_empty_report_stays_as_it_is(tmp_path: Path) -> None:
    empty = Analysis(lang="en", tokens=(), sentences=())
    assert read(small_reader(tmp_path, {}), empty) is empty


def test_the_same_words_are_of_one_kind() -> None:
    words = ["Kherson", "fell", "Kherson", "Kherson", "us", "US"]
    given = [
        Name(0, 0, "place", 0.9),
        Name(2, 2, "person", 0.4),
        Name(3, 3, "person", 0.3),
        Name(4, 4, "pronoun", 0.5),
        Name(5, 5, "state", 0.9),
        Name(6, 6, "pronoun", 0.9),
    ]
    kinds = [name.kind for name in of_one_kind(given, words)]
    assert kinds == ["place", "place", "place", "pronoun", "state", "pronoun"]


def test_a_surname_is_of_the_person() -> None:
    words = ["Anna", "Lviv", "spoke", ".", "Lviv", "left"]
    given = [Name(0, 1, "person", 0.9), Name(4, 4, "place", 0.8)]
    assert [name.kind for name in of_one_kind(given, words)] == ["person", "person"]


def test_a_determiner_belongs_to_the_phrase_after_it() -> None:
    tags = ["DET", "NOUN", "ADP", "DET"]
    found = [Name(0, 0, "person", 0.5), Name(1, 2, "organisation", 0.9), Name(3, 3, "place", 0.4)]
    assert whole_phrases(found, tags) == [Name(0, 1, "organisation", 0.9)]
