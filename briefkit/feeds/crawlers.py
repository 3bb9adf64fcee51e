"""What crawlers ask for: robots.txt and the sitemap."""

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from briefkit.model import addresses
from briefkit.model.names import Address
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LONGEST = 50_000
"""Addresses that the protocol allows in one sitemap."""

SitemapEntry = tuple[Address, str]
"""An address and the date of its last change, "" where that is not told."""


def crawler_sheets(sheets: Iterable[Sheet], longest: int = LONGEST) -> Iterator[Sheet]:
    """robots.txt, and the sitemap of those of `sheets` that lists may name: an index where it would be too long."""
    entries = tuple([(sheet.address, sheet.last_modified) for sheet in sheets if sheet.listed])
    yield Sheet(addresses.ROBOTS, _robots)
    if len(entries) <= longest:
        yield Sheet(addresses.SITEMAP, partial(_sitemap, entries=entries))
        return
    # Pages are planned with the newest first. Cut from the end: a new report leaves the full parts as they are.
    oldest_first = entries[::-1]
    cuts = [oldest_first[start : start + longest] for start in range(0, len(entries), longest)]
    parts = tuple([(addresses.sitemap_part(number), _newest(cut)) for number, cut in enumerate(cuts, start=1)])
    yield Sheet(addresses.SITEMAP, partial(_index, parts=parts))
    for (address, _), cut in zip(parts, cuts, strict=True):
        yield Sheet(address, partial(_sitemap, entries=cut))


def _newest(entries: Iterable[SitemapEntry]) -> str:
    return max(last_modified for _, last_modified in entries)


def _robots(ask: Asking) -> bytes:
    """robots.txt (RFC 9309): everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {ask.links.absolute(addresses.SITEMAP)}\n".encode()


def _sitemap(ask: Asking, entries: tuple[SitemapEntry, ...]) -> bytes:
    """A sitemap (sitemaps.org protocol 0.9): pages that lists may name, with their last change."""
    return _listed(ask, "urlset", "url", entries)


def _index(ask: Asking, parts: tuple[SitemapEntry, ...]) -> bytes:
    """A sitemap of sitemaps."""
    return _listed(ask, "sitemapindex", "sitemap", parts)


def _listed(ask: Asking, root: str, item: str, entries: Iterable[SitemapEntry]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for address, last_modified in entries:
        changed = f"<lastmod>{last_modified}</lastmod>" if last_modified else ""
        lines.append(f"  <{item}><loc>{escape(ask.links.absolute(address))}</loc>{changed}</{item}>")
    return "\n".join([*lines, f"</{root}>\n"]).encode()
