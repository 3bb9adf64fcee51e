"""Nothing ends before it begins."""

import pytest

from briefkit.checks.dates import check_report_dates, check_role_dates
from briefkit.model.records import ArticleRecord, Correction, EntityRecord, Event, Origin, Role
from tests.model.examples import article, day, entity

PLACES = {
    ("updated",): (4, 10),
    ("expires",): (5, 10),
    ("events", 1, "end"): (9, 8),
    ("roles", 1, "to"): (7, 9),
    ("corrections", 1, "date"): (8, 11),
}


def told(record: ArticleRecord | EntityRecord) -> list[tuple[str, int, int]]:
    issues = check_role_dates([record]) if isinstance(record, EntityRecord) else check_report_dates(record)
    return [(issue.rule, issue.place.line, issue.place.column) for issue in issues]


ORDERS = [
    # first, second, whether the second is in order
    ("2026-02-24", "2026-02-25", True),
    ("2026-02-24", "2026-02-24", True),
    ("2026-02-24", "2026-02-23", False),  # the day before, which ends where the first begins
    ("2026-02-24", "2026-02-22", False),
    ("2026-02-24", "2025-12-31", False),
    ("2026-02-24T10:00", "2026-02-24", True),  # a day lasts
    ("2026-02-24T10:00", "2026-02-24T10:00", True),
    ("2026-02-24T10:00", "2026-02-24T09:59", False),
    ("2026-02-24", "2026-02-24T00:00", True),
    ("2026-02-24", "2026-02-23T23:59:59", False),
    ("2026-02-24T00:30", "2026-02-23T19:30Z", True),  # later, in another offset
    ("2026-02-24T00:30", "2026-02-23T18:30Z", False),  # earlier, in another offset
]
LOOSE = [
    ("2026", "2026", True),
    ("2026", "2025", False),  # the year before
    ("2026", "2024", False),
    ("2026-06", "2026", True),
    ("2026-06-15", "2026-06", True),
    ("2026", "2026-06", True),
    ("2026-06", "2026-05", False),
    ("2026-03", "2026-02-28", False),
    ("2026-06-15", "2025", False),
]


@pytest.mark.parametrize(("first", "second", "in_order"), ORDERS)
def test_a_report_is_not_withdrawn_before_it_appears(first: str, second: str, in_order: bool) -> None:
    record = article("x", date=first, expires=day(second), origin=Origin("x.md", PLACES))
    assert told(record) == ([] if in_order else [("dates-are-in-order", 5, 10)])


@pytest.mark.parametrize(("first", "second", "in_order"), ORDERS)
def test_a_report_is_not_updated_before_it_appears(first: str, second: str, in_order: bool) -> None:
    record = article("x", date=first, updated=day(second), origin=Origin("x.md", PLACES))
    assert told(record) == ([] if in_order else [("dates-are-in-order", 4, 10)])


@pytest.mark.parametrize(("first", "second", "in_order"), ORDERS)
def test_a_report_is_not_corrected_before_it_appears(first: str, second: str, in_order: bool) -> None:
    corrections = (Correction(day("2099"), "Late."), Correction(day(second), "Early."))
    record = article("x", date=first, corrections=corrections, origin=Origin("x.md", PLACES))
    assert told(record) == ([] if in_order else [("dates-are-in-order", 8, 11)])


def test_a_report_whose_date_is_a_guess_may_have_been_updated_before_it() -> None:
    early = day("2026-01-01")
    record = article(
        "x", date="2026-02-24", date_estimated=True, updated=early, corrections=(Correction(early, "Early."),)
    )
    assert told(record) == []


@pytest.mark.parametrize(("first", "second", "in_order"), ORDERS + LOOSE)
def test_an_event_does_not_end_before_it_begins(first: str, second: str, in_order: bool) -> None:
    events = (Event(date=day("2026"), title="E"), Event(date=day(first), end=day(second), title="F"))
    record = article("x", events=events, origin=Origin("x.md", PLACES))
    assert told(record) == ([] if in_order else [("dates-are-in-order", 9, 8)])


@pytest.mark.parametrize(("first", "second", "in_order"), ORDERS + LOOSE)
def test_a_role_does_not_end_before_it_begins(first: str, second: str, in_order: bool) -> None:
    roles = (Role(title="R", start=day("2026")), Role(title="S", start=day(first), end=day(second)))
    record = entity("x", roles=roles, origin=Origin("x.md", PLACES))
    assert told(record) == ([] if in_order else [("dates-are-in-order", 7, 9)])


def test_a_role_whose_beginning_is_not_known_may_end_at_any_time() -> None:
    assert told(entity("x", roles=(Role(title="R", end=day("1990")), Role(title="S")))) == []


def test_a_report_without_other_dates_is_in_order() -> None:
    assert told(article("x", events=(Event(date=day("1990"), title="E"),))) == []
