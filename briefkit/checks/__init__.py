"""Rules that look at all content at once; one a module, each a function from values to issues."""

from briefkit.checks.addresses import check_addresses
from briefkit.checks.dates import check_dates
from briefkit.checks.hierarchy import check_hierarchy
from briefkit.checks.names import check_names
from briefkit.checks.registered import check_registered
from briefkit.checks.sources import check_sources
from briefkit.model.issues import Issue
from briefkit.model.records import Content, Settings


def check_content(content: Content, settings: Settings) -> tuple[Issue, ...]:
    """Everything that is wrong with records that are each well-formed."""
    return (
        *check_addresses(content),
        *check_dates(content),
        *check_hierarchy(content.topics),
        *check_names(content.entities),
        *check_registered(content, settings),
        *check_sources(content),
    )
