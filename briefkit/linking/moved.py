"""Which reports are other than they were, so that what was worked out for the rest can be kept."""

import posixpath
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from briefkit.linking.targets import WIKI
from briefkit.model.filed import Facts
from briefkit.model.names import Slug


class Moved(NamedTuple):
    """The reports that were edited, added or removed: the facts of each, before and after, and their files.

    `keeps_order` says that none of them came, went, or has another date or other topics and names.
    """

    facts: tuple[Facts, ...]
    paths: frozenset[str]
    keeps_order: bool

    @property
    def slugs(self) -> frozenset[Slug]:
        """Their slugs, old and new."""
        return frozenset(facts.slug for facts in self.facts)

    @property
    def handles(self) -> frozenset[str]:
        """What a link that leads to one of them, or did or could, ends with."""
        return frozenset(handle for facts in self.facts for handle in (facts.slug, _handle(facts.path)))


def moved_from(before: Mapping[str, Facts], now: Mapping[str, Facts], changed: Iterable[str]) -> Moved:
    """What moved from `before` to `now`, both by path; `changed` are the paths of reports that were read anew."""
    paths = frozenset(changed) | (before.keys() ^ now.keys())
    pairs = [(before.get(path), now.get(path)) for path in sorted(paths)]
    return Moved(
        facts=tuple([facts for pair in pairs for facts in pair if facts is not None]),
        paths=paths,
        keeps_order=all(old is not None and new is not None and _place(old) == _place(new) for old, new in pairs),
    )


def handles_of(facts: Facts) -> set[str]:
    """What the links of a report end with, in the form of `Moved.handles`."""
    return {_handle(target) for target in facts.targets}


def _handle(target: str) -> str:
    name = target.removeprefix(WIKI).split("#", 1)[0].split("?", 1)[0].rstrip("/")
    return posixpath.basename(unquote(name)).removesuffix(".md")


def _place(facts: Facts) -> tuple[object, ...]:
    return facts.slug, facts.at, facts.is_draft, facts.expires, facts.topics, facts.entities
