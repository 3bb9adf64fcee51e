"""Which reports stand on which list: those of topics, entities and sources, and the archive of all."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.filed import Facts
from briefkit.model.names import Address, Slug
from briefkit.model.site import Site
from briefkit.views.listing import Part, year_parts


class Shares(NamedTuple):
    """For each report on the list of a topic or an entity, in that order: the passages on it, as bits, and the stamp
    of the share (0 and b"" where the report is only listed).

    These are copied out of the facts of reports so that they stand together in memory: to go from report to report
    instead takes a large site several times as long.
    """

    passages: tuple[int, ...]
    stamps: tuple[bytes, ...]


class Lists(NamedTuple):
    """The lists of a site, newest first, by the address of the page that shows their beginning.

    `shares` belong to the lists of topics and entities, `parts` to the lists that are cut into years: the parts of
    their years, by the addresses of these. `dated` is the month of each report (ISO 8601), or its year where no month
    is given.
    """

    lists: Mapping[Address, tuple[Slug, ...]]
    shares: Mapping[Address, Shares]
    parts: Mapping[Address, Mapping[Address, Part[Slug]]]
    dated: Mapping[Slug, str]


class _Listed(NamedTuple):
    """The list of a topic or an entity in the making: its reports, and the share that it has of each."""

    slugs: list[Slug]
    passages: list[int]
    stamps: list[bytes]


def lists_of(site: Site) -> Lists:
    """The lists of `site`, in one pass over its reports."""
    topics = {slug: _Listed([], [], []) for slug in site.topics}
    above = {slug: [topics[other] for other in _ancestors(site, slug)] for slug in site.topics}
    entities = {slug: _Listed([], [], []) for slug in site.entities}
    outlets: dict[Slug, list[Slug]] = {slug: [] for slug in site.outlets}
    years: dict[Slug, int] = {}
    months: dict[Slug, str] = {}
    for slug, (filed, _, source, *_) in site.reports.items():
        facts = filed.facts
        years[slug] = facts.year
        months[slug] = facts.date[:7]
        count = len(facts.topics)
        for topic, share, stamp in zip(facts.topics, facts.passages, facts.shares, strict=False):
            slugs, passages, stamps = topics[topic]
            if slugs and slugs[-1] is slug:  # listed for a child already
                passages[-1], stamps[-1] = share, stamp
            else:
                slugs.append(slug)
                passages.append(share)
                stamps.append(stamp)
            for slugs, passages, stamps in above[topic]:
                if not slugs or slugs[-1] is not slug:  # a parent lists its children's reports without quoting them
                    slugs.append(slug)
                    passages.append(0)
                    stamps.append(b"")
        for entity, share, stamp in zip(facts.entities, facts.passages[count:], facts.shares[count:], strict=True):
            slugs, passages, stamps = entities[entity]
            slugs.append(slug)
            passages.append(share)
            stamps.append(stamp)
        if source:
            outlets[source].append(slug)
    quoting = {addresses.topic(slug): listed for slug, listed in topics.items()}
    quoting |= {addresses.entity(slug): listed for slug, listed in entities.items()}
    lists = {listing: tuple(listed.slugs) for listing, listed in quoting.items()}
    lists |= {addresses.source(slug): tuple(found) for slug, found in outlets.items()}
    lists[addresses.ARCHIVE] = tuple(site.reports)
    parts = {
        listing: {addresses.year(listing, part.year, part.number): part for part in found}
        for listing, slugs in lists.items()
        if (found := year_parts(slugs, years.__getitem__, site.settings.latest))
    }
    shares = {listing: Shares(tuple(listed.passages), tuple(listed.stamps)) for listing, listed in quoting.items()}
    return Lists(lists, shares, parts, months)


def listings_of(site: Site, facts: Facts) -> Iterable[Address]:
    """The lists on which a live report with these facts stands, except those of sources."""
    yield addresses.ARCHIVE
    topics = [slug for slug in facts.topics if slug in site.topics]
    yield from (addresses.topic(above) for slug in topics for above in (slug, *_ancestors(site, slug)))
    yield from (addresses.entity(slug) for slug in facts.entities)


def _ancestors(site: Site, slug: Slug) -> tuple[Slug, ...]:
    found: list[Slug] = []
    parent = site.topics[slug].parent
    while parent in site.topics and parent not in found and parent is not None:
        found.append(parent)
        parent = site.topics[parent].parent
    return tuple(found)
