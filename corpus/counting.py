"""What the corpus holds, as tables of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.agreement import ENOUGH, FIELDS, Overlap
from corpus.records import SLOTS, Record
from corpus.splitting import choose_part
from corpus.standoff import Row

BY: Mapping[str, Callable[[Record], str]] = {
    "language": lambda record: record.lang,
    "genre": lambda record: record.genre,
    "conflict": lambda record: record.conflict,
    "form": lambda record: record.form,
    "coder": lambda record: record.by,
}


def render_counts(records: Sequence[Record]) -> str:
    """All counts of the corpus."""
    parts = [render_summary(records)]
    parts += [render_fields(name, field, records) for name, field in BY.items()]
    events = [event for record in records for event in record.events]
    parts.append(render_tally("code", Counter(event.type for event in events), "events"))
    parts.append(render_tally("auxiliary", Counter(event.aux for event in events), "events"))
    parts.append(render_tally("aspect", Counter(event.aspect for event in events), "events"))
    slots = Counter(slot for e in events for slot in SLOTS if e.slot(slot))
    slots["counts"] = sum(1 for event in events if event.counts)
    slots["told_before"] = sum(1 for event in events if event.told_before)
    parts.append(render_tally("slot", slots, "events that fill it"))
    stances = Counter(claim.stance for record in records for claim in record.claims)
    parts.append(render_tally("stance", stances, "claims"))
    return "\n\n".join(parts)


def render_summary(records: Sequence[Record]) -> str:
    """Totals, and the shares that the plan of the corpus sets."""
    total = len(records)
    empty = sum(1 for record in records if not record.events)
    grouped = sum(1 for record in records if record.group)
    dev = sum(1 for record in records if choose_part(record) == "dev")
    rows = [
        ("texts", str(total)),
        ("words", str(sum(len(record.text.split()) for record in records))),
        ("events", str(sum(len(record.events) for record in records))),
        ("claims", str(sum(len(record.claims) for record in records))),
        ("texts that tell no event (due: a quarter)", show_share(empty, total)),
        ("texts in groups of forms (due: a third)", show_share(grouped, total)),
        ("texts in dev (due: a tenth)", show_share(dev, total)),
    ]
    return render_table(("what", "count"), rows)


def show_share(part: int, total: int) -> str:
    """ "15 (25%)"."""
    return f"{part} ({part / total:.0%})" if total else "0"


def render_fields(name: str, field: Callable[[Record], str], records: Sequence[Record]) -> str:
    """Texts, events and empty texts by one field."""
    texts = Counter(field(record) for record in records)
    events: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    for record in records:
        events[field(record)] += len(record.events)
        empty[field(record)] += not record.events
    rows = [
        (key, str(count), str(events[key]), str(empty[key])) for key, count in sort_tally(texts)
    ]
    return render_table((name, "texts", "events", "texts without event"), rows)


def render_tally(name: str, tally: Counter[str], what: str) -> str:
    """One count by one name."""
    return render_table((name, what), [(key, str(count)) for key, count in sort_tally(tally)])


def sort_tally(tally: Counter[str]) -> list[tuple[str, int]]:
    """The largest first, those of one size by name."""
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))


def render_agreement(found: Mapping[str, Mapping[str, Overlap]]) -> str:
    """F1 of two coders by language and field; what is below the due is marked."""
    if not found:
        return "No text has been coded twice yet."
    rows = [(lang, *(show_overlap(found[lang].get(f)) for f in FIELDS)) for lang in sorted(found)]
    return render_table(("language", *FIELDS), rows)


def show_overlap(overlap: Overlap | None) -> str:
    """ ".91 (40)", with a mark where it is too low; a dash where nobody answered."""
    score = overlap.score_f1() if overlap else None
    if overlap is None or score is None:
        return "-"
    mark = " !" if score < ENOUGH else ""
    return f"{score:.2f} ({max(overlap.first, overlap.second)}){mark}"


def render_rows(rows: Sequence[Row]) -> str:
    """Answers on texts that are not here, by language and file."""
    texts = Counter((row.lang, row.file) for row in rows)
    events: Counter[tuple[str, str]] = Counter()
    empty: Counter[tuple[str, str]] = Counter()
    for row in rows:
        events[row.lang, row.file] += len(row.events)
        empty[row.lang, row.file] += not row.events
    lines = [(*key, str(texts[key]), str(events[key]), str(empty[key])) for key in sorted(texts)]
    return render_table(("language", "file", "paragraphs", "events", "without event"), lines)


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
