"""Which reports are kin to which, found on both cores while links are resolved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from briefkit.disk.state import State
from briefkit.linking.changes import ReportChanges
from briefkit.linking.related import Relating, named
from briefkit.model.names import Slug
from briefkit.model.registry import Registry
from briefkit.workers import spread

Kinship = Mapping[Slug, tuple[Slug, ...]]
"""The older reports that each report is kin to, the nearest first."""


@contextmanager
def relating(
    registry: Registry, before: State, changes: ReportChanges | None, jobs: int | None
) -> Iterator[Callable[[], Kinship]]:
    """Begin to find the kin of all reports, in up to `jobs` processes; gives a function that waits for the result.

    What the state `before` holds of it is still right except for `changes`, None where anything may have changed.
    """
    if changes and changes.keeps_order:
        yield lambda: before.kinship
        return
    oldest_first = [named(filed.facts) for filed in reversed(registry.articles)]
    if changes:
        changed = {*map(named, changes.facts)}
    else:
        changed = {named(facts) for facts in before.facts() if facts.slug in before.kinship} ^ {*oldest_first}
    work = Relating(oldest_first, before.kinship, changed)
    with spread(work.nearest, len(work.due), jobs) as found:
        yield lambda: work.kinship(found)
