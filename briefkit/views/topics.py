"""The index of all topics, and the cards by which the home page shows them."""

from typing import NamedTuple

from briefkit.model import addresses
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.head import head
from briefkit.views.page import Page
from briefkit.views.pieces import Link, ReportLine


class TopicCard(NamedTuple):
    """A topic in the index or on the home page: its bottom line and its newest reports."""

    link: Link
    summary: str
    newest: tuple[ReportLine, ...]


class TopicsView(NamedTuple):
    """The index of all topics."""

    topics: tuple[TopicCard, ...]


def topic_cards(ask: Asking, newest: int) -> tuple[TopicCard, ...]:
    """Every topic with its `newest` latest reports."""
    return tuple(
        TopicCard(
            ask.topic_link(slug),
            ask.topic(slug).summary,
            tuple([ask.line(report) for report in ask.newest(addresses.topic(slug), newest)]),
        )
        for slug in ask.topics()
    )


def topics_page(ask: Asking) -> Page:
    """The index of all topics."""
    about = structured.graph(
        structured.collection(ask.links, addresses.TOPICS, "Topics"),
        structured.breadcrumbs(ask.links, ask.settings, ("Topics", addresses.TOPICS)),
    )
    description = "All briefings, each made of passages quoted from reports."
    page_head = head(ask.settings, ask.links, addresses.TOPICS, "Topics", description, about)
    return Page("topics.html", page_head, TopicsView(topic_cards(ask, 1)))
