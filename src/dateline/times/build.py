"""From matched words to drafts: reads the slots of a match; knows no calendar and no anchor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.times.draft import Draft
from dateline.times.grammar import Match
from dateline.times.lexicon import Lexed, Lexicon
from dateline.times.numbers import number, ordinal, roman

_NO_TIMES = ("none", "age")  # rules that only keep others from words that mean no time
_SHIFTS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "same": 0}
_FLAGS = ("yearago", "age", "recent", "latest", "the", "fiscal", "bare")


class Words:
    """The words of a match by slot."""

    def __init__(self, match: Match, lexed: Lexed, lexicon: Lexicon) -> None:
        self._match = match
        self._lexed = lexed
        self.lexicon = lexicon

    def __contains__(self, slot: str) -> bool:
        return slot in self._match.slots or slot in self._match.rule.constants

    def constant(self, slot: str) -> Any:
        """What the rule itself says of a slot."""
        return self._match.rule.constants.get(slot)

    def words(self, slot: str) -> list[str]:
        """The words in a slot."""
        first, last = self._match.slots.get(slot, (0, 0))
        return self._lexed.words(first, last)

    def all(self) -> list[str]:
        """All words that the rule matched, in their order."""
        return self._lexed.words(self._match.first, self._match.last)

    def value(self, slot: str, *groups: str) -> str | None:
        """The first value in any of the groups among a slot's words, or the rule's constant."""
        if self.constant(slot) is not None:
            return str(self.constant(slot))
        for word in self.words(slot):
            for group in groups:
                found = self.lexicon.value(group, word)
                if found is not None:
                    return found
        return None

    def slots(self) -> set[str]:
        """Names of all slots that hold words or constants."""
        return {*self._match.slots, *self._match.rule.constants}


def build(match: Match, lexed: Lexed, text: str, lexicon: Lexicon) -> Draft | None:
    """The draft of a match; None where its numbers make no time."""
    if match.rule.make in _NO_TIMES:
        return None
    words = Words(match, lexed, lexicon)
    fields: dict[str, Any] = {
        "start": lexed.starts[match.first],
        "end": lexed.end(match.last - 1),
        "make": match.rule.make,
    }
    for slot in words.slots():
        reader = _READERS.get(slot)
        if reader is not None:
            read = reader(words)
            if read is None:
                return None
            fields.update(read)
        elif slot.startswith("mod_"):
            fields["mod"] = slot[4:]
    fields.update(_common(words))
    fields["text"] = text[fields["start"] : fields["end"]]
    return Draft(**fields)


def _common(words: Words) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for slot, shift in _SHIFTS.items():
        if slot in words:
            fields["shift"] = shift
            fields["same"] = slot == "same"
    if words.constant("mod"):
        fields["mod"] = words.constant("mod")
    if words.constant("story"):
        fields["story"] = True
    if words.constant("vague"):
        fields["vague"] = words.constant("vague")
    fields["flags"] = frozenset(f for f in _FLAGS if f in words)
    flow = next((f for f in ("earlier", "later") if f in words), None)
    if flow:
        fields["flow"] = flow
    return fields


def _read_year(words: Words) -> dict[str, Any] | None:
    said = words.words("year")
    bc = any(words.lexicon.value("ERA", w) == "BC" for w in said) or "b" in said
    figures = [w for w in said if w.isdigit()]
    if figures:
        year = int(figures[0])
        short = (
            len(figures[0]) == 2 and not bc and not any(words.lexicon.value("ERA", w) for w in said)
        )
        return {"year": -year if bc else year, "short_year": short, "bc": bc}
    read = _spoken_year(said, words.lexicon)
    return None if read is None else {"year": read}


def _spoken_year(said: list[str], lexicon: Lexicon) -> int | None:
    values = [float(v) for w in said if (v := lexicon.value("NUMW", w) or lexicon.value("ORDW", w))]
    if not values:
        return None
    if values[0] in range(11, 22) and len(values) > 1 and 1000 not in values:
        rest = sum(values[1:]) if values[1] != 100 else sum(values[2:])
        return int(values[0] * 100 + rest)
    total = number(said, lexicon)
    return int(total) if total and 1000 <= total < 2200 else None


def _read_month(words: Words) -> dict[str, Any] | None:
    value = words.value("month", "MONTH", "MABBR", "MONTHADJ")
    return None if value is None else {"month": int(value)}


def _read_day(words: Words) -> dict[str, Any] | None:
    day = ordinal(words.words("day"), words.lexicon)
    return {"day": day} if day and 1 <= day <= 31 else None


def _read_weekday(words: Words) -> dict[str, Any] | None:
    value = words.value("wd", "WEEKDAY", "WABBR")
    return None if value is None else {"wd": int(value)}


def _read_number(words: Words) -> dict[str, Any]:
    if words.constant("num") is not None:
        said = words.constant("num")
        return {"some": True} if said == "X" else {"num": float(said)}
    read = number(words.words("num"), words.lexicon)
    if read is None and any(words.lexicon.value("QUANT", w) for w in words.words("num")):
        return {"some": True}
    return {"num": 1.0 if read is None else read}


def _read_unit(words: Words) -> dict[str, Any] | None:
    value = words.value(
        "unit", "UNIT", "UNITS", "SECOND", "WEEKEND", "PART", "SEASON", "UNITADJ", "YEARADJ"
    )
    if value is None:
        return {"unit": "P"}  # 'the period': as long as what is told of
    if value in ("MO", "AF", "EV", "NI", "DT"):
        return {"unit": "D", "part": value}
    return {"unit": value}


def _ordinal_slot(slot: str) -> Callable[[Words], dict[str, Any] | None]:
    def read(words: Words) -> dict[str, Any] | None:
        said = words.constant(slot) or ordinal(words.words(slot), words.lexicon)
        return {slot: int(said)} if said else None

    return read


def _read_decade(words: Words) -> dict[str, Any] | None:
    said = words.words("decade")
    figures = next((w for w in said if w.isdigit()), None)
    if figures:
        return {"decade": int(figures) // 10, "short_year": len(figures) == 2}
    tens = words.value("decade", "TENS")
    return None if tens is None else {"decade": int(tens), "short_year": True}


def _read_century(words: Words) -> dict[str, Any] | None:
    said = words.words("century")
    read = ordinal(said, words.lexicon) or next((r for w in said if (r := roman(w))), None)
    bc = any(words.lexicon.value("ERA", w) == "BC" for w in words.all())
    return {"century": read, "bc": bc} if read else None


def _read_half(words: Words) -> dict[str, Any]:
    value = words.value("half", "HALFORD", "ORDW")
    return {"half": int(value) if value else 2}


def _read_iso_date(words: Words) -> dict[str, Any] | None:
    year, month, day = (int(w) for w in words.words("iso") if w.isdigit())
    return {"year": year, "month": month, "day": day} if _is_real_date(month, day) else None


def _read_day_first(words: Words) -> dict[str, Any] | None:
    return _numeric(words, "dmy", swap=False)


def _read_month_first(words: Words) -> dict[str, Any] | None:
    return _numeric(words, "mdy", swap=True)


def _numeric(words: Words, slot: str, *, swap: bool) -> dict[str, Any] | None:
    figures = [w for w in words.words(slot) if w.isdigit()]
    first, second = int(figures[0]), int(figures[1])
    if (swap and first <= 12) or second > 12:
        first, second = second, first
    if not _is_real_date(second, first):
        return None
    fields: dict[str, Any] = {"day": first, "month": second}
    if len(figures) > 2:
        fields |= {"year": int(figures[2]), "short_year": len(figures[2]) == 2}
    return fields


def _is_real_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _read_clock(words: Words) -> dict[str, Any] | None:
    said = words.words("clock")
    half = "am" if "am" in words else "pm" if "pm" in words else words.value("part", "PART")
    word = words.value("clock", "CLOCKWORD")
    if word is not None:
        return {"hour": int(word), "minute": 0}
    figures = [w for w in said if w.isdigit()]
    hour = int(figures[0]) if figures else int(number(said, words.lexicon) or 0)
    minute = int(figures[1]) if len(figures) > 1 else None
    if figures and len(figures[0]) == 4:
        hour, minute = divmod(hour, 100)
    return _of_day(hour, minute, half)


def _of_day(hour: int, minute: int | None, half: str | None) -> dict[str, Any] | None:
    if (half in ("pm", "AF", "EV") and hour < 12) or (half == "NI" and 6 <= hour < 12):
        hour += 12
    elif half in ("am", "MO", "NI") and hour == 12:
        hour = 0
    return {"hour": hour, "minute": minute} if hour <= 24 and (minute or 0) < 60 else None


def _read_zone(words: Words) -> dict[str, Any]:
    return {"zone": words.value("zone", "ZONE", "ZONECITY", "ZONEABBR")}


def _simple(field: str, *groups: str) -> Callable[[Words], dict[str, Any] | None]:
    def read(words: Words) -> dict[str, Any] | None:
        value = words.value(field, *groups)
        return None if value is None else {field: value}

    return read


def _read_deictic(words: Words) -> dict[str, Any] | None:
    value = words.value("deix", "DEIX")
    return None if value is None else {"shift": int(value), "unit": "D"}


def _read_week(words: Words) -> dict[str, Any]:
    return {"shift": int(words.constant("week")), "unit": "W"}


def _read_direction(words: Words) -> dict[str, Any]:
    return {"direction": words.value("dir", "DIR") or words.words("dir")[0]}


def _quarterq(words: Words) -> dict[str, Any] | None:
    figure = int(words.words("quarterq")[-1])
    return {"quarter": figure} if 1 <= figure <= 4 else None


def _read_short_year(words: Words) -> dict[str, Any]:
    return {"year": int(words.words("year2")[0]), "short_year": True}


_READERS: dict[str, Callable[[Words], dict[str, Any] | None]] = {
    "year": _read_year,
    "year2": _read_short_year,
    "month": _read_month,
    "day": _read_day,
    "wd": _read_weekday,
    "num": _read_number,
    "unit": _read_unit,
    "quarter": _ordinal_slot("quarter"),
    "quarterq": _quarterq,
    "decade": _read_decade,
    "century": _read_century,
    "half": _read_half,
    "iso": _read_iso_date,
    "dmy": _read_day_first,
    "mdy": _read_month_first,
    "clock": _read_clock,
    "zone": _read_zone,
    "season": _simple("season", "SEASON", "FALL"),
    "part": _simple("part", "PART", "PARTS", "POINT"),
    "vague": _simple("vague", "NOWORD", "PASTWORD", "PASTADJ", "SOONWORD", "VAGUE"),
    "setadv": lambda words: {"value": words.value("setadv", "SETADV")},
    "wds": lambda words: {"wd": int(words.value("wds", "WEEKDAYS") or 0)},
    "quant": lambda words: {"quant": " ".join(words.words("quant")).upper()},
    "deix": _read_deictic,
    "week": _read_week,
    "dir": _read_direction,
    "name": lambda words: {"value": " ".join(words.words("name"))},
}
