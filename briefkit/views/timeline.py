"""The timeline: the dated events of all reports, those ahead first; and its years."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.names import Address
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.events import EventLine, Events, event_lines, for_calendars
from briefkit.views.head import head
from briefkit.views.listing import older_part, year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Date, Link, ReportLine

_CRUMB = ("Timeline", addresses.TIMELINE)


class Happened(NamedTuple):
    """Something that lies behind: an event, or else a report."""

    date: Date
    event: EventLine | None = None
    report: ReportLine | None = None


class TimelineView(NamedTuple):
    """The events ahead; past events among the newest reports; links to the years that hold all events, and to the
    same as files for programs."""

    ahead: tuple[EventLine, ...]
    past: tuple[Happened, ...]
    archive: str
    years: tuple[Link, ...]
    files: tuple[Link, ...]


class TimelineYear(NamedTuple):
    """One part of a year, latest first."""

    title: str
    subject: Link
    events: tuple[EventLine, ...]
    older: Link | None


def timeline_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The timeline and its years, where any report tells of an event."""
    if not cat.dates():
        return
    yield Sheet(addresses.TIMELINE, _timeline_page, listed=True)
    for address in cat.timeline:
        yield Sheet(address, partial(_year_page, address=address), listed=True)


def _timeline_page(ask: Asking) -> Page:
    settings, links, latest = ask.settings, ask.links, ask.settings.latest
    events = ask.events()
    shown = Events(events.ahead[:latest], events.past[:latest])
    files = [("CSV", addresses.TIMELINE_CSV), ("JSON", addresses.TIMELINE_JSON)]
    if for_calendars(ask.dates()):
        files.insert(0, ("calendar", addresses.calendar(addresses.HOME)))
    view = TimelineView(
        ahead=shown.ahead,
        past=_happened(shown.past, [ask.line(slug) for slug in ask.newest(addresses.ARCHIVE, latest)]),
        archive=links.href(addresses.ARCHIVE),
        years=year_links(ask.timeline(), addresses.TIMELINE, links),
        files=tuple(Link(words, links.href(address)) for words, address in files),
    )
    about = structured.graph(
        structured.collection(links, addresses.TIMELINE, "Timeline"),
        structured.breadcrumbs(links, settings, _CRUMB),
        *(structured.event(links, line) for line in (*shown.ahead, *shown.past)),
    )
    description = "Dated events that the reports tell of: what lies ahead, and what was."
    page_head = head(settings, links, addresses.TIMELINE, "Timeline", description, about)
    return Page("timeline.html", page_head, view)


def _happened(events: Sequence[EventLine], reports: Sequence[ReportLine]) -> tuple[Happened, ...]:
    """Events and reports together, latest first: a month or a year, as among events alone, before its days."""
    told = [Happened(event.start, event=event) for event in events]
    told += [Happened(report.date, report=report) for report in reports]
    return tuple(sorted(told, key=_when, reverse=True))


def _when(happened: Happened) -> str:
    iso = happened.date.iso
    return iso if len(iso) >= len("2026-02-24") else f"{iso}~"  # behind all characters of dates


def _year_page(ask: Asking, address: Address) -> Page:
    part, links = ask.dated(address), ask.links
    lines = event_lines(links, part.items)
    title = f"Timeline of {part.year}" + (f", part {part.number}" if part.number > 1 else "")
    view = TimelineYear(
        title=title,
        subject=Link("Timeline", links.href(addresses.TIMELINE)),
        events=lines,
        older=older_part(part, addresses.TIMELINE, links),
    )
    about = structured.graph(
        structured.collection(links, address, title),
        structured.breadcrumbs(links, ask.settings, _CRUMB, (title, address)),
        *(structured.event(links, line) for line in lines),
    )
    description = f"{title}: dated events that the reports tell of, latest first."
    return Page("timeline-year.html", head(ask.settings, links, address, title, description, about), view)
