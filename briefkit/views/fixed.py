"""Pages of which each site has one: home, archive, search, 404; and the writer's own free pages."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.entity import entities_page
from briefkit.views.events import Events
from briefkit.views.head import head
from briefkit.views.listing import YearLine, month_links, year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Link, MonthOfReports, ReportLine
from briefkit.views.source import sources_page
from briefkit.views.topics import TopicCard, topic_cards, topics_page
from briefkit.views.years import by_month, listed_year_sheets

EVENTS_ON_HOME = 6
NEWEST_ON_CARDS = 3


class HomeView(NamedTuple):
    """The front page: what is new per topic, what comes next, the latest reports."""

    title: str
    description: str
    topics: tuple[TopicCard, ...]
    events: Events
    reports: tuple[ReportLine, ...]
    archive: str
    timeline: str


class ArchiveView(NamedTuple):
    """The newest reports by month, and the years and months that hold all of them where these are not all."""

    months: tuple[MonthOfReports, ...]
    years: tuple[YearLine, ...]


class Option(NamedTuple):
    """One choice of a filter: its value in the index and its words."""

    value: str
    text: str


class SearchView(NamedTuple):
    """The search page. `bundle` and `base` are paths for the script; `years` serve readers without one.

    `shards` are the parts of the index, newest first; none where one bundle holds everything.
    """

    action: str
    bundle: str
    base: str
    shards: tuple[str, ...]
    topics: tuple[Option, ...]
    sources: tuple[Option, ...]
    filter_years: tuple[Option, ...]
    archive: str
    years: tuple[Link, ...]


class FreeView(NamedTuple):
    """A free page."""

    title: str
    body: Html


class NotFoundView(NamedTuple):
    """What to do where there is no page."""

    home: str
    search: str


def fixed_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The pages that every site has, and the archive's years."""
    newest = cat.newest_date(addresses.ARCHIVE)
    yield Sheet(addresses.HOME, _home_page, listed=True, last_modified=newest)
    yield Sheet(addresses.TOPICS, topics_page, listed=True)
    yield Sheet(addresses.ENTITIES, entities_page, listed=True)
    yield Sheet(addresses.SOURCES, sources_page, listed=True)
    yield Sheet(addresses.ARCHIVE, _archive_page, listed=True, last_modified=newest)
    yield from listed_year_sheets(cat, addresses.ARCHIVE, (("Archive", addresses.ARCHIVE),), "Reports")
    yield Sheet(addresses.SEARCH, _search_page, listed=True)
    for page in cat.site.pages:
        yield Sheet(addresses.page(page.slug), partial(_free_page, slug=page.slug), listed=True)
    yield Sheet(addresses.NOT_FOUND, _not_found_page)


def _home_page(ask: Asking) -> Page:
    settings, links = ask.settings, ask.links
    view = HomeView(
        title=settings.title,
        description=settings.description,
        topics=topic_cards(ask, NEWEST_ON_CARDS),
        events=Events(ask.events().ahead[:EVENTS_ON_HOME]),
        reports=tuple(ask.line(slug) for slug in ask.newest(addresses.ARCHIVE, settings.latest)),
        archive=links.href(addresses.ARCHIVE),
        timeline=links.href(addresses.TIMELINE),
    )
    about = structured.graph(structured.website(settings, links), structured.publisher(settings, links))
    page_head = head(settings, links, addresses.HOME, settings.title, settings.description, about)
    return Page("home.html", page_head, view)


def _archive_page(ask: Asking) -> Page:
    settings, links = ask.settings, ask.links
    is_cut = ask.years(addresses.ARCHIVE)
    view = ArchiveView(
        by_month(ask.line(slug) for slug in ask.newest(addresses.ARCHIVE, settings.latest)),
        month_links(ask.months(addresses.ARCHIVE), addresses.ARCHIVE, links) if is_cut else (),
    )
    about = structured.graph(
        structured.collection(links, addresses.ARCHIVE, "Archive"),
        structured.breadcrumbs(links, settings, ("Archive", addresses.ARCHIVE)),
    )
    page_head = head(settings, links, addresses.ARCHIVE, "Archive", "All reports by date, newest first.", about)
    return Page("archive.html", page_head, view)


def _search_page(ask: Asking) -> Page:
    settings, links = ask.settings, ask.links
    view = SearchView(
        action=links.href(addresses.SEARCH),
        bundle=links.href(addresses.SEARCH_BUNDLE),
        base=links.base_path,
        shards=ask.shards(),
        topics=tuple(Option(slug, topic.title) for slug, topic in ask.topics().items()),
        sources=tuple(Option(slug, outlet.name) for slug, outlet in ask.outlets().items()),
        filter_years=tuple(Option(str(year), str(year)) for year in ask.spans()),
        archive=links.href(addresses.ARCHIVE),
        years=year_links(ask.years(addresses.ARCHIVE), addresses.ARCHIVE, links),
    )
    about = structured.graph(structured.website(settings, links))
    page_head = head(settings, links, addresses.SEARCH, "Search", "Search all reports, passage by passage.", about)
    return Page("search.html", page_head, view)


def _free_page(ask: Asking, slug: Slug) -> Page:
    record, address = ask.page(slug), addresses.page(slug)
    about = structured.graph(
        {"@type": "WebPage", "name": record.title, "url": ask.links.absolute(address)},
        structured.breadcrumbs(ask.links, ask.settings, (record.title, address)),
    )
    text = next((passage.text for passage in record.body.passages), record.title)
    page_head = head(ask.settings, ask.links, address, record.title, text, about)
    return Page("page.html", page_head, FreeView(record.title, Html(ask.body(record))))


def _not_found_page(ask: Asking) -> Page:
    links = ask.links
    about = structured.graph(structured.website(ask.settings, links))
    words = "There is no such page."
    page_head = head(ask.settings, links, addresses.NOT_FOUND, "Not found", words, about, robots="noindex")
    return Page("404.html", page_head, NotFoundView(links.href(addresses.HOME), links.href(addresses.SEARCH)))
