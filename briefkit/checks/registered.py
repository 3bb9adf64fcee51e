"""`topic-is-registered`, `entity-is-registered`, `report-is-registered`: slugs in front matter must exist."""

from collections.abc import Iterator, Sequence, Set

from briefkit.model.content import Content
from briefkit.model.hints import did_you_mean, shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Origin, Settings


def check_report(report: ArticleRecord, topics: Set[Slug], entities: Set[Slug]) -> Iterator[Issue]:
    """Every slug in a report that names none of `topics` or `entities`, wherever it is written."""
    yield from _unknown("topic", report.topics, topics, report.origin, "topics")
    yield from _unknown("entity", report.entities, entities, report.origin, "entities")
    for index, event in enumerate(report.events):
        yield from _unknown("topic", event.topics, topics, report.origin, "events", index, "topics")
    for passage in report.body.passages:
        for placement in passage.topics or ():
            if placement.topic not in topics:
                yield _issue("topic", placement.topic, topics, placement.place)


_KINDS = {
    "topic": ("topic-is-registered", "topics"),
    "entity": ("entity-is-registered", "entities"),
    "report": ("report-is-registered", "articles"),
}
"""Each kind's rule and folder."""


def check_registered(content: Content, settings: Settings) -> Iterator[Issue]:
    """Every slug of a report, a parent or the navigation that names nothing."""
    topics = frozenset(topic.slug for topic in content.topics)
    if any(article.facts.related for article in content.articles):
        articles = frozenset(article.slug for article in content.articles)
        for article in [article for article in content.articles if article.facts.related]:
            yield from _unknown("report", article.facts.related, articles, article.origin, "related")
    for topic in content.topics:
        if topic.parent is not None and topic.parent not in topics:
            yield _issue("topic", topic.parent, topics, topic.origin.place("parent"))
    yield from _unknown("topic", settings.navigation, topics, settings.origin, "navigation")


def _unknown(
    kind: str, slugs: Sequence[Slug], known: Set[Slug], origin: Origin, *trail: str | int
) -> Iterator[Issue]:
    """Those of `slugs`, which stand in a list at `trail`, that are not `known`."""
    for index, slug in enumerate(slugs):
        if slug not in known:
            yield _issue(kind, slug, known, origin.place(*trail, index))


def _issue(kind: str, slug: Slug, known: Set[Slug], place: Place) -> Issue:
    rule, folder = _KINDS[kind]
    hint = did_you_mean(slug, sorted(known)) or f"add content/{folder}/{slug}.md or correct the slug"
    if slug.endswith((",", ";")):  # which only a line of topics lets through
        hint = "separate slugs by spaces alone, without " + ("a comma" if slug[-1] == "," else "a semicolon")
    return Issue(rule, f"there is no {kind} {shown(slug)}", place, hint)
