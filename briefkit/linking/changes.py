"""Which reports changed since an earlier build, so that what was worked out for the others can be kept."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.model.filed import Facts
from briefkit.model.names import Slug

_MANY = 50
"""Names that are looked for in each link; where more reports changed than that, every link is resolved again."""


@dataclass(frozen=True)
class ReportChanges:
    """The reports that were edited, added or removed: the facts of each, before and after, and their files.

    `keeps_order` says that all of them were edited in place: none came or went, and each has the slug, date, topics
    and entities that it had.
    """

    facts: tuple[Facts, ...]
    paths: frozenset[str]
    keeps_order: bool

    @cached_property
    def slugs(self) -> frozenset[Slug]:
        """Their slugs, old and new."""
        return frozenset(facts.slug for facts in self.facts)

    def may_concern(self, targets: Iterable[str]) -> bool:
        """Whether a link to one of `targets`, as written, may lead to one of these reports, now or before."""
        handles = self._handles
        if len(handles) > _MANY:
            return True
        return any("%" in target or any(handle in target for handle in handles) for target in targets)

    @cached_property
    def _handles(self) -> frozenset[str]:
        """What every link to one of these reports contains: its slug, or the name of its file."""
        names = [posixpath.basename(facts.path).removesuffix(".md") for facts in self.facts]
        return frozenset([*self.slugs, *names])


def changes_between(before: Mapping[str, Facts], now: Mapping[str, Facts], edited: Iterable[str]) -> ReportChanges:
    """What changed from `before` to `now`, both by path; `edited` are the paths of reports with other bytes."""
    paths = frozenset(edited) | (before.keys() ^ now.keys())
    pairs = [(before.get(path), now.get(path)) for path in sorted(paths)]
    return ReportChanges(
        facts=tuple([facts for pair in pairs for facts in pair if facts is not None]),
        paths=paths,
        keeps_order=all(old is not None and new is not None and _place(old) == _place(new) for old, new in pairs),
    )


def _place(facts: Facts) -> tuple[object, ...]:
    return facts.slug, facts.at, facts.is_draft, facts.expires, facts.topics, facts.entities
