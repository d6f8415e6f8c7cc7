"""Two judges of one sample, and the stories of other wars."""

from __future__ import annotations

import json

from evals.judges import HERE, SAMPLES, agreement, kappa, read_answers
from evals.own_stories import SETS, spot_of, stories

FEWEST = 120


def test_agreement_beyond_chance() -> None:
    assert kappa([(True, True), (False, False)]) == 1.0
    assert kappa([(True, True), (True, False)]) == 0.0
    assert agreement([(True, True), (True, False)]) == 0.5


def test_enough_pairs_were_judged_twice_and_the_files_hold_what_was_settled() -> None:
    for folder in SAMPLES:
        assert len(read_answers(folder)) >= FEWEST
    pairs = [json.loads(x) for x in (HERE / "own_links/pairs.jsonl").read_bytes().splitlines()]
    held = {(tuple(p["a"]), tuple(p["b"])): p["same"] for p in pairs}
    for line in (HERE / "own_links/second.jsonl").read_bytes().splitlines():
        row = json.loads(line)
        assert held[tuple(row["a"]), tuple(row["b"])] == row["settled"]


def test_every_telling_of_a_story_stands_once_in_its_report() -> None:
    for story in (s for folder in SETS.values() for s in stories(folder).values()):
        texts = {r["id"]: r["text"] for r in story.reports}
        told = [m for members in story.deeds.values() for m in members]
        told += [(s, q) for r, p, s, q, _ in story.contradictions for s, q in ((r, p), (s, q))]
        assert all(texts[report].count(words) == 1 for report, words in told)
        assert all(spot_of(texts[report], words)[1] > 0 for report, words in told)
