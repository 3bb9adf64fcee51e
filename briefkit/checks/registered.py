"""`topic-is-registered`, `entity-is-registered`, `report-is-registered`: slugs in front matter must exist."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from briefkit.model.hints import did_you_mean, shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Content, Settings, Trail


def check_report(report: ArticleRecord, topics: Set[Slug], entities: Set[Slug]) -> Iterator[Issue]:
    """Every slug in a report that names none of `topics` or `entities`, wherever it is written."""
    place = report.origin.place
    yield from _unknown("topic", report.topics, topics, _places(place, "topics", report.topics))
    yield from _unknown("entity", report.entities, entities, _places(place, "entities", report.entities))
    for index, event in enumerate(report.events):
        trail: Trail = ("events", index, "topics")
        places = [place(*trail, number) for number in range(len(event.topics))]
        yield from _unknown("topic", event.topics, topics, places)
    for passage in report.body.passages:
        placed = passage.topics or ()
        yield from _unknown("topic", [p.topic for p in placed], topics, [p.place for p in placed])


_KINDS = {
    "topic": ("topic-is-registered", "topics"),
    "entity": ("entity-is-registered", "entities"),
    "report": ("report-is-registered", "articles"),
}
"""Each kind's rule and folder."""


def check_registered(content: Content, settings: Settings) -> Iterator[Issue]:
    """Every slug of a report, a parent or the navigation that names nothing."""
    topics = frozenset(topic.slug for topic in content.topics)
    if any(article.related for article in content.articles):
        articles = frozenset(article.slug for article in content.articles)
        for article in content.articles:
            places = _places(article.origin.place, "related", article.related)
            yield from _unknown("report", article.related, articles, places)
    for topic in content.topics:
        if topic.parent is not None:
            yield from _unknown("topic", [topic.parent], topics, [topic.origin.place("parent")])
    places = _places(settings.origin.place, "navigation", settings.navigation)
    yield from _unknown("topic", settings.navigation, topics, places)


def _places(place: Callable[..., Place], key: str, slugs: Sequence[Slug]) -> list[Place]:
    return [place(key, index) for index in range(len(slugs))]


def _unknown(kind: str, slugs: Sequence[Slug], known: Set[Slug], places: Iterable[Place]) -> Iterator[Issue]:
    for slug, place in zip(slugs, places, strict=True):
        if slug not in known:
            rule, folder = _KINDS[kind]
            hint = did_you_mean(slug, sorted(known)) or f"add content/{folder}/{slug}.md or correct the slug"
            yield Issue(rule, f"there is no {kind} {shown(slug)}", place, hint)
