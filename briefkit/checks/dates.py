"""`dates-are-in-order`: nothing ends before it begins, nothing is withdrawn before it appears."""

from collections.abc import Iterable, Iterator

from briefkit.model.issues import Issue
from briefkit.model.moments import Moment, Precision
from briefkit.model.records import ArticleRecord, EntityRecord, Origin, Trail

_RULE = "dates-are-in-order"


def check_report_dates(report: ArticleRecord) -> Iterator[Issue]:
    """Pairs of dates in a report that contradict each other."""
    origin = report.origin
    yield from _pair(origin, report.date, report.expires, ("expires",), "expires before its date")
    if not report.date_estimated:
        yield from _pair(origin, report.date, report.updated, ("updated",), "was updated before its date")
        for index, correction in enumerate(report.corrections):
            trail = ("corrections", index, "date")
            yield from _pair(origin, report.date, correction.date, trail, "was corrected before its date")
    for index, event in enumerate(report.events):
        yield from _pair(origin, event.date, event.end, ("events", index, "end"), "ends before it begins")


def check_role_dates(entities: Iterable[EntityRecord]) -> Iterator[Issue]:
    """Roles of entities that end before they begin."""
    for entity in entities:
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
