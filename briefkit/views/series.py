"""Series of reports: the parts of each, in the order of time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefkit.model.names import Slug
from briefkit.model.site import Report


class Instalment(NamedTuple):
    """A report's place in the series of that name: its number, counted from the oldest, and those on both sides."""

    series: str
    number: int
    before: Slug | None
    after: Slug | None


def instalments(newest_first: Mapping[Slug, Report]) -> dict[Slug, Instalment]:
    """The place of each report that is part of a series. A new part at the end changes the place of one other."""
    series: defaultdict[str, list[Slug]] = defaultdict(list)
    for slug, report in newest_first.items():
        if name := report.facts.series:
            series[name].append(slug)
    return {
        slug: Instalment(name, number, before, after)
        for name, slugs in series.items()
        for number, (before, slug, after) in enumerate(_with_neighbours(slugs[::-1]), start=1)
    }


def _with_neighbours(slugs: Sequence[Slug]) -> Iterable[tuple[Slug | None, Slug, Slug | None]]:
    """Each of `slugs` with the one before it and the one after it."""
    return zip((None, *slugs[:-1]), slugs, (*slugs[1:], None), strict=True)
