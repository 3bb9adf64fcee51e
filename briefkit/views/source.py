"""A source's page: its reports, newest first; and the index of all sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.site import Outlet
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page
from briefkit.views.pieces import Counted, Link, ReportLine
from briefkit.views.years import article_parts, listed_year_pages

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The letters of the Admiralty code, as STANAG 2511 words them."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that a source's undated page shows."""

    name: str
    url: str
    country: str
    reliability: str
    body: Html
    reports: tuple[ReportLine, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The index of all sources."""

    sources: tuple[Counted, ...]


def source_pages(cat: Catalogue, outlet: Outlet) -> Iterator[Page]:
    """The page of a source and its year pages."""
    site, links, record = cat.site, cat.links, outlet.record
    reports = cat.from_outlet.get(outlet.slug, ())
    address = addresses.source(outlet.slug)
    parts = article_parts(cat, reports)
    letter = record.reliability if record else ""
    view = SourceView(
        name=outlet.name,
        url=record.url if record else "",
        country=record.country if record else "",
        reliability=f"{letter}: {RELIABILITY[letter]}" if letter else "",
        body=Html(site.body(record.origin.path)) if record else Html(),
        reports=tuple(cat.line(article) for article in reports[: site.settings.latest]),
        years=year_links(parts, address, links),
    )
    crumbs = (("Sources", addresses.SOURCES), (outlet.name, address))
    about = structured.graph(
        structured.collection(links, address, outlet.name), structured.breadcrumbs(links, site, *crumbs)
    )
    description = f"Reports from {outlet.name}, newest first."
    newest = reports[0].record.date.iso if reports else ""
    page_head = head(site, links, address, f"{outlet.name} (source)", description, about)
    yield Page(address, "source.html", page_head, view, last_modified=newest)
    yield from listed_year_pages(cat, parts, outlet.name, address, crumbs)


def sources_page(cat: Catalogue) -> Page:
    """The index of all sources, with how many reports each has."""
    entries = tuple(
        Counted(
            Link(outlet.name, cat.links.href(addresses.source(slug))),
            len(cat.from_outlet.get(slug, ())),
            outlet.record.country if outlet.record else "",
        )
        for slug, outlet in cat.site.outlets.items()
    )
    about = structured.graph(
        structured.collection(cat.links, addresses.SOURCES, "Sources"),
        structured.breadcrumbs(cat.links, cat.site, ("Sources", addresses.SOURCES)),
    )
    description = "Where the reports come from."
    page_head = head(cat.site, cat.links, addresses.SOURCES, "Sources", description, about)
    return Page(addresses.SOURCES, "sources.html", page_head, SourcesView(entries))
