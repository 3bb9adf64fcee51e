"""A topic's briefing: passages quoted from reports, newest first, and what stands around them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue, Speaking
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page
from briefkit.views.pieces import (
    Counted,
    Date,
    Events,
    Link,
    QuotedReport,
    date_of,
    entity_link,
    events_of,
    source_link,
    topic_link,
)
from briefkit.views.years import quoted_year_pages, speaking_parts

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
    feed: Link


def topic_pages(cat: Catalogue, slug: Slug) -> Iterator[Page]:
    """The briefing on a topic and its year pages."""
    site, links, topic = cat.site, cat.links, cat.site.topics[slug]
    speaking = cat.on_topic.get(slug, ())
    latest = site.settings.latest
    address = addresses.topic(slug)
    feed = Link(f"{topic.title}: {site.settings.title}", links.href(addresses.feed(address)))
    parts = speaking_parts(cat, speaking)
    events = events_of(links, (item.article for item in speaking), site.clock.now, slug)
    view = TopicView(
        title=topic.title,
        summary=topic.summary,
        reviewed=date_of(topic.reviewed) if topic.reviewed else None,
        newer_than_review=bool(
            topic.reviewed and any(item.article.record.date.at >= topic.reviewed.end for item in speaking[:latest])
        ),
        key_points=tuple(KeyPointView(point.text, _cited(cat, point.cite)) for point in topic.key_points),
        brief=Html(site.body(topic.origin.path)),
        events=Events(events.ahead, events.past[:latest]),
        reports=tuple(cat.quoted(item) for item in speaking[:latest]),
        years=year_links(parts, address, links),
        people=_people(cat, speaking),
        sources=_sources(cat, speaking),
        questions=tuple(
            QuestionView(q.text, date_of(q.asked) if q.asked else None, _cited(cat, q.answered_by))
            for q in topic.questions
        ),
        parent=topic_link(site, links, topic.parent) if topic.parent in site.topics and topic.parent else None,
        children=tuple(
            topic_link(site, links, other) for other, found in site.topics.items() if found.parent == slug
        ),
        feed=feed,
    )
    crumbs = (("Topics", addresses.TOPICS), (topic.title, address))
    about = structured.graph(
        structured.collection(links, address, topic.title, topic.summary),
        structured.breadcrumbs(links, site, *crumbs),
    )
    description = topic.summary or f"Passages on {topic.title}, each with its source and date."
    page_head = head(site, links, address, f"{topic.title}: briefing", description, about, feed=feed)
    newest = speaking[0].article.record.date.iso if speaking else ""
    yield Page(address, "topic.html", page_head, view, last_modified=newest)
    yield from quoted_year_pages(cat, parts, topic.title, address, crumbs, feed)


def _cited(cat: Catalogue, citation: str) -> str:
    """A link to the cited passage, "" where its report is not live."""
    slug, _, passage = citation.partition("#")
    return cat.links.href(addresses.article(Slug(slug)), passage) if slug in cat.articles else ""


def _people(cat: Catalogue, speaking: tuple[Speaking, ...]) -> tuple[Counted, ...]:
    """People and organisations that the topic's passages name, the most named first."""
    counts = Counter(
        entity
        for item in speaking
        for passage in item.passages
        for entity in passage.entities
        if cat.site.entities[entity].kind in _PEOPLE
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        Counted(
            entity_link(cat.site, cat.links, slug),
            count,
            "; ".join(role.title for role in cat.site.entities[slug].roles),
        )
        for slug, count in ranked[:PEOPLE_SHOWN]
    )


def _sources(cat: Catalogue, speaking: tuple[Speaking, ...]) -> tuple[Counted, ...]:
    links = [link for item in speaking if (link := source_link(cat.site, cat.links, item.article))]
    return tuple(Counted(link, count) for link, count in sorted(Counter(links).items(), key=_most_first))


def _most_first(pair: tuple[Link, int]) -> tuple[int, str]:
    return -pair[1], pair[0].text
