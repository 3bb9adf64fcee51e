"""The titles of reports' pages: no two pages of a site may have the same."""

from collections import Counter
from collections.abc import Iterable

from briefkit.model.names import Slug
from briefkit.model.site import Site

FIXED_TITLES = ("Archive", "Corrections", "Not found", "Search", "Sources", "Timeline", "Topics", "Who and what")
"""Titles of pages that every site has; a report with such a title gets its date behind it."""


def page_titles(site: Site, others: Iterable[str]) -> dict[Slug, str]:
    """The title of each report's page: the report's own, with its date where another page has the same title, and its
    slug where the date does not help; `others` are the titles of other pages."""
    named = {slug: report.filed.facts.title for slug, report in site.reports.items()}
    titles = Counter(named.values())
    titles.update((*FIXED_TITLES, *others))
    shared = [report.facts for report in site.reports.values() if titles[report.filed.facts.title] > 1]
    days = Counter((facts.title, facts.date[:10]) for facts in shared)
    for facts in shared:
        title, day = facts.title, facts.date[:10]
        also = f", {facts.slug}" if days[title, day] > 1 else ""
        named[facts.slug] = f"{title} ({day}{also})"
    return named
