"""Drafts to TIMEX3 types and values: one anchor each, by rules that name no language.

What a draft leaves open comes from the report's own day (news) or from the time told of
(histories, and expressions like 'the next day'); TimeML and TIMEX3 (Pustejovsky et al. 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Basis, TimexType
from dateline.times.calendar import Days, days_of, shifted, value_of, week_value
from dateline.times.context import HISTORY, Document, Story
from dateline.times.draft import Draft
from dateline.times.festivals import Festival, festivals
from dateline.times.zones import LOCAL, offset_at

_DURATION_UNITS = {"E": "E", "C": "C", "N": "D", "WE": "D"}
_SET_UNITS = {"E": "P1E", "C": "P1C", "WE": "XXXX-WXX-WE"}


class Resolved(Struct, frozen=True, kw_only=True):
    """Type and value of a draft, how it was anchored, and why in words.

    `anchor`: the day that a duration or a vague expression is counted from; `days`: the days
    that it covers where its value does not say them ('the last week of August'); `offset`: the
    zone of an hour, as Z or +02:00, where one is said.
    """

    draft: Draft
    type: TimexType
    value: str | None
    mod: str | None = None
    basis: Basis = Basis.STATED
    why: str = "as stated"
    anchor: date | None = None
    days: tuple[date, date] | None = None
    offset: str = ""


class Setting(Struct, frozen=True, kw_only=True):
    """What a text's drafts are resolved in; `direction` gives the tense around a draft."""

    document: Document
    register: str
    direction: Callable[[Draft], int]


