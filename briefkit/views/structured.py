"""JSON-LD (schema.org) for each kind of page."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.names import Address
from briefkit.model.records import EntityRecord, Settings, TopicRecord
from briefkit.model.site import Report
from briefkit.views.events import EventLine
from briefkit.views.pieces import first_words
from briefkit.views.roles import role_views

Node = dict[str, Any]

_ENTITY_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "programme": "DefinedTerm",
    "system": "DefinedTerm",
    "agreement": "DefinedTerm",
    "event": "DefinedTerm",
}
HEADLINE_LIMIT = 110

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def graph(*nodes: Node) -> Html:
    """Nodes as one JSON-LD script body. Every `<` is escaped: `<!--<script>` would end a page as `</script>` does."""
    text = _encoded({"@context": "https://schema.org", "@graph": nodes})
    return Html(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def breadcrumbs(links: Links, settings: Settings, *way: tuple[str, Address]) -> Node:
    """The way from the home page to a page, which comes last."""
    steps = ((settings.title, addresses.HOME), *way)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": links.absolute(address)}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def website(settings: Settings, links: Links) -> Node:
    """The site itself, with its search."""
    template = f"{links.absolute(addresses.SEARCH)}?q={{search_term_string}}"
    node: Node = {
        "@type": "WebSite",
        "name": settings.title,
        "url": links.absolute(addresses.HOME),
        "inLanguage": settings.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        },
    }
    if settings.description:
        node["description"] = settings.description
    return node


def publisher(settings: Settings, links: Links) -> Node:
    """Who answers for the site: the publisher that site.yaml names, else the site itself."""
    if settings.publisher is None:
        return {"@type": "Organization", "name": settings.title, "url": links.absolute(addresses.HOME)}
    url = settings.publisher.url or links.absolute(addresses.HOME)
    return {"@type": "Organization", "name": settings.publisher.name, "url": url}


def news_article(settings: Settings, links: Links, article: Report, topics: Sequence[str]) -> Node:
    """A report on topics of these titles. Its author is a person it names, else its source, else the publisher."""
    record = article.record
    address = links.absolute(addresses.article(article.slug))
    authors: list[Node] = [{"@type": "Person", "name": name} for name in record.authors]
    if not authors and record.source and record.source.byline:
        authors = [{"@type": "Person", "name": record.source.byline}]
    if not authors and record.source:
        authors = [{"@type": "Organization", "name": record.source.name}]
    node: Node = {
        "@type": "NewsArticle",
        "headline": first_words(record.title, HEADLINE_LIMIT),
        "datePublished": record.date.rfc3339,
        "author": authors or [publisher(settings, links)],
        "publisher": publisher(settings, links),
        "mainEntityOfPage": address,
        "url": address,
        "inLanguage": record.lang or settings.language,
    }
    if article.summary:
        node["description"] = first_words(article.summary)
    if record.updated and record.updated.instant >= record.date.instant:
        node["dateModified"] = record.updated.rfc3339
    if article.image:
        node["image"] = links.absolute(addresses.media(article.image.name))
    if record.corrections:
        node["correction"] = [item.note for item in record.corrections]
    if record.series:
        node["isPartOf"] = {"@type": "CreativeWorkSeries", "name": record.series}
    if topics:
        node["about"] = [{"@type": "Thing", "name": title} for title in topics]
    return node


def collection(links: Links, address: Address, name: str, description: str = "") -> Node:
    """A page that lists reports or passages."""
    node: Node = {"@type": "CollectionPage", "name": name, "url": links.absolute(address)}
    return node | ({"description": first_words(description)} if description else {})


def briefing(links: Links, record: TopicRecord) -> Node:
    """A topic's page: a collection about a term of this site's own list of topics."""
    address = addresses.topic(record.slug)
    term = {"@type": "DefinedTerm", "name": record.title, "inDefinedTermSet": links.absolute(addresses.TOPICS)}
    return collection(links, address, record.title, record.summary) | {"about": term}


def event(links: Links, line: EventLine) -> Node:
    """A dated event. Crawlers want a place, which nobody wrote down and which is not guessed."""
    node: Node = {
        "@type": "Event",
        "name": line.title,
        "startDate": line.start.iso,
        "location": "Not stated",
        "subjectOf": links.origin + line.report.href,
    }
    return node | ({"endDate": line.end.iso} if line.end else {})


def entity(links: Links, record: EntityRecord) -> Node:
    """A person, organisation or place by its own type, anything else as a term of this site's register."""
    node: Node = {
        "@type": _ENTITY_TYPES[record.kind],
        "name": record.name,
        "url": links.absolute(addresses.entity(record.slug)),
    }
    if record.kind not in ("person", "organisation", "place"):
        node["inDefinedTermSet"] = links.absolute(addresses.ENTITIES)
    if record.summary:
        node["description"] = record.summary
    if record.aliases:
        node["alternateName"] = list(record.aliases)
    if record.same_as:
        node["sameAs"] = list(record.same_as)
    held = [role.title for role in role_views(record.roles) if role.end is None]
    if record.kind == "person" and held:
        node["jobTitle"] = held[0]
    return node
