"""Whatever is given to it: read or refused, coded in the published form with true spans, the same
each time, and put on a page in any order."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.jsonl import read_jsonl
from dateline.ingest.sources import read_inputs
from dateline.model import Coding, Reading, ReportError, encode
from dateline.pipeline import Coded, Settings, run
from dateline.pipeline.derive import derive
from dateline.pipeline.names import with_shared_names
from dateline.publish.dossier import write_dossier
from tests.pipeline.test_schema import complain

RULES = Settings(reader=False)
PIECES = st.sampled_from([
    "The mayor said that five soldiers were killed in Kherson on Friday.",
    "“We left,” he said, “on 11 November,”", "Russia denied that its troops had left.",
    "99999999999999999999 died between 7 and 2 p.m. on 31 February 0000.",
    "Міноборони РФ заявило, що війська відійшли.", "قال المحافظ إن المدينة عادت.",
    "Photo: A bridge / Agency", "By Jo Doe", "said said, \"", "(", "<b>&lt;script&gt;</b>",
    "\u202eevil\u202c", "e\u0301\u0327", "🕊👨‍👩‍👧", "\u2028", "\r\n", "\n\n", "\t", " ",
    "\x0b", "\x00", "a" * 300,
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=12).map(" ".join)
DATES = st.none() | st.sampled_from(["2022-11-11", "2022-11-11T10:00:00+99:00", "0001-01-01", "?"])
SUFFIXES = st.sampled_from([".txt", ".html", ".xml", ".jsonl", ".rss", ".gz", ".dat", ""])


def _line(text: str, title: str | None, published: str | None) -> bytes:
    fields = {"text": text, "title": title, "published": published, "outlet": text[:20] or None}
    return json.dumps(fields).encode()


LINES = st.builds(_line, TEXTS, st.none() | TEXTS, DATES)


def _codings(lines: list[bytes]) -> list[Coding]:
    results = run(read_jsonl(b"\n".join(lines), where="l.jsonl"), RULES)
    return [r.coding for r in results if isinstance(r, Coded)]


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_any_text_is_coded_in_the_published_form_and_the_same_each_time(line: bytes) -> None:
    results = list(run(read_jsonl(line, where="l.jsonl"), RULES))
    assert len(results) == 1
    if isinstance(results[0], ReportError):
        assert "its text is empty" in results[0].what
        return
    (coding,) = _codings([line])
    assert encode(coding) == encode(results[0].coding)
    complain(encode(coding))


@settings(max_examples=15, deadline=None)
@given(st.lists(LINES, max_size=4), st.randoms(use_true_random=False))
def test_a_page_does_not_depend_on_the_order_of_its_reports(
    lines: list[bytes], chance: random.Random
) -> None:
    codings = with_shared_names(_codings(lines))
    shuffled = codings.copy()
    chance.shuffle(shuffled)
    pages = []
    for order in (codings, shuffled):
        derived = derive(order)
        with TemporaryDirectory() as folder:
            path = write_dossier(
                order, Path(folder), title="x", generated_at="2022-11-14",
                incidents=derived.incidents, origins=derived.origins,
                contradictions=derived.contradictions,
            )  # fmt: skip
            pages.append(path.read_bytes())
    assert pages[0] == pages[1]
    assert "\u202e" not in pages[0].decode()


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300) | TEXTS.map(str.encode) | LINES, SUFFIXES)
def test_any_file_is_read_or_refused_by_its_own_reader(data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"some{suffix}"
        path.write_bytes(data)
        found = list(read_inputs([path]))
    assert found
    for one in found:
        if isinstance(one, ReportError):
            assert "its reader failed" not in one.what
            assert one.where
            assert one.remedy
        else:
            assert isinstance(one, Reading)
            assert one.report.text.strip()
