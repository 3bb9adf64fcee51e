"""The list of all corrections, newest first."""

from collections.abc import Iterator
from typing import NamedTuple

from briefkit.model import addresses
from briefkit.views import structured
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import head
from briefkit.views.page import Page, Sheet
from briefkit.views.pieces import Date, Link, date_of


class CorrectionLine(NamedTuple):
    """A correction and the report that it was made to."""

    date: Date
    note: str
    material: bool
    report: Link


class CorrectionsView(NamedTuple):
    """All corrections."""

    corrections: tuple[CorrectionLine, ...]


def corrections_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The list of corrections, where there is any."""
    if cat.corrections:
        newest = cat.corrections[0].correction.date.iso
        yield Sheet(addresses.CORRECTIONS, _corrections_page, listed=True, last_modified=newest)


def _corrections_page(ask: Asking) -> Page:
    settings, links, address = ask.settings, ask.links, addresses.CORRECTIONS
    lines = tuple(
        CorrectionLine(
            date_of(made.date), made.note, made.material, Link(title, links.href(addresses.article(slug)), language)
        )
        for made, slug, title, language in ask.corrections()
    )
    about = structured.graph(
        structured.collection(links, address, "Corrections"),
        structured.breadcrumbs(links, settings, ("Corrections", address)),
    )
    description = "What was changed in reports after they were published, newest first."
    page_head = head(settings, links, address, "Corrections", description, about)
    return Page("corrections.html", page_head, CorrectionsView(lines))
