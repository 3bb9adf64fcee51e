"""From a site to every file that is to be made, and the static files that would stand in their place."""

from collections.abc import Iterable, Iterator, Sequence

from briefkit.feeds.atom import atom_sheets
from briefkit.feeds.calendar import calendar_sheets
from briefkit.feeds.crawlers import crawler_sheets
from briefkit.feeds.json_feed import json_feed_sheets
from briefkit.feeds.llms import llms_sheets
from briefkit.feeds.opensearch import opensearch_sheets
from briefkit.feeds.share import share_sheets
from briefkit.feeds.timeline import timeline_data_sheets
from briefkit.feeds.twins import twin_sheets
from briefkit.linking.targets import address_of
from briefkit.model import addresses
from briefkit.model.issues import Issue, Place
from briefkit.model.layout import STATIC
from briefkit.model.names import Address
from briefkit.model.registry import Registry
from briefkit.views.article import article_sheets
from briefkit.views.catalogue import Catalogue
from briefkit.views.corrections import corrections_sheets
from briefkit.views.entity import entity_sheets
from briefkit.views.fixed import fixed_sheets
from briefkit.views.page import Sheet
from briefkit.views.source import source_sheets
from briefkit.views.timeline import timeline_sheets
from briefkit.views.topic import topic_sheets

_UNDATED = float("inf")
_IN_EVERY_SITE = (addresses.HOME, addresses.NOT_FOUND, addresses.SITEMAP, addresses.ROBOTS)
_GENERATED_FOLDERS = ("assets", "media", "pagefind")


def plan(cat: Catalogue, static: Sequence[str]) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """Plan every page, feed and file; and an issue for each of `static`, the names of files to be copied to the root,
    that would take the address of one of them.

    Files about reports of several years come first, then those about the newest reports: files made from the same
    reports are then made one after the other, and the costly ones not at the end, when everybody would wait for them.
    """
    pages = tuple(_pages(cat))
    sheets = [*pages, *_files(cat), *crawler_sheets(pages)]
    sheets.sort(key=lambda sheet: sheet.at or _UNDATED, reverse=True)
    taken = (sheet.address for sheet in sheets)
    return tuple(sheets), tuple(_clashes(taken, static)) if static else ()


def clashes(registry: Registry, static: Sequence[str]) -> tuple[Issue, ...]:
    """Files of content/static/ that would take the address of a document's page, or of a page that every site has.

    That much can be told where errors leave no site of which everything could be planned.
    """
    return tuple(_clashes([*map(address_of, registry.documents), *_IN_EVERY_SITE], static)) if static else ()


def _pages(cat: Catalogue) -> Iterator[Sheet]:
    yield from fixed_sheets(cat)
    yield from timeline_sheets(cat)
    yield from corrections_sheets(cat)
    yield from article_sheets(cat)
    for topic in cat.site.topics:
        yield from topic_sheets(cat, topic)
    for entity in cat.site.entities:
        yield from entity_sheets(cat, entity)
    for outlet in cat.site.outlets:
        yield from source_sheets(cat, outlet)


def _files(cat: Catalogue) -> Iterator[Sheet]:
    yield from atom_sheets(cat)
    yield from json_feed_sheets(cat)
    yield from timeline_data_sheets(cat)
    yield from calendar_sheets(cat)
    yield from opensearch_sheets()
    yield from llms_sheets()
    yield from twin_sheets(cat)
    yield from share_sheets(cat)


def _clashes(written: Iterable[Address], static: Sequence[str]) -> Iterator[Issue]:
    """Files of content/static/ that would take an address that is `written`, or lie in a generated folder."""
    taken = {addresses.file_of(address).casefold() for address in written}
    folders = {folder for name in taken for folder in addresses.folders_above(name)}
    for name in static:
        own = {folder.casefold() for folder in addresses.folders_above(name)}
        first = name.split("/")[0].casefold()
        if name.casefold() in taken | folders or own & taken or first in (*_GENERATED_FOLDERS, ".briefkit"):
            message = f"the address /{name} belongs to the generator"
            yield Issue("address-is-unique", message, Place(f"{STATIC}{name}"), "rename the file")
