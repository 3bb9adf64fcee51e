"""Atom feeds (RFC 4287) for the site, each topic and each entity."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree as ET

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import Moment
from briefkit.model.names import Address, Slug
from briefkit.model.site import Article, Placed, whole_html
from briefkit.views.catalogue import Catalogue, Speaking

NAMESPACE = "http://www.w3.org/2005/Atom"
EMPTY_SINCE = "1970-01-01T00:00:00+00:00"
"""What `updated`, which RFC 4287 demands, says in a feed without entries; the build's own time would change it
at every build."""

_LOCAL_LINK = re.compile(r'(<[^>]*? (?:href|src|cite)=")(?=/)')
_OWN_LINK = re.compile(r'(<[^>]*? href=")(?=#)')


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `key` tells apart entries that lead to one page."""

    article: Article
    key: str
    title: str
    html: str


def atom_feeds(cat: Catalogue) -> Iterator[tuple[Address, bytes]]:
    """Every feed of the site, with its address."""
    site, limit = cat.site, cat.site.settings.feeds.limit
    whole = [_report_entry(cat, article) for article in site.articles[:limit]]
    yield addresses.FEED, _feed(cat, addresses.HOME, site.settings.title, whole)
    for slug, topic in site.topics.items():
        quoted = cat.on_topic.get(slug, ())[:limit]
        yield _quoted_feed(cat, addresses.topic(slug), topic.title, quoted, slug)
    for slug, entity in site.entities.items():
        quoted = cat.naming.get(slug, ())[:limit]
        yield _quoted_feed(cat, addresses.entity(slug), entity.name, quoted, slug)


def _quoted_feed(
    cat: Catalogue, listing: Address, name: str, speaking: Sequence[Speaking], slug: Slug
) -> tuple[Address, bytes]:
    entries = [
        Entry(item.article, slug, item.article.record.title, _quoted_html(cat, item.article, item.passages))
        for item in speaking
    ]
    title = f"{name}: {cat.site.settings.title}"
    return addresses.feed(listing), _feed(cat, listing, title, entries)


def _report_entry(cat: Catalogue, article: Article) -> Entry:
    if cat.site.settings.feeds.full_text:
        html = "".join(whole_html(block) for block in article.blocks)
    else:
        html = f"<p>{escape(article.summary or article.record.title)}</p>"
    return Entry(article, "", article.record.title, html)


def _quoted_html(cat: Catalogue, article: Article, passages: Iterable[Placed]) -> str:
    """Passages as quotations, each with the way to its source; the summary where none is quoted."""
    quoted = "".join(
        f'<blockquote cite="{escape(q.href)}">{q.html}</blockquote>'
        f'<p><a href="{escape(q.href)}">{escape(_credit(cat, article))}</a></p>'
        for q in (cat.quotations[article.slug][passage.id] for passage in passages)
    )
    return quoted or f"<p>{escape(article.summary or article.record.title)}</p>"


def _credit(cat: Catalogue, article: Article) -> str:
    record = article.record
    date = f"about {record.date.words}" if record.date_estimated else record.date.words
    return f"{cat.site.outlets[article.source].name}, {date}" if article.source else date


def _feed(cat: Catalogue, page: Address, title: str, entries: Sequence[Entry]) -> bytes:
    site, links = cat.site, cat.links
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": site.settings.language})
    ET.SubElement(root, "id").text = links.absolute(page)
    ET.SubElement(root, "title").text = title
    newest = max((_changed(entry.article) for entry in entries), default=None)
    ET.SubElement(root, "updated").text = newest.rfc3339 if newest else EMPTY_SINCE
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=links.absolute(addresses.feed(page)))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=links.absolute(page))
    publisher = site.settings.publisher
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = publisher.name if publisher else site.settings.title
    ET.SubElement(root, "generator").text = "briefkit"
    for entry in entries:
        _add_entry(root, cat, page, entry)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_entry(root: ET.Element, cat: Catalogue, page: Address, entry: Entry) -> None:
    links, record = cat.links, entry.article.record
    permalink = links.absolute(addresses.article(entry.article.slug))
    node = ET.SubElement(root, "entry")
    own = f"{links.absolute(page)}#{entry.article.slug}"
    ET.SubElement(node, "id").text = own if entry.key else permalink
    ET.SubElement(node, "title").text = entry.title
    ET.SubElement(node, "link", rel="alternate", type="text/html", href=permalink)
    ET.SubElement(node, "published").text = record.date.rfc3339
    ET.SubElement(node, "updated").text = _changed(entry.article).rfc3339
    names = record.authors or ((record.source.name,) if record.source else ())
    for name in names:
        ET.SubElement(ET.SubElement(node, "author"), "name").text = name
    for slug in entry.article.topics:
        ET.SubElement(node, "category", term=slug, label=cat.site.topics[slug].title)
    html = _absolute(entry.html, links, permalink)
    ET.SubElement(node, "content", type="html").text = html


def _changed(article: Article) -> Moment:
    """The last instant at which a report changed: its date, an update, or a material correction."""
    record = article.record
    later = [item.date for item in record.corrections if item.material]
    return max([record.date, *later, *([record.updated] if record.updated else [])])


def _absolute(html: str, links: Links, permalink: str) -> str:
    """`html` with full links: a feed is read far from the site."""
    return _OWN_LINK.sub(rf"\g<1>{permalink}", _LOCAL_LINK.sub(rf"\g<1>{links.origin}", html))
