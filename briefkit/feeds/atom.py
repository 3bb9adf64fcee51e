"""Atom feeds (RFC 4287) for the site, each topic and each entity."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from xml.etree import ElementTree as ET

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.names import Address, Slug
from briefkit.model.site import Report, whole_html
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet
from briefkit.views.pieces import Quotation

NAMESPACE = "http://www.w3.org/2005/Atom"
EMPTY_SINCE = "1970-01-01T00:00:00+00:00"
"""What `updated`, which RFC 4287 demands, says in a feed without entries; the build's own time would change it
at every build."""

_LOCAL_LINK = re.compile(r'(<[^>]*? (?:href|src|cite)=")(?=/)')
_OWN_LINK = re.compile(r'(<[^>]*? href=")(?=#)')


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `key` tells apart entries that lead to one page."""

    report: Report
    key: str
    html: str


def atom_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """Every feed of the site."""
    yield Sheet(addresses.FEED, _site_feed)
    for slug, topic in cat.site.topics.items():
        listing = addresses.topic(slug)
        yield Sheet(addresses.feed(listing), partial(_quoted_feed, listing=listing, name=topic.title, key=slug))
    for slug, entity in cat.site.entities.items():
        listing = addresses.entity(slug)
        yield Sheet(addresses.feed(listing), partial(_quoted_feed, listing=listing, name=entity.name, key=slug))


def _site_feed(ask: Asking) -> bytes:
    newest = ask.newest(addresses.ARCHIVE, ask.settings.feeds.limit)
    return _feed(ask, addresses.HOME, ask.settings.title, [_report_entry(ask, slug) for slug in newest])


def _quoted_feed(ask: Asking, listing: Address, name: str, key: Slug) -> bytes:
    entries = [
        Entry(report := ask.front(slug), key, _quoted_html(ask, report, ask.quoted(slug, listing).quotations))
        for slug in ask.newest(listing, ask.settings.feeds.limit)
    ]
    return _feed(ask, listing, f"{name}: {ask.settings.title}", entries)


def _report_entry(ask: Asking, slug: Slug) -> Entry:
    if ask.settings.feeds.full_text:
        article = ask.article(slug)
        return Entry(article.report, "", "".join(whole_html(block) for block in article.blocks))
    report = ask.front(slug)
    return Entry(report, "", f"<p>{escape(report.summary or report.record.title)}</p>")


def _quoted_html(ask: Asking, report: Report, quotations: Iterable[Quotation]) -> str:
    """Passages as quotations, each with the way to its source; the summary where none is quoted."""
    credit = escape(_credit(ask, report))
    quoted = "".join(
        f'<blockquote cite="{escape(q.href)}">{q.html}</blockquote><p><a href="{escape(q.href)}">{credit}</a></p>'
        for q in quotations
    )
    return quoted or f"<p>{escape(report.summary or report.record.title)}</p>"


def _credit(ask: Asking, report: Report) -> str:
    record = report.record
    date = f"about {record.date.words}" if record.date_estimated else record.date.words
    return f"{ask.outlet_link(report.source).text}, {date}" if report.source else date


def _feed(ask: Asking, page: Address, title: str, entries: Sequence[Entry]) -> bytes:
    settings, links = ask.settings, ask.links
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": settings.language})
    ET.SubElement(root, "id").text = links.absolute(page)
    ET.SubElement(root, "title").text = title
    newest = max((entry.report.changed for entry in entries), default=None)
    ET.SubElement(root, "updated").text = newest.rfc3339 if newest else EMPTY_SINCE
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=links.absolute(addresses.feed(page)))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=links.absolute(page))
    publisher = settings.publisher
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = publisher.name if publisher else settings.title
    ET.SubElement(root, "generator").text = "briefkit"
    for entry in entries:
        _add_entry(root, ask, page, entry)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_entry(root: ET.Element, ask: Asking, page: Address, entry: Entry) -> None:
    links, record = ask.links, entry.report.record
    permalink = links.absolute(addresses.article(record.slug))
    node = ET.SubElement(root, "entry")
    own = f"{links.absolute(page)}#{record.slug}"
    ET.SubElement(node, "id").text = own if entry.key else permalink
    ET.SubElement(node, "title").text = record.title
    ET.SubElement(node, "link", rel="alternate", type="text/html", href=permalink)
    ET.SubElement(node, "published").text = record.date.rfc3339
    ET.SubElement(node, "updated").text = entry.report.changed.rfc3339
    names = record.authors or ((record.source.name,) if record.source else ())
    for name in names:
        ET.SubElement(ET.SubElement(node, "author"), "name").text = name
    for slug in entry.report.topics:
        ET.SubElement(node, "category", term=slug, label=ask.topic_link(slug).text)
    html = _absolute(entry.html, links, permalink)
    ET.SubElement(node, "content", type="html").text = html


def _absolute(html: str, links: Links, permalink: str) -> str:
    """`html` with full links: a feed is read far from the site."""
    return _OWN_LINK.sub(rf"\g<1>{permalink}", _LOCAL_LINK.sub(rf"\g<1>{links.origin}", html))
