"""The site as the maker of one page sees it: every question is noted, and decides when the page is made again."""

from collections import Counter
from collections.abc import Mapping

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.liveness import Clock
from briefkit.model.moments import Moment
from briefkit.model.names import Address, PassageId, Slug
from briefkit.model.records import ArticleRecord, EntityRecord, PageRecord, Settings, TopicRecord
from briefkit.model.site import Article, Outlet, Report
from briefkit.views.catalogue import Catalogue, Corrected, Kin
from briefkit.views.events import DatedEvent, Events
from briefkit.views.listing import Part
from briefkit.views.pieces import Link, Quotation, QuotedReport, ReportLine


class Asking:
    """Answers questions about the site for one page, and notes them.

    `asked` are the questions so far, such as `line harbour`, each of a kind that `Stamps.of` knows: as long as their
    stamps stay the same, so does every answer given here. Settings and links need no note: when they change,
    everything is made again.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._cat = catalogue
        self._site = catalogue.site
        self.links: Links = catalogue.links
        self.settings: Settings = catalogue.site.settings
        self.clock: Clock = catalogue.site.clock
        self.asked: dict[str, None] = {}

    def note(self, question: str) -> None:
        """Note a question whose answer comes from elsewhere."""
        self.asked[question] = None

    # --- Reports ---

    def line(self, slug: Slug) -> ReportLine:
        """A report as lists show it."""
        self.note(f"line {slug}")
        return self._cat.line(slug)

    def date(self, slug: Slug) -> Moment:
        """When a report appeared."""
        self.note(f"line {slug}")
        return self._site.reports[slug].record.date

    def front(self, slug: Slug) -> Report:
        """All that is known of a report, its words aside."""
        self.note(f"front {slug}")
        return self._site.reports[slug]

    def article(self, slug: Slug) -> Article:
        """A report with its words."""
        self.note(f"article {slug}")
        return self._cat.opened(slug).article

    def kin(self, slug: Slug) -> Kin:
        """What stands around a report."""
        self.note(f"kin {slug}")
        return self._cat.kin(slug)

    def neighbour(self, slug: Slug | None) -> Link | None:
        """A link to a report that another one's `kin` names: the stamp of that covers its title, so nothing is
        noted."""
        if slug is None:
            return None
        facts = self._site.reports[slug].facts
        return Link(facts.title, self.links.href(addresses.article(slug)), facts.lang)

    def citing_passage(self, slug: Slug, passage: PassageId) -> Quotation:
        """A passage that cites a report; the stamp of that report's `kin` covers it, so nothing is noted."""
        return self._cat.opened(slug).quoted(passage)

    def quoted(self, slug: Slug, listing: Address) -> QuotedReport:
        """A report with those of its passages that speak to the topic, or name the entity, at `listing`."""
        self.note(f"quoted {slug} {listing}")
        return self._cat.quoted_at(slug, listing)

    def quoted_part(self, address: Address, listing: Address) -> tuple[QuotedReport, ...]:
        """The reports of the part of a year of `listing` that stands at `address`, each as `quoted`."""
        self.note(f"contents {address}")
        self.note(f"part {address}")  # which reports these are
        return self._cat.quoted_part(address, listing)

    def lines(self, address: Address) -> tuple[ReportLine, ...]:
        """The reports of the part of a year that stands at `address`, each as lists show it."""
        self.note(f"contents {address}")
        return tuple([self._cat.line(slug) for slug in self.part(address).items])

    def is_live(self, slug: Slug) -> bool:
        """Whether a report with this slug is live at the site's instant."""
        self.note(f"live {slug}")
        return slug in self._site.reports

    def cited(self, citation: str) -> str:
        """A link to the passage that a topic cites, "" where its report is not live."""
        slug, _, passage = citation.partition("#")
        if not citation or not self.is_live(Slug(slug)):
            return ""
        return self.links.href(addresses.article(Slug(slug)), passage)

    def withdrawn(self, slug: Slug) -> ArticleRecord:
        """A report that was withdrawn."""
        self.note(f"withdrawn {slug}")
        return next(filed.record for filed in self._site.withdrawn if filed.slug == slug)

    # --- Lists, by the address of the page that shows their beginning ---

    def newest(self, listing: Address, count: int) -> tuple[Slug, ...]:
        """The first `count` reports of a list."""
        self.note(f"newest {listing} {count}")
        return self._cat.newest(listing, count)

    def entering(self, listing: Address, count: int) -> tuple[Slug, ...]:
        """The `count` reports that entered the feed of a list last; the home page has that of the archive."""
        self.note(f"entering {listing} {count}")
        return self._cat.entering(listing, count)

    def count(self, listing: Address) -> int:
        """How many reports are on a list."""
        self.note(f"count {listing}")
        return len(self._cat.lists.get(listing, ()))

    def part(self, address: Address) -> Part[Slug]:
        """The part of a year that stands at `address`."""
        self.note(f"part {address}")
        return self._cat.part[address]

    def years(self, listing: Address) -> tuple[Part[Slug], ...]:
        """The parts of all years of a list, newest first; of each only its year and number may be used."""
        self.note(f"years {listing}")
        return tuple(self._cat.parts.get(listing, {}).values())

    def spans(self) -> tuple[int, ...]:
        """The years that have reports, newest first."""
        self.note("spans")
        return self._cat.spans

    def shards(self) -> tuple[str, ...]:
        """The shards of the search index, newest first; none where one bundle holds everything."""
        self.note("shards")
        return tuple(filter(None, self._cat.shards))

    def together(self, listing: Address) -> tuple["Counter[Slug]", "Counter[Slug]"]:
        """How many passages of the topic or entity at `listing` speak to each topic, and name each entity."""
        self.note(f"together {listing}")
        return self._cat.together(listing)

    def named(self, listing: Address) -> Mapping[Slug, tuple[Moment, Moment]]:
        """For each entity named in passages of the topic at `listing`, the dates of the first and the last of
        them."""
        self.note(f"named {listing}")
        return self._cat.named(listing)

    def months(self, listing: Address) -> tuple[tuple[int, int], ...]:
        """How many reports of a list are from each month (counted from the year 0) that has any, oldest first."""
        self.note(f"months {listing}")
        return self._cat.months(listing)

    def outlets_of(self, listing: Address) -> tuple[tuple[Slug, int], ...]:
        """The sources of the reports on a list, with how many each, the most first."""
        self.note(f"outlets {listing}")
        return self._cat.outlets_of(listing)

    def events(self, topic: Slug | None = None) -> Events:
        """The dated events of the whole site, or those of a topic."""
        self.note(f"events {topic or ''}")
        return self._cat.events(topic)

    def dates(self, topic: Slug | None = None) -> tuple[DatedEvent, ...]:
        """The dated events of the whole site, or those of a topic, earliest first, whatever the clock says."""
        self.note(f"dates {topic or ''}")
        return self._cat.dates(topic)

    def timeline(self) -> tuple[Part[DatedEvent], ...]:
        """The parts of all years of the timeline, newest first; of each only its year and number may be used."""
        self.note("timeline")
        return tuple(self._cat.timeline.values())

    def dated(self, address: Address) -> Part[DatedEvent]:
        """The part of a year of the timeline that stands at `address`."""
        self.note(f"dated {address}")
        return self._cat.timeline[address]

    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction of every report, newest first."""
        self.note("corrections")
        return self._cat.corrections

    # --- Topics, entities, sources, pages ---

    def topic(self, slug: Slug) -> TopicRecord:
        """A topic's words."""
        self.note(f"topic {slug}")
        return self._site.topics[slug]

    def topics(self) -> Mapping[Slug, TopicRecord]:
        """All topics in their order; of each only its title and parent may be used."""
        self.note("topics")
        return self._site.topics

    def entity(self, slug: Slug) -> EntityRecord:
        """An entity's record."""
        self.note(f"entity {slug}")
        return self._site.entities[slug]

    def kind(self, slug: Slug) -> str:
        """What kind of thing an entity is."""
        self.note(f"kind {slug}")
        return self._site.entities[slug].kind

    def entities(self) -> Mapping[Slug, EntityRecord]:
        """All entities by name; of each only its name and kind may be used."""
        self.note("entities")
        return self._site.entities

    def outlet(self, slug: Slug) -> Outlet:
        """A source and its record, if it has one."""
        self.note(f"source {slug}")
        return self._site.outlets[slug]

    def outlets(self) -> Mapping[Slug, Outlet]:
        """All sources by name; of each only its name may be used."""
        self.note("sources")
        return self._site.outlets

    def page(self, slug: Slug) -> PageRecord:
        """A free page."""
        self.note(f"page {slug}")
        return next(record for record in self._site.pages if record.slug == slug)

    def pages(self) -> tuple[PageRecord, ...]:
        """All free pages in their order; of each only its title may be used."""
        self.note("pages")
        return self._site.pages

    def body(self, record: TopicRecord | EntityRecord | PageRecord) -> str:
        """The HTML of the body of a record; it was noted when the record was asked for."""
        return self._site.body(record.origin.path)

    def body_of_outlet(self, outlet: Outlet) -> str:
        """The HTML of the body of a source, "" where it has no record; it was noted when the source was asked for."""
        return self._site.body(outlet.record.origin.path) if outlet.record else ""

    # --- Names that lead somewhere ---

    def topic_link(self, slug: Slug) -> Link:
        """A topic's title, leading to its briefing."""
        self.note(f"name topic {slug}")
        return self._cat.topic_link(slug)

    def entity_link(self, slug: Slug) -> Link:
        """An entity's name, leading to its page."""
        self.note(f"name entity {slug}")
        return self._cat.entity_link(slug)

    def outlet_link(self, slug: Slug) -> Link:
        """A source's name, leading to its page."""
        self.note(f"name source {slug}")
        return Link(self._site.outlets[slug].name, self.links.href(addresses.source(slug)))
