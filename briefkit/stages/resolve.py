"""Records to a registry: what is live at this instant, in which order, and what contradicts what."""

from briefkit.checks import check_content
from briefkit.linking.targets import find_file, has_scheme
from briefkit.model.issues import Issue
from briefkit.model.liveness import Clock, Standing
from briefkit.model.records import Content, Settings
from briefkit.model.registry import Registry, in_order, newest_first


def resolve(
    content: Content, settings: Settings, clock: Clock, files: frozenset[str]
) -> tuple[Registry, tuple[Issue, ...]]:
    """Sort out `content` for one instant. `files` are the paths of pictures and other files of content/."""
    articles = tuple(clock.article_now(article) for article in content.articles)
    standings = {article.slug: clock.standing(article) for article in articles}
    shown = tuple(article for article in articles if clock.shows(standings[article.slug]))
    withdrawn = tuple(article for article in articles if standings[article.slug] is Standing.WITHDRAWN)
    kept = {article.slug for article in (*shown, *withdrawn)}
    registry = Registry(
        settings=settings,
        clock=clock,
        articles=newest_first(shown),
        withdrawn=newest_first(withdrawn),
        hidden=tuple(article for article in articles if article.slug not in kept),
        standings=standings,
        topics=in_order(tuple(clock.topic_now(topic) for topic in content.topics)),
        entities=tuple(sorted(content.entities, key=lambda entity: (entity.name.casefold(), entity.slug))),
        sources=tuple(sorted(content.sources, key=lambda source: source.slug)),
        pages=tuple(sorted(content.pages, key=lambda page: (page.order or 0, page.title))),
        files=files,
    )
    return registry, check_content(content, settings)


def media_wanted(registry: Registry) -> frozenset[str]:
    """The files of content/ that any shown document refers to; only these are read and published."""
    wanted: set[str] = set()
    if not registry.files:
        return frozenset()
    for record in (*registry.records, *registry.withdrawn, *registry.hidden):
        path = record.origin.path
        targets = [reference.target for reference in record.body.references if not reference.target.endswith(".md")]
        image = getattr(record, "image", None)
        if image is not None:
            targets.append(image.src)
        for target in targets:
            found = None if has_scheme(target) else find_file(target, path, registry.files)
            if found is not None:
                wanted.add(found)
    return frozenset(wanted)
