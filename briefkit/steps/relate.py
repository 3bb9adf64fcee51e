"""Who is kin to whom, found on both cores while links are resolved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from briefkit.disk.state import State
from briefkit.linking.moved import Moved
from briefkit.linking.related import Relating, named
from briefkit.model.names import Slug
from briefkit.model.registry import Registry
from briefkit.workers import spread

Kinship = Mapping[Slug, tuple[Slug, ...]]
"""The older reports that each report is kin to, the nearest first."""


@contextmanager
def relating(
    registry: Registry, before: State, moved: Moved | None, jobs: int | None
) -> Iterator[Callable[[], Kinship]]:
    """Begin to find the kin of all reports, in up to `jobs` processes; gives a way to wait for it.

    What the state `before` tells of them holds but for what `moved`, None where anything may have.
    """
    if moved and moved.keeps_order:
        yield lambda: before.kinship
        return
    oldest_first = [named(filed.facts) for filed in reversed(registry.articles)]
    if moved:
        changed = {*map(named, moved.facts)}
    else:
        changed = {named(facts) for facts in before.facts() if facts.slug in before.kinship} ^ {*oldest_first}
    work = Relating(oldest_first, before.kinship, changed)
    with spread(work.nearest, len(work.due), jobs) as found:
        yield lambda: work.kinship(found)