class Resolver:
    """Resolves a text's drafts in their order."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._document = setting.document
        self._history = setting.register == HISTORY
        self._story = Story()
        self._quarter_at = 0
        self._told_at = 0
        self._makers: dict[str, Callable[[Draft], Resolved | None]] = {
            "date": self._date, "weekday": self._weekday, "deictic": self._deictic,
            "relunit": self._relunit, "ago": self._ago, "duration": self._duration,
            "set": self._set, "clock": self._clock, "partof": self._clock,
            "partday": self._partday, "vague": self._vague, "season": self._season,
            "quarter": self._quarter, "half": self._half, "decade": self._decade,
            "century": self._century, "fiscal": self._date,
            "partial": self._partial, "nightto": self._nightto,
            "festival": self._festival, "ancient": self._ancient,
            "daylast": self._daylast, "yearlast": self._yearlast, "unread": self._unread,
        }  # fmt: skip

    def all(self, drafts: Sequence[Draft]) -> list[Resolved]:
        """One result a draft that means a time, in order."""
        found: list[Resolved] = []
        for index, draft in enumerate(drafts):
            resolved = self._one(draft, drafts[index + 1] if index + 1 < len(drafts) else None)
            if resolved is None:
                continue
            found.append(resolved)
            if self._tells(resolved):
                self._story.tell(resolved.value or "")
                self._told_at = draft.end
        return found

    def _tells(self, resolved: Resolved) -> bool:
        """Whether what follows may be told from this time on: not from a year or a decade that
        lies far off, or is only compared with."""
        if not resolved.value or resolved.type not in (TimexType.DATE, TimexType.TIME):
            return False
        if resolved.draft.make == "quarter":
            self._story.quarter = resolved.value
            self._quarter_at = resolved.draft.end
        if resolved.draft.make in ("decade", "century"):
            return False
        told = self._story.year
        far = (
            told is not None
            and resolved.value[:4].isdigit()
            and (abs(int(resolved.value[:4]) - told) > _FAR)
        )
        return not (far and self._history and len(resolved.value) == 4)

    def _one(self, draft: Draft, following: Draft | None) -> Resolved | None:
        if draft.make == "dayrange":
            return self._dayrange(draft, following)
        if draft.make == "rangeyear":
            return self._rangeyear(draft, following)
        if draft.make == "clock" and following is not None and _lends_day(draft, following):
            return self._clock(_with_day(draft, following))
        if draft.partial and following is not None and following.make == "date":
            lent = _lent(draft, following)
            if lent is not None:
                return self._date(lent)
        return self._makers[draft.make](draft)

    # ---- calendar dates

    def _date(self, draft: Draft) -> Resolved | None:
        if draft.year is not None:
            year, why, basis = self._full(draft), "as stated", Basis.STATED
        elif draft.shift is not None:
            year, why, basis = self._shifted_year(draft)
        else:
            year, why, basis = self._year_for(draft)
        value = _date_value(year, draft)
        if value is None:
            return None
        return _result(draft, value, basis=basis, why=why)

    def _full(self, draft: Draft) -> int | None:
        assert draft.year is not None
        if not draft.short_year:
            return draft.year
        base = self._story.year if self._history else None
        if base is None and self._document.day:
            base = self._document.day.year
        if base is None:
            return 1900 + draft.year
        year = base // 100 * 100 + draft.year
        return year if self._history or year <= base + 10 else year - 100

    def _shifted_year(self, draft: Draft) -> tuple[int | None, str, Basis]:
        base = self._base(draft)
        if base is None:
            return None, "no year to count from", Basis.UNKNOWN
        year = base.year + (draft.shift or 0)
        if draft.make == "date" and draft.month and "year" not in draft.text.lower():
            year = self._relative_month(draft, base)
        return year, self._why(draft, "counted from"), Basis.RELATIVE

    def _relative_month(self, draft: Draft, base: date) -> int:
        month, shift = draft.month or 1, draft.shift or 0
        if shift < 0:
            return base.year - (month >= base.month)
        if shift > 0:
            return base.year + (month <= base.month)
        return base.year

    def _year_for(self, draft: Draft) -> tuple[int | None, str, Basis]:
        if self._history and self._story.year is not None:
            return self._told_year(draft), "in the year told of", Basis.INFERRED
        day = self._document.day
        if day is None:
            return None, "no year is named", Basis.UNKNOWN
        if draft.month is None:
            return day.year, "in the year of publication", Basis.RELATIVE
        return self._nearest_year(draft, day)

    def _told_year(self, draft: Draft) -> int:
        year, told = self._story.year or 0, self._story.month
        if told is not None and draft.month is not None and told - draft.month >= _FORWARD:
            return year + 1
        return year

    def _nearest_year(self, draft: Draft, day: date) -> tuple[int, str, Basis]:
        month, number = draft.month or 1, draft.day
        if draft.wd and number:
            fitting = _year_by_weekday(day.year, month, number, draft.wd)
            if fitting:
                return fitting, "the year in which that day is this weekday", Basis.RELATIVE
        here, there = (day.month, day.day), (month, number or day.day)
        if here == there:
            return day.year, "the time of publication", Basis.RELATIVE
        last, coming = day.year - (there > here), day.year + (there < here)
        since = (day.month - month) % 12 or (12 if there > here else 0)
        if self._ahead(draft, since):
            return coming, "the next one after publication, by tense", Basis.RELATIVE
        return last, "the last one before publication", Basis.RELATIVE

    def _ahead(self, draft: Draft, since: int) -> bool:
        """Whether a date without a year lies ahead, given the months since it last was."""
        tense = self._setting.direction(draft)
        if tense > 0:
            return since >= _LONG_AGO
        return since >= (_TOO_LONG_AGO if tense < 0 else _RATHER_LONG_AGO)

    def _dayrange(self, draft: Draft, following: Draft | None) -> Resolved | None:
        if following is None or following.month is None:
            return None
        whole = self._one(following, None)
        if whole is None or whole.value is None:
            return None
        value = f"{whole.value[:7]}-{draft.day:02d}"
        if days_of(value) is None:
            return None
        return _result(draft, value, basis=whole.basis, why="month and year of the next date")

    def _daylast(self, draft: Draft) -> Resolved | None:
        told = self._story.value
        if told is None or self._story.month is None:
            return None
        value = f"{told[:7]}-{draft.day:02d}"
        if days_of(value) is None:
            return None
        return _result(draft, value, basis=Basis.INFERRED, why="month and year of the last date")

    def _yearlast(self, draft: Draft) -> Resolved | None:
        told = self._story.year
        if told is None or draft.year is None or draft.year <= told % 100:
            return None
        return _result(draft, f"{told // 100:02d}{draft.year:02d}", why="century of the last year")

    def _rangeyear(self, draft: Draft, following: Draft | None) -> Resolved | None:
        """The first of two years before our era, of which only the second says so."""
        if following is None or following.year is None or draft.year is None:
            return None
        year = -draft.year if following.bc else draft.year
        return _result(draft, _date_value(year, replace(draft, month=None)), why="era of the next")

    def _ancient(self, draft: Draft) -> Resolved | None:
        """A year of three figures counts as one where the text is told in such years."""
        told = self._story.year
        if told is None or abs(told) >= 1000 or draft.year is None:
            return None
        year = -draft.year if told < 0 else draft.year
        return _result(
            draft, _date_value(year, draft), basis=Basis.INFERRED, why="in the era told of"
        )

    def _unread(self, draft: Draft) -> Resolved:
        return _result(draft, None, basis=Basis.UNKNOWN, why="a calendar that is not read")

    def _decade(self, draft: Draft) -> Resolved | None:
        decade = draft.decade or 0
        if draft.short_year:
            base = (self._story.year if self._history else None) or (
                self._document.day.year if self._document.day else 1999
            )
            decade += base // 100 * 10
            if decade * 10 > base:
                decade -= 10
        return _result(draft, f"{decade:03d}")

    def _century(self, draft: Draft) -> Resolved | None:
        if draft.century is None or draft.century > 22:
            return None
        if draft.bc:
            return _result(draft, f"BC{draft.century - 1:02d}")
        return _result(draft, f"{draft.century - 1:02d}")

    def _festival(self, draft: Draft) -> Resolved | None:
        festival = festivals()[draft.value or ""]
        near = self._story.year if self._history else None
        day = self._document.day
        if draft.year is not None or near is not None:
            days = festival.days(draft.year if draft.year is not None else near or 0)
        elif day is None:
            days = None
        else:
            days = self._nearest_festival(draft, festival, day)
        if days is None:
            return _result(draft, None, basis=Basis.UNKNOWN, why="no year is named")
        value = days[0].isoformat() if days[0] == days[1] else value_of(days[0], "M")
        basis = Basis.RELATIVE if draft.year is None else Basis.STATED
        resolved = _result(draft, value, basis=basis, why=f"the festival of {days[0].year}")
        return replace(resolved, days=days)

    def _nearest_festival(self, draft: Draft, festival: Festival, day: date) -> Days | None:
        known = [d for y in (-1, 0, 1) if (d := festival.days(day.year + y)) is not None]
        if self._setting.direction(draft) > 0:
            return min((d for d in known if d[1] >= day), default=None)
        return min(known, key=lambda d: abs((d[0] - day).days), default=None)

    # ---- parts of years

    def _season(self, draft: Draft) -> Resolved | None:
        year, basis, why = draft.year, Basis.STATED, "as stated"
        if year is not None:
            year = self._full(draft)
        else:
            base = self._base(draft)
            if base is None:
                return _result(draft, f"XXXX-{draft.season}", basis=Basis.UNKNOWN, why="no year")
            year, basis = self._season_year(draft, base), Basis.RELATIVE
            why = self._why(draft, "counted from")
        return _result(draft, f"{_year_text(year)}-{draft.season}", basis=basis, why=why)

    def _season_year(self, draft: Draft, base: date) -> int:
        first = days_of(f"{base.year:04d}-{draft.season}")
        assert first is not None
        if self._history or draft.story:
            return base.year + (draft.shift == 1 and draft.story and base >= first[0])
        if draft.shift == -1:
            return base.year - (first[1] >= base)
        if draft.shift == 1:
            return base.year + (first[0] <= base)
        ahead = draft.shift == 0 or self._setting.direction(draft) > 0
        return base.year - (first[0] > base and not ahead)

    def _quarter(self, draft: Draft) -> Resolved | None:
        if not draft.quarter or draft.quarter > 4:
            return None
        if draft.year is not None:
            return _result(draft, f"{self._full(draft):04d}-Q{draft.quarter}")
        base = self._base(draft)
        if base is None:
            return _result(draft, f"XXXX-Q{draft.quarter}", basis=Basis.UNKNOWN, why="no year")
        now = (base.month - 1) // 3 + 1
        year = base.year + (draft.shift or 0)
        if draft.shift is None and draft.quarter > now + 1 and self._setting.direction(draft) <= 0:
            year -= 1
        value = f"{year:04d}-Q{draft.quarter}"
        return _result(draft, value, basis=Basis.RELATIVE, why=self._why(draft, "counted from"))

    def _half(self, draft: Draft) -> Resolved | None:
        if draft.half not in (1, 2) or draft.month:
            return _result(draft, None, basis=Basis.UNKNOWN, why="half of a month")
        base = self._base(draft)
        year = draft.year if draft.year is not None else base and base.year + (draft.shift or 0)
        if not year:
            return None
        return _result(draft, f"{year:04d}-H{draft.half}")

    # ---- seen from the report, or from the time told of

    def _base(self, draft: Draft) -> date | None:
        told = draft.story or draft.same or self._history or draft.direction in ("later", "earlier")
        if told and self._story.value is not None:
            return self._story.within()
        return self._document.day

    def _why(self, draft: Draft, how: str) -> str:
        told = draft.story or draft.same or self._history
        if told and self._story.value is not None:
            return f"{how} the time told of, {self._story.value}"
        return f"{how} publication"

    def _deictic(self, draft: Draft) -> Resolved | None:
        base = (
            self._document.day
            if not self._history
            else (self._story.within() or self._document.day)
        )
        day = shifted(base, "D", draft.shift or 0) if base else None
        if day is None:
            value = "PRESENT_REF" if not draft.shift else None
            return _result(draft, value, basis=Basis.UNKNOWN, why="no day to count from")
        value = day.isoformat()
        if draft.part and draft.part != "ON":
            value += f"T{draft.part}"
        elif draft.part == "ON":
            value += "TNI"
        return _result(draft, value, basis=Basis.RELATIVE, why=self._why(draft, "counted from"))

    def _weekday(self, draft: Draft) -> Resolved | None:
        base = self._document.day if not self._history else self._story.day
        if base is None or draft.wd is None:
            part = f"T{draft.part}" if draft.part else ""
            value = f"XXXX-WXX-{draft.wd}{part}"
            return _result(draft, value, basis=Basis.UNKNOWN, why="no day to count from")
        day, why = self._day_of_week(draft, base)
        value = day.isoformat() + (f"T{draft.part}" if draft.part else "")
        return _result(draft, value, basis=Basis.RELATIVE, why=why)

    def _day_of_week(self, draft: Draft, base: date) -> tuple[date, str]:
        wd = draft.wd or 1
        if draft.unit == "W":
            monday = shifted(base, "D", 1 - base.isoweekday() + 7 * (draft.shift or 0))
            assert monday is not None
            day = shifted(monday, "D", wd - 1) or base
            return day, "the weekday of that week, seen from publication"
        back = (base.isoweekday() - wd) % 7
        ahead = (wd - base.isoweekday()) % 7
        tense = self._setting.direction(draft) if draft.shift is None else 0
        if draft.shift == -1:
            return shifted(base, "D", -(back or 7)) or base, "the last one before publication"
        if draft.shift == 1:
            return shifted(base, "D", ahead or 7) or base, "the next one after publication"
        if draft.shift == 0 or tense > 0:
            return shifted(base, "D", ahead) or base, "the next one from publication, by tense"
        if self._later_than_published(draft, back):
            back = 7
        return shifted(base, "D", -back) or base, "the last one up to publication"

    def _later_than_published(self, draft: Draft, back: int) -> bool:
        last = self._document.last
        if back or draft.hour is None or last is None or not self._document.timed:
            return False
        return (draft.hour, draft.minute or 0) > (last.hour, last.minute)

    def _relunit(self, draft: Draft) -> Resolved | None:
        unit = draft.unit or "D"
        if "yearago" in draft.flags:
            return self._year_ago(draft)
        base = self._base(draft)
        if base is None:
            return self._ancient_year(draft, draft.shift or 0)
        if unit in _SEASON_STARTS:
            return _result(draft, f"{base.year:04d}-{unit}", basis=Basis.RELATIVE)
        if unit == "P":
            value = self._compared_quarter(draft, base)
            return _result(draft, value, basis=Basis.INFERRED, why="the period reported on")
        if unit in ("TH", "TM", "TS"):
            return _result(draft, f"P1{unit}", kind=TimexType.DURATION, basis=Basis.UNKNOWN)
        if unit == "D" and self._story.day is None and (draft.story or draft.same):
            return self._unknown_day(draft)
        if unit == "WE" and "the" in draft.flags and not self._history:
            return self._weekend(draft, base)
        if unit == "Q" and not self._history and draft.flags & {"latest", "the"} or (
            unit == "Q" and draft.same
        ):
            value = self._compared_quarter(draft, base) or value_of(base, "Q")
            return _result(draft, value, basis=Basis.RELATIVE, why="the quarter reported on")
        if "latest" in draft.flags and unit == "Q":
            day = shifted(base, "Q", -1)
        else:
            day = shifted(base, unit, draft.shift or 0)
        if day is None:
            return None
        value = value_of(day, unit) + (f"T{draft.part}" if draft.part else "")
        return _result(draft, value, basis=Basis.RELATIVE, why=self._why(draft, "counted from"))

    def _weekend(self, draft: Draft, base: date) -> Resolved:
        ahead = self._setting.direction(draft) > 0
        back = base.isoweekday() if base.isoweekday() < 6 and not ahead else 0
        why = "the last weekend" if back else "the weekend of that week"
        value = value_of(base - timedelta(days=back), "WE")
        return _result(draft, value, basis=Basis.RELATIVE, why=f"{why}, seen from publication")

    def _unknown_day(self, draft: Draft) -> Resolved:
        part = f"T{draft.part}" if draft.part else ""
        if not self._history and draft.same and self._document.day:
            value = self._document.day.isoformat() + part
            return _result(draft, value, basis=Basis.RELATIVE, why="the day of publication")
        return _result(draft, f"XXXX-XX-XX{part}", basis=Basis.UNKNOWN, why="of a day not named")

    def _year_ago(self, draft: Draft) -> Resolved | None:
        day = self._document.day
        if day is None:
            return None
        quarter = self._compared_quarter(draft, day)
        if quarter:
            value = (
                f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
                if draft.year is None
                else (f"{draft.year:04d}{quarter[4:]}")
            )
            return _result(draft, value, basis=Basis.RELATIVE, why="a year before that quarter")
        year = draft.year if draft.year is not None else day.year - 1
        return _result(draft, f"{year:04d}", basis=Basis.RELATIVE, why="a year before")

    def _compared_quarter(self, draft: Draft, day: date) -> str | None:
        """The quarter that a comparison with the year before speaks of: the last one named if
        it was close by, else the last whole one; None where no quarter has been named."""
        if self._story.quarter is None:
            return None
        if draft.start - self._quarter_at < _CLOSE_BY:
            return self._story.quarter
        before = shifted(day, "Q", -1)
        return value_of(before, "Q") if before else None

    def _ago(self, draft: Draft) -> Resolved | None:
        sign = 1 if draft.direction in ("later", "hence") else -1
        if draft.some:
            return self._some_ago(draft, sign)
        unit, count = draft.unit or "D", draft.num or 1
        if unit == "Y" and count == 1 and sign < 0 and self._story.quarter:
            return self._year_ago(draft)
        base = self._ago_base(draft)
        if base is None:
            return self._ancient_year(draft, sign * count)
        if unit in ("TH", "TM", "TS"):
            return self._hours_ago(draft, base)
        told_from = draft.direction not in ("ago", "hence") and self._story.value is not None
        if unit in ("D", "N") and told_from and self._story.day is None:
            value = f"{base.year:04d}-XX-XX"
            return _result(draft, value, basis=Basis.UNKNOWN, why="of a day not named")
        day = shifted(base, unit, sign * count)
        if day is None:
            return None
        why = f"counted from {'the time told of' if told_from else 'publication'}"
        return _result(draft, value_of(day, unit), basis=Basis.RELATIVE, why=why)

    def _ancient_year(self, draft: Draft, count: float) -> Resolved:
        told = self._story.year
        if told is None or draft.unit != "Y":
            return _result(draft, None, basis=Basis.UNKNOWN, why="no day to count from")
        value = _year_text(told + round(count))
        return _result(draft, value, basis=Basis.INFERRED, why="counted from the year told of")

    def _ago_base(self, draft: Draft) -> date | None:
        if draft.direction in ("ago", "hence") and not self._history:
            return self._document.day
        if self._story.value is not None:
            return self._story.within()
        return self._document.day

    def _some_ago(self, draft: Draft, sign: int) -> Resolved:
        value = "FUTURE_REF" if sign > 0 else "PAST_REF"
        return _result(
            draft, value, basis=Basis.RELATIVE, why="vague", anchor=self._ago_base(draft)
        )

    def _hours_ago(self, draft: Draft, base: date) -> Resolved:
        return _result(
            draft, base.isoformat() + "TXX", basis=Basis.RELATIVE, why="hours from that day"
        )

    # ---- durations, sets, hours, vague words

    def _duration(self, draft: Draft) -> Resolved | None:
        value = duration_value(draft)
        anchor = self._base(draft) if draft.shift in (-1, 1) or "age" in draft.flags else None
        why = "no beginning or end is said" if anchor is None else self._why(draft, "ending at")
        basis = Basis.UNKNOWN if anchor is None else Basis.RELATIVE
        return _result(draft, value, kind=TimexType.DURATION, basis=basis, why=why, anchor=anchor)

    def _partial(self, draft: Draft) -> Resolved | None:
        whole = self._date(draft)
        if whole is None or whole.value is None:
            return None
        draft = replace(draft, num=draft.num or (None if draft.some else 1.0), mod=None)
        days = _part_of(days_of(whole.value), draft, last=whole.mod == "END")
        basis = whole.basis if days else Basis.UNKNOWN
        return Resolved(
            draft=draft, type=TimexType.DURATION, value=duration_value(draft), basis=basis,
            why=f"part of {whole.value}", days=days,
        )  # fmt: skip

    def _set(self, draft: Draft) -> Resolved | None:
        part = f"T{draft.part}" if draft.part else ""
        if draft.wd:
            value = f"XXXX-WXX-{draft.wd}{part}"
        elif draft.value:
            value = draft.value.rstrip("_")
        elif draft.part:
            value = f"XXXX-XX-XX{part}"
        else:
            value = _SET_UNITS.get(draft.unit or "") or duration_value(draft)
        return _result(draft, value, kind=TimexType.SET, basis=Basis.UNKNOWN, why="a repeated time")

    def _clock(self, draft: Draft) -> Resolved | None:
        day = self._clock_day(draft)
        hours = (
            f"T{draft.part}"
            if draft.hour is None
            else (f"T{draft.hour:02d}:{draft.minute or 0:02d}")
        )
        zone = draft.zone or ""
        if zone[:1] not in ("Z", "+", "-"):
            zone = self._offset(day, hours, zone)
        if day is None or day.value is None:
            return _result(
                draft, f"XXXX-XX-XX{hours}", kind=TimexType.TIME, basis=Basis.UNKNOWN,
                why="of a day not named",
            )  # fmt: skip
        value = day.value.split("T")[0] + hours
        found = _result(draft, value, kind=TimexType.TIME, basis=day.basis, why=day.why)
        return replace(found, offset=zone)

    def _offset(self, day: Resolved | None, hours: str, zone: str) -> str:
        """The offset of a named zone at that hour; nothing where either is not known."""
        if zone == LOCAL:
            zone = self._document.local or ""
        if not zone or day is None or day.value is None or not hours[1:2].isdigit():
            return ""
        return offset_at(zone, day.value.split("T")[0] + hours)

    def _clock_day(self, draft: Draft) -> Resolved | None:
        if draft.day is not None or draft.month is not None:
            return self._date(draft)
        if draft.wd is not None:
            return self._weekday(draft)
        if draft.shift is not None:
            return self._deictic(draft)
        base = self._story.day if self._history else self._document.day
        if self._story.day is not None and draft.start - self._told_at < _SAME_BREATH:
            base = self._story.day
        if base is None:
            return None
        return _result(draft, base.isoformat(), basis=Basis.RELATIVE, why="on the day told of")

    def _nightto(self, draft: Draft) -> Resolved | None:
        """The night that ends on a day: it has the value of the evening before."""
        day = self._clock_day(replace(draft, part=None))
        found = days_of(day.value) if day and day.value else None
        if day is None or found is None:
            return None
        evening = found[0] - timedelta(days=1)
        return _result(
            replace(draft, part="ON"), f"{evening.isoformat()}TNI", kind=TimexType.TIME,
            basis=day.basis, why=f"the night to {day.value}",
        )  # fmt: skip

    def _partday(self, draft: Draft) -> Resolved | None:
        base = self._document.day if not self._history else None
        if base is None:
            value = f"XXXX-XX-XXT{draft.part}"
            return _result(draft, value, basis=Basis.UNKNOWN, why="of a day not named")
        value = f"{base.isoformat()}T{draft.part}"
        return _result(draft, value, basis=Basis.RELATIVE, why="of the day of publication")

    def _vague(self, draft: Draft) -> Resolved:
        basis = Basis.DOCUMENT if draft.vague == "PRESENT_REF" else Basis.RELATIVE
        return _result(
            draft, draft.vague, kind=TimexType.DATE, basis=basis, why="vague",
            anchor=self._document.day,
        )  # fmt: skip


_LONG_AGO, _RATHER_LONG_AGO, _TOO_LONG_AGO = 5, 10, 10
_CLOSE_BY, _SAME_BREATH = 300, 150
_ASIDE = 16
_FAR = 2
_FORWARD = 8
_SEASON_STARTS = ("SP", "SU", "FA", "WI")


def duration_value(draft: Draft) -> str:
    """The TIMEX3 value of a length of time: P2W, PT5H, P1.5M, PXD."""
    count = draft.num if draft.num is not None else 1.0
    unit = draft.unit or "D"
    if unit == "F":
        count, unit = count * 2, "W"
    number = "X" if draft.some else f"{count:g}"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{_DURATION_UNITS.get(unit, unit)}"


def _result(
    draft: Draft, value: str | None, *, kind: TimexType | None = None,
    basis: Basis = Basis.STATED, why: str = "as stated", anchor: date | None = None,
) -> Resolved:  # fmt: skip
    if kind is None:
        kind = (
            TimexType.TIME
            if value and "T" in value and value[0] in "0123456789X"
            else (TimexType.DATE)
        )
    return Resolved(
        draft=draft, type=kind, value=value, mod=draft.mod, basis=basis, why=why, anchor=anchor
    )


def _date_value(year: int | None, draft: Draft) -> str | None:
    text = _year_text(year)
    if draft.month is None:
        return None if year is None else text
    text += f"-{draft.month:02d}"
    if draft.day is None:
        return text
    text += f"-{draft.day:02d}"
    if year is not None and year > 0 and days_of(text) is None:
        return None
    return text


def _year_text(year: int | None) -> str:
    """A year in ISO 8601, in TIMEX2's form (BC0480) where it is before our era."""
    return "XXXX" if year is None else f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def _lends_day(draft: Draft, following: Draft) -> bool:
    free = draft.day is None and draft.wd is None and draft.shift is None
    dated = following.make in ("date", "weekday", "clock", "deictic") and (
        following.day is not None or following.wd is not None or following.shift is not None
    )
    return free and dated and following.start - draft.end <= _ASIDE


