"""What crawlers ask for: robots.txt and sitemap.xml."""

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from briefkit.model import addresses
from briefkit.model.names import Address
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def crawler_sheets(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """robots.txt, and the sitemap of those of `sheets` that lists may name."""
    entries = tuple([(sheet.address, sheet.last_modified) for sheet in sheets if sheet.listed])
    yield Sheet(addresses.ROBOTS, _robots)
    yield Sheet(addresses.SITEMAP, partial(_sitemap, entries=entries))


def _robots(ask: Asking) -> bytes:
    """robots.txt (RFC 9309): everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {ask.links.absolute(addresses.SITEMAP)}\n".encode()


def _sitemap(ask: Asking, entries: tuple[tuple[Address, str], ...]) -> bytes:
    """sitemap.xml (sitemaps.org protocol 0.9): every page that lists may name, with its last change."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<urlset xmlns="{NAMESPACE}">']
    for address, last_modified in entries:
        changed = f"<lastmod>{last_modified}</lastmod>" if last_modified else ""
        lines.append(f"  <url><loc>{escape(ask.links.absolute(address))}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>\n"]).encode()
