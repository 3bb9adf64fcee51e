"""Which older reports a report is kin to: those that share its rarest names."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from briefkit.model.filed import Facts
from briefkit.model.names import Slug

_Dated = tuple[Slug, int]


class Named(NamedTuple):
    """A report's slug, its instant (in microseconds of Unix time) and its names."""

    slug: Slug
    at: int
    names: tuple[str, ...]


def named(facts: Facts) -> Named:
    """A report with the names that make it kin to others: its entities and topics."""
    return Named(facts.slug, facts.at, (*facts.entities, *[f"topic {topic}" for topic in facts.topics]))


RARE_NAMES = 6
RECENT = 24
SHOWN = 5


def related_reports(
    reports: Sequence[Named],
    before: Mapping[Slug, Named] = MappingProxyType({}),
    kinship: Mapping[Slug, tuple[Slug, ...]] = MappingProxyType({}),
) -> dict[Slug, tuple[Slug, ...]]:
    """For each report, given oldest first, up to five older ones.

    The nearest kin comes first: each shared name weighs 1 / (older reports that share it); ties go to the nearest
    date, then the slug. Only older reports count (none of the same instant), for the candidates as for the
    weights, so that a new report changes no other's list. Each name remembers its last 24 reports and a report
    asks its six rarest names: the work is bounded by the number of reports, not by its square.

    `kinship` is what an earlier call gave for the reports `before`. It still holds for a report none of whose names
    stands in an older report that has changed since.
    """
    recent: defaultdict[str, deque[_Dated]] = defaultdict(lambda: deque(maxlen=RECENT))
    seen: defaultdict[str, int] = defaultdict(int)
    now = {report.slug: report for report in reports}
    gone = sorted((old.at, old.names) for slug, old in before.items() if slug in kinship and now.get(slug) != old)
    next_gone = 0
    touched: set[str] = set()
    related: dict[Slug, tuple[Slug, ...]] = {}
    for at, group in groupby(reports, key=itemgetter(1)):
        at_once = list(group)
        while next_gone < len(gone) and gone[next_gone][0] < at:
            touched.update(gone[next_gone][1])
            next_gone += 1
        for report in at_once:
            slug, _, names = report
            if slug in kinship and before.get(slug) == report and touched.isdisjoint(names):
                related[slug] = kinship[slug]
            else:
                related[slug] = _nearest(at, names, recent, seen)
        for report in at_once:
            slug, _, names = report
            if slug not in kinship or before.get(slug) != report:
                touched.update(names)
            for name in names:
                recent[name].append((slug, at))
                seen[name] += 1
    return related


def _nearest(
    at: int, names: Sequence[str], recent: Mapping[str, Iterable[_Dated]], seen: Mapping[str, int]
) -> tuple[Slug, ...]:
    weights: defaultdict[_Dated, float] = defaultdict(float)
    rarest = sorted((name for name in names if seen.get(name)), key=lambda name: (seen[name], name))
    for name in rarest[:RARE_NAMES]:
        for older in recent[name]:
            weights[older] += 1 / seen[name]
    best = sorted(weights, key=lambda older: (-weights[older], at - older[1], older[0]))
    return tuple(older for older, _ in best[:SHOWN])
