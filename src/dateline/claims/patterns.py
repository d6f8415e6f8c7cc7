"""The first reader of attribution: cue verbs, phrases and quotation marks, no model.

Source, cue and content as PARC 3 and PolNeAR define them; used for languages without a model,
and as the line that the neural reader is measured against.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import cues
from dateline.claims.drafts import Draft, Group, Range
from dateline.claims.quotes import Quote
from dateline.claims.words import Text
from dateline.model import Analysis, BlockKind, RawAttribution, Report, Sentence

READ = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.QUOTATION,
                  BlockKind.LIST})  # fmt: skip
SCORES = {
    "trailing": 0.9, "forward": 0.8, "according": 0.9, "inverted": 0.85, "colon": 0.8,
    "shared": 0.7, "reportive": 0.6, "passive": 0.6, "noun": 0.5, "show": 0.7, "object": 0.5,
    "orphan": 0.5, "middle": 0.85,
}  # fmt: skip
_CLOSERS = frozenset({".", "!", "?", "…", "...", "”", '"', "»", "’", "'", "''"})
_QUOTE_MARKS = ("”", '"', "»", "''")
_DASHES = ("-", "–", "—")


def read(analysis: Analysis, report: Report) -> tuple[RawAttribution, ...]:
    """The attributions of a report, in the order of their cues, from patterns alone."""
    text = Text(analysis, report, cues(report.lang or analysis.lang))
    drafts: list[Draft] = []
    for number, sentence in enumerate(analysis.sentences):
        block = report.blocks[sentence.block]
        if block.kind in READ and block.repeats is None:
            drafts += _Sentence(text, sentence, number).read()
    drafts = _with_loose_speech(text, drafts)
    found = [_raw(text, draft) for draft in drafts if draft.content]
    return tuple(sorted(found, key=lambda a: min(p for r in (a.source, a.cue, a.content) for p in r)))


class _Sentence:
    """Finds the attributions whose cue stands in one sentence, from left to right."""

    def __init__(self, text: Text, sentence: Sentence, number: int) -> None:
        self.text, self.sentence, self.number = text, sentence, number
        self.lows = text.lows
        self.end = sentence.last
        while self.end > sentence.first and text.tokens[self.end - 1].text in _CLOSERS:
            self.end -= 1
        self.found: list[Draft] = []
        self.floor = sentence.first

    def read(self) -> list[Draft]:
        """All attributions of the sentence."""
        i = self.sentence.first
        while i < self.sentence.last:
            step = 1
            if self.text.speech(i) is None:
                draft = self._at(i)
                if draft is not None:
                    self.found.append(draft)
                    step = max(1, (draft.cue[1] if draft.cue else i) - i)
            i += step
        return self.found

    def _at(self, i: int) -> Draft | None:
        cues = self.text.cues
        size = cues.phrase_at(cues.according, self.lows, i)
        if size:
            return self._according(i, size)
        if self.lows[i] in cues.verbs:
            group = self.text.verb_group(self.sentence, i)
            if group is not None:
                return self._verb(group)
        if self.lows[i] in cues.file.reportive and self.lows[min(i + 1, self.end - 1)] not in cues.verbs:
            return self._draft("reportive", (i, i + 1), None, self._rest_around(i, i + 1))
        if self.lows[i] in cues.file.passive and self._is_passive(i):
            return self._passive(i)
        if self.lows[i] in cues.nouns:
            return self._noun(i)
        return self._colon(i) if self.lows[i] == ":" else None

    def _draft(
        self, rule: str, cue: Range | None, source: Range | None, content: list[Range], *,
        direct: bool = False,
    ) -> Draft | None:  # fmt: skip
        if not content:
            return None
        return Draft(rule=rule, cue=cue, source=source, content=content, direct=direct,
                     block=self.sentence.block, sentence=self.number)  # fmt: skip

    # --- "according to X" ---------------------------------------------------------------

    def _according(self, i: int, size: int) -> Draft | None:
        first = i + size
        if first >= self.end:
            return None
        last = first
        while last < self.end and not (self.lows[last] == "," and not self._apposition(first, last)):
            last += 1
        before = self._chars(self.floor, i)
        after = self._chars(last, self.end)
        content = [c for c in (before, after) if c]
        if self.lows[first - 1] in ("словами", "словам") and first < last and False:
            return None
        return self._draft("according", (i, i + size), (first, last), content)

    def _apposition(self, first: int, comma: int) -> bool:
        """Whether the comma is inside the name of the source: the sentence ends after it."""
        follows = self.lows[comma + 1] if comma + 1 < self.end else ""
        if follows not in ("a", "an", "the", "which", "who"):
            return False
        return self.floor < first - 3 and all(self.lows[k] != "," for k in range(comma + 1, self.end)) and follows != "the"

    # --- verbs --------------------------------------------------------------------------

    def _verb(self, group: Group) -> Draft | None:
        if group.passive:
            return self._passive(group.verb) if self.lows[group.verb] in self.text.cues.file.passive else None
        floor = max([self.floor, *(d.cue[1] for d in self.found if d.cue)])
        subject = self.text.noun_phrase_before(self.sentence, group.first, floor)
        inverted = self._inverted(group, subject)
        if inverted is not None:
            return inverted
        rule = "forward"
        if subject is None or not self._possible(subject, group):
            shared = self._shared(group)
            if shared is None:
                return None
            subject, rule = shared.source, "shared"
        if "show" in group.frames and not self._may_show(subject, group):
            return None
        if self._ends_here(group.last):
            return self._trailing(group, subject)
        middle = self._middle(group, subject)
        if middle is not None:
            return middle
        content, direct = self._forward(group)
        if group.frames == {"quote"} and not direct and not self._that(content):
            return None
        if not direct and group.frames <= {"np"}:
            rule = "object"
        if rule == "shared":
            self._cut(group.first)
        return self._draft(rule, (group.first, group.last), subject, content, direct=direct)

    def _that(self, content: list[Range]) -> bool:
        words = self.text.report.text[content[0][0] : content[0][1]].split(maxsplit=1) if content else []
        return bool(words) and (words[0].lower() in self.text.cues.file.that or words[0][0] in "“\"«‘'")

    def _possible(self, subject: Range, group: Group) -> bool:
        words = self.lows[subject[0] : subject[1]]
        if all(not w[0].isalnum() for w in words):
            return False
        if words[-1] in ("to", "of", "in", "for", "by", "at", "on", "with", "from", "not"):
            return False
        if self.lows[group.verb].endswith("ing"):
            return words[-1] in self.text.cues.file.relative
        if len(words) == 1 and words[0] in self.text.leads and words[0] not in self.text.subjects:
            return False
        return True

    def _shared(self, group: Group) -> Draft | None:
        """The attribution before, where this verb goes on with its source: 'and added'."""
        before = self.lows[group.first - 1] if group.first > self.sentence.first else ""
        if self.found and before in (",", "and", "but", "і", "та", "и", "while"):
            last = self.found[-1]
            return last if last.source is not None else None
        return None

    def _may_show(self, subject: Range | None, group: Group) -> bool:
        if group.frames - {"show"}:
            return True
        words = self.lows[subject[0] : subject[1]] if subject else []
        return any(word in self.text.cues.file.showers for word in words)

    def _ends_here(self, i: int) -> bool:
        """Whether nothing but an adverbial of time or place stands after token i."""
        k = self._trailers(i)
        return k >= self.end or self.lows[k] in (".", "!", "?")

    def _trailers(self, i: int) -> int:
        """One past 'in a statement', 'on Tuesday', 'told Reuters' after a cue."""
        file, k = self.text.cues.file, i
        while k < self.end:
            low = self.lows[k]
            if low in file.days:
                k += 1
                continue
            if low not in file.trailers:
                break
            stop = k + 1
            while stop < self.end and stop - k < 9 and self.lows[stop] not in (",", ":", "that") and self.text.speech(stop) is None:
                if self.lows[stop] in file.carriers or self.lows[stop] in file.days or self.lows[stop] in ("week", "month", "year", "night", "morning", "evening", "afternoon"):
                    break
                stop += 1
            else:
                if stop >= self.end and k - i < 1 and stop - k <= 6:
                    return stop
                break
            k = stop + 1
        return k

    def _trailing(self, group: Group, subject: Range | None) -> Draft | None:
        """'..., officials said.'"""
        first = subject[0] if subject else group.first
        content, direct = self._backward(first)
        return self._draft("trailing", (group.first, group.last), subject, content, direct=direct)

    def _backward(self, before: int) -> tuple[list[Range], bool]:
        k = before - 1
        while k > self.floor and self.lows[k] in (",", "-", "–", "—"):
            k -= 1
        if k < self.floor:
            quote = self._quote_ending_before(before)
            return ([(quote.start, quote.end)], True) if quote else ([], False)
        quote = self.text.speech(k)
        if quote is not None and self.text.tokens[k].end >= quote.end - 1:
            start = self._chars(self.floor, k + 1)
            if start is not None and self.text.speech(self.floor) is None and start[0] < quote.start:
                return [(start[0], quote.end)], False
            return [(quote.start, quote.end)], True
        if self.lows[before - 1] not in (",", *_DASHES, *_QUOTE_MARKS):
            return [], False
        chars = self._chars(self.floor, k + 1)
        return ([chars] if chars else []), False

    def _quote_ending_before(self, i: int) -> Quote | None:
        """A quotation that ends right before token i, in the sentence before."""
        at = self.text.tokens[i].start
        for quote in self.text.quotes:
            if quote.block == self.sentence.block and quote.end <= at <= quote.end + 3:
                return quote
        return None

    def _middle(self, group: Group, subject: Range | None) -> Draft | None:
        """'C, X said, C': source and cue between two commas, or after a quotation."""
        if subject is None:
            return None
        k = self._trailers(group.last)
        if k >= self.end or self.lows[k] != ",":
            return None
        before = subject[0] - 1
        if before < self.floor or self.lows[before] not in (",", *_DASHES, *_QUOTE_MARKS):
            return None
        content, direct = self._backward(subject[0])
        if not content:
            return None
        after = self._after(k + 1) if self._goes_on(k + 1, direct=direct) else []
        return self._draft("middle", (group.first, group.last), subject, [*content, *after], direct=direct)

    def _goes_on(self, first: int, *, direct: bool) -> bool:
        """Whether the content goes on after the source: no apposition, no participle."""
        if first >= self.end:
            return False
        if direct or self.text.speech(first) is not None:
            return self.text.speech(first) is not None
        low = self.lows[first]
        return low not in ("a", "an", "who", "which", "while", "as", *self.text.cues.file.that) and not low.endswith("ing")

    def _after(self, first: int) -> list[Range]:
        if first >= self.end:
            return []
        quote = self.text.speech(first)
        if quote is not None:
            return [(quote.start, quote.end)]
        chars = self._chars(first, self.end)
        return [chars] if chars else []

    def _inverted(self, group: Group, subject: Range | None) -> Draft | None:
        """'"...", said Zelensky.'"""
        if "say" not in group.frames and "tell" not in group.frames or group.last >= self.end:
            return None
        k = group.first - 1
        loose = k >= self.sentence.first and self.lows[k] in (",", *_DASHES, *_QUOTE_MARKS)
        slavic = self.text.cues.lang != "en" and (k < self.sentence.first or subject is None or self.lows[k] in (",", "–", "—") or self._as_before(group))
        if not loose and not slavic:
            return None
        starts = self.text.tokens[group.last].text[0].isupper() or self.lows[group.last] in self.text.determiners or self.lows[group.last] in self.text.subjects or slavic
        if not starts or self.lows[group.last] in self.text.cues.file.that:
            return None
        source = self.text.noun_phrase_after(self.sentence, group.last)
        if source is None:
            return None
        quoted = k >= self.sentence.first and self.text.speech(k) is not None
        if not slavic and not quoted and source[1] < self.end and self.lows[source[1]] not in (",", "in", "on", "at", ".", "after", "during"):
            return None
        if not slavic and not quoted and subject is not None and self.lows[source[1] - 1] not in (",",) and source[1] < self.end and subject[1] == group.first:
            return None
        content, direct = self._backward(group.first)
        if slavic and not content or self._as_before(group):
            content, direct = self._slavic_content(group, source)
        elif source[1] < self.end and self.lows[source[1]] == ",":
            content = [*content, *self._after(source[1] + 1)] if direct else content
        return self._draft("inverted", (group.first, group.last), source, content, direct=direct)

    def _as_before(self, group: Group) -> bool:
        return group.first > self.sentence.first and self.lows[group.first - 1] in ("як", "как")

    def _slavic_content(self, group: Group, source: Range) -> tuple[list[Range], bool]:
        """'Як повідомляє X, C', 'Заявив X, що C', 'Про це повідомив X': what is told."""
        k = source[1]
        while k < self.end and self.lows[k] in (",", ":", "–", "—"):
            k += 1
        if k < self.end and k > source[1]:
            return self._after(k), self.text.speech(k) is not None
        if self.number and self.text.sentences[self.number - 1].block == self.sentence.block:
            before = self.text.sentences[self.number - 1]
            return [(before.start, before.end)], False
        return [], False

    def _forward(self, group: Group) -> tuple[list[Range], bool]:
        """What stands after the verb, up to the end of the sentence or of the quotation."""
        k = group.last
        if "tell" in group.frames:
            k = self._addressee(k)
        k = self._trailers(k)
        while k < self.end and self.lows[k] in (",", ":"):
            k += 1
        if k >= self.sentence.last:
            return [], False
        quote = self.text.speech(k)
        if quote is not None and self.text.tokens[k].start <= quote.start + 1:
            tail = self._chars(k, self.end)
            end = max(quote.end, tail[1] if tail and quote.end < self.text.tokens[self.end - 1].end else 0)
            return [(quote.start, end)], True
        chars = self._chars(k, self.end)
        return ([chars] if chars else []), False

    def _addressee(self, k: int) -> int:
        """One past the person told: 'told *Reuters* that', 'told *the BBC* Ukraine would'."""
        start, text = k, self.text
        while k < self.end and k - start < 8:
            low = self.lows[k]
            if low in text.cues.file.that or low in (",", ":") or text.speech(k) is not None:
                return k
            if k > start and (low in text.subjects or low in text.determiners and low != "of"):
                return k
            if k > start and text.tokens[k].text[0].isupper() and text.tokens[k - 1].text[0].islower() and self.lows[k - 1] not in ("of", "in", "on", "at", "the", "'s", "from"):
                return k
            k += 1
        return start + 1 if k - start >= 8 else k

    def _cut(self, i: int) -> None:
        """End the content of the attribution before where this one's verb begins."""
        last = self.found[-1]
        at = self.text.tokens[i].start
        if not last.content or last.direct:
            return
        start, end = last.content[-1]
        k = i
        while k > self.floor and self.lows[k - 1] in (",", "and", "but", "і", "та", "и", "while"):
            k -= 1
        if start < at < end and self.text.tokens[k - 1].end > start:
            last.content[-1] = (start, self.text.tokens[k - 1].end)

    # --- unattributed -------------------------------------------------------------------

    def _is_passive(self, i: int) -> bool:
        before = self.lows[max(self.sentence.first, i - 4) : i]
        after = self.lows[i + 1] if i + 1 < self.end else ""
        be = any(w in ("is", "are", "was", "were", "been", "be", "being") for w in before)
        return be and after in ("to", "as", "that") and not any(w in (",",) for w in before)

    def _passive(self, i: int) -> Draft | None:
        first = i
        while first > self.floor and self.text._in_group(first - 1):
            first -= 1
        if not self._is_passive(i):
            return None
        if any(d.content and d.content[-1][0] <= self.text.tokens[i].start < d.content[-1][1] and d.rule == "passive" for d in self.found):
            return None
        return self._draft("passive", (first, i + 1), None, self._rest_around(first, i + 1))

    def _rest_around(self, first: int, last: int) -> list[Range]:
        """The clause around a cue: from the last clause word before it to the sentence's end."""
        start = first
        while start > self.floor and self.lows[start - 1] not in (",", ";", ":", "—", "–", "that", "but", "and", "що", "что"):
            start -= 1
        return [c for c in (self._chars(start, first), self._chars(last, self.end)) if c]

    def _noun(self, i: int) -> Draft | None:
        row = self.text.cues.nouns[self.lows[i]]
        k = i + 1
        while k < self.end and self.lows[k] in ("on", "in", "from", "by") and row.bare is False:
            return None
        if k >= self.end:
            return None
        that = self.lows[k] in ("that", "що", "что")
        bare = row.bare and self.lows[i] in ("suggestion", "suggestions", "speculation", "rumours", "rumors", "fears", "hopes", "concerns") and (self.lows[k] in self.text.determiners or self.lows[k] in self.text.subjects or self.text.tokens[k].text[0].isupper())
        if not that and not bare:
            return None
        source = self._owner(i)
        chars = self._chars(k, self.end)
        first = i
        while source is None and first > self.floor and self.lows[first - 1] in self.text.cues.file.before_nouns:
            first -= 1
        return self._draft("noun", (first, i + 1), source, [chars] if chars else [])

    def _owner(self, i: int) -> Range | None:
        """'Russia's claim that': the phrase before the possessive."""
        if i - 1 > self.floor and self.lows[i - 1] in ("'s", "'"):
            start = self.text._phrase_start(i - 1, self.floor)
            return (start, i - 1) if start < i - 1 else None
        return None

    def _colon(self, i: int) -> Draft | None:
        """'Zelensky: "..."'"""
        if i + 1 >= self.sentence.last or i - self.sentence.first > 8 or i == self.sentence.first:
            return None
        quote = self.text.quoted[i + 1]
        if quote is None or self.found or not self.text.tokens[i - 1].text[0].isalnum():
            return None
        if not self.text.tokens[self.sentence.first].text[0].isupper():
            return None
        return self._draft("colon", (i, i + 1), (self.sentence.first, i), [(quote.start, quote.end)], direct=True)

    def _chars(self, first: int, last: int) -> Range | None:
        """Characters of tokens [first, last) without marks and conjunctions at their ends."""
        while first < last and (self.lows[first] in (",", ";", ":", "–", "—", "-", ")", "and", "but")):
            first += 1
        while last > first and self.lows[last - 1] in (",", ";", ":", "–", "—", "-", "(", "and", "but"):
            last -= 1
        if first >= last:
            return None
        start, end = self.text.tokens[first].start, self.text.tokens[last - 1].end
        quote = self.text.quoted[last - 1]
        if quote is not None and start <= quote.start and quote.closed:
            end = max(end, min(quote.end, self.text.tokens[self.sentence.last - 1].end))
        return start, end


