"""The site turned round: which reports stand on a list, who is kin to whom."""

from collections import Counter, defaultdict
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
from briefkit.views.shards import shards
from briefkit.views.titles import page_titles

ERA_THRESHOLD = 5_000
"""Reports above which the search index is cut by year, if site.yaml leaves it to us."""

OPENED = 6_000
"""Reports whose words one process keeps in memory, some 20 kB each."""


class Instalment(NamedTuple):
    """A report's place in the series of that name: its number, counted from the oldest, and those on both sides."""

    series: str
    number: int
    before: Slug | None
    after: Slug | None


class Kin(NamedTuple):
    """What stands around a report: what its page is called, its relations, its neighbours in time, who cites it,
    and its place in a series."""

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
    """Facts about the whole site. Pages do not see it: they ask through `Asking`, which remembers what they asked.

    `lists`, `shares`, `parts` and `dated` are as in `Lists`. `open` reads a report's words.
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
        """A report with its words, by its slug; the last few stay at hand."""
        return lru_cache(OPENED)(self._opened)

    def passing(self) -> "Catalogue":
        """The same for whoever opens each report once: none of them stays at hand."""
        other = replace(self)
        other.__dict__["opened"] = other._opened
        return other

    def reworded(self, site: Site, open_report: Callable[[Slug], Article], slugs: Iterable[Slug]) -> "Catalogue":
        """The same of `site`, in which the reports of these `slugs` have other words. They speak to the topics and
        name the entities that they did, if in other passages."""
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
        """The place in its series of each report that has one. An addition at the end changes that of one other."""
        series: defaultdict[str, list[Slug]] = defaultdict(list)
        for slug, report in self.site.reports.items():
            if name := report.facts.series:
                series[name].append(slug)
        return {
            slug: Instalment(name, number, before, after)
            for name, newest_first in series.items()
            for number, (before, slug, after) in enumerate(_between(newest_first[::-1]), start=1)
        }

    def quoted(self, slug: Slug, passages: int) -> QuotedReport:
        """A report with those of its passages for which these bits stand."""
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
        """When the passages of the topic at `listing` named each entity: the first date and the last."""
        found: dict[Slug, tuple[Slug, Slug]] = {}
        for slug, passages in self._passages_at(listing):
            _, named = self._names(slug)
            for number in bits(passages):
                for other in named[number]:
                    found[other] = slug, found[other][1] if other in found else slug
        reports = self.site.reports
        return {other: (reports[old].record.date, reports[new].record.date) for other, (old, new) in found.items()}

    def _passages_at(self, listing: Address) -> Iterable[tuple[Slug, int]]:
        """The reports that the page at `listing` quotes, newest first, each with those passages, as bits."""
        if listing not in self.lists:
            return ()
        both = zip(self.lists[listing], self.shares[listing].passages, strict=True)
        return (pair for pair in both if pair[1])

    @cached_property
    def _names(self) -> Callable[[Slug], tuple[Sequence[Sequence[Slug]], Sequence[Sequence[Slug]]]]:
        """Of a report, by the numbers of its passages, the topics that each speaks to and the entities it names."""

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
        """The dated events of the whole site, or those of a topic, earliest first; the same at any instant."""
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
        """The reports of each shard of the search index, by its name, newest first; all under "" where it is not cut:
        an index of all years would outgrow what a reader should wait for."""
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
        """The `count` reports that entered the feed of a list last: a material correction brings an old one back."""
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


def _between(slugs: Sequence[Slug]) -> Iterable[tuple[Slug | None, Slug, Slug | None]]:
    """Each of `slugs` with those before and after it."""
    return zip((None, *slugs[:-1]), slugs, (*slugs[1:], None), strict=True)


def catalogue(site: Site, links: Links, open_report: Callable[[Slug], Article]) -> Catalogue:
    """Turn `site` round."""
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
