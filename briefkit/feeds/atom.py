"""Atom feeds (RFC 4287) for the site, each topic and each entity."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from briefkit.feeds.entries import Entry, Feed, feed_sheets
from briefkit.model import addresses
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet

NAMESPACE = "http://www.w3.org/2005/Atom"
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
EMPTY_SINCE = "1970-01-01T00:00:00+00:00"
"""What `updated`, which RFC 4287 demands, says in a feed without entries; the build's own time would change it
at every build."""


def atom_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """Every Atom feed of the site."""
    return feed_sheets(cat, addresses.feed, _atom)


def _atom(ask: Asking, feed: Feed) -> bytes:
    settings, links = ask.settings, ask.links
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": settings.language})
    ET.SubElement(root, "id").text = links.absolute(feed.listing)
    ET.SubElement(root, "title").text = feed.title
    newest = max((entry.report.changed for entry in feed.entries), default=None)
    ET.SubElement(root, "updated").text = newest.rfc3339 if newest else EMPTY_SINCE
    own = links.absolute(addresses.feed(feed.listing))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=own)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=links.absolute(feed.listing))
    publisher = settings.publisher
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = publisher.name if publisher else settings.title
    ET.SubElement(root, "generator").text = "briefkit"
    for entry in feed.entries:
        _add_entry(root, ask, entry)
    ET.indent(root)
    # As text: written as bytes, each of its thousands of pieces would be encoded by itself.
    return f"{DECLARATION}\n{ET.tostring(root, encoding='unicode')}\n".encode()


def _add_entry(root: ET.Element, ask: Asking, entry: Entry) -> None:
    record = entry.report.record
    node = ET.SubElement(root, "entry", {"xml:lang": record.lang} if record.lang else {})
    ET.SubElement(node, "id").text = entry.id
    ET.SubElement(node, "title").text = record.title
    ET.SubElement(node, "link", rel="alternate", type="text/html", href=entry.url)
    ET.SubElement(node, "published").text = record.date.rfc3339
    ET.SubElement(node, "updated").text = entry.report.changed.rfc3339
    for name in entry.authors:
        ET.SubElement(ET.SubElement(node, "author"), "name").text = name
    for slug in entry.report.topics:
        ET.SubElement(node, "category", term=slug, label=ask.topic_link(slug).text)
    ET.SubElement(node, "content", type="html").text = entry.html
