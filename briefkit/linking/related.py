"""Which older reports a report is kin to: those that share its rarest names."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from briefkit.model.names import Slug
from briefkit.model.site import Kinship

_Dated = tuple[Slug, float]

RARE_NAMES = 6
RECENT = 24
SHOWN = 5


def related_reports(
    reports: Sequence[tuple[Slug, float, tuple[str, ...]]], before: Mapping[Slug, Kinship]
) -> dict[Slug, Kinship]:
    """For each report, given oldest first with its instant (in seconds) and its names, up to five older ones.

    The nearest kin comes first: each shared name weighs 1 / (older reports that share it); ties go to the nearest
    date, then the slug. Only older reports count (none of the same instant), for the candidates as for the
    weights, so that a new report changes no other's list. Each name remembers its last 24 reports and a report
    asks its six rarest names: the work is bounded by the number of reports, not by its square.

    `before` is what an earlier call gave. It still holds for a report none of whose names stands in an older
    report that has changed since.
    """
    recent: defaultdict[str, deque[_Dated]] = defaultdict(lambda: deque(maxlen=RECENT))
    seen: defaultdict[str, int] = defaultdict(int)
    now = {slug: (at, names) for slug, at, names in reports}
    gone = sorted((kin.at, kin.names) for slug, kin in before.items() if now.get(slug) != kin[:2])
    next_gone = 0
    touched: set[str] = set()
    related: dict[Slug, Kinship] = {}
    for at, group in groupby(reports, key=itemgetter(1)):
        at_once = list(group)
        while next_gone < len(gone) and gone[next_gone][0] < at:
            touched.update(gone[next_gone][1])
            next_gone += 1
        for slug, _, names in at_once:
            known = before.get(slug)
            if known is not None and known[:2] == (at, names) and touched.isdisjoint(names):
                related[slug] = known
            else:
                related[slug] = Kinship(at, names, _nearest(at, names, recent, seen))
        for slug, _, names in at_once:
            known = before.get(slug)
            if known is None or known[:2] != (at, names):
                touched.update(names)
            for name in names:
                recent[name].append((slug, at))
                seen[name] += 1
    return related


def _nearest(
    at: float, names: Sequence[str], recent: Mapping[str, Iterable[_Dated]], seen: Mapping[str, int]
) -> tuple[Slug, ...]:
    weights: defaultdict[_Dated, float] = defaultdict(float)
    rarest = sorted((name for name in names if seen.get(name)), key=lambda name: (seen[name], name))
    for name in rarest[:RARE_NAMES]:
        for older in recent[name]:
            weights[older] += 1 / seen[name]
    best = sorted(weights, key=lambda older: (-weights[older], at - older[1], older[0]))
    return tuple(older for older, _ in best[:SHOWN])
