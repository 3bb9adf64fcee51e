"""A report's page, the stub of a withdrawn one, and redirects from old addresses."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.filed import Facts
from briefkit.model.names import Address, Slug
from briefkit.model.passages import Markup
from briefkit.model.site import Article, Placed, Report
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue, Kin
from briefkit.views.events import Events, dated_events, events_of
from briefkit.views.head import head
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Date, Link, Quotation, ReportLine, ShareImage, as_markup, card_of, date_of
from briefkit.views.series import Instalment

BACKLINKS_SHOWN = 20
SHARED_FROM = 600
"""Pixels of width from which a report's own picture is good enough for the places where its link is shared."""

_SHARED_TYPES = (".jpg", ".jpeg", ".png", ".webp", ".gif")  # formats that such places can read


class BlockView(NamedTuple):
    """A block of the body. Passages have an `id` and the briefings that they feed; `kind` is "" for other markup.

    Those that are `wide` hold a table and may need to scroll.
    """

    kind: str
    html: Html
    id: str = ""
    feeds: tuple[Link, ...] = ()
    wide: bool = False


class PictureView(NamedTuple):
    """A report's own picture."""

    src: str
    srcset: str
    sizes: str
    alt: str
    credit: str
    width: int
    height: int


class Backlink(NamedTuple):
    """A newer report that links here, with the passage that does, if it is one."""

    report: ReportLine
    quotation: Quotation | None


class CorrectionView(NamedTuple):
    """A correction made to a report."""

    date: Date
    note: str
    material: bool


class SeriesView(NamedTuple):
    """A report's place in a series, counted from the oldest, and the parts on both sides."""

    name: str
    number: int
    before: Link | None
    after: Link | None


class ArticleView(NamedTuple):
    """All that a report's page shows."""

    line: ReportLine
    standfirst: str
    byline: str
    original: Link | None
    archived: Link | None
    retrieved: Date | None
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
    series: SeriesView | None
    direction: str


class StubView(NamedTuple):
    """What remains of a withdrawn report."""

    title: str
    date: Date
    withdrawn: Date


class RedirectView(NamedTuple):
    """An old address that leads to a report."""

    title: str
    href: str


