"""A topic's briefing: passages quoted from reports, newest first, and what stands around them."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Address, Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.coverage import Coverage, coverage_of
from briefkit.views.events import Events, for_calendars
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import (
    Counted,
    Date,
    FeedLinks,
    Link,
    QuotedReport,
    ReportLine,
    card_of,
    credit,
    date_of,
    feed_links,
    ranked,
)
from briefkit.views.roles import held_between, roles_in_words
from briefkit.views.years import Crumbs, quoted_year_sheets

PEOPLE_SHOWN = 12
SOURCES_SHOWN = 12
RELATED_SHOWN = 6
PRINTED_WORDS = 60
"""Words of the bottom line for which the printed page has room."""

_PEOPLE = ("person", "organisation")


class CitationLink(NamedTuple):
    """A link to a passage, whose words are its report's source and date: templates set these apart, since each may be
    written in another direction."""

    line: ReportLine
    href: str

    @property
    def text(self) -> str:
        """Both in one line of plain words."""
        return credit(self.line)


class KeyPointView(NamedTuple):
    """A point and the passage that supports it, by its report's source and date."""

    text: str
    cite: CitationLink | None


class QuestionView(NamedTuple):
    """An open question; `answer` leads to the passage that closes it."""

    text: str
    asked: Date | None
    answer: CitationLink | None


class TopicView(NamedTuple):
    """All that a topic's undated page shows.

    `summary` is the bottom line as far as it fits on the printed page, `rest` what follows. `fresh` are the reports
    that are newer than its review, `newer` the number of their passages; `reports` are the others, or all where there
    was no review.
    """

    title: str
    summary: str
    rest: str
    reviewed: Date | None
    newer: int
    key_points: tuple[KeyPointView, ...]
    brief: Html
    events: Events
    fresh: tuple[QuotedReport, ...]
    reports: tuple[QuotedReport, ...]
    years: tuple[Link, ...]
    people: tuple[Counted, ...]
    coverage: Coverage | None
    sources: tuple[Counted, ...]
    more_sources: Link | None
    questions: tuple[QuestionView, ...]
    parent: Link | None
    children: tuple[Link, ...]
    related: tuple[Counted, ...]
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
    about = structured.graph(
        structured.briefing(links, topic),
        structured.breadcrumbs(links, ask.settings, *crumbs),
    )
    description = topic.summary or f"Passages on {topic.title}, each with its source and date."
    title = f"{topic.title}: briefing"
    image = card_of(links, address, title)
    page_head = head(ask.settings, links, address, title, description, about, feed=feed, has_twin=True, image=image)
    return Page("topic.html", page_head, topic_view(ask, slug, feed))


def topic_view(ask: Asking, slug: Slug, feed: FeedLinks) -> TopicView:
    """All that a topic's page shows, and its twin; `feed` are the feeds beside the page."""
    topic, links, address = ask.topic(slug), ask.links, addresses.topic(slug)
    latest = ask.settings.latest
    newest = ask.newest(address, latest)
    events = ask.events(slug)
    family = _family(ask, slug)
    near, named = ask.together(address)
    reports = tuple(ask.quoted(new, address) for new in newest)
    fresh = sum(ask.date(new).at >= topic.reviewed.end for new in newest) if topic.reviewed else 0
    outlets, words = ask.outlets_of(address), topic.summary.split()
    return TopicView(
        title=topic.title,
        summary=" ".join(words[:PRINTED_WORDS]),
        rest=" ".join(words[PRINTED_WORDS:]),
        reviewed=date_of(topic.reviewed) if topic.reviewed else None,
        newer=sum(len(report.quotations) for report in reports[:fresh]),
        key_points=tuple(KeyPointView(point.text, _cited(ask, point.cite)) for point in topic.key_points),
        brief=Html(ask.body(topic)),
        events=Events(events.ahead[:latest], events.past[:latest]),
        fresh=reports[:fresh],
        reports=reports[fresh:],
        years=year_links(ask.years(address), address, links),
        people=_people(ask, address, named),
        coverage=coverage_of(ask.months(address)),
        sources=tuple(Counted(ask.outlet_link(source), count) for source, count in outlets[:SOURCES_SHOWN]),
        more_sources=_more(len(outlets) - SOURCES_SHOWN, links.href(addresses.SOURCES)),
        questions=tuple(
            QuestionView(q.text, date_of(q.asked) if q.asked else None, _cited(ask, q.answered_by))
            for q in topic.questions
        ),
        parent=ask.topic_link(topic.parent) if topic.parent in family and topic.parent else None,
        children=tuple(ask.topic_link(other) for other in family if other != topic.parent),
        related=tuple(
            Counted(ask.topic_link(other), count)
            for other, count in ranked(near)
            if other != slug and other not in family
        )[:RELATED_SHOWN],
        feed=feed,
        calendar=links.href(addresses.calendar(address)) if for_calendars(ask.dates(slug)) else "",
    )


def _family(ask: Asking, slug: Slug) -> tuple[Slug, ...]:
    """A topic's parent, if it has one, and its children."""
    topics = ask.topics()
    parent = topics[slug].parent
    children = [other for other, found in topics.items() if found.parent == slug]
    return (*([parent] if parent is not None and parent in topics else []), *children)


def _cited(ask: Asking, citation: str) -> CitationLink | None:
    """The passage that a topic cites, by its report's source and date; None where the report is not live."""
    href = ask.cited(citation)
    if not href:
        return None
    return CitationLink(ask.line(Slug(citation.partition("#")[0])), href)


def _people(ask: Asking, address: Address, named: "Counter[Slug]") -> tuple[Counted, ...]:
    """People and organisations that the topic's passages name, the most named first, by the roles they had then."""
    shown = list(islice(((slug, count) for slug, count in ranked(named) if ask.kind(slug) in _PEOPLE), PEOPLE_SHOWN))
    roles = {slug: ask.entity(slug).roles for slug, _ in shown}
    if any(role.start or role.end for held in roles.values() for role in held):
        when = ask.named(address)
        roles = {slug: held_between(held, *when[slug]) for slug, held in roles.items()}
    return tuple(Counted(ask.entity_link(slug), count, roles_in_words(roles[slug])) for slug, count in shown)


def _more(count: int, href: str) -> Link | None:
    return Link(f"{count} more", href) if count > 0 else None
