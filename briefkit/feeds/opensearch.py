"""What a browser needs to offer the site's search in its own search box (OpenSearch 1.1)."""

from collections.abc import Iterator
from html import escape

from briefkit.model import addresses
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet
from briefkit.views.pieces import first_words

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MIME = "application/opensearchdescription+xml"
SHORT, LONG = 16, 48
"""Characters that the standard allows the two names."""


def opensearch_sheets() -> Iterator[Sheet]:
    """The description of the site's search."""
    yield Sheet(addresses.OPENSEARCH, _opensearch)


def _opensearch(ask: Asking) -> bytes:
    settings, links = ask.settings, ask.links
    search = f"{links.absolute(addresses.SEARCH)}?q={{searchTerms}}"
    description = first_words(settings.description or f"Search {settings.title}")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<OpenSearchDescription xmlns="{NAMESPACE}">',
        f"  <ShortName>{escape(first_words(settings.title, SHORT))}</ShortName>",
        f"  <LongName>{escape(first_words(settings.title, LONG))}</LongName>",
        f"  <Description>{escape(description)}</Description>",
        f'  <Url type="text/html" template="{escape(search)}"/>',
        f'  <Url type="{MIME}" rel="self" template="{escape(links.absolute(addresses.OPENSEARCH))}"/>',
        f"  <Language>{escape(settings.language)}</Language>",
        "  <InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>\n",
    ]
    return "\n".join(lines).encode()
