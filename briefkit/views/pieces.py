"""The pieces that several pages show: links, lines for reports, quotations."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.liveness import Standing
from briefkit.model.moments import Moment
from briefkit.model.names import Address, Slug
from briefkit.model.site import Placed, Report, Site

_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_OWN_ID = re.compile(r' id="[^"]*"')

CARD_SIZE = (1200, 630)
"""Pixels of a share card, as Open Graph's readers want it."""


def as_markup(html: str) -> Html:
    """`html` as markup. (`Html(html)` first looks for a method `__html__`, which takes five times as long; a page has
    twenty.)"""
    return str.__new__(Html, html)


class Link(NamedTuple):
    """Words that lead somewhere, and the language they are in, "" where that is the site's."""

    text: str
    href: str
    language: str = ""


class FeedLinks(NamedTuple):
    """The feeds beside a page, in both formats."""

    title: str
    atom: str
    json: str


class ShareImage(NamedTuple):
    """The picture that stands for a page where it is shared."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A link, how often that occurs which it leads to, and a word about it."""

    link: Link
    count: int
    note: str = ""


class Date(NamedTuple):
    """A date for people (`words`) and for machines (`iso`); `estimated` ones are shown with “about”."""

    words: str
    iso: str
    estimated: bool = False

    @property
    def told(self) -> str:
        """The words with “about” in front where the date is estimated: `about 24 February 2026`."""
        return f"about {self.words}" if self.estimated else self.words


class ReportLine(NamedTuple):
    """A report in a list, in a `language` of its own or, where that is "", the site's."""

    title: str
    href: str
    date: Date
    source: Link | None
    summary: str
    badge: str
    language: str


class MonthOfReports(NamedTuple):
    """A month, the id of its heading, and its reports in a list."""

    words: str
    anchor: str
    reports: tuple[ReportLine, ...]


class Quotation(NamedTuple):
    """A passage as it is quoted on other pages; `href` leads to where it stands.

    It is passage `number` (from 1) of the report that is called `title`. Those that are `wide` hold a table and may
    need to scroll. `language` is as in ReportLine.
    """

    html: Html
    href: str
    number: int
    title: str
    wide: bool
    language: str


class QuotedReport(NamedTuple):
    """A report with some of its passages; none where the report is only listed."""

    report: ReportLine
    anchor: str
    quotations: tuple[Quotation, ...]

    @property
    def is_quoted(self) -> bool:
        """Whether there is a passage to quote."""
        return bool(self.quotations)


def feed_links(links: Links, listing: Address, title: str) -> FeedLinks:
    """The feeds beside the page at `listing`, which are called `title`."""
    return FeedLinks(title, links.href(addresses.feed(listing)), links.href(addresses.json_feed(listing)))


def card_of(links: Links, listing: Address, alt: str) -> ShareImage:
    """The card of the topic at `listing`, or the site's beside the home page."""
    return ShareImage(links.absolute(addresses.share(listing)), *CARD_SIZE, alt)


def date_of(moment: Moment, estimated: bool = False) -> Date:
    """A date ready to be shown."""
    return Date(moment.words, moment.iso, estimated)


def dates_of(start: Moment, end: Moment | None) -> tuple[Date, Date | None]:
    """Both ends of a range ready to be shown, with “to” between them where their words differ."""
    return Date(start.words_until(end) if end else start.words, start.iso), date_of(end) if end else None


def range_words(start: Date, end: Date | None) -> str:
    """A range in words, as `dates_of` gives it."""
    return f"{start.words} to {end.words}" if end and end.words != start.words else start.words


def report_line(site: Site, links: Links, report: Report) -> ReportLine:
    """A report as lists show it."""
    facts = report.filed.facts
    source = report.source
    return ReportLine(
        title=facts.title,
        href=links.href(addresses.article(facts.slug)),
        date=Date(facts.day, facts.date, facts.is_estimated),
        source=Link(site.outlets[source].name, links.href(addresses.source(source))) if source else None,
        summary=report.summary,
        badge="" if report.standing is Standing.LIVE else report.standing.value,
        language=facts.lang,
    )


def on_page(href: str, line: ReportLine) -> ReportLine:
    """`line` for the page at `href`; on its source's own page no line repeats the source."""
    return line._replace(source=None) if line.source and line.source.href == href else line


def credit(line: ReportLine) -> str:
    """A report's source, if it has one, and its date: the words of links to what is quoted from it or cited."""
    return f"{line.source.text}, {line.date.told}" if line.source else line.date.told


def quotation(links: Links, report: Report, passage: Placed, number: int) -> Quotation:
    """The `number`th passage of `report` for another page: the same words, no ids, note marks leading
    to the report's notes."""
    address = addresses.article(report.slug)
    html = passage.html
    if ' id="' in html or 'href="#' in html:
        own = f'href="{links.href(address)}#'
        html = _TAG.sub(lambda tag: _OWN_ID.sub("", tag[0]).replace('href="#', own), html)
    href = links.href(address, passage.id)
    facts = report.facts
    return Quotation(as_markup(html), href, number, facts.title, "<table" in html, facts.lang)


def first_words(text: str, limit: int = 300) -> str:
    """`text` cut at a word where it is longer than `limit` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 2].rsplit(" ", 1)[0] + " …"


def ranked(counts: "Counter[Slug]") -> list[tuple[Slug, int]]:
    """Slugs with their counts, the highest first."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
