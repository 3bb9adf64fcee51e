"""All that was written, sorted out for one instant: who is live, who is known under which slug."""

from collections.abc import Mapping
from typing import NamedTuple

from briefkit.model.content import Document
from briefkit.model.filed import Filed
from briefkit.model.liveness import Clock, Standing
from briefkit.model.names import Slug
from briefkit.model.records import EntityRecord, PageRecord, Settings, SourceRecord, TopicRecord


class Registry(NamedTuple):
    """What the linking stage looks things up in.

    `articles` are those with a page and a place in lists, newest first; `withdrawn` keep a stub; `hidden`
    are drafts and reports still to come. `standings` has every article. Topics stand in their order.
    """

    settings: Settings
    clock: Clock
    articles: tuple[Filed, ...]
    withdrawn: tuple[Filed, ...]
    hidden: tuple[Filed, ...]
    standings: Mapping[Slug, Standing]
    topics: tuple[TopicRecord, ...]
    entities: tuple[EntityRecord, ...]
    sources: tuple[SourceRecord, ...]
    pages: tuple[PageRecord, ...]
    files: frozenset[str]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document that gets a page, stubs aside."""
        return (*self.articles, *self.topics, *self.entities, *self.sources, *self.pages)


def newest_first(articles: tuple[Filed, ...]) -> tuple[Filed, ...]:
    """`articles` by date, the newest first; those of one instant by slug."""
    by_slug = sorted(articles, key=lambda article: article.facts.slug)
    return tuple(sorted(by_slug, key=lambda article: article.facts.at, reverse=True))  # which keeps them in order


def in_order(topics: tuple[TopicRecord, ...]) -> tuple[TopicRecord, ...]:
    """`topics` by their `order`, those without one last, then by title."""
    unordered = float("inf")
    return tuple(
        sorted(topics, key=lambda t: (unordered if t.order is None else t.order, t.title.casefold(), t.slug))
    )
