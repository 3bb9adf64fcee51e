"""Pages of which each site has one: home, archive, search, 404; and the writer's own free pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.records import PageRecord
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page
from briefkit.views.pieces import Events, Link, ReportLine, events_of
from briefkit.views.topics import TopicCard, topic_cards
from briefkit.views.years import article_parts, listed_year_pages

EVENTS_ON_HOME = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page: what is new per topic, what comes next, the latest reports."""

    title: str
    description: str
    topics: tuple[TopicCard, ...]
    events: Events
    reports: tuple[ReportLine, ...]
    archive: str


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The newest reports and the years that hold all others."""

    reports: tuple[ReportLine, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: its value in the index and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page. `bundle` and `base` are paths for the script; `years` serve readers without one."""

    action: str
    bundle: str
    base: str
    topics: tuple[Option, ...]
    sources: tuple[Option, ...]
    filter_years: tuple[Option, ...]
    archive: str
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FreeView:
    """A free page."""

    title: str
    body: Html


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What to do where there is no page."""

    home: str
    search: str


def home_page(cat: Catalogue) -> Page:
    """The front page."""
    site, links = cat.site, cat.links
    events = events_of(links, site.articles, site.clock.now)
    view = HomeView(
        title=site.settings.title,
        description=site.settings.description,
        topics=topic_cards(cat, 3),
        events=Events(events.ahead[:EVENTS_ON_HOME]),
        reports=tuple(cat.line(article) for article in site.articles[: site.settings.latest]),
        archive=links.href(addresses.ARCHIVE),
    )
    about = structured.graph(structured.website(site, links), structured.publisher(site, links))
    page_head = head(site, links, addresses.HOME, site.settings.title, site.settings.description, about)
    newest = site.articles[0].record.date.iso if site.articles else ""
    return Page(addresses.HOME, "home.html", page_head, view, last_modified=newest)


def archive_pages(cat: Catalogue) -> Iterator[Page]:
    """The archive and its year pages."""
    site, links = cat.site, cat.links
    parts = article_parts(cat, site.articles)
    crumbs = (("Archive", addresses.ARCHIVE),)
    view = ArchiveView(
        tuple(cat.line(article) for article in site.articles[: site.settings.latest]),
        year_links(parts, addresses.ARCHIVE, links),
    )
    about = structured.graph(
        structured.collection(links, addresses.ARCHIVE, "Archive"),
        structured.breadcrumbs(links, site, *crumbs),
    )
    page_head = head(site, links, addresses.ARCHIVE, "Archive", "All reports by date, newest first.", about)
    newest = site.articles[0].record.date.iso if site.articles else ""
    yield Page(addresses.ARCHIVE, "archive.html", page_head, view, last_modified=newest)
    yield from listed_year_pages(cat, parts, "Reports", addresses.ARCHIVE, crumbs)


def search_page(cat: Catalogue) -> Page:
    """The search page."""
    site, links = cat.site, cat.links
    years = sorted({article.record.date.year for article in site.articles}, reverse=True)
    view = SearchView(
        action=links.href(addresses.SEARCH),
        bundle=links.href(addresses.SEARCH_BUNDLE),
        base=links.base_path,
        topics=tuple(Option(slug, topic.title) for slug, topic in site.topics.items()),
        sources=tuple(Option(slug, outlet.name) for slug, outlet in site.outlets.items()),
        filter_years=tuple(Option(str(year), str(year)) for year in years),
        archive=links.href(addresses.ARCHIVE),
        years=year_links(article_parts(cat, site.articles), addresses.ARCHIVE, links),
    )
    about = structured.graph(structured.website(site, links))
    page_head = head(site, links, addresses.SEARCH, "Search", "Search all reports, passage by passage.", about)
    return Page(addresses.SEARCH, "search.html", page_head, view)


def free_page(cat: Catalogue, record: PageRecord) -> Page:
    """A page that the writer made."""
    address = addresses.page(record.slug)
    about = structured.graph(
        {"@type": "WebPage", "name": record.title, "url": cat.links.absolute(address)},
        structured.breadcrumbs(cat.links, cat.site, (record.title, address)),
    )
    text = next((passage.text for passage in record.body.passages), record.title)
    page_head = head(cat.site, cat.links, address, record.title, text, about)
    view = FreeView(record.title, Html(cat.site.body(record.origin.path)))
    return Page(address, "page.html", page_head, view)


def not_found_page(cat: Catalogue) -> Page:
    """What a server shows where there is no page."""
    links = cat.links
    about = structured.graph(structured.website(cat.site, links))
    page_head = head(
        cat.site, links, addresses.NOT_FOUND, "Not found", "There is no such page.", about, robots="noindex"
    )
    view = NotFoundView(links.href(addresses.HOME), links.href(addresses.SEARCH))
    return Page(addresses.NOT_FOUND, "404.html", page_head, view, listed=False)
