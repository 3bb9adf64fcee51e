"""What changes for readers from one edition to the next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from briefkit.editions.edition import Edition, Event, OwnPage, Passage, Report
from briefkit.model.addresses import TWIN

_ALIKE = 0.5
"""The share of equal words from which a text counts as another one that was edited."""

_NEIGHBOURS = 20
"""How far an edited passage is looked for, counted in passages that have no counterpart."""


class Kind(StrEnum):
    """What became of something."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage with the report that it stands in."""

    report: Report
    passage: Passage


@dataclass(frozen=True, slots=True)
class PassageChange:
    """`moved` is the same text on other topics or in another place."""

    kind: Kind
    before: Occurrence | None
    after: Occurrence | None

    @property
    def topics(self) -> tuple[str, ...]:
        """The briefings on which a reader meets the change; none if it is on no topic."""
        sides = (side.passage.topics for side in (self.before, self.after) if side)
        return tuple(dict.fromkeys(topic for topics in sides for topic in topics))


@dataclass(frozen=True, slots=True)
class PageChange:
    """A report, or another page with words of its own; the lines around its text that went and that came."""

    kind: Kind
    before: Report | OwnPage | None
    after: Report | OwnPage | None
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventChange:
    """A date that a report tells of, with the report's title."""

    kind: Kind
    report: str
    before: Event | None
    after: Event | None


@dataclass(frozen=True, slots=True)
class AddressChange:
    """`moved` leads on to `target`; `withdrawn` leads nowhere."""

    kind: Kind
    address: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a reader would see change."""

    passages: tuple[PassageChange, ...] = ()
    reports: tuple[PageChange, ...] = ()
    events: tuple[EventChange, ...] = ()
    pages: tuple[PageChange, ...] = ()
    addresses: tuple[AddressChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes: no editorial change."""
        return not (self.passages or self.reports or self.events or self.pages or self.addresses)

    @property
    def vanished(self) -> tuple[str, ...]:
        """Addresses that lead nowhere any more."""
        return tuple(change.address for change in self.addresses if change.kind is Kind.WITHDRAWN)


def compared(old: Edition, new: Edition) -> Changes:
    """What changes from `old` to `new`."""
    moved = {new.now_at(address): report for address, report in old.reports.items()}
    # Where a report was merged into another, the other is the one that stays.
    kept = moved | {address: old.reports[address] for address in old.reports.keys() & new.reports.keys()}
    kept = {address: report for address, report in kept.items() if address in new.reports}
    left = {report.address for report in kept.values()}
    pairs: list[tuple[Report | None, Report | None]] = [
        *((kept.get(address), report) for address, report in new.reports.items()),
        *((report, None) for address, report in old.reports.items() if address not in left),
    ]
    pairs.sort(key=lambda pair: (pair[1] or pair[0] or Report("", "")).address)
    passages = [change for before, after in pairs for change in _passages(before, after)]
    reports = (_page(before, after) for before, after in pairs)
    events = (change for before, after in pairs for change in _events(before, after))
    pages = (
        _page(old.pages.get(new_or_old), new.pages.get(new_or_old))
        for new_or_old in sorted(old.pages.keys() | new.pages.keys())
    )
    return Changes(
        tuple(_across(passages)),
        tuple(change for change in reports if change),
        tuple(events),
        tuple(change for change in pages if change),
        tuple(_addresses(old, new)),
    )


def _passages(before: Report | None, after: Report | None) -> Iterator[PassageChange]:
    """What became of a report's passages. Texts are compared, not ids: these also depend on how links are written."""
    old = _keyed(before)
    new = _keyed(after)
    in_place = _in_sequence([key for key in old if key in new], [key for key in new if key in old])
    come, gone = [key for key in new if key not in old], [key for key in old if key not in new]
    edited = _edited([old[key].passage.text for key in gone], [new[key].passage.text for key in come])
    origin = {come[there]: gone[here] for there, here in edited.items()}
    for key, occurrence in new.items():
        if key in origin:
            yield PassageChange(Kind.CHANGED, old[origin[key]], occurrence)
        elif key not in old:
            yield PassageChange(Kind.ADDED, None, occurrence)
        elif key not in in_place or set(old[key].passage.topics) != set(occurrence.passage.topics):
            yield PassageChange(Kind.MOVED, old[key], occurrence)
    known = set(origin.values())
    yield from (PassageChange(Kind.WITHDRAWN, old[key], None) for key in gone if key not in known)


