"""The index of all topics, and the cards by which the home page shows them."""

from dataclasses import dataclass

from briefkit.model import addresses
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.page import Page
from briefkit.views.pieces import Date, Link, date_of, report_link, topic_link


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in the index or on the home page: its bottom line and its newest reports."""

    link: Link
    summary: str
    newest: tuple[Link, ...]
    date: Date | None


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The index of all topics."""

    topics: tuple[TopicCard, ...]


def topic_cards(cat: Catalogue, newest: int) -> tuple[TopicCard, ...]:
    """Every topic with its `newest` latest reports."""
    cards = []
    for slug, topic in cat.site.topics.items():
        speaking = cat.on_topic.get(slug, ())
        first = speaking[0].article.record if speaking else None
        cards.append(
            TopicCard(
                topic_link(cat.site, cat.links, slug),
                topic.summary,
                tuple(report_link(cat.links, item.article) for item in speaking[:newest]),
                date_of(first.date, first.date_estimated) if first else None,
            )
        )
    return tuple(cards)


def topics_page(cat: Catalogue) -> Page:
    """The index of all topics."""
    about = structured.graph(
        structured.collection(cat.links, addresses.TOPICS, "Topics"),
        structured.breadcrumbs(cat.links, cat.site, ("Topics", addresses.TOPICS)),
    )
    description = "All briefings, each made of passages quoted from reports."
    page_head = head(cat.site, cat.links, addresses.TOPICS, "Topics", description, about)
    return Page(addresses.TOPICS, "topics.html", page_head, TopicsView(topic_cards(cat, 1)))
