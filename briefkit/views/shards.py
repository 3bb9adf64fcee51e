"""How the search index of a large site is cut: an era for each year, and years with many reports into shards.

An edit costs making the index of one shard again, and a reader's search a few requests for each shard of an era.
Where a report belongs depends on its date and on how many reports are around it, never on earlier builds.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from briefkit.model.names import Slug
from briefkit.views.listing import month_of

FULL = 200
"""Reports above which a part of the calendar is cut into smaller ones; Pagefind takes 1.6 ms of a core for each."""

_YEAR = len("2026")
_CUTS = ((12, "{year}"), (6, "{year}-h{part}"), (3, "{year}-q{part}"), (1, "{year}-{part:02}"))
"""The parts of a year from the largest: how many months each has, and what a shard of them is called."""


def shards(newest_first: Mapping[Slug, str]) -> Mapping[str, tuple[Slug, ...]]:
    """The shards by name, newest first, each with its reports in that order.

    `newest_first` gives the month of each report (ISO 8601), or its year where no month is given.

    A report belongs to the largest part of the calendar around its date that is not over-full; failing that, to its
    month. One more report therefore moves others only where it makes a part too full. A name begins with its era.
    """
    months: defaultdict[str, list[Slug]] = defaultdict(list)
    for slug, month in newest_first.items():
        months[month if len(month) > _YEAR else f"{month}-01"].append(slug)
    counts = Counter[str]()
    for month, slugs in months.items():
        counts.update(dict.fromkeys(_parts(month), len(slugs)))
    found: defaultdict[str, list[Slug]] = defaultdict(list)
    for month, slugs in months.items():
        parts = _parts(month)
        found[next((name for name in parts if counts[name] <= FULL), parts[-1])] += slugs
    return {name: tuple(slugs) for name, slugs in found.items()}


def _parts(month: str) -> list[str]:
    """The parts of the calendar that a month lies in, from the largest."""
    year, number = month[:_YEAR], month_of(month) % 12
    return [name.format(year=year, part=number // length + 1) for length, name in _CUTS]
