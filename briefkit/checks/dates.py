"""`dates-are-in-order`: nothing ends before it begins, nothing is withdrawn before it appears."""

from collections.abc import Iterator

from briefkit.model.issues import Issue
from briefkit.model.moments import Moment, Precision
from briefkit.model.records import Content, Origin, Trail

_RULE = "dates-are-in-order"


def check_dates(content: Content) -> Iterator[Issue]:
    """Pairs of dates in articles and entities that contradict each other."""
    for article in content.articles:
        origin = article.origin
        yield from _pair(origin, article.date, article.expires, ("expires",), "expires before its date")
        if not article.date_estimated:
            yield from _pair(origin, article.date, article.updated, ("updated",), "was updated before its date")
        for index, event in enumerate(article.events):
            trail = ("events", index, "end")
            yield from _pair(origin, event.date, event.end, trail, "ends before it begins")
    for entity in content.entities:
        for index, role in enumerate(entity.roles):
            trail = ("roles", index, "to")
            yield from _pair(entity.origin, role.start, role.end, trail, "ends before it begins")


def _pair(origin: Origin, first: Moment | None, second: Moment | None, trail: Trail, what: str) -> Iterator[Issue]:
    if first is None or second is None:
        return
    is_over = second.end <= first.instant and second.precision is not Precision.INSTANT
    if is_over or second.end < first.instant:
        message = f"this {what} ({second.iso} is before {first.iso})"
        yield Issue(_RULE, message, origin.place(*trail), "correct one of the two dates")
