"""JSON Feeds (version 1.1) for the site, each topic and each entity."""

import json
from collections.abc import Iterator
from typing import Any

from briefkit.feeds.entries import Entry, Feed, feed_sheets
from briefkit.model import addresses
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """Every JSON Feed of the site."""
    return feed_sheets(cat, addresses.json_feed, _json_feed)


def _json_feed(ask: Asking, feed: Feed) -> bytes:
    settings, links = ask.settings, ask.links
    publisher = settings.publisher
    author = {"name": publisher.name if publisher else settings.title}
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": links.absolute(feed.listing),
        "feed_url": links.absolute(addresses.json_feed(feed.listing)),
        "language": settings.language,
        "authors": [author | ({"url": publisher.url} if publisher and publisher.url else {})],
        "items": [_item(ask, entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def _item(ask: Asking, entry: Entry) -> dict[str, Any]:
    record = entry.report.record
    return {
        "id": entry.id,
        "url": entry.url,
        "title": record.title,
        "content_html": entry.html,
        "date_published": record.date.rfc3339,
        "date_modified": entry.report.changed.rfc3339,
        "authors": [{"name": name} for name in entry.authors],
        "tags": [ask.topic_link(slug).text for slug in entry.report.topics],
        "language": record.lang or ask.settings.language,
    }
