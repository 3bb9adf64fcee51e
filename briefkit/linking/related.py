"""Which older reports a report is kin to: those that share its rarest names."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from briefkit.model.filed import Facts
from briefkit.model.names import Slug


class Named(NamedTuple):
    """A report's slug, its instant (in microseconds of Unix time) and its names."""

    slug: Slug
    at: int
    names: tuple[str, ...]


def named(facts: Facts) -> Named:
    """A report with the names by which it is kin to others: its entities and topics."""
    return Named(facts.slug, facts.at, (*facts.entities, *map(_as_topic, facts.topics)))


@cache
def _as_topic(slug: Slug) -> str:
    """A topic's name, told apart from an entity with the same slug."""
    return f"topic {slug}"


RARE_NAMES = 6
"""A report's rarest names, by which its kin is sought."""

RECENT = 24
"""The last older reports of each of these names that are looked at."""

SHOWN = 5
"""Kin of each report."""


class Relating:
    """Finds for each report up to five older ones, piece by piece.

    The nearest kin comes first: each shared name weighs 1 / (older reports that share it); ties go to the nearest
    date, then the slug. Only older reports count (none of the same instant), for the candidates as for the
    weights, so that a new report changes no other's list. A report asks its six rarest names, and each of those
    for its last 24 reports: the work is bounded by the number of reports, not by its square.
    """

    def __init__(
        self, reports: Sequence[Named], kinship: Mapping[Slug, tuple[Slug, ...]], changed: Collection[Named]
    ) -> None:
        """`reports` stand oldest first, those of one instant with the last slug first.

        `kinship` is what was found earlier. It is still right except for the reports that came, went or changed since
        (`changed`: as they were, and as they are) and for newer ones that share a name with one of those. The kin of
        these, which are `due`, must be found anew.
        """
        since: dict[str, int] = {}
        for _, at, names in changed:
            for name in names:
                since[name] = min(at, since.get(name, at))
        first = min(since.values(), default=0)
        anew = {slug for slug, _, _ in changed}
        self.due = [
            report
            for report in reports
            if report.slug not in kinship
            or report.slug in anew
            or (since and report.at > first and any(since.get(name, report.at) < report.at for name in report.names))
        ]
        self._reports = reports
        self._kinship = kinship
        self._postings = _inverted_index(reports, {name for report in self.due for name in report.names})

    def nearest(self, chunk: range) -> list[list[int]]:
        """The kin of the `chunk` of those that are due, the nearest first, as places among the reports: these cost
        less to send from one process to another than slugs."""
        return [self._nearest(report) for report in self.due[chunk.start : chunk.stop]]

    def kinship(self, found: Iterable[Iterable[Sequence[int]]]) -> dict[Slug, tuple[Slug, ...]]:
        """The kin of every report, given what `nearest` found for all that are due, chunk by chunk."""
        slugs = [slug for slug, _, _ in self._reports]
        kin = (tuple([slugs[place] for place in places]) for chunk in found for places in chunk)
        anew = dict(zip((report.slug for report in self.due), kin, strict=True))
        return {slug: anew[slug] if slug in anew else self._kinship[slug] for slug in slugs}

    def _nearest(self, report: Named) -> list[int]:
        postings = self._postings
        shared = [(bisect_left(postings[name].instants, report.at), name) for name in report.names]
        rarest = sorted([(older, name) for older, name in shared if older])[:RARE_NAMES]
        recent = [postings[name].places[max(0, older - RECENT) : older] for older, name in rarest]
        met, again = set[int](), set[int]()
        for places in recent:
            again.update(met.intersection(places))
            met.update(places)
        weights: dict[int, float] = {}
        for (older, _), places in zip(rarest, recent, strict=True):
            weight = 1 / older
            # Of reports that share no other name with this one only the last few can be among the nearest: the others
            # weigh as much and are further away.
            for place in again.intersection(places).union(places[-SHOWN:]):
                weights[place] = weights.get(place, 0) + weight
        # Of those that weigh the same the last in order comes first: that is the nearest date, then the first slug.
        best = sorted([(-weight, -place) for place, weight in weights.items()])
        return [-place for _, place in best[:SHOWN]]


class _Postings(NamedTuple):
    """The reports that have one name, oldest first: their instants, and their places among all reports."""

    instants: list[int]
    places: list[int]


def _inverted_index(reports: Sequence[Named], wanted: Set[str]) -> Mapping[str, _Postings]:
    """The reports that have each of the `wanted` names."""
    found = {name: _Postings([], []) for name in wanted}
    for place, (_, at, names) in enumerate(reports if wanted else ()):
        for name in names:
            if name in found:
                found[name].instants.append(at)
                found[name].places.append(place)
    return found
