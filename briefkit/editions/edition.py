"""A built site as its readers know it: reports with their passages, events, other pages, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage where it stands: `topics` are the addresses of the briefings that quote it."""

    id: str
    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A date that a report tells of; `when` is its first day, and its last after a slash."""

    when: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report's page. `lines` is what stands around its text: summary, date, source, key points, corrections."""

    address: str
    title: str
    lines: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page with words of its own: a briefing's summary, key points and standing brief, a free page's text."""

    address: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A built site. `redirects` lead from old addresses; `addresses` are all that a reader may have kept."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()

    def now_at(self, address: str) -> str:
        """Where what stood at `address` stands in this edition: behind its redirect, where it has one."""
        seen = {address}
        while (target := self.redirects.get(address)) is not None and target not in seen:
            seen.add(target)
            address = target
        return address
