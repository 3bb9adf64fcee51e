"""What crawlers ask for: robots.txt and sitemap.xml."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.views.page import Page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(links: Links) -> bytes:
    """robots.txt (RFC 9309): everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {links.absolute(addresses.SITEMAP)}\n".encode()


def sitemap(pages: Iterable[Page], links: Links) -> bytes:
    """sitemap.xml (sitemaps.org protocol 0.9): every page that lists may name, with its last change."""
    root = ET.Element("urlset", xmlns=NAMESPACE)
    for page in pages:
        if page.listed:
            node = ET.SubElement(root, "url")
            ET.SubElement(node, "loc").text = links.absolute(page.address)
            if page.last_modified:
                ET.SubElement(node, "lastmod").text = page.last_modified
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
