"""The site turned round: which reports stand on a list, who is kin to whom; and a stamp for each such fact."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import Moment
from briefkit.model.names import Address, PassageId, Slug
from briefkit.model.records import ArticleRecord, Correction, Record
from briefkit.model.site import Article, Citation, Report, Share, Site
from briefkit.model.stamps import stamped
from briefkit.views.events import Events, Told, events_of, told_by
from briefkit.views.listing import Part, month_of, year_parts
from briefkit.views.pieces import Quotation, ReportLine, quotation, report_line

ERA_THRESHOLD = 5_000
"""Reports above which the search index is one bundle a year, if site.yaml leaves it to us."""

OPENED = 2_000
"""Reports whose words one process keeps in memory, some 20 kB each."""

FIXED_TITLES = ("Archive", "Corrections", "Not found", "Search", "Sources", "Timeline", "Topics", "Who and what")
"""Titles of pages that every site has; a report of that name has its date beside it."""


class Kin(NamedTuple):
    """What stands around a report: what its page is called, its relations, its neighbours in time, who cites it."""

    title: str
    related: tuple[Slug, ...]
    newer: Slug | None
    older: Slug | None
    citing: tuple[Citation, ...]


class Corrected(NamedTuple):
    """A correction, and the slug and title of the report that it was made to."""

    correction: Correction
    slug: Slug
    title: str


@dataclass(frozen=True)
class Opened:
    """A report with its words, and each passage as other pages quote it."""

    article: Article
    links: Links

    @cached_property
    def quotations(self) -> Mapping[PassageId, Quotation]:
        """The passages, by their ids, in order."""
        report = self.article.report
        return {p.id: quotation(self.links, report, p, n) for n, p in enumerate(self.article.passages, start=1)}


@dataclass(frozen=True)
class Catalogue:
    """Facts about the whole site. Pages do not see it: they ask through `Asking`, which remembers what they asked.

    `lists` are newest first, by the address of the page that shows their beginning; `parts` are their years, by
    address. `open` reads a report's words.
    """

    site: Site
    links: Links
    open: Callable[[Slug], Article]
    lists: Mapping[Address, tuple[Slug, ...]]
    parts: Mapping[Address, Mapping[Address, Part[Slug]]]
    newer: Mapping[Slug, Slug]
    older: Mapping[Slug, Slug]
    page_titles: Mapping[Slug, str]

    @cached_property
    def line(self) -> Callable[[Slug], ReportLine]:
        """A report as lists show it, by its slug; made once."""
        return lru_cache(None)(lambda slug: report_line(self.site, self.links, self.site.reports[slug]))

    @cached_property
    def opened(self) -> Callable[[Slug], Opened]:
        """A report with its words, by its slug; the last few stay at hand."""
        return lru_cache(OPENED)(self._opened)

    def _opened(self, slug: Slug) -> Opened:
        return Opened(self.open(slug), self.links)

    def kin(self, slug: Slug) -> Kin:
        """What stands around a report."""
        related = self.site.kinship[slug].related
        if given := self.site.reports[slug].record.related:
            wanted = dict.fromkeys((*given, *related))
            related = tuple(other for other in wanted if other in self.site.reports and other != slug)
        return Kin(
            title=self.page_titles[slug],
            related=related,
            newer=self.newer.get(slug),
            older=self.older.get(slug),
            citing=self.site.citing.get(slug, ()),
        )

    def share(self, slug: Slug, listing: Address) -> Share | None:
        """What a report gives to the topic or says of the entity that stands at `listing`; None where nothing."""
        outline = self.site.reports[slug].outline
        kind, name = listing.strip("/").split("/")
        return (outline.topics if kind == "topics" else outline.entities).get(Slug(name))

    def together(self, listing: Address) -> tuple[Counter[Slug], Counter[Slug]]:
        """How many passages of the topic or entity at `listing` speak to each topic, and name each entity."""
        topics, entities = Counter[Slug](), Counter[Slug]()
        for slug in self.lists.get(listing, ()):
            share = self.share(slug, listing)
            if share:
                outline = self.site.reports[slug].outline
                for counts, others in ((topics, outline.topics), (entities, outline.entities)):
                    for other, theirs in others.items():
                        if common := share.passages & theirs.passages:
                            counts[other] += common.bit_count()
        return topics, entities

    def named(self, listing: Address) -> Mapping[Slug, tuple[Moment, Moment]]:
        """When the passages of the topic at `listing` named each entity: the first date and the last."""
        found: dict[Slug, tuple[Moment, Moment]] = {}
        for slug in self.lists.get(listing, ()):
            if share := self.share(slug, listing):
                date = self.site.reports[slug].record.date
                for other, theirs in self.site.reports[slug].outline.entities.items():
                    if share.passages & theirs.passages:
                        found[other] = date, found[other][1] if other in found else date
        return found

    def months(self, listing: Address) -> tuple[tuple[int, int], ...]:
        """How many reports of a list are from each month (counted from the year 0) that has any, oldest first."""
        return tuple(sorted(Counter(map(self._month.__getitem__, self.lists.get(listing, ()))).items()))

    @cached_property
    def _month(self) -> Mapping[Slug, int]:
        return {slug: month_of(report.record.date) for slug, report in self.site.reports.items()}

    def outlets_of(self, listing: Address) -> tuple[tuple[Slug, int], ...]:
        """The sources of the reports on a list, with how many each, the most first."""
        reports = self.site.reports
        counts = Counter(source for slug in self.lists.get(listing, ()) if (source := reports[slug].source))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], self.site.outlets[pair[0]].name)))

    def events(self, topic: Slug | None = None) -> Events:
        """The dated events of the whole site, or those of a topic."""
        return events_of(self.links, self.dates(topic), self.site.clock.now)

    def dates(self, topic: Slug | None = None) -> tuple[Told, ...]:
        """The dated events of the whole site, or those of a topic, earliest first; the same at any instant."""
        return self._told.get(topic, ())

    @cached_property
    def timeline(self) -> Mapping[Address, Part[Told]]:
        """The years of the timeline in parts, by address; none where its undated page shows everything."""
        parts = year_parts(self.dates()[::-1], lambda told: told.event.date.year, self.site.settings.latest)
        return {addresses.year(addresses.TIMELINE, part.year, part.number): part for part in parts}

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction of every report, newest first."""
        found = [
            Corrected(correction, slug, report.record.title)
            for slug, report in self.site.reports.items()
            for correction in report.record.corrections
        ]
        return tuple(sorted(found, key=lambda corrected: corrected.correction.date.instant, reverse=True))

    @property
    def has_eras(self) -> bool:
        """Whether the search index is cut by year: one of all years outgrows what a reader should wait for."""
        eras = self.site.settings.search.eras
        return eras == "always" or (eras == "auto" and len(self.site.reports) > ERA_THRESHOLD)

    @cached_property
    def _told(self) -> Mapping[Slug | None, tuple[Told, ...]]:
        return told_by(report for report in self.site.reports.values() if report.record.events)

    # --- A stamp for each fact that pages may ask for: as long as it stays the same, so does the answer. ---

    def stamp(self, question: str) -> bytes | str:
        """A short value that changes whenever the answer to `question`, of a kind that `Asking` notes, does."""
        kind, _, subject = question.partition(" ")
        made: bytes | str = self._stamps[kind](subject)
        return made

    @cached_property
    def _stamps(self) -> Mapping[str, Callable[[str], bytes | str]]:
        site = self.site
        return {
            "line": lambda slug: self._of_report(slug, self._line_stamp),
            "front": lambda slug: self._of_report(slug, self._front_stamp),
            "article": lambda slug: self._of_report(
                slug,
                lambda report: f"{report.outline.stamp.hex()} {stamped(report.resolved + self._front(report)).hex()}",
            ),
            "quoted": self._quoted_stamp,
            "ahead": lambda slug: self._of_report(slug, self._ahead_stamp),
            "kin": lambda slug: self._of_report(slug, self._kin_stamp),
            "newest": lambda subject: " ".join(self.newest(*subject.rsplit(" ", 1))),
            "entering": lambda subject: " ".join(self.entering(*subject.rsplit(" ", 1))),
            "part": lambda address: stamped(
                " ".join(self.part[Address(address)].items if address in self.part else ())
            ),
            "years": lambda address: " ".join(self.parts.get(Address(address), ())),
            "count": lambda address: str(len(self.lists.get(Address(address), ()))),
            "together": self._together_stamp,
            "named": self._named_stamp,
            "months": lambda address: stamped(repr(self.months(Address(address)))),
            "outlets": lambda address: repr(self.outlets_of(Address(address))),
            "events": lambda topic: stamped(repr(self.events(Slug(topic) if topic else None))),
            "dates": lambda topic: stamped(repr(self.dates(Slug(topic) if topic else None))),
            "timeline": lambda _: " ".join(self.timeline),
            "dated": lambda address: stamped(repr(self.timeline.get(Address(address)))),
            "corrections": lambda _: stamped(repr(self.corrections)),
            "topic": lambda slug: self._record_stamp(site.topics.get(Slug(slug))),
            "entity": lambda slug: self._record_stamp(site.entities.get(Slug(slug))),
            "kind": lambda slug: site.entities[Slug(slug)].kind if slug in site.entities else "",
            "source": lambda slug: repr(site.outlets.get(Slug(slug), None) and self._outlet_stamp(Slug(slug))),
            "page": lambda slug: self._record_stamp(next((p for p in site.pages if p.slug == slug), None)),
            "withdrawn": lambda slug: repr(
                [(r.title, r.date, r.date_estimated, r.expires) for r in site.withdrawn if r.slug == slug]
            ),
            "name": self._name,
            "topics": lambda _: repr([(topic.slug, topic.title, topic.parent) for topic in site.topics.values()]),
            "entities": lambda _: repr([(slug, entity.name, entity.kind) for slug, entity in site.entities.items()]),
            "sources": lambda _: repr([(slug, outlet.name) for slug, outlet in site.outlets.items()]),
            "pages": lambda _: repr([(page.slug, page.title) for page in site.pages]),
            "eras": lambda _: str(self.has_eras),
            "spans": lambda _: repr(self.spans),
            "live": lambda slug: str(slug in site.reports),
        }

    def newest_date(self, listing: Address) -> str:
        """The date of a list's newest report, for the sitemap; "" where there is none."""
        slugs = self.lists.get(listing, ())
        return self.site.reports[slugs[0]].record.date.iso if slugs else ""

    @cached_property
    def spans(self) -> tuple[int, ...]:
        """The years that have reports, newest first."""
        return tuple(sorted({report.record.date.year for report in self.site.reports.values()}, reverse=True))

    def newest(self, listing: str, count: str) -> tuple[Slug, ...]:
        """The first reports of a list."""
        return self.lists.get(Address(listing), ())[: int(count)]

    def entering(self, listing: str, count: int | str) -> tuple[Slug, ...]:
        """The `count` reports that entered the feed of a list last: a material correction brings an old one back."""
        reports, limit = self.site.reports, int(count)
        slugs = self.lists.get(addresses.ARCHIVE if listing == addresses.HOME else Address(listing), ())
        again = [slug for slug in slugs[limit:] if slug in self._corrected] if self._corrected else []
        found = sorted((*slugs[:limit], *again), key=lambda slug: reports[slug].entered.instant, reverse=True)
        return tuple(found[:limit])

    @cached_property
    def _corrected(self) -> frozenset[Slug]:
        """The reports with a material correction."""
        return frozenset(slug for correction, slug, _ in self.corrections if correction.material)

    def _of_report(self, slug: str, stamp: Callable[[Report], bytes | str]) -> bytes | str:
        report = self.site.reports.get(Slug(slug))
        return stamp(report) if report else ""

    def _line_stamp(self, report: Report) -> bytes:
        record = report.record
        date = record.date.iso, record.date_estimated
        return stamped(f"{record.title}\0{date}\0{report.summary}\0{self._source_name(report)}\0{report.standing}")

    def _front(self, report: Report) -> str:
        record = report.record
        return (
            f"{report.outline.front!r}{report.standing}{record.updated}{len(record.corrections)}{report.image}"
            f"{report.topics}{report.entities}{self._source_name(report)}{report.summary}"
        )

    def _ahead_stamp(self, report: Report) -> str:
        """Which of the events that a report tells of are still to come."""
        now = self.site.clock.now
        return "".join("01"[(event.end or event.date).end > now] for event in report.record.events)

    def _front_stamp(self, report: Report) -> bytes:
        return stamped(self._front(report))

    def _source_name(self, report: Report) -> str:
        return f"{report.source} {self.site.outlets[report.source].name}" if report.source else ""

    def _quoted_stamp(self, subject: str) -> bytes | str:
        slug, listing = subject.split(" ")
        report = self.site.reports.get(Slug(slug))
        share = self.share(Slug(slug), Address(listing)) if report else None
        if share is None or report is None:
            return ""
        return share.stamp + stamped(report.resolved) if report.resolved else share.stamp

    def _kin_stamp(self, report: Report) -> bytes:
        kin = self.kin(report.slug)
        reports = self.site.reports
        newer = kin.newer and reports[kin.newer].record.title
        older = kin.older and reports[kin.older].record.title
        cited = [(c.citing, c.stamp, reports[c.citing].resolved) for c in kin.citing]
        return stamped(repr((kin.title, kin.related, kin.newer, newer, kin.older, older, cited)))

    @cached_property
    def part(self) -> Mapping[Address, Part[Slug]]:
        """Every part of every list, by its address."""
        return {address: part for parts in self.parts.values() for address, part in parts.items()}

    def _together_stamp(self, listing: str) -> bytes:
        kind, name = listing.strip("/").split("/")
        reports, slug = self.site.reports, Slug(name)
        outlines = [reports[member].outline for member in self.lists.get(Address(listing), ())]
        shares = [(outline.topics if kind == "topics" else outline.entities).get(slug) for outline in outlines]
        return stamped(repr([share.names for share in shares if share]))

    def _named_stamp(self, listing: str) -> bytes:
        shares = [(slug, self.share(slug, Address(listing))) for slug in self.lists.get(Address(listing), ())]
        return stamped(repr([(self.site.reports[slug].record.date.iso, s.names) for slug, s in shares if s]))

    def _record_stamp(self, record: Record | None) -> bytes | str:
        if record is None:
            return ""
        assert not isinstance(record, ArticleRecord)
        bare = repr([getattr(record, name) for name in record.__slots__ if name not in ("origin", "body")])
        return stamped(bare + self.site.body(record.origin.path))

    def _outlet_stamp(self, slug: Slug) -> tuple[str, bytes | str]:
        outlet = self.site.outlets[slug]
        return outlet.name, self._record_stamp(outlet.record)

    def _name(self, subject: str) -> str:
        kind, slug = subject.split(" ")
        if kind == "topic":
            return self.site.topics[Slug(slug)].title if slug in self.site.topics else ""
        if kind == "entity":
            return self.site.entities[Slug(slug)].name if slug in self.site.entities else ""
        return self.site.outlets[Slug(slug)].name if slug in self.site.outlets else ""


