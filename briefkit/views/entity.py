"""An entity's page: every passage that names it, what it appears with, its roles; and the index of all."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.model.records import EntityRecord
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue, Speaking
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page
from briefkit.views.pieces import (
    Counted,
    Date,
    Link,
    QuotedReport,
    date_of,
    entity_link,
    topic_link,
)
from briefkit.views.years import quoted_year_pages, speaking_parts

COMPANIONS_SHOWN = 12
KIND_TITLES = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "programme": "Programmes",
    "system": "Systems",
    "agreement": "Agreements",
    "event": "Events",
}


@dataclass(frozen=True, slots=True)
class RoleView:
    """An office and when it was held."""

    title: str
    start: Date | None
    end: Date | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """All that an entity's undated page shows."""

    name: str
    kind: str
    summary: str
    aliases: tuple[str, ...]
    roles: tuple[RoleView, ...]
    same_as: tuple[str, ...]
    body: Html
    reports: tuple[QuotedReport, ...]
    years: tuple[Link, ...]
    topics: tuple[Counted, ...]
    companions: tuple[Counted, ...]
    feed: Link


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """Entities of one kind, by name."""

    title: str
    entries: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class EntitiesView:
    """The index of all entities."""

    groups: tuple[EntityGroup, ...]


def entity_pages(cat: Catalogue, record: EntityRecord) -> Iterator[Page]:
    """The page of an entity and its year pages."""
    site, links = cat.site, cat.links
    naming = cat.naming.get(record.slug, ())
    address = addresses.entity(record.slug)
    feed = Link(f"{record.name}: {site.settings.title}", links.href(addresses.feed(address)))
    parts = speaking_parts(cat, naming)
    passages = [passage for item in naming for passage in item.passages]
    topics = Counter(topic for passage in passages for topic in passage.topics)
    companions = Counter(other for passage in passages for other in passage.entities if other != record.slug)
    view = EntityView(
        name=record.name,
        kind=record.kind,
        summary=record.summary,
        aliases=record.aliases,
        roles=tuple(
            RoleView(
                role.title,
                date_of(role.start) if role.start else None,
                date_of(role.end) if role.end else None,
            )
            for role in record.roles
        ),
        same_as=record.same_as,
        body=Html(site.body(record.origin.path)),
        reports=_quoted(cat, naming),
        years=year_links(parts, address, links),
        topics=tuple(Counted(topic_link(site, links, slug), count) for slug, count in _ranked(topics)),
        companions=tuple(
            Counted(entity_link(site, links, slug), count, site.entities[slug].kind)
            for slug, count in _ranked(companions)[:COMPANIONS_SHOWN]
        ),
        feed=feed,
    )
    crumbs = ((KIND_TITLES[record.kind], addresses.ENTITIES), (record.name, address))
    about = structured.graph(structured.entity(site, links, record), structured.breadcrumbs(links, site, *crumbs))
    description = record.summary or f"Every passage that names {record.name}, with its source and date."
    title = f"{record.name} ({record.kind})"
    newest = naming[0].article.record.date.iso if naming else ""
    page_head = head(site, links, address, title, description, about, feed=feed)
    yield Page(address, "entity.html", page_head, view, last_modified=newest)
    yield from quoted_year_pages(cat, parts, record.name, address, crumbs, feed)


def entities_page(cat: Catalogue) -> Page:
    """The index of all entities, kind by kind."""
    groups: list[EntityGroup] = []
    for kind, title in KIND_TITLES.items():
        entries = tuple(
            Counted(entity_link(cat.site, cat.links, entity.slug), len(cat.naming.get(entity.slug, ())))
            for entity in cat.site.entities.values()
            if entity.kind == kind
        )
        if entries:
            groups.append(EntityGroup(title, entries))
    about = structured.graph(
        structured.collection(cat.links, addresses.ENTITIES, "Who and what"),
        structured.breadcrumbs(cat.links, cat.site, ("Who and what", addresses.ENTITIES)),
    )
    description = "People, organisations, places and programmes that the reports name."
    page_head = head(cat.site, cat.links, addresses.ENTITIES, "Who and what", description, about)
    return Page(addresses.ENTITIES, "entities.html", page_head, EntitiesView(tuple(groups)))


def _quoted(cat: Catalogue, naming: tuple[Speaking, ...]) -> tuple[QuotedReport, ...]:
    shown = naming[: cat.site.settings.latest]
    return tuple(cat.quoted(item) for item in shown)


def _ranked(counts: "Counter[Slug]") -> list[tuple[Slug, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
