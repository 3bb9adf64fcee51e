"""A topic's briefing: passages quoted from reports, newest first, and what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Address, Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.events import Events, for_calendars
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Counted, Date, FeedLinks, Link, QuotedReport, card_of, date_of, feed_links
from briefkit.views.years import Crumbs, quoted_year_sheets

PEOPLE_SHOWN = 12
_PEOPLE = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class KeyPointView:
    """A point and the passage that supports it."""

    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """An open question; `answer` leads to the passage that closes it."""

    text: str
    asked: Date | None
    answer: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """All that a topic's undated page shows."""

    title: str
    summary: str
    reviewed: Date | None
    newer_than_review: bool
    key_points: tuple[KeyPointView, ...]
    brief: Html
    events: Events
    reports: tuple[QuotedReport, ...]
    years: tuple[Link, ...]
    people: tuple[Counted, ...]
    sources: tuple[Counted, ...]
    questions: tuple[QuestionView, ...]
    parent: Link | None
    children: tuple[Link, ...]
    feed: FeedLinks
    calendar: str


def topic_sheets(cat: Catalogue, slug: Slug) -> Iterator[Sheet]:
    """The briefing on a topic and its year pages."""
    topic, address = cat.site.topics[slug], addresses.topic(slug)
    feed = feed_links(cat.links, address, f"{topic.title}: {cat.site.settings.title}")
    crumbs = (("Topics", addresses.TOPICS), (topic.title, address))
    make = partial(_topic_page, slug=slug, crumbs=crumbs, feed=feed)
    yield Sheet(address, make, listed=True, last_modified=cat.newest_date(address))
    yield from quoted_year_sheets(cat, address, crumbs, feed)


def _topic_page(ask: Asking, slug: Slug, crumbs: Crumbs, feed: FeedLinks) -> Page:
    topic, links, address = ask.topic(slug), ask.links, addresses.topic(slug)
    latest = ask.settings.latest
    newest = ask.newest(address, latest)
    events = ask.events(slug)
    topics = ask.topics()
    view = TopicView(
        title=topic.title,
        summary=topic.summary,
        reviewed=date_of(topic.reviewed) if topic.reviewed else None,
        newer_than_review=bool(topic.reviewed and any(ask.date(new).at >= topic.reviewed.end for new in newest)),
        key_points=tuple(KeyPointView(point.text, ask.cited(point.cite)) for point in topic.key_points),
        brief=Html(ask.body(topic)),
        events=Events(events.ahead, events.past[:latest]),
        reports=tuple(ask.quoted(new, address) for new in newest),
        years=year_links(ask.years(address), address, links),
        people=_people(ask, address),
        sources=tuple(Counted(ask.outlet_link(source), count) for source, count in ask.outlets_of(address)),
        questions=tuple(
            QuestionView(q.text, date_of(q.asked) if q.asked else None, ask.cited(q.answered_by))
            for q in topic.questions
        ),
        parent=ask.topic_link(topic.parent) if topic.parent in topics and topic.parent else None,
        children=tuple(ask.topic_link(other) for other, found in topics.items() if found.parent == slug),
        feed=feed,
        calendar=links.href(addresses.calendar(address)) if for_calendars(ask.dates(slug)) else "",
    )
    about = structured.graph(
        structured.briefing(links, topic),
        structured.breadcrumbs(links, ask.settings, *crumbs),
    )
    description = topic.summary or f"Passages on {topic.title}, each with its source and date."
    title = f"{topic.title}: briefing"
    image = card_of(links, address, title)
    page_head = head(ask.settings, links, address, title, description, about, feed=feed, has_twin=True, image=image)
    return Page("topic.html", page_head, view)


def _people(ask: Asking, address: Address) -> tuple[Counted, ...]:
    """People and organisations that the topic's passages name, the most named first."""
    counts = {slug: count for slug, count in ask.together(address)[1].items() if ask.kind(slug) in _PEOPLE}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:PEOPLE_SHOWN]
    return tuple(
        Counted(ask.entity_link(slug), count, "; ".join(role.title for role in ask.entity(slug).roles))
        for slug, count in ranked
    )
