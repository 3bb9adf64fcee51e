"""Dated events that reports tell of, on both sides of now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefkit.model.addresses import Links
from briefkit.model.names import Slug
from briefkit.model.records import Event
from briefkit.model.site import Report
from briefkit.views.pieces import Date, Link, date_of, report_link


@dataclass(frozen=True, slots=True)
class EventLine:
    """A dated event and the report that tells of it."""

    title: str
    start: Date
    end: Date | None
    report: Link


@dataclass(frozen=True, slots=True)
class Events:
    """Dated events on both sides of now: what lies ahead, soonest first; what was, latest first."""

    ahead: tuple[EventLine, ...] = ()
    past: tuple[EventLine, ...] = ()


def events_of(links: Links, reports: Iterable[Report], now: datetime, topic: Slug | None = None) -> Events:
    """Events that `reports` tell of, each told once; of one topic where `topic` is given.

    An event without topics of its own has its report's. One that still lasts at `now` lies ahead.
    """
    found: dict[tuple[str, str], tuple[Event, Report]] = {}
    for report in reports:
        for event in report.record.events:
            if topic is None or topic in (event.topics or report.topics):
                found.setdefault((event.date.iso, event.title), (event, report))
    by_date = sorted(found.values(), key=lambda pair: (pair[0].date.at, pair[0].title))
    ahead = [pair for pair in by_date if (pair[0].end or pair[0].date).end > now]
    past = [pair for pair in reversed(by_date) if (pair[0].end or pair[0].date).end <= now]
    return Events(*(tuple(_event_line(links, *pair) for pair in pairs) for pairs in (ahead, past)))


def _event_line(links: Links, event: Event, report: Report) -> EventLine:
    end = date_of(event.end) if event.end else None
    return EventLine(event.title, date_of(event.date), end, report_link(links, report))
