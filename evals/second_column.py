"""What a language model reads of our own reports, where one is set: the column `second`.

`DATELINE_LLM` names an endpoint on this machine and `DATELINE_LLM_MODEL` the model. Its claims have
no cue, so one of them is the key's where the content and the source are.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.model import Coding, Original, Reading, Span, sha256
from dateline.pipeline.second_reader import Asker, SecondClaim, read_second, reading_of
from evals.reports_key import ClaimKey, Key
from evals.reports_match import asked, characters, overlap_of, paired_once

_HALF = 0.5


def asker_set() -> Asker | None:
    """Whom the environment says to ask; None: nobody, and no column is printed."""
    endpoint = os.environ.get("DATELINE_LLM", "").strip()
    model = os.environ.get("DATELINE_LLM_MODEL", "").strip()
    return Asker(endpoint=endpoint, model=model) if endpoint and model else None


def read_again(codings: Sequence[Coding], asker: Asker) -> list[list[SecondClaim]]:
    """The model's claims of each report whose words stand in it; a broken answer has none."""
    from dateline.store import open_ledger

    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        list(ledger.add_all(((_reading(one), one) for one in codings), program="evals"))
        for outcome in read_second(ledger, codings, asker):
            if outcome.error is not None:
                raise FileNotFoundError(f"the second reader did not answer: {outcome.error}")
        kept = ledger.other_book()
        return [
            [
                claim
                for answer in kept.readings(one.report.id)
                for claim in reading_of(answer.payload, one.report).claims
            ]
            for one in codings
        ]


def _reading(coding: Coding) -> Reading:
    data = coding.report.text.encode()
    original = Original(
        sha256=sha256(data), data=data, media_type="text/plain", location=coding.report.id
    )
    return Reading(report=coding.report, original=original)


def count_second(pairs: Iterable[tuple[Key, Coding, Sequence[SecondClaim]]]) -> Counter[str]:
    """What was wanted, found and right, by the names that our own counts have."""
    counts: Counter[str] = Counter()
    for key, coding, claims in pairs:
        told = [one for one in claims if one.source is not None]
        matched = _matched(key, coding.report.text, told)
        counts["claims wanted"] += sum(not wanted.optional for wanted in key.claims)
        counts["claims found"] += len(told) - sum(wanted.optional for wanted, _, _ in matched)
        for wanted, claim, overlap in matched:
            if not wanted.optional:
                counts["claims right"] += 1
                counts["source right"] += asked(wanted.source, claim.source)
                counts["stance right"] += claim.stance in wanted.stance
                counts["content right"] += overlap >= ClaimKey.EXACT
    return counts


def _matched(
    key: Key, text: str, told: Sequence[SecondClaim]
) -> list[tuple[ClaimKey, SecondClaim, float]]:
    options = []
    for i, wanted in enumerate(key.claims):
        mine = characters(wanted.spans(text))
        for j, claim in enumerate(told):
            overlap = overlap_of(mine, characters([_ends(claim.content)]))
            if overlap >= _HALF and asked(wanted.source, claim.source):
                options.append((overlap, i, j, overlap))
    return [(key.claims[i], told[j], overlap) for i, j, overlap in paired_once(options)]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
