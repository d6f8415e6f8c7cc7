"""Judgements out of annotations: what persons wrote beside claims in Recogito or Hypothesis.

An annotation is of the claim that its id names, or whose words it quotes in the same report. It is
a judgement where a body or tag says right or wrong; everything else is told of and left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from dateline.model import Claim, Coding, UnreadableInput, Verdict
from dateline.store import Ledger

URN = "urn:dateline:"
VERDICTS = {"right": Verdict.RIGHT, "wrong": Verdict.WRONG}
_ITEMS = ("items", "rows", "annotations", "first")
_LONGEST_REASON = 2_000


class Annotated(Struct, frozen=True, kw_only=True):
    """A claim that a person judged in an annotation."""

    claim: str
    verdict: Verdict
    author: str | None
    reason: str | None


class Passed(Struct, frozen=True, kw_only=True):
    """An annotation that is no judgement, and why; `number` counts from 1."""

    number: int
    why: str


def read_annotations(data: bytes, *, where: str) -> list[Mapping[str, Any]]:
    """The annotations in a page, a collection, a list, an answer of Hypothesis, or a line each."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _listed(msgspec.json.decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    found: list[Mapping[str, Any]] = []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found += _listed(msgspec.json.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise UnreadableInput(
                f"no JSON of annotations: {error}",
                where=f"{where}:{number}",
                remedy="give W3C Web Annotations: a page, a list, or one a line",
            ) from error
    return found


def _listed(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if not isinstance(value, dict):
        return []
    for name in _ITEMS:
        inner = value.get(name)
        if isinstance(inner, list | dict):
            return _listed(inner)
    return [value]


def judgements_in(
    annotations: Sequence[Mapping[str, Any]], ledger: Ledger
) -> Iterator[Annotated | Passed]:
    """What each annotation judges, in order."""
    places = _Places(ledger)
    for number, item in enumerate(annotations, start=1):
        words = list(_words(item))
        verdict = next(
            (VERDICTS[v] for w in words if (v := w.strip().casefold()) in VERDICTS), None
        )
        if verdict is None:
            yield Passed(number=number, why="no body or tag of it says right or wrong")
            continue
        claim = places.claim_of(item)
        if claim is None:
            yield Passed(number=number, why="no claim of the ledger has its words")
            continue
        reason = " ".join(" ".join(_reasons(item)).split())[:_LONGEST_REASON]
        yield Annotated(claim=claim, verdict=verdict, author=_author(item), reason=reason or None)


class _Places:
    """Finds the claims that annotations are of; reports are opened when one is of them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        rows = list(ledger.reports())
        self._by_source = {row.url: row.id for row in rows if row.url}
        self._ids = {row.id for row in rows}
        self._codings: dict[str, Coding | None] = {}
        self._claims: frozenset[str] | None = None

    def claim_of(self, item: Mapping[str, Any]) -> str | None:
        """The claim that an annotation names or quotes; None where there is none, or several."""
        named = _without(str(item.get("id", "")))
        if named is not None and named in self._known():
            return named
        found = {
            claim.id
            for target in _several(item.get("target"))
            if isinstance(target, dict)
            for claim in self._quoted(target, item)
        }
        return found.pop() if len(found) == 1 else None

    def _known(self) -> frozenset[str]:
        if self._claims is None:
            self._claims = frozenset(row.id for row in self._ledger.claims())
        return self._claims

    def _quoted(self, target: Mapping[str, Any], item: Mapping[str, Any]) -> list[Claim]:
        """The claims of a target's report that have its quote; of several the nearest to its
        position."""
        coding = self._coding(target, item)
        selectors = [s for s in _several(target.get("selector")) if isinstance(s, dict)]
        exact = next((s["exact"] for s in selectors if isinstance(s.get("exact"), str)), None)
        if coding is None or not exact:
            return []
        claims = [c for c in coding.claims if any(s.text == exact for s in c.content)]
        start = next((s["start"] for s in selectors if isinstance(s.get("start"), int)), None)
        if start is None or len(claims) < 2:
            return claims
        return [min(claims, key=lambda claim: (abs(claim.start - start), claim.id))]

    def _coding(self, target: Mapping[str, Any], item: Mapping[str, Any]) -> Coding | None:
        source = target.get("source") or item.get("uri")
        source = source.get("id") if isinstance(source, dict) else source
        if not isinstance(source, str):
            return None
        report = _without(source) or self._by_source.get(source)
        if report is None or report not in self._ids:
            return None
        if report not in self._codings:
            self._codings[report] = self._ledger.coding(report)
        return self._codings[report]


def _without(name: str) -> str | None:
    return name.removeprefix(URN) if name.startswith(URN) else None


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Purpose and words of each body; Hypothesis has tags and a text in their stead."""
    for body in _several(item.get("body")):
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            purposes = _several(body.get("purpose") or item.get("motivation") or "commenting")
            yield str(purposes[0]), body["value"]
        elif isinstance(body, str):
            yield "commenting", body
    for tag in _several(item.get("tags")):
        if isinstance(tag, str):
            yield "tagging", tag
    if isinstance(item.get("text"), str):
        yield "commenting", item["text"]


def _words(item: Mapping[str, Any]) -> Iterator[str]:
    yield from (words for purpose, words in _bodies(item) if purpose != "describing")


def _reasons(item: Mapping[str, Any]) -> Iterator[str]:
    """What a person says beside the verdict."""
    for purpose, words in _bodies(item):
        plain = words.strip().casefold()
        if purpose in ("commenting", "replying", "assessing") and plain not in VERDICTS:
            yield words


def _author(item: Mapping[str, Any]) -> str | None:
    """Who made it: a name, an account; None where it does not say."""
    creator = item.get("creator") or item.get("user")
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("nickname") or creator.get("id")
    if not isinstance(creator, str) or not creator.strip():
        return None
    return " ".join(creator.removeprefix("acct:").split())[:200]
