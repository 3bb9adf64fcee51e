"""Calendars (iCalendar, RFC 5545) of the dated events of the whole site and of each topic."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.moments import Precision
from briefkit.model.names import Slug
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.events import DatedEvent, for_calendars
from briefkit.views.page import Sheet

if TYPE_CHECKING:
    from icalendar import Event


def calendar_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The calendar of the site and those of its topics, where there is anything to put into them."""
    if for_calendars(cat.dates()):
        yield Sheet(addresses.calendar(addresses.HOME), partial(_calendar, name="", topic=None))
    for slug, topic in cat.site.topics.items():
        if for_calendars(cat.dates(slug)):
            yield Sheet(
                addresses.calendar(addresses.topic(slug)), partial(_calendar, name=f"{topic.title}: ", topic=slug)
            )


def _calendar(ask: Asking, name: str, topic: Slug | None) -> bytes:
    from icalendar import Calendar  # 140 ms, for files that are seldom made

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//briefkit//briefkit//EN")
    for key in ("name", "x-wr-calname"):  # RFC 7986, and what calendars looked for before it
        calendar.add(key, f"{name}{ask.settings.title}")
    for dated in for_calendars(ask.dates(topic)):
        calendar.add_component(_event(ask, dated))
    data: bytes = calendar.to_ical()
    return data


def _event(ask: Asking, dated: DatedEvent) -> "Event":
    from icalendar import Event

    event, url = Event(), ask.links.absolute(addresses.article(dated.slug))
    begin, end = _span(dated)
    about = [f"{dated.title}, {dated.published.words}", url]
    if dated.event.date.precision is Precision.MONTH:
        about.append("The month is known, the day is not.")
        event.add("transp", "TRANSPARENT")  # nobody is busy for all of it
    event.add("uid", _uid(ask.links, dated))
    event.add("dtstamp", dated.changed.instant)  # when it was last told, not when this file was made
    event.add("dtstart", begin)
    if end:
        event.add("dtend", end)
    event.add("summary", dated.event.title)
    event.add("description", "\n".join(about))
    event.add("url", url)
    if dated.topics:
        event.add("categories", [ask.topic_link(slug).text for slug in dated.topics])
    return event


def _uid(links: Links, dated: DatedEvent) -> str:
    """The same as long as the event has its date and title, whichever report tells of it."""
    timeline = links.absolute(addresses.TIMELINE)
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"{timeline}#{dated.event.date.iso} {dated.event.title}"))


def _span(dated: DatedEvent) -> tuple[date, date | None]:
    """When the event begins, and the first day or instant that is no longer part of it."""
    start = dated.event.date
    if start.precision is Precision.INSTANT:
        return start.instant, dated.last.end if dated.event.end else None
    last_instant: datetime = dated.last.end.astimezone(UTC) - timedelta(microseconds=1)
    return start.at.date(), last_instant.astimezone(start.at.tzinfo).date() + timedelta(days=1)
