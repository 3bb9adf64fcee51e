"""Rules about records that are each well-formed; one a module, each a function from values to issues.

What can be said of a report alone is checked as it is read, on either core; the rest here, all content at once.
"""

from collections.abc import Set

from briefkit.checks.addresses import check_addresses
from briefkit.checks.dates import check_report_dates, check_role_dates
from briefkit.checks.hierarchy import check_hierarchy
from briefkit.checks.names import check_names
from briefkit.checks.plain_texts import check_report_texts, check_standing_texts
from briefkit.checks.registered import check_registered, check_report
from briefkit.checks.sources import check_sources
from briefkit.model.content import Content
from briefkit.model.issues import Issue
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Settings


def check_alone(report: ArticleRecord, topics: Set[Slug], entities: Set[Slug]) -> tuple[Issue, ...]:
    """What is wrong with a report, whatever other reports say; `topics` and `entities` are those registered."""
    return (*check_report_dates(report), *check_report_texts(report), *check_report(report, topics, entities))


def check_content(content: Content, settings: Settings) -> tuple[Issue, ...]:
    """Everything else that is wrong."""
    return (
        *check_addresses(content),
        *check_hierarchy(content.topics),
        *check_names(content.entities),
        *check_names(content.sources),
        *check_role_dates(content.entities),
        *check_standing_texts([*content.topics, *content.entities]),
        *check_registered(content, settings),
        *check_sources(content),
    )
