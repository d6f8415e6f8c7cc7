"""The page's face: every sentence in the catalogues, none outside, none that nothing says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from dateline.model import UsageError, reasons
from dateline.publish.dates import day_words, spoken
from dateline.publish.dossier import write_dossier
from dateline.publish.face import count, face_of, figure, languages, say, speaking
from tests.publish.factory import collection, control, day

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "dateline" / "publish"
TEMPLATES = sorted((ROOM / "templates").glob("*.j2"))
SAID = re.compile(r'\b(?:say|_)\(\s*"((?:[^"\\]|\\.)*)"')
COUNTED = re.compile(r'(?:count\((?:[^()"]|\([^()]*\))*,\s*|count\()"([a-z ]+)"\)')
# Words that are the same in every language: the program's name, a file's form, a codebook's field.
SAME = {"Dateline", "SVG", "UCDP date_prec", "dateline archive verify", "sha256"}


def sources() -> Iterator[str]:
    """The code that says sentences: templates, Python and TypeScript."""
    for folder, suffix in ((ROOM, "*.py"), (ROOM / "templates", "*.j2")):
        yield from (path.read_text() for path in folder.glob(suffix))
    yield from (path.read_text() for path in (ROOT / "frontend" / "src").rglob("*.ts"))


def said() -> set[str]:
    """Every sentence that code asks the catalogue for, and those that reasons are told in."""
    told = {*reasons.SENTENCES.values(), *reasons.NEAR_PLACES.values(), *reasons.COUNTED.values(),
            *reasons.NEAR_TIMES.values(), reasons.JOINT, reasons.AND, reasons.IT, reasons.THERE,
            reasons.SOMEBODY, reasons.NO_DAY}  # fmt: skip
    return told | {found for text in sources() for found in SAID.findall(text)}


@pytest.mark.parametrize("lang", languages())
def test_a_catalogue_has_what_is_said_and_nothing_else(lang: str) -> None:
    assert set(face_of(lang).page) == said()


@pytest.mark.parametrize("lang", languages())
def test_catalogues_have_the_same_codes_counts_andvalues_of(lang: str) -> None:
    english, other = face_of("en"), face_of(lang)
    assert {g: {str(c) for c in codes} for g, codes in other.labels.items()} == {
        g: {str(c) for c in codes} for g, codes in english.labels.items()
    }
    assert set(other.counts) == set(english.counts)
    assert all("{n}" in form for forms in other.counts.values() for form in forms.values())
    for text, words in other.page.items():
        assert values_of(text) == values_of(words), text
    assert len(other.months) == len(other.alone) == len(other.short) == 12


def values_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_says_a_word_that_is_in_no_catalogue(path: Path) -> None:
    named = path.read_text().replace("<{{ tag }}", "<div")
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", named, flags=re.S)
    reader = Bare()
    reader.feed(bare)
    assert reader.words - SAME == set()


class Bare(HTMLParser):
    """The words of HTML that are shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("title", "alt", "placeholder", "aria-label") and value:
                self._add(value)

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if re.search(r"[^\W\d_]{2,}", text):
            self.words.add(text.strip())


def test_every_noun_that_is_counted_has_its_forms() -> None:
    nouns = {found for text in sources() for found in COUNTED.findall(text)}
    assert "claim" in nouns
    assert nouns <= set(face_of("en").counts)


@pytest.mark.parametrize("path", sorted((ROOT / "frontend" / "src").rglob("*.ts")), ids=str)
def test_no_script_shows_a_sentence_that_is_in_no_catalogue(path: Path) -> None:
    shown = re.compile(r'(?:textContent = |title = |"aria-label": |title: )"([^"]*[a-z]{2}[^"]*)"')
    children = re.compile(r'\bh\([^()]*\}, "([A-Za-z][^"]*)"')
    text = path.read_text()
    assert [*shown.findall(text), *children.findall(text)] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 подія"), (3, "3 події"), (5, "5 подій"), (12, "12 подій"), (21, "21 подія"),
     (112, "112 подій"), (1_204, "1\u00a0204 події")],
)  # fmt: skip
def test_ukrainian_counts_as_ukrainians_do(number: int, words: str) -> None:
    with speaking("uk"):
        assert count(number, "event") == words


def test_what_is_said_changes_within_and_not_after() -> None:
    with speaking("uk"):
        assert say("Timeline") == "Хронологія"
        assert day_words("2022-11-11") == "11 листопада 2022"
        assert spoken(day("2022-11-01", "2022-11-30", prec=4)) == "листопад 2022"
        assert figure(1_204) == "1\u00a0204"
    assert say("Timeline") == "Timeline"
    assert count(1_204, "claim") == "1,204 claims"


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [(1, "watch", "1 watch"), (2, "watch", "2 watches"), (0, "judgement", "0 judgements"),
     (1_204, "failure", "1,204 failures")],
)  # fmt: skip
def test_a_noun_of_no_catalogue_is_counted_in_english(number: int, noun: str, words: str) -> None:
    assert count(number, noun) == words


def test_a_language_without_a_catalogue_is_named() -> None:
    with pytest.raises(UsageError, match="no face in this language"), speaking("xx"):
        pass


def test_a_page_in_ukrainian_says_so_and_speaks_it(tmp_path: Path) -> None:
    path = write_dossier(
        collection(), tmp_path, title="Херсон", generated_at="2022-11-14T08:00:00",
        control=control(), lang="uk",
    )  # fmt: skip
    html = path.read_text()
    assert '<html lang="uk" dir="ltr"' in html
    for words in ("Хронологія", "Хто що каже", "14 листопада 2022", "3 повідомлення", "заперечує"):
        assert words in html
    for words in ("Timeline", "Who says what", "November", "denies"):
        assert f">{words}" not in html