def article_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The page of every live report, the stub of every withdrawn one, and redirects from their old addresses."""
    for slug, report in cat.site.reports.items():
        facts = report.filed.facts
        yield Sheet(addresses.article(slug), partial(_article_page, slug=slug), facts.at, True, facts.changed)
        if facts.aliases:
            yield from _redirects(facts)
    for filed in cat.site.withdrawn:
        facts = filed.facts
        yield Sheet(addresses.article(filed.slug), partial(_stub_page, slug=filed.slug), facts.at)
        yield from _redirects(facts)


def _article_page(ask: Asking, slug: Slug) -> Page:
    """The page of a live report."""
    article, links = ask.article(slug), ask.links
    record = article.report.record
    kin, address = ask.kin(slug), addresses.article(slug)
    view = _article_view(ask, article, kin)
    about = structured.graph(
        structured.news_article(ask.settings, links, article.report, [topic.text for topic in view.topics]),
        structured.breadcrumbs(links, ask.settings, ("Archive", addresses.ARCHIVE), (record.title, address)),
    )
    summary = article.report.summary or record.title
    page_head = head(
        ask.settings,
        links,
        address,
        kin.title,
        summary,
        about,
        kind="article",
        language=record.lang,
        has_twin=True,
        image=_shared(links, article.report, view),
    )
    return Page("article.html", page_head, view)


def _article_view(ask: Asking, article: Article, kin: Kin) -> ArticleView:
    report, links = article.report, ask.links
    record, source = report.record, report.record.source
    topic = {slug: ask.topic_link(slug) for slug in report.topics}
    return ArticleView(
        line=ask.line(report.slug),
        standfirst=_standfirst(article),
        byline=", ".join(record.authors) or (source.byline if source else ""),
        original=Link("Original report", source.url) if source and source.url else None,
        archived=Link("Archived copy", source.archived) if source and source.archived else None,
        retrieved=date_of(source.retrieved) if source and source.retrieved else None,
        licence=source.licence if source else "",
        updated=date_of(record.updated) if record.updated else None,
        picture=_picture(links, report),
        key_points=record.key_points,
        blocks=_blocks(article, topic),
        topics=tuple(topic.values()),
        entities=tuple([ask.entity_link(slug) for slug in report.entities]),
        events=_own_events(ask, report),
        corrections=tuple(
            CorrectionView(date_of(item.date), item.note, item.material) for item in record.corrections
        ),
        related=tuple([ask.line(slug) for slug in kin.related]),
        backlinks=_backlinks(ask, kin),
        older=ask.neighbour(kin.older),
        newer=ask.neighbour(kin.newer),
        series=_series(ask, kin.instalment),
        direction="rtl" if is_right_to_left(record.lang or ask.settings.language) else "",
    )


def _blocks(article: Article, topic: Mapping[Slug, Link]) -> tuple[BlockView, ...]:
    views: list[BlockView] = []
    for block in article.blocks:
        html = as_markup(block.html)
        if isinstance(block, Markup):
            views.append(BlockView("", html))
        else:
            feeds = tuple([topic[slug] for slug in block.topics]) if block.topics else ()
            views.append(BlockView(block.kind, html, block.id, feeds, "<table" in html))
    return tuple(views)


def _standfirst(article: Article) -> str:
    """The summary, or "" where the text begins with it: the summary is then the beginning of the first passage."""
    summary = article.report.summary
    first = next((block.text for block in article.blocks if isinstance(block, Placed)), "")
    return "" if first.startswith(summary.rstrip("… ")) else summary


def _series(ask: Asking, place: Instalment | None) -> SeriesView | None:
    if place is None:
        return None
    return SeriesView(place.series, place.number, ask.neighbour(place.before), ask.neighbour(place.after))


def _own_events(ask: Asking, report: Report) -> Events:
    """The events that a report tells of. Which of them lie ahead depends on the clock."""
    if not report.record.events:
        return Events()
    ask.note(f"ahead {report.slug}")
    return events_of(ask.links, dated_events([report])[None], ask.clock.now)


def is_right_to_left(language: str) -> bool:
    """Whether a language tag is of a language written from right to left (by ISO 639 code or script subtag)."""
    parts = language.lower().split("-")
    if {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"} & set(parts):
        return True
    return parts[0] in {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


def _picture(links: Links, report: Report) -> PictureView | None:
    image, given = report.image, report.record.image
    if image is None or given is None:
        return None
    src = links.href(addresses.media(image.name))
    return PictureView(
        src, addresses.srcset(links, image), addresses.SIZES, given.alt, given.credit, image.width, image.height
    )


def _shared(links: Links, report: Report, view: ArticleView) -> ShareImage | None:
    """The picture that stands for a shared report: its own, if it is large enough, else its first topic's."""
    image, picture = report.image, view.picture
    if image and picture and image.width >= SHARED_FROM and image.name.endswith(_SHARED_TYPES):
        return ShareImage(links.absolute(addresses.media(image.name)), image.width, image.height, picture.alt)
    if report.topics:
        return card_of(links, addresses.topic(report.topics[0]), f"{view.topics[0].text}: briefing")
    return None


def _backlinks(ask: Asking, kin: Kin) -> tuple[Backlink, ...]:
    """The newest reports that link here, each once, with the first passage that does."""
    found: dict[Slug, Backlink] = {}
    for citation in kin.citing:
        if citation.citing not in found:
            quoted = ask.citing_passage(citation.citing, citation.passage) if citation.passage else None
            found[citation.citing] = Backlink(ask.line(citation.citing), quoted)
            if len(found) == BACKLINKS_SHOWN:
                break
    return tuple(found.values())


def _stub_page(ask: Asking, slug: Slug) -> Page:
    """The page of a withdrawn report: in no list, feed, sitemap or index."""
    record, links = ask.withdrawn(slug), ask.links
    assert record.expires is not None
    address = addresses.article(slug)
    about = structured.graph(structured.collection(links, address, record.title))
    view = StubView(record.title, date_of(record.date, record.date_estimated), date_of(record.expires))
    title, description = f"{record.title} (withdrawn)", f"Withdrawn on {record.expires.words}."
    page_head = head(ask.settings, links, address, title, description, about, robots="noindex")
    return Page("withdrawn.html", page_head, view)


def _redirects(facts: Facts) -> Iterator[Sheet]:
    """A redirect from each of a report's old addresses."""
    for alias in facts.aliases:
        file_like = "." in alias.rsplit("/", 1)[-1]
        address = Address(alias if alias.endswith("/") or file_like else f"{alias}/")
        yield Sheet(address, partial(_redirect_page, slug=facts.slug, alias=alias), facts.at)


def _redirect_page(ask: Asking, slug: Slug, alias: str) -> Page:
    record = ask.front(slug).record if ask.is_live(slug) else ask.withdrawn(slug)
    target = addresses.article(slug)
    title = f"{record.title} (moved from {alias})"
    page_head = head(ask.settings, ask.links, target, title, record.title, structured.graph(), robots="noindex")
    return Page("redirect.html", page_head, RedirectView(record.title, ask.links.href(target)))
