"""Which older reports a report is kin to: those that share its rarest names."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from briefkit.model.names import Slug

_Dated = tuple[Slug, datetime]

RARE_NAMES = 6
RECENT = 24
SHOWN = 5


def related_reports(
    reports: Sequence[tuple[Slug, datetime, tuple[str, ...]]],
) -> dict[Slug, tuple[Slug, ...]]:
    """For each report, given oldest first with its names, up to five older ones, the nearest kin first.

    Each shared name weighs 1 / (older reports that share it); ties go to the nearest date, then the slug.
    Only older reports count (none of the same instant), for the candidates as for the weights, so that a new
    report changes no other's list. Each name remembers its last 24 reports and a report asks its six rarest
    names: the work is bounded by the number of reports, not by its square.
    """
    recent: defaultdict[str, deque[_Dated]] = defaultdict(lambda: deque(maxlen=RECENT))
    seen: defaultdict[str, int] = defaultdict(int)
    related: dict[Slug, tuple[Slug, ...]] = {}
    for _, group in groupby(reports, key=itemgetter(1)):
        at_once = list(group)
        for slug, date, names in at_once:
            related[slug] = _nearest(date, names, recent, seen)
        for slug, date, names in at_once:
            for name in names:
                recent[name].append((slug, date))
                seen[name] += 1
    return related


def _nearest(
    date: datetime, names: Sequence[str], recent: Mapping[str, Iterable[_Dated]], seen: Mapping[str, int]
) -> tuple[Slug, ...]:
    weights: defaultdict[_Dated, float] = defaultdict(float)
    rarest = sorted((name for name in names if seen.get(name)), key=lambda name: (seen[name], name))
    for name in rarest[:RARE_NAMES]:
        for older in recent[name]:
            weights[older] += 1 / seen[name]
    best = sorted(weights, key=lambda older: (-weights[older], date - older[1], older[0]))
    return tuple(older for older, _ in best[:SHOWN])
