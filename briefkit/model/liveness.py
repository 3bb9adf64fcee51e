"""The one rule for what exists at a given instant; pages, lists, feeds and search all ask here."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property

from briefkit.model.content import Content
from briefkit.model.filed import Facts, Filed, last_change
from briefkit.model.moments import Moment, Precision, instant_of, parse_moment, ticks_of
from briefkit.model.records import ArticleRecord, TopicRecord


class Standing(StrEnum):
    """What a report is to the reader."""

    LIVE = "live"
    DRAFT = "draft"
    FUTURE = "future"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Clock:
    """The instant for which a site is built (in UTC), and whether drafts and future reports are shown."""

    now: datetime
    drafts: bool = False

    def has_come(self, moment: Moment | None) -> bool:
        """Whether `moment` has begun."""
        return moment is not None and moment.instant <= self.now

    @cached_property
    def ticks(self) -> int:
        """The instant in microseconds of Unix time."""
        return ticks_of(self.now)

    def standing(self, facts: Facts) -> Standing:
        """What a report is at this instant, drafts and future reports by their own names."""
        if facts.is_draft:
            return Standing.DRAFT
        if facts.at > self.ticks:
            return Standing.FUTURE
        if facts.expires is not None and facts.expires <= self.ticks:
            return Standing.WITHDRAWN
        return Standing.LIVE

    def shows(self, standing: Standing) -> bool:
        """Whether a report of this standing has a page of its own and a place in lists."""
        return standing is Standing.LIVE or (self.drafts and standing is not Standing.WITHDRAWN)

    def article_now(self, article: ArticleRecord) -> ArticleRecord:
        """`article` without the corrections and updates that are still to come."""
        if article.updated is None and not article.corrections:
            return article
        return article._replace(
            updated=article.updated if self.has_come(article.updated) else None,
            corrections=tuple(item for item in article.corrections if self.has_come(item.date)),
        )

    def filed_now(self, filed: Filed) -> Filed:
        """The same for a report that is opened only if an update or correction of it is still to come."""
        if all(at <= self.ticks for at in filed.facts.edits):
            return filed
        record, written = self.article_now(filed.record), filed.written
        facts = filed.facts._replace(changed=last_change(record), has_corrections=bool(record.corrections))
        return Filed(facts, lambda: (record, written))

    def topic_now(self, topic: TopicRecord) -> TopicRecord:
        """`topic` without reviews and questions that are still to come."""
        return topic._replace(
            reviewed=topic.reviewed if self.has_come(topic.reviewed) else None,
            questions=tuple(q for q in topic.questions if q.asked is None or self.has_come(q.asked)),
        )


def next_change(content: Content, now: datetime) -> datetime | None:
    """The first instant after `now` at which the site changes although no file does; None if there is none.

    Then a report appears or expires, an update, correction, review or question comes into force, or an event passes.
    """
    ticks = ticks_of(now)
    moments = [topic.reviewed for topic in content.topics]
    moments += [question.asked for topic in content.topics for question in topic.questions]
    ahead = [moment.ticks for moment in moments if moment is not None]
    ahead += [at for article in content.articles for at in article.facts.turns]
    first = min((at for at in ahead if at > ticks), default=None)
    return None if first is None else instant_of(first)


def instant(now: datetime, as_of: str | None, zone: tzinfo) -> datetime:
    """The instant to build for: `as_of` read in the site's zone, a whole day at its end; else `now`.

    Raises ValueError where `as_of` is no date.
    """
    if as_of is None:
        return now
    moment = parse_moment(as_of, zone)
    if moment.precision is Precision.INSTANT:
        return moment.instant
    return moment.end - timedelta(microseconds=1)
