"""A site to the list of everything that is to be written, and who stands where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.feeds.atom import atom_feeds
from briefkit.feeds.crawlers import robots, sitemap
from briefkit.feeds.search_documents import search_documents
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Address
from briefkit.model.outputs import Output, SearchDocument
from briefkit.model.site import Site
from briefkit.views.article import article_page, redirect_pages, stub_page
from briefkit.views.catalogue import Catalogue, catalogue
from briefkit.views.entity import entities_page, entity_pages
from briefkit.views.fixed import archive_pages, free_page, home_page, not_found_page, search_page
from briefkit.views.head import Shell, shell
from briefkit.views.page import Page
from briefkit.views.source import source_pages, sources_page
from briefkit.views.topic import topic_pages
from briefkit.views.topics import topics_page

_GENERATED_FOLDERS = ("assets", "media", "pagefind")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build writes: pages to render, files made without templates, documents to index."""

    shell: Shell
    pages: tuple[Page, ...]
    files: tuple[Output, ...]
    documents: tuple[SearchDocument, ...]


def plan(site: Site, links: Links, static: Mapping[str, bytes]) -> tuple[Plan, tuple[Issue, ...]]:
    """Plan every page and file of `site`; `static` is copied to the root. Two things at one address are an error."""
    cat = catalogue(site, links)
    pages = tuple(_pages(cat))
    feeds = [Output(address, data) for address, data in atom_feeds(cat)]
    crawlers = [
        Output(addresses.SITEMAP, sitemap(pages, links)),
        Output(addresses.ROBOTS, robots(links)),
    ]
    copied = [Output(Address(f"/{name}"), data) for name, data in sorted(static.items())]
    documents = tuple(search_documents(cat))
    issues = tuple(_clashes(pages, (*feeds, *crawlers), copied))
    return Plan(shell(site, links), pages, (*feeds, *crawlers, *copied), documents), issues


def _pages(cat: Catalogue) -> Iterator[Page]:
    site = cat.site
    yield home_page(cat)
    for article in site.articles:
        yield article_page(cat, article)
        yield from redirect_pages(cat, article.record)
    for record in site.withdrawn:
        yield stub_page(cat, record)
        yield from redirect_pages(cat, record)
    yield topics_page(cat)
    for slug in site.topics:
        yield from topic_pages(cat, slug)
    yield entities_page(cat)
    for entity in site.entities.values():
        yield from entity_pages(cat, entity)
    yield sources_page(cat)
    for outlet in site.outlets.values():
        yield from source_pages(cat, outlet)
    yield from archive_pages(cat)
    yield search_page(cat)
    for page in site.pages:
        yield free_page(cat, page)
    yield not_found_page(cat)


def _clashes(pages: Sequence[Page], generated: Sequence[Output], static: Sequence[Output]) -> Iterator[Issue]:
    """Files of content/static/ that would stand where the generator writes."""
    taken = {addresses.file_of(page.address).casefold() for page in pages}
    taken |= {addresses.file_of(output.address).casefold() for output in generated}
    folders = {folder for name in taken for folder in _folders(name)}
    for output in static:
        name = addresses.file_of(output.address)
        own = {folder.casefold() for folder in _folders(name)}
        first = name.split("/")[0]
        if name.casefold() in taken | folders or own & taken or first in (*_GENERATED_FOLDERS, ".briefkit"):
            message = f"the address /{name} belongs to the generator"
            yield Issue("address-is-unique", message, Place(f"content/static/{name}"), "rename the file")


def _folders(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
