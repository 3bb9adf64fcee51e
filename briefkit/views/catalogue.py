"""The site turned round: which reports stand on a topic, name an entity, come from an outlet, cite a report."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from briefkit.model.addresses import Links
from briefkit.model.names import PassageId, Slug
from briefkit.model.site import Article, Citation, Placed, Site
from briefkit.views.pieces import Quotation, QuotedReport, ReportLine, quotation, report_line

FIXED_TITLES = ("Archive", "Not found", "Search", "Sources", "Topics", "Who and what")
"""Titles of pages that every site has; a report of that name has its date beside it."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """A report and those of its passages that speak to one topic or name one entity; none where it is only listed."""

    article: Article
    passages: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Look-ups that views share; every list of reports is newest first."""

    site: Site
    links: Links
    articles: Mapping[Slug, Article]
    lines: Mapping[Slug, ReportLine]
    quotations: Mapping[Slug, Mapping[PassageId, Quotation]]
    on_topic: Mapping[Slug, tuple[Speaking, ...]]
    naming: Mapping[Slug, tuple[Speaking, ...]]
    from_outlet: Mapping[Slug, tuple[Article, ...]]
    citing: Mapping[Slug, tuple[Citation, ...]]
    newer: Mapping[Slug, Article]
    older: Mapping[Slug, Article]
    page_titles: Mapping[Slug, str]

    def line(self, article: Article) -> ReportLine:
        """A report as lists show it; made once, however many lists there are."""
        return self.lines[article.slug]

    def quoted(self, item: Speaking) -> QuotedReport:
        """A report with its passages that speak; each quotation is made once, on however many pages it stands."""
        made = self.quotations[item.article.slug]
        quotations = tuple(made[passage.id] for passage in item.passages)
        return QuotedReport(self.line(item.article), f"r-{item.article.slug}", quotations)


def catalogue(site: Site, links: Links) -> Catalogue:
    """Turn `site` round, in one pass over its reports."""
    on_topic: defaultdict[Slug, list[Speaking]] = defaultdict(list)
    naming: defaultdict[Slug, list[Speaking]] = defaultdict(list)
    from_outlet: defaultdict[Slug, list[Article]] = defaultdict(list)
    citing: defaultdict[Slug, list[Citation]] = defaultdict(list)
    above = {slug: _ancestors(site, slug) for slug in site.topics}
    for article in site.articles:
        by_topic: defaultdict[Slug, list[Placed]] = defaultdict(list)
        by_entity: defaultdict[Slug, list[Placed]] = defaultdict(list)
        for passage in article.passages:
            for topic in passage.topics:
                by_topic[topic].append(passage)
            for entity in passage.entities:
                by_entity[entity].append(passage)
        # A parent lists its children's reports without quoting them.
        listed = dict.fromkeys((*article.topics, *(up for topic in article.topics for up in above[topic])))
        for topic in listed:
            on_topic[topic].append(Speaking(article, tuple(by_topic[topic])))
        for entity in article.entities:
            naming[entity].append(Speaking(article, tuple(by_entity[entity])))
        if article.source:
            from_outlet[article.source].append(article)
        for citation in article.citations:
            citing[citation.cited].append(citation)
    return Catalogue(
        site=site,
        links=links,
        articles={article.slug: article for article in site.articles},
        lines={article.slug: report_line(site, links, article) for article in site.articles},
        quotations={
            article.slug: {passage.id: quotation(links, article, passage) for passage in article.passages}
            for article in site.articles
        },
        on_topic={slug: tuple(found) for slug, found in on_topic.items()},
        naming={slug: tuple(found) for slug, found in naming.items()},
        from_outlet={slug: tuple(found) for slug, found in from_outlet.items()},
        citing={slug: tuple(found) for slug, found in citing.items()},
        newer={old.slug: new for new, old in pairwise(site.articles)},
        older={new.slug: old for new, old in pairwise(site.articles)},
        page_titles=_page_titles(site),
    )


def _page_titles(site: Site) -> dict[Slug, str]:
    """What each report's page is called: its title, with the date where others share it, and the slug at need."""
    titles = Counter(article.record.title for article in site.articles)
    titles.update((*FIXED_TITLES, *(page.title for page in site.pages)))
    days = Counter((article.record.title, article.record.date.iso[:10]) for article in site.articles)
    named: dict[Slug, str] = {}
    for article in site.articles:
        title, day = article.record.title, article.record.date.iso[:10]
        also = f", {article.slug}" if days[title, day] > 1 else ""
        named[article.slug] = f"{title} ({day}{also})" if titles[title] > 1 else title
    return named


def _ancestors(site: Site, slug: Slug) -> tuple[Slug, ...]:
    found: list[Slug] = []
    parent = site.topics[slug].parent
    while parent in site.topics and parent not in found and parent is not None:
        found.append(parent)
        parent = site.topics[parent].parent
    return tuple(found)
