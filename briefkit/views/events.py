"""Dated events that reports tell of, on both sides of now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import Moment, Precision
from briefkit.model.names import Slug
from briefkit.model.records import Event
from briefkit.model.site import Report
from briefkit.views.pieces import Date, Link, dates_of


class DatedEvent(NamedTuple):
    """An event, the topics it matters to, and the report that tells of it: its slug, title, language ("" for the
    site's) and dates."""

    event: Event
    topics: tuple[Slug, ...]
    slug: Slug
    title: str
    language: str
    published: Moment
    changed: Moment

    @property
    def last(self) -> Moment:
        """The date with which the event ends."""
        return self.event.end or self.event.date


class EventLine(NamedTuple):
    """A dated event and the report that tells of it."""

    title: str
    start: Date
    end: Date | None
    report: Link


class Events(NamedTuple):
    """Dated events on both sides of now: what lies ahead, soonest first; what was, latest first."""

    ahead: tuple[EventLine, ...] = ()
    past: tuple[EventLine, ...] = ()


def dated_events(reports: Iterable[Report]) -> Mapping[Slug | None, tuple[DatedEvent, ...]]:
    """The events that `reports` tell of, earliest first: all of them (None), and those of each topic.

    An event without topics of its own has its report's. One that several reports tell of is the first one's.
    """
    found: defaultdict[Slug | None, dict[tuple[str, str], DatedEvent]] = defaultdict(dict)
    for report in reports:
        record = report.record
        for event in record.events:
            topics = event.topics or report.topics
            told = DatedEvent(event, topics, report.slug, record.title, record.lang, record.date, report.changed)
            for topic in (None, *topics):
                found[topic].setdefault((event.date.iso, event.title), told)
    return {topic: tuple(sorted(events.values(), key=_order)) for topic, events in found.items()}


def events_of(links: Links, told: Iterable[DatedEvent], now: datetime) -> Events:
    """Events, given earliest first, as pages show them. One that still lasts at `now` lies ahead."""
    ahead: list[DatedEvent] = []
    past: list[DatedEvent] = []
    for one in told:
        (ahead if one.last.end > now else past).append(one)
    return Events(event_lines(links, ahead), event_lines(links, past[::-1]))


def for_calendars(told: Iterable[DatedEvent]) -> tuple[DatedEvent, ...]:
    """Those events whose month, at least, is known: a calendar entry across a whole year tells nobody anything."""
    return tuple([one for one in told if one.event.date.precision > Precision.YEAR])


def event_lines(links: Links, told: Sequence[DatedEvent]) -> tuple[EventLine, ...]:
    """Events as pages show them, in the order given."""
    return tuple([_event_line(links, one) for one in told])


_TICK = timedelta(microseconds=1)


def _order(dated: DatedEvent) -> tuple[datetime, int, str]:
    """By when an event begins; one of which the month or the year alone is known stands where that ends, behind all
    that is known better: what lies ahead then begins with the next day that anybody can enter in a diary.
    """
    date = dated.event.date
    at = date.instant if date.precision >= Precision.DAY else date.end - _TICK
    return at, -date.precision, dated.event.title


def _event_line(links: Links, dated: DatedEvent) -> EventLine:
    event = dated.event
    report = Link(dated.title, links.href(addresses.article(dated.slug)), dated.language)
    return EventLine(event.title, *dates_of(event.date, event.end), report)
