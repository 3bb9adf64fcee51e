"""Which answers may differ from those of the build before, found from the few reports that changed."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefkit.linking.changes import ReportChanges
from briefkit.model import addresses
from briefkit.model.filed import Facts
from briefkit.model.names import Address, Slug
from briefkit.model.site import Linked
from briefkit.views.catalogue import Catalogue
from briefkit.views.lists import listings_of

OF_REPORTS = frozenset("line front article quoted ahead kin live withdrawn".split())
"""Kinds of questions about one report, whose slug comes first."""

OF_LISTS = frozenset("together named months outlets".split())
"""Kinds of questions about a list whose answers depend on each of its reports, and take all of them to work out."""


@dataclass(frozen=True)
class Suspects:
    """The reports, the lists, and the parts of years of lists about which any answer may differ."""

    reports: frozenset[Slug]
    lists: frozenset[Address]
    parts: frozenset[Address]

    def among(self, questions: Iterable[str]) -> list[str]:
        """Those of `questions` that may have another answer, and those that cost nothing to answer."""
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
        if kind == "contents":
            return subject in self.parts
        return kind not in OF_LISTS or subject in self.lists


def suspects(
    cat: Catalogue,
    changes: ReportChanges,
    linked: tuple[Mapping[str, Linked], Mapping[str, Linked]],
    kinship: Mapping[Slug, tuple[Slug, ...]],
) -> Suspects:
    """What may differ because of `changes`, given what became of links (`linked`: before, and now) and the `kinship`
    before.

    That is, besides the reports that changed themselves: those next to them in time, those with the same title or in
    the same series, those that are kin to other reports than before, those whose links lead elsewhere or to something
    that was renamed, and those that any of these cite.
    """
    reports, found = cat.site.reports, set(changes.slugs)
    before, now = linked
    # One that had no links, or has none any more, was edited: it is among the reports that changed.
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
    for facts in changes.facts:
        found.update(_next_to(facts, cat))
    titles = {facts.title for facts in changes.facts}
    found |= {slug for slug, report in reports.items() if report.filed.facts.title in titles}
    series = {facts.series for facts in changes.facts if facts.series}
    if series:
        found |= {slug for slug, report in reports.items() if report.filed.facts.series in series}
    if not changes.keeps_order:
        kin = cat.site.kinship
        found |= {slug for slug in reports if kin[slug] != kinship.get(slug)}
        found |= {slug for slug, report in reports.items() if report.filed.facts.related}
    lists = {listing for facts in changes.facts for listing in listings_of(cat.site, facts)}
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