def _with_day(draft: Draft, following: Draft) -> Draft:
    return replace(
        draft, year=following.year, month=following.month, day=following.day, wd=following.wd,
        shift=following.shift, short_year=following.short_year,
        unit=following.unit if following.wd else draft.unit,
    )  # fmt: skip


def _lent(draft: Draft, following: Draft) -> Draft | None:
    """A date without a year takes it from the date that follows close by."""
    if following.year is None or following.short_year or draft.month is None:
        return None
    if following.month is None or following.start - draft.end > 30:
        return None
    year = following.year - (draft.month > following.month)
    return replace(draft, year=year)


def _part_of(
    days: tuple[date, date] | None, draft: Draft, *, last: bool
) -> tuple[date, date] | None:
    if days is None or draft.num is None:
        return None
    unit, count = draft.unit or "D", draft.num
    if last:
        begin = shifted(days[1] + timedelta(days=1), unit, -count)
        return (max(begin, days[0]), days[1]) if begin else None
    end = shifted(days[0], unit, count)
    return (days[0], min(end - timedelta(days=1), days[1])) if end else None


def _year_by_weekday(near: int, month: int, day: int, wd: int) -> int | None:
    for year in (near, near - 1, near + 1):
        try:
            if date(year, month, day).isoweekday() == wd:
                return year
        except ValueError:
            continue
    return None


__all__ = ["Resolved", "Resolver", "Setting", "duration_value", "week_value"]
