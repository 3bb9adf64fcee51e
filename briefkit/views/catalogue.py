"""The site seen from its lists: which reports stand on each, what stands around a report, and the like."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import Moment
from briefkit.model.names import Address, Slug
from briefkit.model.records import Correction
from briefkit.model.site import Article, Citation, Site
from briefkit.views.events import DatedEvent, Events, dated_events, events_of
from briefkit.views.listing import Part, month_of, year_parts
from briefkit.views.lists import Shares, lists_of
from briefkit.views.opened import Opened, bits, by_passage
from briefkit.views.pieces import Link, QuotedReport, ReportLine, report_line
from briefkit.views.series import Instalment, instalments
from briefkit.views.shards import shards
from briefkit.views.titles import page_titles

ERA_THRESHOLD = 5_000
"""Reports above which the search index is cut by year where site.yaml says `auto`."""

OPENED = 6_000
"""Reports whose words one process keeps in memory, some 20 kB each."""


class Kin(NamedTuple):
    """What a report's page tells of other reports: related ones, those before and after it, those that cite it, its
    place in a series; and the title of the page, which depends on who else has that title."""

    title: str
    related: tuple[Slug, ...]
    newer: Slug | None
    older: Slug | None
    citing: tuple[Citation, ...]
    instalment: Instalment | None


class Corrected(NamedTuple):
    """A correction, and the slug, title and language ("" for the site's) of the report that it was made to."""

    correction: Correction
    slug: Slug
    title: str
    language: str


@dataclass(frozen=True)
class Catalogue:
    """Facts about the whole site. Pages do not see it: they ask through `Asking`, which notes what they ask.

    `lists`, `shares`, `parts` and `dated` are as in `Lists`. `newer` and `older` are the next reports in time. `open`
    reads a report's words.
    """

    site: Site
    links: Links
    open: Callable[[Slug], Article]
    lists: Mapping[Address, tuple[Slug, ...]]
    shares: Mapping[Address, Shares]
    parts: Mapping[Address, Mapping[Address, Part[Slug]]]
    dated: Mapping[Slug, str]
    newer: Mapping[Slug, Slug]
    older: Mapping[Slug, Slug]
    page_titles: Mapping[Slug, str]

    @cached_property
    def line(self) -> Callable[[Slug], ReportLine]:
        """A report as lists show it, by its slug; made once."""
        return cache(lambda slug: report_line(self.site, self.links, self.site.reports[slug]))

    @cached_property
    def topic_link(self) -> Callable[[Slug], Link]:
        """A topic's title, leading to its briefing; made once."""
        topics, href = self.site.topics, self.links.href
        return cache(lambda slug: Link(topics[slug].title, href(addresses.topic(slug))))

    @cached_property
    def entity_link(self) -> Callable[[Slug], Link]:
        """An entity's name, leading to its page; made once."""
        entities, href = self.site.entities, self.links.href
        return cache(lambda slug: Link(entities[slug].name, href(addresses.entity(slug))))

    @cached_property
    def opened(self) -> Callable[[Slug], Opened]:
        """A report with its words, by its slug; the last `OPENED` are kept in memory."""
        return lru_cache(OPENED)(self._opened)

    def passing(self) -> "Catalogue":
        """The same catalogue for whoever opens each report only once: none is kept in memory."""
        other = replace(self)
        other.__dict__["opened"] = other._opened
        return other

    def reworded(self, site: Site, open_report: Callable[[Slug], Article], slugs: Iterable[Slug]) -> "Catalogue":
        """The catalogue of `site`, in which only the words of the reports with these `slugs` changed: they must still
        be on the same topics and name the same entities, though other passages may."""
        shares = dict(self.shares)
        for slug in slugs:
            facts = site.reports[slug].filed.facts
            listings = (*map(addresses.topic, facts.topics), *map(addresses.entity, facts.entities))
            for listing, passages, stamp in zip(listings, facts.passages, facts.shares, strict=True):
                place = self.lists[listing].index(slug)
                own, stamps = list(shares[listing].passages), list(shares[listing].stamps)
                own[place], stamps[place] = passages, stamp
                shares[listing] = Shares(tuple(own), tuple(stamps))
        return replace(self, site=site, open=open_report, shares=shares)

    def _opened(self, slug: Slug) -> Opened:
        return Opened(self.open(slug), self.links)

    def kin(self, slug: Slug) -> Kin:
        """What stands around a report."""
        related = self.site.kinship[slug]
        if given := self.site.reports[slug].facts.related:
            wanted = dict.fromkeys((*given, *related))
            related = tuple(other for other in wanted if other in self.site.reports and other != slug)
        return Kin(
            title=self.page_titles[slug],
            related=related,
            newer=self.newer.get(slug),
            older=self.older.get(slug),
            citing=self.site.citing.get(slug, ()),
            instalment=self._instalments.get(slug),
        )

    @cached_property
    def _instalments(self) -> Mapping[Slug, Instalment]:
        return instalments(self.site.reports)

    def quoted(self, slug: Slug, passages: int) -> QuotedReport:
        """A report with those of its passages whose bits are set in `passages`."""
        quotations = self.opened(slug).quotations(passages) if passages else ()
        return QuotedReport(self.line(slug), f"r-{slug}", quotations)

    def quoted_at(self, slug: Slug, listing: Address) -> QuotedReport:
        """A report with those of its passages that speak to the topic, or name the entity, at `listing`."""
        return self.quoted(slug, self.site.reports[slug].filed.facts.quoted(*subject_of(listing)))

    def quoted_part(self, address: Address, listing: Address) -> tuple[QuotedReport, ...]:
        """The reports of the part at `address` of a topic or an entity at `listing`, with the passages it quotes."""
        part = self.part[address]
        passages = self.shares[listing].passages[part.start : part.start + len(part.items)]
        return tuple(map(self.quoted, part.items, passages))

    def together(self, listing: Address) -> tuple[Counter[Slug], Counter[Slug]]:
        """How many passages of the topic or entity at `listing` speak to each topic, and name each entity."""
        topics: list[Slug] = []
        entities: list[Slug] = []
        for slug, passages in self._passages_at(listing):
            spoken, named = self._names(slug)
            for number in bits(passages):
                topics += spoken[number]
                entities += named[number]
        return Counter(topics), Counter(entities)

    def named(self, listing: Address) -> Mapping[Slug, tuple[Moment, Moment]]:
        """For each entity named in passages of the topic at `listing`, the dates of the first and the last of
        them."""
        found: dict[Slug, tuple[Slug, Slug]] = {}
        for slug, passages in self._passages_at(listing):
            _, named = self._names(slug)
            for number in bits(passages):
                for other in named[number]:
                    found[other] = slug, found[other][1] if other in found else slug
        reports = self.site.reports
        return {other: (reports[old].record.date, reports[new].record.date) for other, (old, new) in found.items()}

    def _passages_at(self, listing: Address) -> Iterable[tuple[Slug, int]]:
        """The reports that the page at `listing` quotes, newest first, each with the quoted passages as bits."""
        if listing not in self.lists:
            return ()
        both = zip(self.lists[listing], self.shares[listing].passages, strict=True)
        return (pair for pair in both if pair[1])

    @cached_property
    def _names(self) -> Callable[[Slug], tuple[Sequence[Sequence[Slug]], Sequence[Sequence[Slug]]]]:
        """For a report, by its slug: the topics of each of its passages, and the entities of each."""

        def names(slug: Slug) -> tuple[Sequence[Sequence[Slug]], Sequence[Sequence[Slug]]]:
            facts = self.site.reports[slug].filed.facts
            count, first = max(facts.passages).bit_length(), len(facts.topics)
            topics = by_passage(facts.topics, facts.passages[:first], count)
            return topics, by_passage(facts.entities, facts.passages[first:], count)

        return cache(names)

    def months(self, listing: Address) -> tuple[tuple[int, int], ...]:
        """How many reports of a list are from each month (counted from the year 0) that has any, oldest first."""
        counts = Counter(map(self.dated.__getitem__, self.lists.get(listing, ())))
        return tuple(sorted([(month_of(month), count) for month, count in counts.items()]))

    def outlets_of(self, listing: Address) -> tuple[tuple[Slug, int], ...]:
        """The sources of the reports on a list, with how many each, the most first."""
        reports = self.site.reports
        counts = Counter(source for slug in self.lists.get(listing, ()) if (source := reports[slug].source))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], self.site.outlets[pair[0]].name)))

    def events(self, topic: Slug | None = None) -> Events:
        """The dated events of the whole site, or those of a topic."""
        return events_of(self.links, self.dates(topic), self.site.clock.now)

    def dates(self, topic: Slug | None = None) -> tuple[DatedEvent, ...]:
        """The dated events of the whole site, or those of a topic, earliest first, whatever the clock says."""
        return self._dated_events.get(topic, ())

    @cached_property
    def timeline(self) -> Mapping[Address, Part[DatedEvent]]:
        """The years of the timeline in parts, by address; none where its undated page shows everything."""
        parts = year_parts(self.dates()[::-1], lambda dated: dated.event.date.year, self.site.settings.latest)
        return {addresses.year(addresses.TIMELINE, part.year, part.number): part for part in parts}

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction of every report, newest first."""
        found = [
            Corrected(correction, slug, report.record.title, report.record.lang)
            for slug, report in self.site.reports.items()
            if report.filed.facts.has_corrections
            for correction in report.record.corrections
        ]
        return tuple(sorted(found, key=lambda corrected: corrected.correction.date.instant, reverse=True))

    @cached_property
    def shards(self) -> Mapping[str, tuple[Slug, ...]]:
        """The reports of each shard of the search index by its name, newest first; all under "" where it is not cut.
        A large index is: readers would wait too long for one of all years."""
        reports, eras = self.site.reports, self.site.settings.search.eras
        if reports and (eras == "always" or (eras == "auto" and len(reports) > ERA_THRESHOLD)):
            return shards(self.dated)
        return {"": tuple(reports)}

    @cached_property
    def _dated_events(self) -> Mapping[Slug | None, tuple[DatedEvent, ...]]:
        return dated_events(report for report in self.site.reports.values() if report.filed.facts.has_events)

    def newest_date(self, listing: Address) -> str:
        """The date of a list's newest report, for the sitemap; "" where there is none."""
        slugs = self.lists.get(listing, ())
        return self.site.reports[slugs[0]].facts.date if slugs else ""

    @cached_property
    def spans(self) -> tuple[int, ...]:
        """The years that have reports, newest first."""
        return tuple(sorted({int(month[:4]) for month in set(self.dated.values())}, reverse=True))

    def newest(self, listing: str, count: int | str) -> tuple[Slug, ...]:
        """The first `count` reports of a list."""
        return self.lists.get(Address(listing), ())[: int(count)]

    def entering(self, listing: str, count: int | str) -> tuple[Slug, ...]:
        """The `count` reports that entered the feed of a list last. With a material correction a report enters
        again."""
        reports, limit = self.site.reports, int(count)
        slugs = self.lists.get(addresses.ARCHIVE if listing == addresses.HOME else Address(listing), ())
        if not self._corrected:
            return slugs[:limit]
        again = [slug for slug in slugs[limit:] if slug in self._corrected]
        found = sorted((*slugs[:limit], *again), key=lambda slug: reports[slug].entered.instant, reverse=True)
        return tuple(found[:limit])

    @cached_property
    def _corrected(self) -> frozenset[Slug]:
        """The reports with a material correction."""
        return frozenset(slug for correction, slug, *_ in self.corrections if correction.material)

    @cached_property
    def part(self) -> Mapping[Address, Part[Slug]]:
        """Every part of every list, by its address."""
        return {address: part for parts in self.parts.values() for address, part in parts.items()}


@cache
def subject_of(listing: Address) -> tuple[str, Slug]:
    """The first part of the address of a topic or an entity, and its slug."""
    kind, name = listing.strip("/").split("/")
    return kind, Slug(name)


def catalogue(site: Site, links: Links, open_report: Callable[[Slug], Article]) -> Catalogue:
    """The catalogue of `site`; `open_report` reads a report's words."""
    lists, shares, parts, dated = lists_of(site)
    everything = lists[addresses.ARCHIVE]
    return Catalogue(
        site=site,
        links=links,
        open=open_report,
        lists=lists,
        shares=shares,
        parts=parts,
        dated=dated,
        newer={old: new for new, old in pairwise(everything)},
        older=dict(pairwise(everything)),
        page_titles=page_titles(site, (page.title for page in site.pages)),
    )
