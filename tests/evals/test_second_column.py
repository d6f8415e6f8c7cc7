"""The column of a language model: printed where one is set, and counted as our own claims are."""

from __future__ import annotations

import json

import httpx
import pytest

from dateline.model import Coding, Reading
from dateline.pipeline.second_reader import Asker
from evals.reports_key import ClaimKey, Key
from evals.reports_own import with_second
from evals.second_column import asker_set, count_second, read_again
from evals.table import Row, render
from tests.store.records import reading

WANTED = ("The ministry", "soldiers had left Kherson")


def asker(claims: list[dict[str, str | None]]) -> Asker:
    """A model that always answers with these claims."""
    said = json.dumps({"claims": claims})
    body = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    return Asker(endpoint="http://127.0.0.1:9/v1", model="tiny", transport=transport)


def counts_of(source: str, content: str) -> dict[str, int]:
    read: Reading = reading(3)
    coding = Coding(report=read.report)
    told: dict[str, str | None] = {
        "source": source, "content": content, "stance": "assert", "certainty": "certain",
    }  # fmt: skip
    (claims,) = read_again([coding], asker([told]))
    key = Key(
        style="agency", language="en", text=read.report.text, events=(),
        claims=(ClaimKey(source=WANTED[0], cue="said", stance="assert", content=WANTED[1]),),
    )  # fmt: skip
    return dict(count_second([(key, coding, claims)]))


def test_a_claim_of_the_key_is_found_by_its_content_and_source() -> None:
    found = counts_of(*WANTED)
    assert (found["claims wanted"], found["claims found"], found["claims right"]) == (1, 1, 1)
    assert (found["source right"], found["content right"]) == (1, 1)


def test_words_of_nobody_and_of_another_are_not_right() -> None:
    assert counts_of("The ministry", "Martians had landed")["claims found"] == 0
    assert counts_of("The governor", WANTED[1]).get("claims right", 0) == 0


def test_the_column_stands_only_where_a_model_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_LLM", raising=False)
    assert asker_set() is None
    monkeypatch.setenv("DATELINE_LLM", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DATELINE_LLM_MODEL", "tiny")
    assert asker_set() == Asker(endpoint="http://127.0.0.1:9/v1", model="tiny")
    row = Row(stage="claims", corpus="own", measure="source, of those found", ours=0.9)
    assert "second" not in render([row])
    (filled,) = with_second([row], count_second([]))
    assert render([filled]).splitlines()[0].count("|") == render([filled]).splitlines()[2].count(
        "|"
    )
    assert "| ours | second |" in render([filled])
