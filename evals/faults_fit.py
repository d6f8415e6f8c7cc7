"""What an expectation of our own cases of faults means, and whether a coding meets it.

Text is compared without regard to case. A field that an expectation leaves out is not tested.
`no_event` and its like hold only where something was coded at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one run gave: exit code, messages, codings, and the rows of control."""

    code: int
    err: str
    codings: tuple[dict[str, Any], ...]
    held: tuple[dict[str, Any], ...] = ()


def check_expectation(expected: Fields, outcome: Outcome) -> bool:
    """Whether one expectation holds; ValueError for a kind that nobody defined."""
    what, value = expected["what"], expected["value"]
    if what in _WHOLE:
        return _WHOLE[what](value, outcome)
    kind = what.removeprefix("no_")
    if kind not in _RECORDS:
        raise ValueError(f"unknown expectation {what!r}: one of {', '.join(_known())}")
    key, fits = _RECORDS[kind]
    found = any(fits(coding, record, value) for coding in outcome.codings for record in coding[key])
    return found if kind == what else bool(outcome.codings) and not found


def _known() -> list[str]:
    return sorted([*_WHOLE, *_RECORDS, *(f"no_{kind}" for kind in _RECORDS)])


def _has(part: object, whole: object) -> bool:
    return str(part or "").lower() in str(whole or "").lower()


def _begins(got: object, wanted: object) -> bool:
    if wanted is None:
        return got is None
    if isinstance(got, list):
        return any(_has(wanted, item) for item in got)
    return str(got or "").lower().startswith(str(wanted).lower())


def _choices(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _same(record: Fields, value: Fields, *keys: str) -> bool:
    """Each key that is asked for has one of the wanted values."""
    return all(record[key] in _choices(value[key]) for key in keys if key in value)


def _actor_words(coding: Fields, wanted: str) -> str:
    for actor in coding["actors"]:
        if actor["id"] == wanted:
            return " ".join(filter(None, (actor["name"], actor["side"], actor["role"])))
    return ""


def _fits_event(coding: Fields, event: Fields, value: Fields) -> bool:
    trigger, time = event["trigger"], event["time"]
    around = coding["report"]["text"][max(0, trigger["start"] - 120) : trigger["end"] + 160]
    return all(
        (
            any(event["type"].startswith(code) for code in _choices(value.get("type", ""))),
            _has(value.get("trigger"), trigger["text"]),
            _has(value.get("in"), around),
            "aux" not in value or event["auxiliary"] in _choices(value["aux"]),
            _names_actor(coding, event["actors"], value.get("who")),
            _names_actor(coding, event["recipients"], value.get("whom")),
            _happens_at(coding, event, value),
            *(_begins(time[end], value[end]) for end in ("earliest", "latest") if end in value),
            "of" not in value or any(_counts(q, value) for q in event["quantities"]),
        )
    )


def _names_actor(coding: Fields, ids: list[str], wanted: str | None) -> bool:
    return wanted is None or any(_has(wanted, _actor_words(coding, one)) for one in ids)


def _happens_at(coding: Fields, event: Fields, value: Fields) -> bool:
    places = [t for t in coding["toponyms"] if t["id"] in event["toponyms"]]
    named = "place" not in value or any(
        _has(value["place"], name)
        for place in places
        for name in (place["text"], (place["place"] or {}).get("name"))
    )
    land = value.get("place_country")
    return named and (
        land is None or any((place["place"] or {}).get("country") == land for place in places)
    )


def _counts(quantity: Fields, value: Fields) -> bool:
    return _same(quantity, value, "of", "low", "best", "high")


def _fits_claim(coding: Fields, claim: Fields, value: Fields) -> bool:
    content = " ".join(span["text"] for span in claim["content"])
    source = claim["source"]
    words = (
        source["kind"],
        (source["span"] or {}).get("text"),
        _actor_words(coding, source["actor"]) if source["actor"] else None,
    )
    said = " ".join(filter(None, words))
    return (
        _has(value.get("at"), content)
        and any(_has(word, said) for word in _choices(value.get("source", "")))
        and _same(claim, value, "stance", "certainty", "manner")
    )


def _fits_place(_coding: Fields, toponym: Fields, value: Fields) -> bool:
    place = toponym["place"] or {}
    return all(
        (
            _has(value.get("text"), toponym["text"]),
            "country" not in value or place.get("country") == value["country"],
            _has(value.get("name"), place.get("name")),
            "prec" not in value or place.get("where_prec") in _choices(value["prec"]),
            "none" not in value or (not place) == value["none"],
        )
    )


def _fits_actor(_coding: Fields, actor: Fields, value: Fields) -> bool:
    return _has(value.get("name"), actor["name"]) and _same(actor, value, "side", "kind")


def _blocks(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for coding in outcome.codings:
        report = coding["report"]
        for block in report["blocks"]:
            yield block["kind"], report["text"][block["start"] : block["end"]]


def _has_block(value: Fields, outcome: Outcome) -> bool:
    return any(
        _has(value["text"], text) and ("kind" not in value or kind in _choices(value["kind"]))
        for kind, text in _blocks(outcome)
    )


def _lacks_block(value: Fields, outcome: Outcome) -> bool:
    return not _has_block(value, outcome)


def _reads_report(value: Fields, outcome: Outcome) -> bool:
    if not outcome.codings:
        return False
    report = outcome.codings[0]["report"]
    return all(_begins(report[key], wanted) for key, wanted in value.items())


def _avoids_field(value: Fields, outcome: Outcome) -> bool:
    return not any(
        coding["report"][key] == wanted
        for coding in outcome.codings
        for key, wanted in value.items()
    )


def _holds_place(value: Fields, outcome: Outcome) -> bool:
    rows = [row for row in outcome.held if _has(value["place"], row.get("name"))]
    if "not_controller" in value:
        return all(row.get("controller") != value["not_controller"] for row in rows)
    return any(row.get("controller") == value["controller"] for row in rows)


def _ran_so(value: Fields, outcome: Outcome) -> bool:
    return all(
        (
            value.get("rc", outcome.code) == outcome.code,
            _has(value.get("stderr"), outcome.err),
            value.get("reports", len(outcome.codings)) == len(outcome.codings),
            value.get("stdout_empty", not outcome.codings) == (not outcome.codings),
        )
    )


_RECORDS: dict[str, tuple[str, Callable[[Fields, Fields, Fields], bool]]] = {
    "event": ("events", _fits_event),
    "claim": ("claims", _fits_claim),
    "place": ("toponyms", _fits_place),
    "actor": ("actors", _fits_actor),
}
_WHOLE: dict[str, Callable[[Fields, Outcome], bool]] = {
    "block": _has_block,
    "no_block": _lacks_block,
    "report": _reads_report,
    "report_not": _avoids_field,
    "control": _holds_place,
    "run": _ran_so,
}
