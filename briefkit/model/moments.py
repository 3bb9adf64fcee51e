"""Dates as writers give them: a year, a month, a day or an instant, each a point on one time line."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{1,2})"
    r"(?:-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"[ \t]*(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
MONTHS = "January February March April May June July August September October November December".split()
_OUTSIDE = "this instant lies outside all calendars"


class Precision(IntEnum):
    """How much of a date its writer gave."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    INSTANT = 4


_BY_PARTS = tuple(reversed(Precision))
"""The precision of a date, by how many of year, month, day and hour it lacks."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date: `at` is its first instant (aware), `precision` says how long it lasts. Moments sort by `instant`."""

    at: datetime
    precision: Precision = Precision.DAY

    def __repr__(self) -> str:
        return f"Moment({self.rfc3339}, {self.precision.name})"

    def __lt__(self, other: "Moment") -> bool:
        return (self.instant, self.precision) < (other.instant, other.precision)

    def __reduce__(self) -> tuple[object, ...]:
        # A time zone by its name: what a frozen dataclass does by itself takes many times as long, and every
        # report that is kept between builds has a date.
        zone = getattr(self.at.tzinfo, "key", "")
        return restored, (self.at.replace(tzinfo=None).isoformat(), self.at.fold, zone, int(self.precision))

    @property
    def instant(self) -> datetime:
        """The first instant in UTC. Compare these: Python compares two times of one zone by what clocks show,
        which is wrong in the hour that clocks show twice."""
        return self.at.astimezone(UTC)

    @property
    def ticks(self) -> int:
        """The first instant in microseconds of Unix time."""
        return ticks_of(self.instant)

    @property
    def iso(self) -> str:
        """The date in ISO 8601, no more precise than it was given: `2026`, `2026-02`, `2026-02-24`, ..."""
        if self.precision is Precision.INSTANT:
            return self.at.isoformat(timespec="seconds")
        return self.at.date().isoformat()[: (4, 7, 10)[self.precision - 1]]

    @property
    def words(self) -> str:
        """The date for a reader, such as `24 February 2026`; the hour of an instant is left out."""
        if self.precision is Precision.YEAR:
            return str(self.at.year)
        month = f"{MONTHS[self.at.month - 1]} {self.at.year}"
        return month if self.precision is Precision.MONTH else f"{self.at.day} {month}"

    def words_until(self, end: "Moment") -> str:
        """The date as the first of a range that ends with `end`, without the month or year that both share: `1`
        before `4 October 2026`, `28 September` before `2 October 2026`."""
        if self.year != end.year or self.words == end.words or Precision.YEAR in (self.precision, end.precision):
            return self.words
        is_day, is_same_month = self.precision >= Precision.DAY <= end.precision, self.at.month == end.at.month
        return str(self.at.day) if is_day and is_same_month else self.words.removesuffix(f" {self.year}")

    @property
    def rfc3339(self) -> str:
        """The first instant as feeds want it (RFC 3339, seconds and offset always present)."""
        return self.at.isoformat(timespec="seconds")

    @property
    def year(self) -> int:
        """The calendar year in the offset that the date was given in or read with."""
        return self.at.year

    @property
    def end(self) -> datetime:
        """The first instant, in UTC, that is no longer part of this date."""
        if self.precision is Precision.INSTANT:
            return self.instant
        if self.precision is Precision.DAY:
            days = 1
        elif self.precision is Precision.MONTH:
            days = monthrange(self.at.year, self.at.month)[1]
        else:
            days = 366 if monthrange(self.at.year, 2)[1] == 29 else 365
        # Wall-clock arithmetic in the date's own zone: a day on which clocks change still ends at midnight.
        return (self.at + timedelta(days=days)).astimezone(UTC)


def ticks_of(instant: datetime) -> int:
    """`instant` in microseconds of Unix time, exactly: a float would round those of far years."""
    return (instant - _EPOCH) // _TICK


def instant_of(ticks: int) -> datetime:
    """The instant, in UTC, that is `ticks` microseconds of Unix time."""
    return _EPOCH + ticks * _TICK


def restored(wall: str, fold: int, zone: str, precision: int) -> Moment:
    """The moment that was pickled: its wall-clock time (ISO 8601), which of two such times it is where clocks were
    set back (`fold`), its zone ("" for UTC), and its precision."""
    where = ZoneInfo(zone) if zone else UTC
    return Moment(datetime.fromisoformat(wall).replace(tzinfo=where, fold=fold), Precision(precision))


def parse_moment(text: str, zone: tzinfo) -> Moment:
    """Read `2026`, `2026-02`, `2026-02-24` or `2026-02-24T10:00:00+05:30` (a space may stand for the T).

    A time without an offset is in `zone`; every result is expressed in `zone`, so that one site tells
    one calendar day. Raises ValueError with a sentence for the writer.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise ValueError("this is not a date")
    *date, offset = found.groups()
    year, month, day = int(date[0]), int(date[1] or 1), int(date[2] or 1)
    hour, minute, second = int(date[3] or 0), int(date[4] or 0), int(date[5] or 0)
    precision = _BY_PARTS[date[:4].count(None)]
    if not 1 <= year <= 9998:
        raise ValueError(f"the year {year:04} is out of range")
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if not 1 <= day <= 28 and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}")
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("there is no such time of day")
    if offset is None:
        return _within_calendars(Moment(datetime(year, month, day, hour, minute, second, tzinfo=zone), precision))
    at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    try:
        return _within_calendars(Moment((at if offset in "Zz" else at - _shift(offset)).astimezone(zone), precision))
    except OverflowError:
        raise ValueError(_OUTSIDE) from None


def _shift(offset: str) -> timedelta:
    """How far clocks with this `offset`, such as `+05:30`, are ahead of UTC."""
    hours, minutes = int(offset[1:3]), int(offset[-2:]) if len(offset) > 3 else 0
    if hours > 23 or minutes > 59:
        raise ValueError(f"there is no offset {offset}")
    return timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)


def _within_calendars(moment: Moment) -> Moment:
    """`moment`, whose beginning and end can both be told in UTC; ValueError where they cannot."""
    if 2 < moment.at.year < 9997:
        return moment
    try:
        assert moment.instant <= moment.end
    except OverflowError:
        raise ValueError(_OUTSIDE) from None
    return moment