def catalogue(site: Site, links: Links, open_report: Callable[[Slug], Article]) -> Catalogue:
    """Turn `site` round, in one pass over its reports."""
    lists: defaultdict[Address, list[Slug]] = defaultdict(list)
    topics = {slug: [addresses.topic(s) for s in (slug, *_ancestors(site, slug))] for slug in site.topics}
    entities = {slug: addresses.entity(slug) for slug in site.entities}
    outlets = {slug: addresses.source(slug) for slug in site.outlets}
    everything = lists[addresses.ARCHIVE]
    for slug, report in site.reports.items():
        everything.append(slug)
        # A parent lists its children's reports without quoting them.
        for listing in dict.fromkeys(address for topic in report.topics for address in topics[topic]):
            lists[listing].append(slug)
        for entity in report.entities:
            lists[entities[entity]].append(slug)
        if report.source:
            lists[outlets[report.source]].append(slug)
    years = {slug: report.record.date.year for slug, report in site.reports.items()}
    parts = {
        listing: {addresses.year(listing, part.year, part.number): part for part in found}
        for listing, slugs in lists.items()
        if (found := year_parts(slugs, years.__getitem__, site.settings.latest))
    }
    return Catalogue(
        site=site,
        links=links,
        open=open_report,
        lists={listing: tuple(slugs) for listing, slugs in lists.items()},
        parts=parts,
        newer={old: new for new, old in pairwise(everything)},
        older=dict(pairwise(everything)),
        page_titles=_page_titles(site, (page.title for page in site.pages)),
    )


def _page_titles(site: Site, others: Iterable[str]) -> dict[Slug, str]:
    """What each report's page is called: its title, with the date where others share it, and the slug at need."""
    titles = Counter(report.record.title for report in site.reports.values())
    titles.update((*FIXED_TITLES, *others))
    shared = [report for report in site.reports.values() if titles[report.record.title] > 1]
    days = Counter((report.record.title, report.record.date.iso[:10]) for report in shared)
    named = {slug: report.record.title for slug, report in site.reports.items()}
    for report in shared:
        title, day = report.record.title, report.record.date.iso[:10]
        also = f", {report.slug}" if days[title, day] > 1 else ""
        named[report.slug] = f"{title} ({day}{also})"
    return named


def _ancestors(site: Site, slug: Slug) -> tuple[Slug, ...]:
    found: list[Slug] = []
    parent = site.topics[slug].parent
    while parent in site.topics and parent not in found and parent is not None:
        found.append(parent)
        parent = site.topics[parent].parent
    return tuple(found)
