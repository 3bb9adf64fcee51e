"""What the pages of reports are called: no two pages of a site may have one title."""

from collections import Counter
from collections.abc import Iterable

from briefkit.model.names import Slug
from briefkit.model.site import Site

FIXED_TITLES = ("Archive", "Corrections", "Not found", "Search", "Sources", "Timeline", "Topics", "Who and what")
"""Titles of pages that every site has; a report of that name has its date beside it."""


def page_titles(site: Site, others: Iterable[str]) -> dict[Slug, str]:
    """What each report's page is called: its title, with the date where others share it, and the slug at need."""
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
