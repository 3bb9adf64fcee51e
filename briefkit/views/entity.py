"""An entity's page: every passage that names it, what it appears with, its roles; and the index of all."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.listing import year_links
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Counted, FeedLinks, Link, QuotedReport, feed_links, ranked
from briefkit.views.roles import RoleView, role_views
from briefkit.views.years import Crumbs, quoted_year_sheets

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


class EntityView(NamedTuple):
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
    feed: FeedLinks


class EntityGroup(NamedTuple):
    """Entities of one kind, by name."""

    title: str
    entries: tuple[Counted, ...]


class EntitiesView(NamedTuple):
    """The index of all entities."""

    groups: tuple[EntityGroup, ...]


def entity_sheets(cat: Catalogue, slug: Slug) -> Iterator[Sheet]:
    """The page of an entity and its year pages."""
    record, address = cat.site.entities[slug], addresses.entity(slug)
    feed = feed_links(cat.links, address, f"{record.name}: {cat.site.settings.title}")
    crumbs = ((KIND_TITLES[record.kind], addresses.ENTITIES), (record.name, address))
    make = partial(_entity_page, slug=slug, crumbs=crumbs, feed=feed)
    yield Sheet(address, make, listed=True, last_modified=cat.newest_date(address))
    yield from quoted_year_sheets(cat, address, crumbs, feed)


def _entity_page(ask: Asking, slug: Slug, crumbs: Crumbs, feed: FeedLinks) -> Page:
    record, links, address = ask.entity(slug), ask.links, addresses.entity(slug)
    topics, companions = ask.together(address)
    view = EntityView(
        name=record.name,
        kind=record.kind,
        summary=record.summary,
        aliases=record.aliases,
        roles=role_views(record.roles),
        same_as=record.same_as,
        body=Html(ask.body(record)),
        reports=tuple(ask.quoted(new, address) for new in ask.newest(address, ask.settings.latest)),
        years=year_links(ask.years(address), address, links),
        topics=tuple(Counted(ask.topic_link(topic), count) for topic, count in ranked(topics)),
        companions=tuple(
            Counted(ask.entity_link(other), count, ask.kind(other))
            for other, count in [pair for pair in ranked(companions) if pair[0] != slug][:COMPANIONS_SHOWN]
        ),
        feed=feed,
    )
    about = structured.graph(structured.entity(links, record), structured.breadcrumbs(links, ask.settings, *crumbs))
    description = record.summary or f"Every passage that names {record.name}, with its source and date."
    title = f"{record.name} ({record.kind})"
    page_head = head(ask.settings, links, address, title, description, about, feed=feed)
    return Page("entity.html", page_head, view)


def entities_page(ask: Asking) -> Page:
    """The index of all entities, kind by kind."""
    groups: list[EntityGroup] = []
    for kind, title in KIND_TITLES.items():
        entries = tuple(
            Counted(ask.entity_link(slug), ask.count(addresses.entity(slug)))
            for slug, entity in ask.entities().items()
            if entity.kind == kind
        )
        if entries:
            groups.append(EntityGroup(title, entries))
    about = structured.graph(
        structured.collection(ask.links, addresses.ENTITIES, "Who and what"),
        structured.breadcrumbs(ask.links, ask.settings, ("Who and what", addresses.ENTITIES)),
    )
    description = "People, organisations, places and programmes that the reports name."
    page_head = head(ask.settings, ask.links, addresses.ENTITIES, "Who and what", description, about)
    return Page("entities.html", page_head, EntitiesView(tuple(groups)))
