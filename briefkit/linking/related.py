"""Which older reports a report is kin to: those that share its rarest names."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from briefkit.model.filed import Facts
from briefkit.model.names import Slug


class Named(NamedTuple):
    """A report's slug, its instant (in microseconds of Unix time) and its names."""

    slug: Slug
    at: int
    names: tuple[str, ...]


def named(facts: Facts) -> Named:
    """A report with the names that make it kin to others: its entities and topics."""
    return Named(facts.slug, facts.at, (*facts.entities, *map(_as_topic, facts.topics)))


@cache
def _as_topic(slug: Slug) -> str:
    """A topic among names: an entity may be called the same."""
    return f"topic {slug}"


RARE_NAMES = 6
RECENT = 24
SHOWN = 5


def related_reports(
    reports: Sequence[Named],
    kinship: Mapping[Slug, tuple[Slug, ...]] = MappingProxyType({}),
    moved: Collection[Named] = (),
) -> dict[Slug, tuple[Slug, ...]]:
    """For each report, up to five older ones; `reports` stand oldest first, those of one instant with the last slug
    first.

    The nearest kin comes first: each shared name weighs 1 / (older reports that share it); ties go to the nearest
    date, then the slug. Only older reports count (none of the same instant), for the candidates as for the
    weights, so that a new report changes no other's list. A report asks its six rarest names, and each of those
    for its last 24 reports: the work is bounded by the number of reports, not by its square.

    `kinship` is what an earlier call gave. It still holds but for reports that came, went or changed since, `moved`
    (as they were and as they are), and for newer ones that share a name with one of those.
    """
    since: dict[str, int] = {}
    for _, at, names in moved:
        for name in names:
            since[name] = min(at, since.get(name, at))
    first = min(since.values(), default=0)
    anew = {slug for slug, _, _ in moved}
    due = [
        report
        for report in reports
        if report.slug not in kinship
        or report.slug in anew
        or (since and report.at > first and any(since.get(name, report.at) < report.at for name in report.names))
    ]
    standing = _standing(reports, {name for report in due for name in report.names})
    dates = {slug: at for slug, at, _ in reports}
    found = {report.slug: _nearest(report, standing, dates) for report in due}
    return {slug: found[slug] if slug in found else kinship[slug] for slug, _, _ in reports}


class _Standing(NamedTuple):
    """The instants and slugs of the reports of one name, oldest first."""

    instants: list[int]
    slugs: list[Slug]


def _standing(reports: Sequence[Named], wanted: Set[str]) -> Mapping[str, _Standing]:
    """Who stands under each of the `wanted` names."""
    found = {name: _Standing([], []) for name in wanted}
    for slug, at, names in reports if wanted else ():
        for name in names:
            if name in found:
                found[name].instants.append(at)
                found[name].slugs.append(slug)
    return found


def _nearest(report: Named, standing: Mapping[str, _Standing], dates: Mapping[Slug, int]) -> tuple[Slug, ...]:
    at = report.at
    older = {name: bisect_left(standing[name].instants, at) for name in report.names}
    rarest = sorted((name for name in report.names if older[name]), key=lambda name: (older[name], name))[:RARE_NAMES]
    recent = [standing[name].slugs[max(0, older[name] - RECENT) : older[name]] for name in rarest]
    met, again = set[Slug](), set[Slug]()
    for slugs in recent:
        again.update(met.intersection(slugs))
        met.update(slugs)
    weights: dict[Slug, float] = {}
    for name, slugs in zip(rarest, recent, strict=True):
        weight = 1 / older[name]
        # Of those that share no other name only the last few can be shown: the others are further and weigh no more.
        for slug in again.intersection(slugs).union(slugs[-SHOWN:]):
            weights[slug] = weights.get(slug, 0) + weight
    best = sorted([(-weight, at - dates[slug], slug) for slug, weight in weights.items()])
    return tuple([slug for _, _, slug in best[:SHOWN]])