def _keyed(report: Report | None) -> dict[tuple[str, int], Occurrence]:
    """A report's passages by their text and how often that occurred before."""
    seen: Counter[str] = Counter()
    found = {}
    for passage in report.passages if report else ():
        found[passage.text, seen[passage.text]] = Occurrence(report, passage)  # type: ignore[arg-type]
        seen[passage.text] += 1
    return found


def _in_sequence(old: Sequence[tuple[str, int]], new: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
    """The longest runs of keys that come in the same order in both."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in old[block.a : block.a + block.size]}


def _edited(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which of the `new` texts (by index) is which of the `old` ones, edited: the most alike, if alike enough."""
    found: dict[int, int] = {}
    for there, text in enumerate(new):
        best, likeness = -1, _ALIKE
        matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(text.split())
        for here in range(max(0, there - _NEIGHBOURS), min(len(old), there + _NEIGHBOURS + 1)):
            if here in found.values():
                continue
            matcher.set_seq1(old[here].split())
            if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness:
                ratio = matcher.ratio()
                if ratio > likeness or (best < 0 and ratio >= likeness):
                    best, likeness = here, ratio
        if best >= 0:
            found[there] = best
    return found


def _across(changes: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """The same changes, but a passage that left one report and came to another, word for word, has moved."""
    leaving: dict[str, list[PassageChange]] = {}
    for change in changes:
        if change.before and not change.after:
            leaving.setdefault(change.before.passage.text, []).append(change)
    moved: set[int] = set()
    told: list[PassageChange] = []
    for change in changes:
        came = change.after if not change.before else None
        if came and leaving.get(came.passage.text):
            origin = leaving[came.passage.text].pop(0)
            moved.add(id(origin))
            told.append(PassageChange(Kind.MOVED, origin.before, came))
        else:
            told.append(change)
    return (change for change in told if id(change) not in moved)


def _page(before: Report | OwnPage | None, after: Report | OwnPage | None) -> PageChange | None:
    if before is None or after is None:
        return PageChange(Kind.ADDED if after else Kind.WITHDRAWN, before, after)
    old, new = (before.title, *before.lines), (after.title, *after.lines)
    gone = tuple((Counter(old) - Counter(new)).elements())
    come = tuple((Counter(new) - Counter(old)).elements())
    if before.address != after.address:
        return PageChange(Kind.MOVED, before, after, gone, come)
    return PageChange(Kind.CHANGED, before, after, gone, come) if old != new else None


def _events(before: Report | None, after: Report | None) -> Iterator[EventChange]:
    title = (after or before or Report("", "")).title
    old = [event for event in before.events if not after or event not in after.events] if before else []
    for event in after.events if after else ():
        if before and event in before.events:
            continue
        origin = next((other for other in old if other.title == event.title or other.when == event.when), None)
        if origin:
            old.remove(origin)
        yield EventChange(Kind.CHANGED if origin else Kind.ADDED, title, origin, event)
    yield from (EventChange(Kind.WITHDRAWN, title, event, None) for event in old)


def _addresses(old: Edition, new: Edition) -> Iterator[AddressChange]:
    for address in sorted(old.addresses | new.addresses):
        page = address.removesuffix(TWIN)
        if page != address and (page in old.redirects, page in old.addresses) != (
            page in new.redirects,
            page in new.addresses,
        ):
            continue  # a twin comes and goes with its page, which has a change of its own
        target = new.redirects.get(address, "")
        if address not in new.addresses:
            yield AddressChange(Kind.WITHDRAWN, address)
        elif target and address not in old.redirects and address in old.addresses:
            yield AddressChange(Kind.MOVED, address, target)
        elif address not in old.addresses:
            yield AddressChange(Kind.ADDED, address, target)
