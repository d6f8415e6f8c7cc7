"""Attributions whose source stands after its verb: "C, said Zelensky", "Заявив X, що C"."""

from __future__ import annotations

from dateline.claims.clause import Clause, Content
from dateline.claims.drafts import Draft, Group, Range
from dateline.claims.source_phrases import find_phrase_after

LONGEST = 40
"""Tokens of the longest description of a source after its name."""


def read_inverted(clause: Clause, group: Group, subject: Range | None) -> Draft | None:
    """'C, said Zelensky': the source after its verb."""
    if not group.frames & {"say", "tell"} or group.last >= clause.end:
        return None
    free = not clause.text.english and _may_stand_first(clause, group, subject)
    if not free and not _follows_content(clause, group):
        return None
    if not free and not clause.text.names(group.last):
        return None
    if clause.lows[group.last] in clause.text.file.that:
        return None
    source = find_phrase_after(clause.text, group.last, clause.sentence.last)
    if source is None or not (free or _ends_with_source(clause, group, subject, source)):
        return None
    content, direct = _find_content(clause, group, source, free=free)
    if not free:
        source = _add_description(clause, source, direct=direct)
    return clause.draft("inverted", (group.first, group.last), source, content, direct=direct)


def _may_stand_first(clause: Clause, group: Group, subject: Range | None) -> bool:
    """Ukrainian and Russian: the verb may stand first, or after 'as' or 'of this'."""
    opens = group.first == clause.sentence.first or subject is None
    return opens or clause.around(group.first - 1) or _follows_as(clause, group)


def _follows_content(clause: Clause, group: Group) -> bool:
    return group.first > clause.sentence.first and clause.around(group.first - 1)


def _ends_with_source(clause: Clause, group: Group, subject: Range | None, source: Range) -> bool:
    """Whether the phrase after the verb is its source and not the subject of its content."""
    if clause.text.speech(group.first - 1) is not None or source[1] >= clause.end:
        return True
    if clause.lows[source[1]] not in clause.syntax.after_source:
        return False
    return subject is None or subject[1] != group.first


def _find_content(clause: Clause, group: Group, source: Range, *, free: bool) -> Content:
    content, direct = clause.backward(group.first)
    if _follows_as(clause, group) or (free and not content):
        return _find_content_after(clause, group, source)
    if direct and clause.low(source[1]) == "," and clause.goes_on(source[1] + 1, direct=direct):
        content = [*content, *clause.after(source[1] + 1)]
    return content, direct


def _add_description(clause: Clause, source: Range, *, direct: bool) -> Range:
    """'said Otieno, *a farmer from Kisumu*': a source with what describes it."""
    last = source[1]
    if clause.low(last) != "," or clause.goes_on(last + 1, direct=direct):
        return source
    while last < clause.end and clause.text.speech(last) is None and last - source[1] < LONGEST:
        last += 1
    return (source[0], last) if last - source[1] < LONGEST else source


def _follows_as(clause: Clause, group: Group) -> bool:
    """'Як повідомляє X', 'Про це повідомив X': the phrase right before the verb."""
    table = clause.text.cues.as_
    starts = [group.first - size for size in (1, 2)]
    return any(
        clause.text.cues.phrase_at(table, clause.lows, at) == group.first - at
        for at in starts if at >= clause.sentence.first
    )  # fmt: skip


def _find_content_after(clause: Clause, group: Group, source: Range) -> Content:
    """'Як повідомляє X, C', 'Заявив X, що C', 'Про це повідомив X': what is told."""
    k = source[1]
    while _follows_as(clause, group) and k < clause.end and clause.lows[k] != ",":
        k += 1
    stop = k
    while k < clause.end and (clause.around(k) or clause.lows[k] == ":"):
        k += 1
    if stop < k < clause.end:
        return clause.after(k), clause.text.speech(k) is not None
    before = clause.text.sentences[clause.number - 1] if clause.number else clause.sentence
    if before is not clause.sentence and before.block == clause.sentence.block:
        return [(before.start, before.end)], False
    return [], False
