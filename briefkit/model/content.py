"""All that was written, kind by kind."""

from dataclasses import dataclass

from briefkit.model.filed import Filed
from briefkit.model.records import EntityRecord, OtherRecord, PageRecord, SourceRecord, TopicRecord

Document = Filed | OtherRecord
"""A document of any kind, as the stages after reading know it."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that was written, kind by kind, each in the order of its files' paths."""

    articles: tuple[Filed, ...] = ()
    topics: tuple[TopicRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    pages: tuple[PageRecord, ...] = ()
