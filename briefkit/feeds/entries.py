"""What feeds carry, whatever their format: for the site whole reports, for topics and entities their passages."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.names import Address, Slug
from briefkit.model.site import Report, whole_html
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet
from briefkit.views.pieces import QuotedReport, credit

_LOCAL_LINK = re.compile(r'(<[^>]*? (?:href|src|cite)=")(?=/)')
_NARROWER = re.compile(r' srcset="[^"]*" sizes="[^"]*"')
_OWN_LINK = re.compile(r'(<[^>]*? href=")(?=#)')


class Entry(NamedTuple):
    """A report in a feed. `html` has full links: a feed is read far from the site."""

    report: Report
    id: str
    url: str
    html: str
    authors: tuple[str, ...]


class Feed(NamedTuple):
    """The feed beside the page at `listing`; the reports that entered it last come first."""

    listing: Address
    title: str
    entries: tuple[Entry, ...]


def feed_sheets(
    cat: Catalogue, address: Callable[[Address], Address], write: Callable[[Asking, Feed], bytes]
) -> Iterator[Sheet]:
    """Every feed of the site in one format: `write` makes its bytes, `address` its address from that of its page."""
    yield Sheet(address(addresses.HOME), lambda ask: write(ask, _site_feed(ask)))
    for kind, named in (
        (addresses.topic, [(slug, topic.title) for slug, topic in cat.site.topics.items()]),
        (addresses.entity, [(slug, entity.name) for slug, entity in cat.site.entities.items()]),
    ):
        for slug, name in named:
            yield Sheet(address(kind(slug)), partial(_written, write, listing=kind(slug), name=name))


def _written(write: Callable[[Asking, Feed], bytes], ask: Asking, listing: Address, name: str) -> bytes:
    return write(ask, _quoted_feed(ask, listing, name))


def _site_feed(ask: Asking) -> Feed:
    slugs = ask.entering(addresses.HOME, ask.settings.feeds.limit)
    return Feed(addresses.HOME, ask.settings.title, tuple(_report_entry(ask, slug) for slug in slugs))


def _quoted_feed(ask: Asking, listing: Address, name: str) -> Feed:
    slugs = ask.entering(listing, ask.settings.feeds.limit)
    title = f"{name}: {ask.settings.title}"
    return Feed(listing, title, tuple(_quoted_entry(ask, slug, listing) for slug in slugs))


def _report_entry(ask: Asking, slug: Slug) -> Entry:
    if not ask.settings.feeds.full_text:
        report = ask.front(slug)
        return _entry(ask, report, _in_short(report))
    article = ask.article(slug)
    return _entry(ask, article.report, "".join(whole_html(block) for block in article.blocks))


def _quoted_entry(ask: Asking, slug: Slug, listing: Address) -> Entry:
    report = ask.front(slug)
    html = _quoted_html(ask.quoted(slug, listing)) or _in_short(report)
    # Entries of several feeds lead to one page: each has an id of its own.
    return _entry(ask, report, html, f"{ask.links.absolute(listing)}#{slug}")


def _entry(ask: Asking, report: Report, html: str, own_id: str = "") -> Entry:
    record, url = report.record, ask.links.absolute(addresses.article(report.slug))
    authors = record.authors or ((record.source.name,) if record.source else ())
    return Entry(report, own_id or url, url, absolute(_notes(report) + html, ask.links, url), authors)


def _notes(report: Report) -> str:
    """The material corrections of a report, newest first: because of them it enters feeds again."""
    material = [correction for correction in report.record.corrections if correction.material]
    newest_first = sorted(material, key=lambda correction: correction.date.instant, reverse=True)
    return "".join(
        f"<p><strong>Correction of {correction.date.words}:</strong> {escape(correction.note)}</p>"
        for correction in newest_first
    )


def _in_short(report: Report) -> str:
    return f"<p>{escape(report.summary or report.record.title)}</p>"


def _quoted_html(quoted: QuotedReport) -> str:
    """Passages as quotations, each with the way to its source; "" where none is quoted."""
    words = escape(credit(quoted.report))
    return "".join(
        f'<blockquote cite="{escape(q.href)}">{q.html}</blockquote><p><a href="{escape(q.href)}">{words}</a></p>'
        for q in quoted.quotations
    )


def absolute(html: str, links: Links, permalink: str) -> str:
    """`html` of the page at `permalink` for reading elsewhere: with full links, and without narrower pictures."""
    html = _NARROWER.sub("", html)
    return _OWN_LINK.sub(rf"\g<1>{permalink}", _LOCAL_LINK.sub(rf"\g<1>{links.origin}", html))
