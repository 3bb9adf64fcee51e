"""How many reports a list has by month, quarter or year, as the bars of a chart and the rows of a table."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefkit.model.moments import MONTHS

MOST_BARS = 32
"""Bars for which the column beside the text has room."""

FEWEST_MONTHS = 3
"""Months with reports from which a chart says more than a sentence."""

_UNITS = (("month", 1), ("quarter", 3), ("year", 12))
_HEIGHT = 60
_STEP, _BAR = 4, 3


class Period(NamedTuple):
    """A stretch of time and how many reports are from it."""

    words: str
    reports: int


class Coverage(NamedTuple):
    """Reports by `unit`, oldest first, no period left out; `bars` is an SVG path in a box of `width` by `height`."""

    unit: str
    periods: tuple[Period, ...]
    highest: Period
    bars: str
    width: int
    height: int = _HEIGHT


def coverage_of(months: Sequence[tuple[int, int]]) -> Coverage | None:
    """Coverage from the reports of each month (counted from the year 0, oldest first); None of less than three."""
    if len(months) < FEWEST_MONTHS:
        return None
    first, last = months[0][0], months[-1][0]
    unit, size = next((unit for unit in _UNITS if last // unit[1] - first // unit[1] < MOST_BARS), _UNITS[-1])
    counts: Counter[int] = Counter()
    for month, count in months:
        counts[month // size] += count
    span = range(first // size, last // size + 1)
    periods = tuple(Period(_words(number, size), counts[number]) for number in span)
    highest = max(periods, key=lambda period: period.reports)
    return Coverage(unit, periods, highest, _bars(periods, highest.reports), len(periods) * _STEP)


def _words(number: int, size: int) -> str:
    first = number * size
    year, month = divmod(first, 12)
    if size == 12:
        return str(year)
    if size == 1:
        return f"{MONTHS[month]} {year}"
    return f"{MONTHS[month][:3]}–{MONTHS[month + size - 1][:3]} {year}"


def _bars(periods: Sequence[Period], highest: int) -> str:
    """A box on the ground line for each period that has any reports."""
    return "".join(
        f"M{number * _STEP} {_HEIGHT}v-{max(1, round(period.reports * _HEIGHT / highest))}h{_BAR}V{_HEIGHT}"
        for number, period in enumerate(periods)
        if period.reports
    )
