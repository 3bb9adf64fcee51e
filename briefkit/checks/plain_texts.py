"""`markup-is-understood`: texts of front matter are plain, and Markdown in them would be shown as it is written."""

import re
from collections.abc import Iterable, Iterator

from briefkit.model.hints import shown
from briefkit.model.issues import Issue, advice
from briefkit.model.records import ArticleRecord, EntityRecord, Origin, TopicRecord, Trail

_MARKUP = re.compile(r"\*\*[^*]+\*\*|\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\([^()\s]+\)")
"""Strong words and links. Single stars and underscores are as often meant as they stand."""


def check_report_texts(report: ArticleRecord) -> Iterator[Issue]:
    """Markdown in what a report's front matter says."""
    yield from _advice(report.origin, report.title, ("title",))
    yield from _advice(report.origin, report.summary, ("summary",))
    for index, point in enumerate(report.key_points):
        yield from _advice(report.origin, point, ("key_points", index))
    for index, event in enumerate(report.events):
        yield from _advice(report.origin, event.title, ("events", index, "title"))
    for index, correction in enumerate(report.corrections):
        yield from _advice(report.origin, correction.note, ("corrections", index, "note"))


def check_standing_texts(records: Iterable[TopicRecord | EntityRecord]) -> Iterator[Issue]:
    """Markdown in what the front matter of topics and entities says."""
    for record in records:
        yield from _advice(record.origin, record.summary, ("summary",))
        if isinstance(record, TopicRecord):
            for index, point in enumerate(record.key_points):
                yield from _advice(record.origin, point.text, ("key_points", index, "text"))
            for index, question in enumerate(record.questions):
                yield from _advice(record.origin, question.text, ("questions", index, "text"))


def _advice(origin: Origin, text: str, trail: Trail) -> Iterator[Issue]:
    if ("[" in text or "**" in text) and (found := _MARKUP.search(text)):
        message = f"{shown(found[0])} stands as it is written: this text is plain"
        yield advice("markup-is-understood", message, origin.place(*trail), "write the words alone")
