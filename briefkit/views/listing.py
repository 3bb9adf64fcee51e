"""How long lists are cut: the newest reports on the undated page, and beside it whole years, in parts."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import MONTHS
from briefkit.model.names import Address
from briefkit.views.pieces import Link

PART_SIZE = 200

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Up to 200 items of one year, newest first.

    It is part `number` of the `count` parts of its year, counted from the oldest, so that full parts never change.
    Its first item is number `start` of the whole list, from 0.
    """

    year: int
    number: int
    count: int
    start: int
    items: tuple[Item, ...]


class MonthLink(NamedTuple):
    """A month of a list and how many reports it has; where it has none, the link leads nowhere ("")."""

    link: Link
    reports: int


class YearLine(NamedTuple):
    """A year of a list, how many reports it has, and its twelve months."""

    link: Link
    reports: int
    months: tuple[MonthLink, ...]


def year_parts(items: Sequence[Item], year_of: Callable[[Item], int], latest: int) -> tuple[Part[Item], ...]:
    """All parts of all years of `items` (newest first); none where the undated page shows everything."""
    if len(items) <= latest:
        return ()
    parts: list[Part[Item]] = []
    start = 0
    for year, group in groupby(items, key=year_of):
        oldest_first = list(group)[::-1]
        count = -(-len(oldest_first) // PART_SIZE)
        for number in range(count, 0, -1):
            cut = oldest_first[(number - 1) * PART_SIZE : number * PART_SIZE]
            parts.append(Part(year, number, count, start, tuple(reversed(cut))))
            start += len(cut)
    return tuple(parts)


def year_links(parts: Sequence[Part[Item]], listing: Address, links: Links) -> tuple[Link, ...]:
    """A link to each year of a list, newest first; to a year's newest part."""
    newest = {part.year: part for part in reversed(parts) if part.number == part.count}
    return tuple(
        Link(str(year), links.href(addresses.year(listing, year, part.number)))
        for year, part in sorted(newest.items(), reverse=True)
    )


def month_of(date: str) -> int:
    """The month of a date (ISO 8601) as the number of months since the year 0."""
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1


def month_words(month: int) -> str:
    """A month as people say it, such as `February 2026`."""
    return f"{MONTHS[month % 12]} {month // 12}"


def month_anchor(month: int) -> str:
    """The id of a month's heading on a page that lists reports, such as `2026-02`."""
    return f"{month // 12}-{month % 12 + 1:02}"


def month_links(months: Sequence[tuple[int, int]], listing: Address, links: Links) -> tuple[YearLine, ...]:
    """A line for each year of a list that is cut into parts, newest first; `months` as `Asking.months` gives them.

    A month leads to the part that holds its newest report: parts are filled from the oldest.
    """
    years: dict[int, list[MonthLink]] = {}
    newest: dict[int, str] = {}
    before: Counter[int] = Counter()
    for month, count in months:
        year = month // 12
        before[year] += count
        part = addresses.year(listing, year, -(-before[year] // PART_SIZE))
        newest[year] = links.href(part)
        found = years.setdefault(year, [MonthLink(Link(name, ""), 0) for name in MONTHS])
        found[month % 12] = MonthLink(Link(MONTHS[month % 12], links.href(part, month_anchor(month))), count)
    return tuple(
        YearLine(Link(str(year), newest[year]), before[year], tuple(found))
        for year, found in sorted(years.items(), reverse=True)
    )


def older_part(part: Part[Item], listing: Address, links: Links) -> Link | None:
    """A link to the older part of the same year, if there is one. No link leads to a newer part: a full part is never
    written again."""
    if part.number == 1:
        return None
    address = addresses.year(listing, part.year, part.number - 1)
    return Link(f"Earlier in {part.year}", links.href(address))
