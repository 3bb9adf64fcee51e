"""Who stands on which list: of topics, entities, sources, and the archive of all reports."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.filed import Facts
from briefkit.model.names import Address, Slug
from briefkit.model.site import Site
from briefkit.views.listing import Part, year_parts


class Shares(NamedTuple):
    """What a topic or an entity has of each report on its list, in that order: passages, as bits, and a stamp.

    (Of some reports only that they are on it. All that a list needs stands together: to go from report to report for
    it would take a large site several times as long.)
    """

    passages: tuple[int, ...]
    stamps: tuple[bytes, ...]


class Lists(NamedTuple):
    """The lists of a site, newest first, by the address of the page that shows their beginning.

    `shares` are what topics and entities have of the reports on theirs, `parts` the years of those that are cut, by
    address. `dated` is the month of each report (ISO 8601), or its year where that is all there is.
    """

    lists: Mapping[Address, tuple[Slug, ...]]
    shares: Mapping[Address, Shares]
    parts: Mapping[Address, Mapping[Address, Part[Slug]]]
    dated: Mapping[Slug, str]


class _Listed(NamedTuple):
    """A list in the making: reports, and what a topic or an entity has of each."""

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
    for slug, (filed, _, source, _, _) in site.reports.items():
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
    """The lists, those of sources aside, on which a report with these facts stands, if it is live."""
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
