"""Year pages: all of one year of a list, in parts, whether its reports are quoted or only listed."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from briefkit.model.names import Address, Slug
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.listing import Part, month_anchor, month_of, month_words, older_part
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import FeedLinks, Link, MonthOfReports, QuotedReport, ReportLine, on_page

Crumbs = tuple[tuple[str, Address], ...]


class QuotedYear(NamedTuple):
    """One part of a year of a topic's or entity's passages."""

    title: str
    subject: Link
    reports: tuple[QuotedReport, ...]
    older: Link | None


class ListedYear(NamedTuple):
    """One part of a year of a source's or the archive's reports."""

    title: str
    subject: Link
    months: tuple[MonthOfReports, ...]
    older: Link | None


def quoted_year_sheets(cat: Catalogue, listing: Address, crumbs: Crumbs, feed: FeedLinks) -> Iterator[Sheet]:
    """The year pages beside the topic or entity that stands at `listing`; the last of `crumbs` is its name."""
    for address, part in cat.parts.get(listing, {}).items():
        yield _sheet(cat, address, part, partial(_quoted_year, address=address, crumbs=crumbs, feed=feed))


def listed_year_sheets(cat: Catalogue, listing: Address, crumbs: Crumbs, subject: str) -> Iterator[Sheet]:
    """The year pages beside the source or archive that stands at `listing`."""
    for address, part in cat.parts.get(listing, {}).items():
        yield _sheet(cat, address, part, partial(_listed_year, address=address, crumbs=crumbs, subject=subject))


def by_month(lines: Iterable[ReportLine]) -> tuple[MonthOfReports, ...]:
    """Reports, newest first, month by month."""
    return tuple(
        MonthOfReports(month_words(month), month_anchor(month), tuple(group))
        for month, group in groupby(lines, key=lambda line: month_of(line.date.iso))
    )


def _sheet(cat: Catalogue, address: Address, part: Part[Slug], make: Callable[[Asking], Page]) -> Sheet:
    newest = cat.site.reports[part.items[0]].facts
    return Sheet(address, make, newest.at, listed=True, last_modified=newest.date)


def _quoted_year(ask: Asking, address: Address, crumbs: Crumbs, feed: FeedLinks) -> Page:
    part, (subject, listing) = ask.part(address), crumbs[-1]
    reports = ask.quoted_part(address, listing)
    link = Link(subject, ask.links.href(listing))
    view = QuotedYear(_part_title(subject, part), link, reports, older_part(part, listing, ask.links))
    return _page(ask, address, crumbs, view, "quoted-year.html", feed)


def _listed_year(ask: Asking, address: Address, crumbs: Crumbs, subject: str) -> Page:
    part, listing = ask.part(address), crumbs[-1][1]
    link = Link(subject, ask.links.href(listing))
    months = by_month(on_page(link.href, line) for line in ask.lines(address))
    view = ListedYear(_part_title(subject, part), link, months, older_part(part, listing, ask.links))
    return _page(ask, address, crumbs, view, "listed-year.html", None)


def _part_title(subject: str, part: Part[Slug]) -> str:
    title = f"{subject} in {part.year}"
    return title if part.number == 1 else f"{title}, part {part.number}"


def _page(
    ask: Asking,
    address: Address,
    crumbs: Crumbs,
    view: QuotedYear | ListedYear,
    template: str,
    feed: FeedLinks | None,
) -> Page:
    about = structured.graph(
        structured.collection(ask.links, address, view.title),
        structured.breadcrumbs(ask.links, ask.settings, *crumbs, (view.title, address)),
    )
    section = address.strip("/").split("/")[0]
    title = f"{view.title} ({section})"
    description = f"{view.title}: reports and passages, newest first."
    return Page(template, head(ask.settings, ask.links, address, title, description, about, feed=feed), view)
