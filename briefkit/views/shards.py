"""How the search index of a large site is cut: an era a year, and a full year into shards by its calendar.

An edit costs the index of one shard, and a reader's question a few requests for each shard of an era. Where a report
belongs hangs on its date and on how many are around it, never on earlier builds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from briefkit.model.filed import Facts
from briefkit.model.names import Slug
from briefkit.views.listing import month_of

FULL = 200
"""Reports above which a part of the calendar is cut into smaller ones: Pagefind takes 1.6 ms of a core for each."""

_CUTS = ((12, "{year}"), (6, "{year}-h{part}"), (3, "{year}-q{part}"), (1, "{year}-{part:02}"))
"""The parts of a year from the largest: how many months each has, and what a shard of them is called."""


def shards(newest_first: Iterable[Facts]) -> Mapping[str, tuple[Slug, ...]]:
    """The shards by name, newest first, each with its reports in that order.

    A report is in the largest part of the calendar around its date that is not full, or else in its month. So one
    more report moves no other, but where its part is full with it and is cut. The first word of a name is the era.
    """
    months: defaultdict[tuple[int, int], list[Slug]] = defaultdict(list)
    for facts in newest_first:
        months[facts.year, month_of(facts.date) % 12].append(facts.slug)
    counts = Counter[str]()
    for month, slugs in months.items():
        counts.update(dict.fromkeys(_parts(*month), len(slugs)))
    found: defaultdict[str, list[Slug]] = defaultdict(list)
    for month, slugs in months.items():
        parts = _parts(*month)
        found[next((name for name in parts if counts[name] <= FULL), parts[-1])] += slugs
    return {name: tuple(slugs) for name, slugs in found.items()}


def _parts(year: int, month: int) -> list[str]:
    """The parts of the calendar that a month (January is 0) lies in, from the largest."""
    return [name.format(year=year, part=month // length + 1) for length, name in _CUTS]
