"""Records of reports in JSON: layouts by their fields, a mapping, and what is refused."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.record_layouts import (
    first_words,
    has_path,
    mapped_layout,
    record_layouts,
)
from dateline.ingest.records import read_records
from dateline.model import Reading, ReportError, UnreadableInput, UsageError
from dateline.text.source_map import locate

WORDS = "Rebels captured Lower Ford on Monday, the army said."
WHEN = "2031-03-04T09:00:00+00:00"
RELIEF: dict[str, Any] = {
    "time": 3, "totalCount": 1, "count": 1,
    "data": [{"id": "417", "score": 1, "fields": {
        "title": "The river: situation report 7", "body": "*ignored*",
        "body-html": f"<h2>Highlights</h2><p>{WORDS}</p><ul><li>The bridge is closed.</li></ul>",
        "date": {"original": WHEN, "created": "2031-03-05T10:00:00+00:00"},
        "source": [{"name": "Weir Office for Aid", "shortname": "WOA"}],
        "language": [{"code": "en"}], "url_alias": "https://relief.example/report/417",
        "origin": "https://woa.example/7", "country": [{"name": "Weir"}]}}],
}  # fmt: skip
NEWS: dict[str, Any] = {
    "status": "ok", "totalResults": 1,
    "articles": [{"source": {"id": None, "name": "Weir Gazette"}, "author": "A. Desk",
                  "title": "Rebels take Lower Ford", "description": "Short.",
                  "url": "https://gazette.example/1", "publishedAt": "2031-03-04T09:00:00Z",
                  "content": f"{WORDS} Soldiers left the… [+1234 chars]"}],
}  # fmt: skip
GDELT = {"articles": [{"url": "https://gazette.example/1", "url_mobile": "", "title": WORDS,
                       "seendate": "20310304T091500Z", "domain": "gazette.example",
                       "language": "English", "sourcecountry": "Weir"}]}  # fmt: skip
GUARDIAN = {"response": {"status": "ok", "results": [
    {"id": "world/1", "webTitle": "Rebels take Lower Ford", "webUrl": "https://g.example/1",
     "webPublicationDate": "2031-03-04T09:00:00Z", "fields": {"bodyText": WORDS}}]}}  # fmt: skip
PLEASE = {"maintext": WORDS, "title": "Rebels take Lower Ford", "source_domain": "gazette.example",
          "date_publish": "2031-03-04 09:00:00", "date_download": "2031-03-05 10:00:00",
          "url": "https://gazette.example/1", "language": "en", "authors": ["A. Desk"]}  # fmt: skip
EXTRACTED = {"title": "Rebels take Lower Ford", "author": None, "hostname": "gazette.example",
             "date": "2031-03-04", "fingerprint": "x", "text": WORDS, "source-hostname": "Gazette",
             "source": "https://gazette.example/1"}  # fmt: skip
SCRAPED = [
    {
        "headline": "x",
        "title": "Rebels take Lower Ford",
        "content": WORDS,
        "link": "https://gazette.example/1",
        "published_at": WHEN,
        "source": "Gazette",
    }
]
DATED = {"results": [{"body": WORDS, "publication_date": "2031-03-04"}]}


def read(found: object, mapping: str | None = None) -> list[Reading | ReportError]:
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    shape = mapped_layout(mapping) if mapping else None
    return list(read_records(data, where="r.json", mapping=shape))


def one(found: object, mapping: str | None = None) -> Reading:
    (item,) = read(found, mapping)
    assert isinstance(item, Reading), item
    return item


def refusal(found: object) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refused:
        read(found)
    return refused.value


@pytest.mark.parametrize(
    ("found", "outlet", "published", "url"),
    [
        (RELIEF, "Weir Office for Aid", WHEN, "https://relief.example/report/417"),
        (NEWS, "Weir Gazette", WHEN, "https://gazette.example/1"),
        (GDELT, "gazette.example", None, "https://gazette.example/1"),
        (GUARDIAN, None, WHEN, "https://g.example/1"),
        (PLEASE, "gazette.example", "2031-03-04T09:00:00", "https://gazette.example/1"),
        (EXTRACTED, "Gazette", "2031-03-04", "https://gazette.example/1"),
        (SCRAPED, "Gazette", WHEN, "https://gazette.example/1"),
        (DATED, None, "2031-03-04", None),
    ],
)
def test_each_layout_is_known_by_its_fields(
    found: object, outlet: str | None, published: str | None, url: str | None
) -> None:
    for indent in (None, 2):
        data = json.dumps(found, indent=indent).encode()
        line = indent is None and isinstance(found, dict) and "text" in found
        assert format_of(data, where="r.json").name == ("jsonl" if line else "records")
        report = one(data).report
        assert WORDS in report.text
        assert (report.outlet, report.published, report.url) == (outlet, published, url)


def test_html_keeps_its_roles_under_the_title() -> None:
    found = one(RELIEF)
    text = found.report.text
    assert [(b.kind.value, text[b.start : b.end]) for b in found.report.blocks] == [
        ("headline", "The river: situation report 7"), ("subhead", "Highlights"),
        ("paragraph", WORDS), ("list", "The bridge is closed."),
    ]  # fmt: skip
    assert found.report.links == ("https://woa.example/7",)
    assert found.original.fetched == "2031-03-05T10:00:00+00:00"


def test_words_are_found_in_the_bytes_of_their_record() -> None:
    for found in (RELIEF, NEWS, SCRAPED):
        item = one(found)
        for words in (WORDS, item.report.title or ""):
            at = item.report.text.index(words)
            place = locate(item.source_map, item.report.text, at, at + len(words))
            assert place is not None
            assert words in item.original.data[slice(*place)].decode()
        assert len(item.original.data) < len(json.dumps(found))


def test_a_text_that_the_service_cut_says_so() -> None:
    found = one(NEWS)
    assert found.report.text.endswith("Soldiers left the")
    assert "its text is cut by who gave it" in found.warnings


def test_when_it_was_met_is_not_when_it_was_published() -> None:
    found = one(GDELT)
    assert found.report.published is None
    assert found.original.fetched == "2031-03-04T09:15:00+00:00"


def test_lines_of_records_are_read_too() -> None:
    data = "\n".join(json.dumps(PLEASE) for _ in range(3)).encode()
    assert format_of(data, where="r.jsonl").name == "records"
    assert [isinstance(item, Reading) for item in read(data)] == [True] * 3


def test_a_list_that_has_grown_gives_old_records_their_ids() -> None:
    more = {**NEWS, "articles": [*NEWS["articles"], {**NEWS["articles"][0], "title": "Other"}]}
    assert one(NEWS).report.id == read(more)[0].report.id  # type: ignore[union-attr]


def test_a_mapping_names_the_fields() -> None:
    odd = {"rows": [{"when": "2031-03-04", "b": {"c": WORDS}, "who": "Gazette", "n": 7}]}
    report = one(odd, "text=b.c, published=when,outlet=who,id=n").report
    assert (report.text, report.published, report.outlet) == (WORDS, "2031-03-04", "Gazette")
    assert report.key == "7"


@pytest.mark.parametrize(
    "written", ["", "text", "text=", "words=body", "published=date", "text=a;published=b,x=y"]
)
def test_a_mapping_that_makes_no_sense_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="--map"):
        mapped_layout(written)


def test_unknown_fields_are_named_with_the_remedy() -> None:
    error = refusal([{"aaa": WORDS, "bbb": 1}])
    assert "their fields are aaa, bbb" in error.what
    assert "--map text=FIELD" in str(error.remedy)


def test_a_record_without_a_text_costs_itself_alone() -> None:
    good = SCRAPED[0]
    found = read([good, {**good, "content": ""}, 5, {**good, "content": {"a": 1}}, good])
    assert [isinstance(item, Reading) for item in found] == [True, False, False, False, True]
    assert "r.json#2" in str(found[1])


def test_no_layout_is_hidden_by_an_earlier_one() -> None:
    samples = [RELIEF["data"][0], GDELT["articles"][0], NEWS["articles"][0],
               GUARDIAN["response"]["results"][0], None, PLEASE, EXTRACTED, SCRAPED[0],
               DATED["results"][0]]  # fmt: skip
    for number, sample in enumerate(samples):
        if sample is not None:
            first = next(n for n, entry in enumerate(record_layouts()) if entry.fits(sample))
            assert first == number, record_layouts()[number].name


@pytest.mark.parametrize(
    ("path", "words"), [("a", "x"), ("b.0.c", "y"), ("b.9.c", ""), ("d.e", "dotted"), ("n", "7"),
                        ("t", ""), ("b", ""), ("a.b.c", "")],
)  # fmt: skip
def test_paths(path: str, words: str) -> None:
    record = {"a": "x", "b": [{"c": "y"}], "d.e": "dotted", "n": 7, "t": True}
    assert first_words(record, [path])[0] == words
    assert has_path({"b": [{"c": None}]}, "b.0.c")
    assert not has_path({"b": []}, "b.0.c")


HOSTILE = {
    "cut": json.dumps(NEWS).encode()[:-30],
    "deep": b'{"articles": ' + b"[" * 100_000,
    "deep records": b"[" + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]",
    "nothing": b"[]",
    "no objects": b"[1, 2, 3]",
    "an empty object": b"{}",
    "not UTF-8": json.dumps(NEWS).replace("Monday", "Mo\udcffday").encode("utf-8", "replace"),
    "bad bytes": json.dumps(NEWS).encode().replace(b"Monday", b"Mo\xffday"),
    "a huge number": b'[{"title": "a", "url": "b", "text": 1e999999}]',
    "many keys": ("[{" + ",".join(f'"k{n}": 1' for n in range(50_000)) + "}]").encode(),
    "markup without end": json.dumps(
        {"data": [{"fields": {"title": "a", "source": [], "body-html": "<div>" * 100_000}}]}
    ).encode(),
    "a name of control characters": b'[{"a\\u001b[31m": 1}]',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_json_ends_soon_in_one_line(name: str) -> None:
    begun = time.process_time()
    try:
        found = read(HOSTILE[name])
    except UnreadableInput as error:
        found = [error]
    assert time.process_time() - begun < 10
    for item in found:
        if isinstance(item, ReportError):
            assert item.remedy
            assert "\x1b" not in str(item)
            assert "its reader failed" not in str(item)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for begin in (b"", b"[", b'[{"title":"a","url":"b","text":'):
        try:
            found = read(begin + data)
        except UnreadableInput:
            continue
        assert all(isinstance(item, Reading | ReportError) for item in found)
