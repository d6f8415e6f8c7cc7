"""Our own sentences: types, auxiliaries, roles and quantities of events, with the full answer.

The sentences are ours and in the repository (evals/own_events); `data` is not read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.model import Block, BlockKind, Coding, Event, RawDeed, Report, report_id, sha256
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from evals.table import Row

_HERE = Path(__file__).parent / "own_events"
_HAPPENED = ("asserted", "historical")


def run(data: Path) -> list[Row]:
    """Five figures on 410 sentences and one on 200 with numbers."""
    del data
    return [*_sentences(), _quantities()]


def rows_of(name: str) -> list[dict[str, Any]]:
    """The records of one of our files."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def coded(texts: Iterable[tuple[str, str]]) -> Iterator[Coding]:
    """Each text, given with its language, as a report of one paragraph, through all stages."""
    stages = components()
    for text, lang in texts:
        yield code(report_of(text, lang), stages)


def report_of(text: str, lang: str, published: str | None = "2023-05-10") -> Report:
    """A report of one paragraph."""
    digest = sha256(text.encode())
    identity = report_id(
        sha256=digest, text=text, title=None, published=published, outlet=None, url=None
    )
    return Report(
        id=identity, sha256=digest, lang=lang, text=text, title=None, published=published,
        updated=None, byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip


def f1(right: float, predicted: float, wanted: float) -> float:
    """F1 from counts; 0 where nothing was right."""
    return 2 * right / (predicted + wanted) if right else 0.0


def _sentences() -> list[Row]:
    rows = rows_of("sentences.jsonl")
    types: Counter[str] = Counter()
    happened: Counter[bool] = Counter()
    roles: Counter[str] = Counter()
    said: Counter[str] = Counter()
    amounts: Counter[bool] = Counter()
    for row, coding in zip(rows, coded((r["text"], r["lang"]) for r in rows), strict=True):
        events = [e for e in coding.events if e.same_as is None]
        arguments = _arguments(coding)
        types["predicted"] += len(events)
        types["wanted"] += len(row["events"])
        for gold, event in matched(row["events"], events):
            types["right"] += 1
            happened[(gold["auxiliary"] in _HAPPENED) == (event.auxiliary in _HAPPENED)] += 1
            _count_roles(roles, gold, event, coding)
            _count_words(said, gold, arguments.get(event.trigger.start, ((), ())), coding)
            if gold["quantities"]:
                amounts[_figures(gold["quantities"]) == _event_figures(event)] += 1
    return [
        _row("type F1", f1(types["right"], types["predicted"], types["wanted"]), 0.85, len(rows)),
        _row("asserted or not, of those found", _share(happened), 0.92, happened.total()),
        _row("who did it to whom F1, by the words",
             f1(said["right"], said["predicted"], said["wanted"]), 0.80, said["wanted"]),
        _row("the same, by actors resolved",
             f1(roles["right"], roles["predicted"], roles["wanted"]), None, roles["wanted"]),
        _row("quantities of events exact, of those found", _share(amounts), 0.92, amounts.total()),
    ]  # fmt: skip


def matched(
    gold: list[dict[str, Any]], events: list[Event]
) -> Iterator[tuple[dict[str, Any], Event]]:
    """Pairs of wanted and found events of one type, those of one auxiliary first."""
    left = list(events)
    for exact in (True, False):
        for wanted in gold:
            if wanted.get("taken"):
                continue
            for event in left:
                same = event.type == wanted["type"]
                if same and (not exact or event.auxiliary == wanted["auxiliary"]):
                    wanted["taken"] = True
                    left.remove(event)
                    yield wanted, event
                    break


def _count_roles(roles: Counter[str], gold: dict[str, Any], event: Event, coding: Coding) -> None:
    for wanted, found in ((gold["actors"], event.actors), (gold["recipients"], event.recipients)):
        named = [{(m.start, m.end) for m in coding.mentions if m.actor == actor} for actor in found]
        spans = [(coding.report.text.find(w), coding.report.text.find(w) + len(w)) for w in wanted]
        hit = sum(any(a < e and s < b for n in named for a, b in n) for s, e in spans)
        right = sum(any(a < e and s < b for a, b in n for s, e in spans) for n in named)
        roles["right"] += min(hit, right)
        roles["predicted"] += len(named)
        roles["wanted"] += len(wanted)


Span = tuple[int, int]
Arguments = tuple[tuple[Span, ...], tuple[Span, ...]]


def _arguments(coding: Coding) -> dict[int, Arguments]:
    """By the first character of a trigger, the words of who acts and who suffers."""
    deeds = coding.linguistics().deeds or ()
    return {deed.start: (fill_slot(deed, "who"), fill_slot(deed, "whom")) for deed in deeds}


def fill_slot(deed: RawDeed, name: str) -> tuple[Span, ...]:
    """The characters that fill one slot of a deed."""
    return tuple((slot.start, slot.end) for slot in deed.slots if slot.name == name)


def _count_words(
    said: Counter[str], gold: dict[str, Any], found: Arguments, coding: Coding
) -> None:
    text = coding.report.text
    for wanted, spans in zip((gold["actors"], gold["recipients"]), found, strict=True):
        gold_spans = [(text.find(w), text.find(w) + len(w)) for w in wanted]
        hits = sum(any(a < e and s < b for a, b in spans) for s, e in gold_spans)
        right = sum(any(a < e and s < b for s, e in gold_spans) for a, b in spans)
        said["right"] += min(hits, right) if len(spans) >= len(wanted) else hits
        said["predicted"] += max(len(spans), hits)
        said["wanted"] += len(wanted)


def _figures(quantities: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {(q["of"], q["low"], q["best"], q["high"]) for q in quantities if q["of"] != "other"}


def _event_figures(event: Event) -> set[tuple[Any, ...]]:
    return {(q.of.value, q.low, q.best, q.high) for q in event.quantities}


def _quantities() -> Row:
    right = 0
    rows = rows_of("quantities.jsonl")
    for row, coding in zip(rows, coded((r["text"], r["lang"]) for r in rows), strict=True):
        found = set().union(*(_event_figures(event) for event in coding.events))
        right += found == _figures(row["quantities"])
    return _row("quantities exact, by sentence", right / len(rows), None, len(rows))


def _row(measure: str, value: float, target: float | None, n: int) -> Row:
    return Row(stage="events", corpus="own", measure=measure, ours=value, target=target, n=n)


def _share(counts: Counter[bool]) -> float:
    return counts[True] / counts.total() if counts else 0.0
