"""The one rule for what exists at a given instant; pages, lists, feeds and search all ask here."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from briefkit.model.moments import Moment, Precision, parse_moment
from briefkit.model.records import ArticleRecord, Content, TopicRecord


class Standing(StrEnum):
    """What a report is to the reader."""

    LIVE = "live"
    DRAFT = "draft"
    FUTURE = "future"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Clock:
    """The instant for which a site is built (in UTC), and whether drafts and future reports are shown."""

    now: datetime
    drafts: bool = False

    def has_come(self, moment: Moment | None) -> bool:
        """Whether `moment` has begun."""
        return moment is not None and moment.instant <= self.now

    def standing(self, article: ArticleRecord) -> Standing:
        """What `article` is at this instant, drafts and future reports by their own names."""
        if article.status == "draft":
            return Standing.DRAFT
        if not self.has_come(article.date):
            return Standing.FUTURE
        if article.expires is not None and self.has_come(article.expires):
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

    def topic_now(self, topic: TopicRecord) -> TopicRecord:
        """`topic` without reviews and questions that are still to come."""
        return replace(
            topic,
            reviewed=topic.reviewed if self.has_come(topic.reviewed) else None,
            questions=tuple(q for q in topic.questions if q.asked is None or self.has_come(q.asked)),
        )


def next_change(content: Content, now: datetime) -> datetime | None:
    """The first instant after `now` at which the site is another, though no file changes; None if there is none.

    A report appears or expires, an update or a correction comes into force, an event passes, a review or a
    question is from then on.
    """
    instants: list[datetime] = []
    for article in content.articles:
        moments = [article.date, article.expires, article.updated, *(item.date for item in article.corrections)]
        instants += [moment.instant for moment in moments if moment is not None]
        instants += [(event.end or event.date).end for event in article.events]
    for topic in content.topics:
        moments = [topic.reviewed, *(question.asked for question in topic.questions)]
        instants += [moment.instant for moment in moments if moment is not None]
    return min((at for at in instants if at > now), default=None)


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