def _with_loose_speech(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Give quotations without a cue of their own to the speaker who has the floor."""
    taken = [span for d in drafts for span in d.content]
    result = sorted(drafts, key=lambda d: min(s for s, _ in d.content))
    for quote in text.quotes:
        if any(start < quote.end and quote.start < end for start, end in taken):
            continue
        if not _is_speech(text, quote):
            continue
        speaker = _floor(result, quote)
        if speaker is not None:
            speaker.content.append((quote.start, quote.end))
            speaker.direct = True
        taken.append((quote.start, quote.end))
    return result


def _is_speech(text: Text, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own, not a quoted word."""
    words = text.report.text[quote.start : quote.end].split()
    if quote.single or len(words) < 4:
        return False
    inner = text.report.text[quote.words[0] : quote.words[1]].rstrip()
    opens = quote.start == 0 or text.report.text[:quote.start].rstrip()[-1:] in ".!?:”\"»\n" or quote.continues
    begins = text.report.blocks[quote.block].start == quote.start
    return bool(inner) and (inner[-1] in ".!?…,-–—" or not quote.closed) and (opens or begins)


def _floor(drafts: list[Draft], quote: Quote) -> Draft | None:
    """Who was speaking last: in this paragraph, or in the one before where quoted."""
    best: Draft | None = None
    for draft in drafts:
        end = max(e for _, e in draft.content)
        near = draft.block == quote.block or (quote.block - draft.block <= 3 and draft.direct)
        if draft.source is not None and near and end <= quote.start and draft.rule in ("trailing", "forward", "inverted", "colon", "middle", "shared", "object"):
            if best is None or draft.direct or not best.direct:
                best = draft
    if best is not None:
        gap = max(b for b in [best.block])
        return best if quote.block - gap <= 3 else None
    return None


def _raw(text: Text, draft: Draft) -> RawAttribution:
    def chars(piece: Range | None) -> tuple[Range, ...]:
        if piece is None:
            return ()
        first, last = piece
        return ((text.tokens[first].start, text.tokens[last - 1].end),)

    content = tuple(sorted(set(draft.content)))
    return RawAttribution(source=chars(draft.source), cue=chars(draft.cue), content=content,
                          score=SCORES[draft.rule])  # fmt: skip


def groups(analysis: Analysis, report: Report) -> Iterator[Group]:
    """Every cue verb of a report that is used as a verb; for tests and for tuning."""
    text = Text(analysis, report, cues(report.lang or analysis.lang))
    for sentence in analysis.sentences:
        for i in range(sentence.first, sentence.last):
            group = text.verb_group(sentence, i) if text.lows[i] in text.cues.verbs else None
            if group:
                yield group
