"""The timeline for programs: every dated event as CSV (RFC 4180) and as JSON."""

import csv
import json
from collections.abc import Iterator
from types import SimpleNamespace

from briefkit.model import addresses
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet

COLUMNS = ("date", "end", "title", "topics", "report", "published", "url")
"""Of the CSV. Topics are slugs with spaces between; dates are no more precise than they were given."""

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet take a cell for a formula; some do so for the full-width forms of the signs as well."""


def timeline_data_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """Both files, where any report tells of an event."""
    if cat.dates():
        yield Sheet(addresses.TIMELINE_CSV, _csv)
        yield Sheet(addresses.TIMELINE_JSON, _json)


def _csv(ask: Asking) -> bytes:
    lines: list[str] = []
    rows = csv.writer(SimpleNamespace(write=lines.append))
    rows.writerow(COLUMNS)
    for dated in ask.dates():
        event = dated.event
        end, url = event.end.iso if event.end else "", ask.links.absolute(addresses.article(dated.slug))
        cells = (event.date.iso, end, event.title, " ".join(dated.topics), dated.title, dated.published.iso, url)
        rows.writerow([_inert(cell) for cell in cells])
    return "".join(lines).encode()


def _inert(cell: str) -> str:
    """`cell`, with an apostrophe in front if a spreadsheet could take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _json(ask: Asking) -> bytes:
    settings, links = ask.settings, ask.links
    events = [
        {
            "date": dated.event.date.iso,
            "end": dated.event.end.iso if dated.event.end else None,
            "title": dated.event.title,
            "topics": list(dated.topics),
            "report": {
                "title": dated.title,
                "url": links.absolute(addresses.article(dated.slug)),
                "published": dated.published.iso,
            },
        }
        for dated in ask.dates()
    ]
    timeline = {"title": settings.title, "home_page_url": links.absolute(addresses.HOME), "events": events}
    return json.dumps(timeline, ensure_ascii=False, indent=2).encode() + b"\n"
