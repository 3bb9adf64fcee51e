"""From records to a registry: what is live at this instant, in which order, and which records contradict others."""

from briefkit.checks import check_content
from briefkit.linking.targets import find_file, has_scheme, path_of
from briefkit.model.content import Content
from briefkit.model.filed import Filed
from briefkit.model.issues import Issue
from briefkit.model.liveness import Clock, Standing
from briefkit.model.records import Settings
from briefkit.model.registry import Registry, in_order, newest_first


def resolve(
    content: Content, settings: Settings, clock: Clock, files: frozenset[str]
) -> tuple[Registry, tuple[Issue, ...]]:
    """Sort out `content` for one instant. `files` are the paths of pictures and other files of content/."""
    articles = [clock.filed_now(article) if article.facts.edits else article for article in content.articles]
    standings = {article.facts.slug: clock.standing(article.facts) for article in articles}
    shown = frozenset([standing for standing in Standing if clock.shows(standing)])
    kept = [article for article in articles if standings[article.facts.slug] in shown]
    withdrawn: list[Filed] = []
    hidden: list[Filed] = []
    for article in articles if len(kept) < len(articles) else ():
        standing = standings[article.facts.slug]
        if standing is Standing.WITHDRAWN:
            withdrawn.append(article)
        elif standing not in shown:
            hidden.append(article)
    registry = Registry(
        settings=settings,
        clock=clock,
        articles=newest_first(tuple(kept)),
        withdrawn=newest_first(tuple(withdrawn)),
        hidden=tuple(hidden),
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
    for document in (*registry.documents, *registry.withdrawn, *registry.hidden):
        if isinstance(document, Filed):
            targets = (*document.facts.targets, document.facts.image)
        else:
            targets = tuple(reference.target for reference in document.body.references)
        for target in targets:
            if target and not target.endswith(".md") and not has_scheme(target):
                found = find_file(target, path_of(document), registry.files)
                wanted |= {found} if found is not None else set()
    return frozenset(wanted)
