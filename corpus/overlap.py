"""Texts that say the same: within the corpus, and in texts that only measure."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.reading import Fault, Placed
from corpus.records import HOME, load_vocabulary

WORD = re.compile(r"\w+")
# Folders of --data whose texts measure and must never be fitted on.
MEASURING = ("contrast", "reading", "reading_*", "collections")
OWN_MEASURING = HOME.parent / "evals"
# A triple of so many records tells nothing: frames such as "the army said".
COMMON = 30


def cut_words(text: str, *, lang: str) -> list[str]:
    """The words in lower case; single letters where a language writes no spaces."""
    words = WORD.findall(text.casefold())
    return list("".join(words)) if lang in load_vocabulary().unspaced else words


def make_shingles(words: list[str], size: int) -> set[tuple[str, ...]]:
    """Every run of so many words; all of them as one run where there are fewer."""
    if len(words) < size:
        return {tuple(words)} if words else set()
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def find_duplicates(placed: Iterable[Placed]) -> list[Fault]:
    """Records that nearly repeat an earlier one; texts of one group only where they are equal."""
    limit = load_vocabulary().near_duplicate
    holders: dict[int, list[int]] = defaultdict(list)
    seen: list[tuple[Placed, set[int]]] = []
    faults: list[Fault] = []
    for one in placed:
        runs = make_shingles(cut_words(one.record.text, lang=one.record.lang), 3)
        shingles = set(map(hash, runs))  # numbers: tuples by the million keep the collector busy
        shared = Counter(i for s in shingles for i in holders[s] if len(holders[s]) <= COMMON)
        for i, common in shared.most_common(5):
            other, theirs = seen[i]
            share = common / len(shingles | theirs)
            same_group = one.record.group and one.record.group == other.record.group
            if share >= (1 if same_group else limit):
                faults.append(Fault(one.where, f"says what {other.where} says ({share:.2f})"))
                break
        for s in shingles:
            if len(holders[s]) <= COMMON:
                holders[s].append(len(seen))
        seen.append((one, shingles))
    return faults


def find_shared(placed: Iterable[Placed], *, data: Path | None) -> list[Fault]:
    """Records that share a long run of words with a text that only measures."""
    size = load_vocabulary().shared_words
    known: dict[tuple[str, ...], str] = {}
    for name, text in read_measuring(data):
        for run in make_shingles(cut_words(text, lang=""), size):
            if len(run) == size:
                known.setdefault(run, name)
    faults = []
    for one in placed:
        runs = make_shingles(cut_words(one.record.text, lang=""), size)
        if hit := next((run for run in sorted(runs) if run in known), None):
            faults.append(Fault(one.where, f"shares {' '.join(hit)!r} with {known[hit]}"))
    return faults


def read_measuring(data: Path | None) -> Iterator[tuple[str, str]]:
    """Name and text of all that measures: evals/ of this repo, and four folders of `data`."""
    folders = [OWN_MEASURING]
    if data is not None:
        folders += sorted(f for pattern in MEASURING for f in data.glob(pattern) if f.is_dir())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".jsonl", ".json", ".html", ".txt", ".yaml", ".csv"}:
                for text in read_texts(path):
                    yield f"{folder.name}/{path.relative_to(folder)}", text


def read_texts(path: Path) -> Iterator[str]:
    """Every string of a JSON file; any other file as it stands."""
    content = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".jsonl":
        for line in content.splitlines():
            if line.strip():
                yield from walk_strings(json.loads(line))
    elif path.suffix == ".json":
        yield from walk_strings(json.loads(content))
    else:
        yield content


def walk_strings(value: Any) -> Iterator[str]:
    """Every string inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from walk_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_strings(inner)
