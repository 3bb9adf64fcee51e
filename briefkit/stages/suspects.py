"""Which answers may be other than before, told from the few reports that moved without looking at all the others."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefkit.linking.moved import Moved
from briefkit.model import addresses
from briefkit.model.filed import Facts
from briefkit.model.names import Address, Slug
from briefkit.model.site import Linked
from briefkit.views.catalogue import Catalogue
from briefkit.views.lists import listings_of

OF_REPORTS = frozenset("line front article quoted ahead kin live withdrawn".split())
"""Questions about one report, which is named first."""

OF_LISTS = frozenset("together named months outlets".split())
"""Questions about a list of which the answer hangs on what is told of its reports, and takes all of them to find."""


@dataclass(frozen=True)
class Suspects:
    """The reports, the lists and the parts of their years of which anything may be told otherwise than before."""

    reports: frozenset[Slug]
    lists: frozenset[Address]
    parts: frozenset[Address]

    def among(self, questions: Iterable[str]) -> list[str]:
        """Those of `questions` that may have another answer; all that are answered at once are."""
        of_reports = tuple([f"{kind} " for kind in OF_REPORTS])
        # Nearly all are of reports, and nearly all of those are about others.
        return [
            question
            for question in questions
            if (
                question.split(" ", 2)[1] in self.reports
                if question.startswith(of_reports)
                else self._include(question)
            )
        ]

    def _include(self, question: str) -> bool:
        kind, _, subject = question.partition(" ")
        if kind == "told":
            return subject in self.parts
        return kind not in OF_LISTS or subject in self.lists


def suspects(
    cat: Catalogue,
    moved: Moved,
    linked: tuple[Mapping[str, Linked], Mapping[str, Linked]],
    kinship: Mapping[Slug, tuple[Slug, ...]],
) -> Suspects:
    """What may be told otherwise since `moved` did. `linked` is before and now, `kinship` before.

    Beside those that moved: who stands next to them in time, who is called the same, who is of the same series, who
    is kin to others now, who links to something that is called otherwise, and whom any of these cite.
    """
    reports, found = cat.site.reports, set(moved.slugs)
    before, now = linked
    # One that had no links, or has none any more, was edited: it is among those that moved.
    relinked = {
        path
        for path, new in now.items()
        if (old := before.get(path)) is not None and old is not new and old.resolved != new.resolved
    }
    if relinked:
        found |= {slug for slug, report in reports.items() if report.filed.facts.path in relinked}
    retold = frozenset(found)
    for links in linked:
        for one in links.values():
            found.update([citation.cited for citation in one.citations if citation.citing in found])
    for facts in moved.facts:
        found.update(_next_to(facts, cat))
    titles = {facts.title for facts in moved.facts}
    found |= {slug for slug, report in reports.items() if report.filed.facts.title in titles}
    series = {facts.series for facts in moved.facts if facts.series}
    if series:
        found |= {slug for slug, report in reports.items() if report.filed.facts.series in series}
    if not moved.keeps_order:
        kin = cat.site.kinship
        found |= {slug for slug in reports if kin[slug] != kinship.get(slug)}
        found |= {slug for slug, report in reports.items() if report.filed.facts.related}
    lists = {listing for facts in moved.facts for listing in listings_of(cat.site, facts)}
    parts = {
        address
        for parts in cat.parts.values()
        for address, part in parts.items()
        if not retold.isdisjoint(part.items)
    }
    return Suspects(frozenset(found), frozenset(lists), frozenset(parts))


def _next_to(facts: Facts, cat: Catalogue) -> Sequence[Slug]:
    """The reports on both sides of where one with these facts stands, stood or would stand."""
    reports = cat.site.reports
    newest_first = cat.lists[addresses.ARCHIVE]
    place = bisect_left(newest_first, (-facts.at, facts.slug), key=lambda slug: (-reports[slug].facts.at, slug))
    return newest_first[max(place - 1, 0) : place + 2]
