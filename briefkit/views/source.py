"""A source's page: its reports, newest first; and the index of all sources."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Counted, Link, ReportLine, on_page
from briefkit.views.years import Crumbs, listed_year_sheets

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The letters of the Admiralty code, as STANAG 2511 words them."""


class SourceView(NamedTuple):
    """All that a source's undated page shows."""

    name: str
    url: str
    country: str
    reliability: str
    body: Html
    reports: tuple[ReportLine, ...]
    years: tuple[Link, ...]


class SourcesView(NamedTuple):
    """The index of all sources."""

    sources: tuple[Counted, ...]


def source_sheets(cat: Catalogue, slug: Slug) -> Iterator[Sheet]:
    """The page of a source and its year pages."""
    name, address = cat.site.outlets[slug].name, addresses.source(slug)
    crumbs = (("Sources", addresses.SOURCES), (name, address))
    make = partial(_source_page, slug=slug, crumbs=crumbs)
    yield Sheet(address, make, listed=True, last_modified=cat.newest_date(address))
    yield from listed_year_sheets(cat, address, crumbs, name)


def _source_page(ask: Asking, slug: Slug, crumbs: Crumbs) -> Page:
    outlet, links, address = ask.outlet(slug), ask.links, addresses.source(slug)
    record = outlet.record
    letter = record.reliability if record else ""
    here = links.href(address)
    view = SourceView(
        name=outlet.name,
        url=record.url if record else "",
        country=record.country if record else "",
        reliability=f"{letter}: {RELIABILITY[letter]}" if letter else "",
        body=Html(ask.body_of_outlet(outlet)),
        reports=tuple(on_page(here, ask.line(new)) for new in ask.newest(address, ask.settings.latest)),
        years=year_links(ask.years(address), address, links),
    )
    about = structured.graph(
        structured.collection(links, address, outlet.name), structured.breadcrumbs(links, ask.settings, *crumbs)
    )
    description = f"Reports from {outlet.name}, newest first."
    page_head = head(ask.settings, links, address, f"{outlet.name} (source)", description, about)
    return Page("source.html", page_head, view)


def sources_page(ask: Asking) -> Page:
    """The index of all sources, with how many reports each has."""
    entries = []
    for slug in ask.outlets():
        record = ask.outlet(slug).record
        count = ask.count(addresses.source(slug))
        entries.append(Counted(ask.outlet_link(slug), count, record.country if record else ""))
    about = structured.graph(
        structured.collection(ask.links, addresses.SOURCES, "Sources"),
        structured.breadcrumbs(ask.links, ask.settings, ("Sources", addresses.SOURCES)),
    )
    description = "Where the reports come from."
    page_head = head(ask.settings, ask.links, addresses.SOURCES, "Sources", description, about)
    return Page("sources.html", page_head, SourcesView(tuple(entries)))
