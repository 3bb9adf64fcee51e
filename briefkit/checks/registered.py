"""`topic-is-registered`, `entity-is-registered`, `report-is-registered`: slugs in front matter must exist."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefkit.model.hints import did_you_mean, shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug
from briefkit.model.records import Content, Settings, Trail

_KINDS = {
    "topic": ("topic-is-registered", "topics"),
    "entity": ("entity-is-registered", "entities"),
    "report": ("report-is-registered", "articles"),
}
"""Each kind's rule and folder."""


def check_registered(content: Content, settings: Settings) -> Iterator[Issue]:
    """Every slug that names no topic, entity or report, wherever it is written."""
    topics, entities, articles = (
        frozenset(record.slug for record in records)
        for records in (content.topics, content.entities, content.articles)
    )
    for article in content.articles:
        place = article.origin.place
        yield from _unknown("topic", article.topics, topics, _places(place, "topics", article.topics))
        yield from _unknown("entity", article.entities, entities, _places(place, "entities", article.entities))
        yield from _unknown("report", article.related, articles, _places(place, "related", article.related))
        for index, event in enumerate(article.events):
            trail: Trail = ("events", index, "topics")
            places = [place(*trail, number) for number in range(len(event.topics))]
            yield from _unknown("topic", event.topics, topics, places)
        for passage in article.body.passages:
            placed = passage.topics or ()
            yield from _unknown("topic", [p.topic for p in placed], topics, [p.place for p in placed])
    for topic in content.topics:
        if topic.parent is not None:
            yield from _unknown("topic", [topic.parent], topics, [topic.origin.place("parent")])
    places = _places(settings.origin.place, "navigation", settings.navigation)
    yield from _unknown("topic", settings.navigation, topics, places)


def _places(place: Callable[..., Place], key: str, slugs: Sequence[Slug]) -> list[Place]:
    return [place(key, index) for index in range(len(slugs))]


def _unknown(kind: str, slugs: Sequence[Slug], known: frozenset[Slug], places: Iterable[Place]) -> Iterator[Issue]:
    for slug, place in zip(slugs, places, strict=True):
        if slug not in known:
            rule, folder = _KINDS[kind]
            hint = did_you_mean(slug, sorted(known)) or f"add content/{folder}/{slug}.md or correct the slug"
            yield Issue(rule, f"there is no {kind} {shown(slug)}", place, hint)
