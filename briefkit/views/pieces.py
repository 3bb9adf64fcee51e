"""The pieces that several pages show: links, lines for reports, quotations, events."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.liveness import Standing
from briefkit.model.moments import Moment
from briefkit.model.names import Slug
from briefkit.model.records import Event
from briefkit.model.site import Article, Placed, Site

_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_OWN_ID = re.compile(r' id="[^"]*"')


class Link(NamedTuple):
    """Words that lead somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A link, how often what it leads to occurs, and a word about it."""

    link: Link
    count: int
    note: str = ""


class Date(NamedTuple):
    """A date for people (`words`) and for machines (`iso`); `estimated` ones are shown with “about”."""

    words: str
    iso: str
    estimated: bool = False


class ReportLine(NamedTuple):
    """A report in a list."""

    title: str
    href: str
    date: Date
    source: Link | None
    summary: str
    badge: str


class Quotation(NamedTuple):
    """A passage as quoted elsewhere; `href` leads to where it stands."""

    html: Html
    href: str


class QuotedReport(NamedTuple):
    """A report with some of its passages; none where the report is only listed."""

    report: ReportLine
    anchor: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """A dated event and the report that tells of it."""

    title: str
    start: Date
    end: Date | None
    report: Link


def date_of(moment: Moment, estimated: bool = False) -> Date:
    """A date ready to be shown."""
    return Date(moment.words, moment.iso, estimated)


def topic_link(site: Site, links: Links, slug: Slug) -> Link:
    """A topic's title, leading to its briefing."""
    return Link(site.topics[slug].title, links.href(addresses.topic(slug)))


def entity_link(site: Site, links: Links, slug: Slug) -> Link:
    """An entity's name, leading to its page."""
    return Link(site.entities[slug].name, links.href(addresses.entity(slug)))


def source_link(site: Site, links: Links, article: Article) -> Link | None:
    """The name of a report's source, leading to its page."""
    if article.source is None:
        return None
    return Link(site.outlets[article.source].name, links.href(addresses.source(article.source)))


def report_link(links: Links, article: Article) -> Link:
    """A report's title, leading to it."""
    return Link(article.record.title, links.href(addresses.article(article.slug)))


def report_line(site: Site, links: Links, article: Article) -> ReportLine:
    """A report as lists show it."""
    record = article.record
    return ReportLine(
        title=record.title,
        href=links.href(addresses.article(article.slug)),
        date=date_of(record.date, record.date_estimated),
        source=source_link(site, links, article),
        summary=article.summary,
        badge="" if article.standing is Standing.LIVE else article.standing.value,
    )


def quotation(links: Links, article: Article, passage: Placed) -> Quotation:
    """A passage for another page: the same words, no ids, note marks leading to the report's notes."""
    address = addresses.article(article.slug)
    html = passage.html
    if ' id="' in html or 'href="#' in html:
        own = f'href="{links.href(address)}#'
        html = _TAG.sub(lambda tag: _OWN_ID.sub("", tag[0]).replace('href="#', own), html)
    return Quotation(Html(html), links.href(address, passage.id))


@dataclass(frozen=True, slots=True)
class Events:
    """Dated events on both sides of now: what lies ahead, soonest first; what was, latest first."""

    ahead: tuple[EventLine, ...] = ()
    past: tuple[EventLine, ...] = ()


def events_of(links: Links, articles: Iterable[Article], now: datetime, topic: Slug | None = None) -> Events:
    """Events that `articles` tell of, each told once; of one topic where `topic` is given.

    An event without topics of its own has its report's. One that still lasts at `now` lies ahead.
    """
    found: dict[tuple[str, str], tuple[Event, Article]] = {}
    for article in articles:
        for event in article.record.events:
            if topic is None or topic in (event.topics or article.topics):
                found.setdefault((event.date.iso, event.title), (event, article))
    by_date = sorted(found.values(), key=lambda pair: (pair[0].date.at, pair[0].title))
    ahead = [pair for pair in by_date if (pair[0].end or pair[0].date).end > now]
    past = [pair for pair in reversed(by_date) if (pair[0].end or pair[0].date).end <= now]
    return Events(*(tuple(_event_line(links, *pair) for pair in pairs) for pairs in (ahead, past)))


def _event_line(links: Links, event: Event, article: Article) -> EventLine:
    end = date_of(event.end) if event.end else None
    return EventLine(event.title, date_of(event.date), end, report_link(links, article))


def first_words(text: str, limit: int = 300) -> str:
    """`text` cut at a word where it is longer than `limit` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 2].rsplit(" ", 1)[0] + " …"
