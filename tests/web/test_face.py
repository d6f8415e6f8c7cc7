"""The workbench's face: every sentence in the catalogues, in each language, none outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.control.left_out import omission_sentences
from dateline.pipeline.learning import WORDS
from dateline.publish.face import face_of, languages
from dateline.query import FIELDS
from dateline.web.contradiction_page import SLOTS
from dateline.web.guard import wanted_language
from dateline.web.pages import LISTS
from dateline.web.review import QUEUES
from dateline.web.reviewing import QUESTIONS, WHY_AGAIN
from tests.publish.test_face import Bare, values_of

ROOM = Path(__file__).parents[2] / "src" / "dateline" / "web"
TEMPLATES = sorted((ROOM / "templates").glob("*.j2"))
SCRIPTS = sorted((ROOM / "static").glob("*.js"))
SAID = re.compile(r'\b(?:say|_)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
LISTED = re.compile(r"\{% for (\w+), \w+[^%]*? in \[(.*?)\](?: if [^%]*)? ?%\}", re.S)
PAIR = re.compile(r'\("([^"]*)", "((?:[^"\\]|\\.)*)"\)')
COUNTED = re.compile(r'\bcount\("([a-z ]+)"\)')
LABELLED = re.compile(r'\| label\("(\w+)"\)')
# Words that are the same in every language: names, forms of files, a codebook's and query's fields.
SAME = {"Dateline", "json", "csv", "Atom", "SHA 256", "UTC", "https", "https://", "judgement",
        "place:Kherson stance:deny left bank", "place:Kherson type:strike"}  # fmt: skip


def said() -> set[str]:
    """Every sentence that the workbench asks the catalogues for."""
    questions = (question for question, _ in QUESTIONS.values())
    abouts = (field.about for field in FIELDS.values())
    rules = omission_sentences().values()
    found = {*said_by_name(), *QUEUES.values(), *LISTS.values(), *SLOTS, WHY_AGAIN, *questions,
             *WORDS.values(), *abouts, *rules}  # fmt: skip
    return {words.replace('\\"', '"') for words in found if re.search(r"[^\W\d_]{2}", words)}


def said_by_name() -> Iterator[str]:
    for path in (*ROOM.glob("*.py"), *TEMPLATES):
        text = path.read_text(encoding="utf-8")
        for strings in SAID.findall(text):
            yield "".join(STRING.findall(strings))
        for name, listed in LISTED.findall(text):
            for first, second in PAIR.findall(listed):
                yield second
                if name in ("key", "word"):
                    yield first


@pytest.mark.parametrize("lang", languages())
def test_the_catalogue_has_what_the_workbench_says_and_nothing_else(lang: str) -> None:
    known = face_of(lang)
    assert set(known.desk) == said() - set(known.page)


@pytest.mark.parametrize("lang", languages())
def test_values_codes_and_counts_are_those_of_english(lang: str) -> None:
    english, other = face_of("en"), face_of(lang)
    for text, words in other.desk.items():
        assert values_of(text) == values_of(words), text
        assert words.strip(), text
    assert {g: set(map(str, c)) for g, c in other.labels.items()} == {
        g: set(map(str, c)) for g, c in english.labels.items()
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_page_says_a_word_that_is_in_no_catalogue(path: Path) -> None:
    text = re.sub(r"<(code|kbd)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"\{% macro day_link.*?endmacro %\}", "", text)  # an address
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    reader = Bare()
    reader.feed(bare)
    left = {re.sub(r"[^\w:/]+", " ", words).strip(": ") for words in reader.words}
    assert left - SAME - {""} == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_no_script_says_a_word_by_itself(path: Path) -> None:
    shown = re.compile(r"""(?:textContent|title|placeholder) = [^;"`]*["`]([^"`]*)["`]""")
    told = [re.sub(r"\$\{.*?\}", "", words) for words in shown.findall(path.read_text("utf-8"))]
    assert [words for words in told if re.search(r"[a-z]{2}", words)] == []


def test_every_noun_and_label_of_the_pages_is_known() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    english = face_of("en")
    assert set(COUNTED.findall(text)) <= set(english.counts)
    assert set(LABELLED.findall(text)) <= set(english.labels)


def test_the_browser_s_first_language_that_there_is_a_face_in_is_taken() -> None:
    assert wanted_language("de, uk-UA;q=0.8, en;q=0.5") == "uk"
    assert wanted_language("de") == wanted_language("") == "en"


PAGES = ("/", "/claims", "/events", "/reports", "/places", "/incidents", "/contradictions",
         "/control", "/map", "/timeline", "/sources", "/audit", "/help", "/watches", "/settings",
         "/review", "/review/contradictions", "/review/control", "/review/claims",
         "/review/agreement", "/judgements", "/cases", "/users", "/add", "/nothing")  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_ukrainian_has_no_sentence_in_english(client: Any, address: str) -> None:
    answer = client.get(address, headers={"accept-language": "uk"})
    assert '<html lang="uk" dir="ltr">' in answer.text
    reader = Bare()
    reader.feed(re.sub(r"<(code|kbd|script)\b.*?</\1>", "", answer.text, flags=re.S))
    english = {*face_of("en").desk, *face_of("en").page}
    ukrainian = {*face_of("uk").desk.values(), *face_of("uk").page.values()}
    assert {w for w in reader.words if w in english and w not in ukrainian} - SAME == set()


def test_a_browser_keeps_the_language_that_it_chose(client: Any) -> None:
    assert "What the reports say" in client.get("/").text
    said_back = client.post("/language", data={"lang": "uk"}, follow_redirects=False)
    assert said_back.status_code == 303
    assert "dateline-lang=uk" in said_back.headers["set-cookie"]
    client.cookies.set("dateline-lang", "uk")
    assert '<html lang="uk"' in client.get("/").text


def test_what_programs_read_is_in_english_in_every_browser(client: Any) -> None:
    ukrainian = {"accept-language": "uk"}
    assert client.get("/sources.json").json() == client.get(
        "/sources.json", headers=ukrainian
    ).json()  # fmt: skip


def test_a_language_without_a_face_is_refused(client: Any) -> None:
    assert client.post("/language", data={"lang": "xx"}).status_code == 400
