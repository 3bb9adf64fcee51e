"""Year pages: all of one year of a list, in parts, whether its reports are quoted or only listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefkit.model import addresses
from briefkit.model.names import Address
from briefkit.model.site import Article
from briefkit.views import structured
from briefkit.views.catalogue import Catalogue, Speaking
from briefkit.views.head import head
from briefkit.views.listing import Part, older_part, year_parts
from briefkit.views.page import Page
from briefkit.views.pieces import Link, QuotedReport, ReportLine

Crumbs = tuple[tuple[str, Address], ...]


@dataclass(frozen=True, slots=True)
class QuotedYear:
    """One part of a year of a topic's or entity's passages."""

    title: str
    subject: Link
    reports: tuple[QuotedReport, ...]
    older: Link | None


@dataclass(frozen=True, slots=True)
class ListedYear:
    """One part of a year of a source's or the archive's reports."""

    title: str
    subject: Link
    reports: tuple[ReportLine, ...]
    older: Link | None


def speaking_parts(cat: Catalogue, speaking: Sequence[Speaking]) -> tuple[Part[Speaking], ...]:
    """The year parts of a list of quoted reports."""
    return year_parts(speaking, lambda item: item.article.record.date.year, cat.site.settings.latest)


def article_parts(cat: Catalogue, articles: Sequence[Article]) -> tuple[Part[Article], ...]:
    """The year parts of a list of reports."""
    return year_parts(articles, lambda article: article.record.date.year, cat.site.settings.latest)


def quoted_year_pages(
    cat: Catalogue,
    parts: Sequence[Part[Speaking]],
    subject: str,
    listing: Address,
    crumbs: Crumbs,
    feed: Link,
) -> Iterator[Page]:
    """The year pages beside the topic or entity that stands at `listing`."""
    for part in parts:
        newest = part.items[0].article
        reports = tuple(cat.quoted(item) for item in part.items)
        title, link = _part_title(subject, part), _subject(cat, subject, listing)
        view = QuotedYear(title, link, reports, older_part(part, listing, cat.links))
        yield _page(cat, part, listing, crumbs, view, "quoted-year.html", newest, feed)


def listed_year_pages(
    cat: Catalogue, parts: Sequence[Part[Article]], subject: str, listing: Address, crumbs: Crumbs
) -> Iterator[Page]:
    """The year pages beside the source or archive that stands at `listing`."""
    for part in parts:
        reports = tuple(cat.line(article) for article in part.items)
        title, link = _part_title(subject, part), _subject(cat, subject, listing)
        view = ListedYear(title, link, reports, older_part(part, listing, cat.links))
        yield _page(cat, part, listing, crumbs, view, "listed-year.html", part.items[0], None)


def _subject(cat: Catalogue, subject: str, listing: Address) -> Link:
    return Link(subject, cat.links.href(listing))


def _part_title(subject: str, part: Part[Speaking] | Part[Article]) -> str:
    title = f"{subject} in {part.year}"
    return title if part.number == 1 else f"{title}, part {part.number}"


def _page(
    cat: Catalogue,
    part: Part[Speaking] | Part[Article],
    listing: Address,
    crumbs: Crumbs,
    view: QuotedYear | ListedYear,
    template: str,
    newest: Article,
    feed: Link | None,
) -> Page:
    address = addresses.year(listing, part.year, part.number)
    about = structured.graph(
        structured.collection(cat.links, address, view.title),
        structured.breadcrumbs(cat.links, cat.site, *crumbs, (view.title, address)),
    )
    section = listing.strip("/").split("/")[0]
    title = f"{view.title} ({section})"
    description = f"{view.title}: reports and passages, newest first."
    page_head = head(cat.site, cat.links, address, title, description, about, feed=feed)
    return Page(address, template, page_head, view, last_modified=newest.record.date.iso)
