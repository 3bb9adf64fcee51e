"""A report's page, the stub of a withdrawn one, and redirects from old addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.names import Address, Slug
from briefkit.model.records import ArticleRecord
from briefkit.model.site import Article, Placed
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.page import Page
from briefkit.views.pieces import (
    Date,
    Events,
    Link,
    Quotation,
    ReportLine,
    date_of,
    entity_link,
    events_of,
    topic_link,
)

BACKLINKS_SHOWN = 20


class BlockView(NamedTuple):
    """A block of the body. Passages have an `id` and the briefings that they feed; `kind` is "" for other markup."""

    kind: str
    html: Html
    id: str = ""
    feeds: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureView:
    """A report's own picture."""

    src: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Backlink:
    """A newer report that links here, with the passage that does, if it is one."""

    report: ReportLine
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction made to a report."""

    date: Date
    note: str
    material: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that a report's page shows."""

    line: ReportLine
    byline: str
    original: Link | None
    archived: Link | None
    licence: str
    updated: Date | None
    picture: PictureView | None
    key_points: tuple[str, ...]
    blocks: tuple[BlockView, ...]
    topics: tuple[Link, ...]
    entities: tuple[Link, ...]
    events: Events
    corrections: tuple[CorrectionView, ...]
    related: tuple[ReportLine, ...]
    backlinks: tuple[Backlink, ...]
    older: Link | None
    newer: Link | None
    direction: str


@dataclass(frozen=True, slots=True)
class StubView:
    """What remains of a withdrawn report."""

    title: str
    date: Date
    withdrawn: Date


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address that leads to a report."""

    title: str
    href: str


def article_page(cat: Catalogue, article: Article) -> Page:
    """The page of a live report."""
    site, links, record = cat.site, cat.links, article.record
    address = addresses.article(article.slug)
    title = cat.page_titles[article.slug]
    about = structured.graph(
        structured.news_article(site, links, article),
        structured.breadcrumbs(links, site, ("Archive", addresses.ARCHIVE), (record.title, address)),
    )
    return Page(
        address=address,
        template="article.html",
        head=head(
            site,
            links,
            address,
            title,
            article.summary or record.title,
            about,
            kind="article",
            language=record.lang,
        ),
        view=_article_view(cat, article),
        last_modified=(record.updated or record.date).iso,
    )


def _article_view(cat: Catalogue, article: Article) -> ArticleView:
    site, links, record = cat.site, cat.links, article.record
    topic = {slug: topic_link(site, links, slug) for slug in article.topics}
    source = record.source
    return ArticleView(
        line=cat.line(article),
        byline=", ".join(record.authors) or (source.byline if source else ""),
        original=Link("Original report", source.url) if source and source.url else None,
        archived=Link("Archived copy", source.archived) if source and source.archived else None,
        licence=source.licence if source else "",
        updated=date_of(record.updated) if record.updated else None,
        picture=_picture(cat, article),
        key_points=record.key_points,
        blocks=tuple(
            BlockView(block.kind.value, Html(block.html), block.id, tuple(topic[t] for t in block.topics))
            if isinstance(block, Placed)
            else BlockView("", Html(block.html))
            for block in article.blocks
        ),
        topics=tuple(topic.values()),
        entities=tuple(entity_link(site, links, slug) for slug in article.entities),
        events=events_of(links, (article,), site.clock.now),
        corrections=tuple(
            CorrectionView(date_of(item.date), item.note, item.material) for item in record.corrections
        ),
        related=tuple(
            cat.lines[slug]
            for slug in dict.fromkeys((*record.related, *site.related[article.slug]))
            if slug in cat.articles and slug != article.slug
        ),
        backlinks=_backlinks(cat, article.slug),
        older=_neighbour(cat.older.get(article.slug), cat),
        newer=_neighbour(cat.newer.get(article.slug), cat),
        direction="rtl" if is_right_to_left(record.lang or site.settings.language) else "",
    )


def is_right_to_left(language: str) -> bool:
    """Whether a language tag is of a language written from right to left (by ISO 639 code or script subtag)."""
    parts = language.lower().split("-")
    if {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"} & set(parts):
        return True
    return parts[0] in {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


def _neighbour(article: Article | None, cat: Catalogue) -> Link | None:
    if article is None:
        return None
    return Link(article.record.title, cat.links.href(addresses.article(article.slug)))


def _picture(cat: Catalogue, article: Article) -> PictureView | None:
    image, given = article.image, article.record.image
    if image is None or given is None:
        return None
    src = cat.links.href(addresses.media(image.name))
    return PictureView(src, given.alt, given.credit, image.width, image.height)


def _backlinks(cat: Catalogue, slug: Slug) -> tuple[Backlink, ...]:
    """The newest reports that link to `slug`, each once, with the first passage that does."""
    found: dict[Slug, Backlink] = {}
    for citation in cat.citing.get(slug, ()):
        if citation.citing not in found:
            citing = cat.articles[citation.citing]
            quoted = cat.quotations[citing.slug].get(citation.passage) if citation.passage else None
            found[citation.citing] = Backlink(cat.line(citing), quoted)
    return tuple(found.values())[:BACKLINKS_SHOWN]


def stub_page(cat: Catalogue, record: ArticleRecord) -> Page:
    """The page of a withdrawn report: in no list, feed, sitemap or index."""
    assert record.expires is not None
    address = addresses.article(record.slug)
    about = structured.graph(structured.collection(cat.links, address, record.title))
    view = StubView(record.title, date_of(record.date, record.date_estimated), date_of(record.expires))
    title = f"{record.title} (withdrawn)"
    page_head = head(
        cat.site, cat.links, address, title, f"Withdrawn on {record.expires.words}.", about, robots="noindex"
    )
    return Page(address, "withdrawn.html", page_head, view, listed=False)


def redirect_pages(cat: Catalogue, record: ArticleRecord) -> Iterator[Page]:
    """A redirect from each of a report's old addresses."""
    target = addresses.article(record.slug)
    view = RedirectView(record.title, cat.links.href(target))
    for alias in record.aliases:
        file_like = "." in alias.rsplit("/", 1)[-1]
        address = Address(alias if alias.endswith("/") or file_like else f"{alias}/")
        page_head = head(
            cat.site,
            cat.links,
            target,
            f"{record.title} (moved from {alias})",
            record.title,
            structured.graph(),
            robots="noindex",
        )
        yield Page(address, "redirect.html", page_head, view, listed=False)
