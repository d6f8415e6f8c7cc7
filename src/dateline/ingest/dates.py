"""Dates as news pages write them: day, month and year, perhaps the hour and the zone.

Nothing is guessed silently: a date that can be read two ways is read by the language's habit
and marked ambiguous; one that cannot be is refused; a zone is given only where it is written.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone, tzinfo
from functools import cache

from msgspec import Struct

from dateline.ingest.phrases import Phrases, all_phrases, phrases

_TIME = r"(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
    rf"(?:[T ,]+{_TIME.replace('[:.h]', ':')})?"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)"
)
_OFFSET = re.compile(
    r"\s*(?:(?:GMT|UTC)\s?)?(?P<sign>[+−-])(?P<h>\d{1,2}):?(?P<m>[0-5]\d)?(?!\d)", re.I
)
_FARTHEST = 14  # hours that any zone is from UTC; what says more is no zone
_GAP = r"[\s,.|•·–—-]{0,4}"


class Instant(Struct, frozen=True, gc=False, kw_only=True):
    """A date at characters [start, end) of a text. `iso` None: there is no such day or hour.

    `zone`: IANA name or offset, where written; `ambiguous`: day and month may be exchanged.
    """

    start: int
    end: int
    iso: str | None
    zone: str | None = None
    ambiguous: bool = False


def find_instants(text: str, *, lang: str | None) -> list[Instant]:
    """Every full date in a text, in order, with the hour beside it."""
    found: list[Instant] = []
    for data in phrases(lang):
        for pattern in _patterns(data.lang):
            for match in pattern.finditer(text):
                if not any(match.start() < i.end and i.start < match.end() for i in found):
                    found.append(_instant(text, match, data))
    return sorted(found, key=lambda instant: instant.start)


def parse_instant(text: str, *, lang: str | None) -> Instant | None:
    """The one date that a metadata field gives: ISO 8601, RFC 2822 or as written on pages.

    None where no date is written; `iso` is None where it is one that cannot be."""
    text = text.strip()
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return _whole(text, value, date_only=len(text) <= len("2022-11-11"))
    found = find_instants(text, lang=lang) or _rfc2822(text)
    return found[0] if found else None


def clock_at(text: str) -> tuple[time, int, str | None] | None:
    """The hour that a text begins with, its length and its zone: '2.30pm BST', '14:05'."""
    for data in all_phrases():
        match = _clock_pattern(data.lang).match(text)
        if match is None:
            continue
        try:
            clock = _clock(match.groupdict(), data)
        except ValueError:
            continue
        zone, end = _written_zone(text, match)
        return clock, end, zone
    return None


def instant_of(moment: datetime, zone: str | None) -> str:
    """ISO 8601 of a local moment, with its offset where the zone is known."""
    return _iso(moment, zone)


def _whole(text: str, value: datetime, *, date_only: bool) -> Instant:
    iso = value.date().isoformat() if date_only else value.replace(microsecond=0).isoformat()
    return Instant(start=0, end=len(text), iso=iso, zone=_zone_of(value))


def _rfc2822(text: str) -> list[Instant]:
    from email.utils import parsedate_to_datetime

    try:
        return [_whole(text, parsedate_to_datetime(text), date_only=False)]
    except (ValueError, TypeError, IndexError, OverflowError):
        return []


def _zone_of(value: datetime) -> str | None:
    offset = value.utcoffset()
    return (
        None if offset is None else datetime(2000, 1, 1, tzinfo=timezone(offset)).isoformat()[19:]
    )


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """Expressions for dates, those with the hour first, so that they win."""
    data = phrases(lang)[0]
    names = sorted(data.month_numbers, key=len, reverse=True)
    month = rf"(?P<name>{'|'.join(map(re.escape, names))})\.?(?!\w)"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?го|-е)?\.?", r"(?P<year>\d{4})(?!\d)"
    dmy = rf"(?<![\d.:]){day}[\s-](?:of\s)?{month},?[\s-]{year}"
    mdy = rf"(?<!\w){month}\s{day},?\s{year}"
    glue = "|".join((*data.weekdays, *data.date_glue))
    between = rf"(?:{_GAP}(?:{glue})(?!\w)\.?){{0,2}}{_GAP}"
    half = "|".join((*data.am, *data.pm)) or "(?!)"
    hour = rf"(?<!\d){_TIME}(?!\d)(?:\s?(?P<half>{half})(?!\w))?"
    bare = rf"(?<!\d)(?P<hour>\d{{1,2}})\s?(?P<half>{half})(?!\w)"
    numeric = _NUMERIC.pattern
    forms = [_ISO.pattern]
    for date in (dmy, mdy, numeric):
        forms += [rf"{date}{between}{hour}", rf"{date}{between}{bare}"]
        forms += [rf"{hour}(?:\s?[A-Z]{{2,4}})?{between}{date}", date]
    return tuple(re.compile(form, re.I) for form in forms)


@cache
def _clock_pattern(lang: str) -> re.Pattern[str]:
    data = phrases(lang)[0]
    half = "|".join((*data.am, *data.pm)) or "(?!)"
    return re.compile(rf"{_TIME}(?!\d)(?:\s?(?P<half>{half})(?!\w))?", re.I)


def _instant(text: str, match: re.Match[str], data: Phrases) -> Instant:
    parts = match.groupdict()
    zone, end = None, match.end()
    if parts.get("hour"):
        zone, end = _written_zone(text, match)
    year, month, day, ambiguous = _day(parts, data)
    try:
        moment = datetime(year, month, day)
        if parts.get("hour"):
            moment = datetime.combine(moment, _clock(parts, data))
    except ValueError:
        return Instant(start=match.start(), end=end, iso=None)
    iso = _iso(moment, zone) if parts.get("hour") else moment.date().isoformat()
    return Instant(start=match.start(), end=end, iso=iso, zone=zone, ambiguous=ambiguous)


def _day(parts: dict[str, str | None], data: Phrases) -> tuple[int, int, int, bool]:
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    if name := parts.get("name"):
        return year, data.month_numbers[name.lower()], int(parts["day"] or 0), False
    if parts.get("month"):
        return year, int(parts["month"] or 0), int(parts["day"] or 0), False
    a, b = int(parts["a"] or 0), int(parts["b"] or 0)
    if b > 12 >= a:
        return year, a, b, False
    open_question = data.day_first is None and parts["sep"] == "/" and a != b and a <= 12
    return year, b, a, open_question


def _clock(parts: dict[str, str | None], data: Phrases) -> time:
    hour = int(parts["hour"] or 0)
    if half := parts.get("half"):
        if hour > 12:
            raise ValueError(hour)
        afternoon = data.pattern("pm", r"\A{}\Z")
        hour = hour % 12 + (12 if afternoon and afternoon.match(half) else 0)
    return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))


def _written_zone(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """The zone written after the hour (wherever the hour stands in the match), and the end."""
    after_hour = max(
        match.end("minute") if "minute" in match.groupdict() else -1, match.end("hour")
    )
    if match.groupdict().get("half"):
        after_hour = match.end("half")
    for place in {after_hour, match.end()}:
        found = _OFFSET.match(text, place)
        if found and int(found["h"]) <= _FARTHEST:
            return (
                f"{found['sign'].replace('−', '-')}{int(found['h']):02}:{found['m'] or '00'}",
                max(match.end(), found.end()),
            )
        for data in all_phrases():
            if named := _named_zone(text, place, data):
                zone, end = named
                return zone, max(match.end(), end)
    return None, match.end()


def _named_zone(text: str, place: int, data: Phrases) -> tuple[str, int] | None:
    for name, zone in data.zones.items():
        if found := re.compile(rf"[\s(]*{name}(?!\w)\)?", re.I).match(text, place):
            return zone, found.end()
    return None


def _iso(moment: datetime, zone: str | None) -> str:
    info = _tzinfo(zone)
    return (moment.replace(tzinfo=info) if info else moment).isoformat()


def _tzinfo(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6])))
    from zoneinfo import ZoneInfo

    return ZoneInfo(zone)
