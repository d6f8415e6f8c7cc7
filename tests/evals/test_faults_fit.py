from __future__ import annotations

from typing import Any

import pytest

from evals.faults_fit import Outcome, check_expectation


def coding() -> dict[str, Any]:
    """A small coding: M23 took Goma, as the army denies."""
    text = "M23 took Goma"
    return {
        "report": {
            "text": text, "title": "Fall of Goma", "published": "2025-01-28", "byline": ["A. Lo"],
            "blocks": [{"kind": "caption", "start": 0, "end": len(text)}],
        },
        "actors": [{"id": "a1", "name": "M23", "side": "M23", "role": None, "kind": "group"}],
        "toponyms": [
            {
                "id": "t1", "text": "Goma",
                "place": {"name": "Goma", "country": "CD", "where_prec": 1},
            }
        ],
        "claims": [
            {
                "content": [{"text": text}], "stance": "deny", "certainty": "certain",
                "manner": "indirect",
                "source": {"kind": "office", "actor": None, "span": {"text": "the army"}},
            }
        ],
        "events": [
            {
                "type": "territory.taken", "trigger": {"text": "took", "start": 4, "end": 8},
                "auxiliary": "asserted", "actors": ["a1"], "recipients": [], "toponyms": ["t1"],
                "time": {"earliest": "2025-01-27", "latest": None},
                "quantities": [{"of": "killed", "low": 2, "best": 3, "high": 4}],
            }
        ],
    }  # fmt: skip


GOMA = Outcome(
    code=0, err="x.txt: read", codings=(coding(),), held=({"name": "Goma", "controller": "M23"},)
)
NOTHING = Outcome(code=1, err="error: nothing", codings=())

HOLDS = [
    ("event", {"type": "territory", "who": "m23", "place": "goma", "place_country": "CD"}),
    ("event", {"of": "killed", "low": 2, "high": 4, "earliest": "2025-01", "aux": ["asserted"]}),
    ("event", {"type": ["strike", "territory.taken"], "trigger": "took", "in": "M23 took"}),
    ("claim", {"at": "took Goma", "source": ["navy", "army"], "stance": ["deny", "assert"]}),
    ("place", {"text": "Goma", "country": "CD", "prec": [1, 2], "none": False}),
    ("actor", {"name": "m2", "side": "M23", "kind": ["group"]}),
    ("report", {"published": "2025-01", "byline": "Lo"}),
    ("block", {"text": "took", "kind": ["caption"]}),
    ("control", {"place": "Goma", "controller": "M23"}),
    ("run", {"rc": 0, "stderr": "read", "stdout_empty": False, "reports": 1}),
]
FAILS = [
    ("event", {"whom": "M23"}),
    ("event", {"place_country": "RW"}),
    ("event", {"of": "killed", "best": 4}),
    ("event", {"latest": "2025"}),
    ("claim", {"at": "took Goma", "source": "navy"}),
    ("place", {"none": True}),
    ("report", {"title": None}),
    ("report_not", {"title": "Fall of Goma"}),
    ("no_block", {"text": "took"}),
    ("control", {"place": "Goma", "not_controller": "M23"}),
    ("control", {"place": "Bukavu", "controller": "M23"}),
    ("run", {"reports": 2}),
]


@pytest.mark.parametrize(("what", "value"), HOLDS)
def test_an_expectation_holds(what: str, value: dict[str, Any]) -> None:
    assert check_expectation({"what": what, "value": value}, GOMA)


@pytest.mark.parametrize(("what", "value"), FAILS)
def test_an_expectation_fails(what: str, value: dict[str, Any]) -> None:
    assert not check_expectation({"what": what, "value": value}, GOMA)


@pytest.mark.parametrize("kind", ["event", "claim", "place", "actor"])
def test_the_opposite_fails_where_nothing_was_coded(kind: str) -> None:
    wanted = {"what": f"no_{kind}", "value": {}}
    assert not check_expectation(wanted, GOMA)
    assert not check_expectation(wanted, NOTHING)


def test_what_was_refused_has_no_blocks_and_no_fields() -> None:
    assert check_expectation({"what": "no_block", "value": {"text": "To:"}}, NOTHING)
    assert check_expectation({"what": "report_not", "value": {"title": "{"}}, NOTHING)
    assert not check_expectation({"what": "report", "value": {"lang": "en"}}, NOTHING)


def test_an_unknown_expectation_is_named() -> None:
    with pytest.raises(ValueError, match="unknown expectation 'weather'"):
        check_expectation({"what": "weather", "value": {}}, GOMA)
