"""Changes in words: one account, as plain text, as Markdown or as JSON."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from briefkit.editions.comparing import (
    AddressChange,
    Changes,
    EventChange,
    Kind,
    Occurrence,
    PageChange,
    PassageChange,
)

NOTHING = "no editorial change"
NO_TOPIC = "On no topic"
_MARKS = {Kind.ADDED: "+", Kind.CHANGED: "~", Kind.MOVED: ">", Kind.WITHDRAWN: "-"}
_EXCERPT = 160
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@])")

Section = tuple[str, list[tuple[Kind, str]]]
"""A heading and what is told under it."""


def as_text(changes: Changes, topics: Mapping[str, str]) -> str:
    """An account for the terminal; `topics` are the titles of topics by address."""
    if changes.is_empty:
        return NOTHING
    parts = (
        "\n".join((heading, *(f"  {_MARKS[kind]} {kind.value}: {_line(words)}" for kind, words in told)))
        for heading, told in _parts(changes, topics)
    )
    return "\n\n".join((_summary(changes), *parts))


def as_markdown(changes: Changes, topics: Mapping[str, str]) -> str:
    """An account for a pull request."""
    if changes.is_empty:
        return f"{NOTHING.capitalize()}."
    parts = (
        "\n".join(
            (f"### {_escaped(heading)}", "", *(f"- **{kind.value}** {_escaped(words)}" for kind, words in told))
        )
        for heading, told in _parts(changes, topics)
    )
    return "\n\n".join((f"**{_summary(changes)}**", *parts))


def as_json(changes: Changes) -> str:
    """Everything, for programs; texts are whole."""
    return json.dumps(
        {
            "passages": [_passage_json(change) for change in changes.passages],
            "reports": [_page_json(change) for change in changes.reports],
            "events": [asdict(change) for change in changes.events],
            "pages": [_page_json(change) for change in changes.pages],
            "addresses": [asdict(change) for change in changes.addresses],
            "vanished": list(changes.vanished),
        },
        indent=2,
        ensure_ascii=False,
    )


def _summary(changes: Changes) -> str:
    named = (
        ("passage", changes.passages),
        ("report", changes.reports),
        ("event", changes.events),
        ("page", changes.pages),
    )
    counted = [words for name, found in named for words in _counts(name, found)]
    vanished = len(changes.vanished)
    if vanished:
        counted.append(f"{vanished} address{'es' * (vanished != 1)} vanished")
    return ", ".join(counted) or "only addresses change"


def _counts(name: str, changes: Iterable[Any]) -> Iterator[str]:
    kinds = Counter(change.kind for change in changes)
    for kind in Kind:
        if kinds[kind]:
            yield f"{kinds[kind]} {name}{'s' * (kinds[kind] != 1)} {kind.value}"


def _parts(changes: Changes, topics: Mapping[str, str]) -> Iterator[Section]:
    by_topic: dict[str, list[tuple[Kind, str]]] = {}
    for change in changes.passages:
        for topic in change.topics or ("",):
            by_topic.setdefault(topic, []).append((change.kind, _passage(change, topics)))
    # Topics by title, and what is on none at the end.
    for topic in sorted(by_topic, key=lambda topic: (not topic, topics.get(topic, topic), topic)):
        yield (topics.get(topic, topic) if topic else NO_TOPIC), by_topic[topic]
    if changes.reports:
        yield "Reports", [(change.kind, _page(change)) for change in changes.reports]
    if changes.events:
        yield "Events", [(change.kind, _event(change)) for change in changes.events]
    if changes.pages:
        yield "Other pages", [(change.kind, _page(change)) for change in changes.pages]
    if changes.addresses:
        yield "Addresses", [(change.kind, _address(change)) for change in changes.addresses]


def _passage(change: PassageChange, topics: Mapping[str, str]) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        occurrence = after or before
        return f"{_quoted(occurrence.passage.text)} ({_where(occurrence)})" if occurrence else ""
    if change.kind is Kind.CHANGED:
        was = f"{_quoted(before.passage.text)} is now {_quoted(after.passage.text)}"
        return f"{was} ({_where(after)}){_topics_moved(before, after, topics)}"
    moved = _topics_moved(before, after, topics)
    if before.report.address != after.report.address:
        moved += f", from {before.report.address}"
    return f"{_quoted(after.passage.text)} ({_where(after)}){moved or ', to another place in the report'}"


def _topics_moved(before: Occurrence, after: Occurrence, topics: Mapping[str, str]) -> str:
    if set(before.passage.topics) == set(after.passage.topics):
        return ""
    old, new = (
        ", ".join(topics.get(topic, topic) for topic in side.passage.topics) or "no topic" for side in (before, after)
    )
    return f", from {old} to {new}"


def _where(occurrence: Occurrence) -> str:
    return f"{occurrence.report.title}, {occurrence.report.address}#{occurrence.passage.id}"


def _page(change: PageChange) -> str:
    page = change.after or change.before
    words = f"{page.title}, {page.address}" if page else ""
    if change.kind is Kind.MOVED and change.before:
        words += f", from {change.before.address}"
    if change.gone:
        words += f"; was {' · '.join(map(_quoted, change.gone))}"
    if change.come:
        words += f"; is now {' · '.join(map(_quoted, change.come))}"
    return words


def _event(change: EventChange) -> str:
    event = change.after or change.before
    words = f"{event.when}: {event.title} ({change.report})" if event else ""
    if change.before and change.after:
        words += f", was {change.before.when}: {change.before.title}"
    return words


def _address(change: AddressChange) -> str:
    if change.kind is Kind.WITHDRAWN:
        hint = f"; write aliases: [{change.address}] into the report that takes its place"
        is_report = change.address.startswith("/articles/") and change.address.endswith("/")
        return f"{change.address} leads nowhere now{hint if is_report else ''}"
    return f"{change.address} leads to {change.target}" if change.target else change.address


def _quoted(text: str) -> str:
    cut = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
    return f"“{cut}”"


def _line(words: str) -> str:
    """`words` on one line: an address may hold a line end, and a log's reader obeys lines that begin with `::`."""
    return " ".join(words.split())


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", _line(words))


def _passage_json(change: PassageChange) -> dict[str, Any]:
    return {"kind": change.kind, "before": _occurrence_json(change.before), "after": _occurrence_json(change.after)}


def _occurrence_json(occurrence: Occurrence | None) -> dict[str, Any] | None:
    if occurrence is None:
        return None
    report, passage = occurrence.report, occurrence.passage
    return {"report": report.address, "title": report.title, **asdict(passage)}


def _page_json(change: PageChange) -> dict[str, Any]:
    sides = {
        name: {"address": page.address, "title": page.title} if page else None
        for name, page in (("before", change.before), ("after", change.after))
    }
    return {"kind": change.kind, **sides, "gone": list(change.gone), "come": list(change.come)}
