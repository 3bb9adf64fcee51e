"""Dates as writers give them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.model.moments import Moment, Precision, parse_moment
from tests.strategies import any_text, instants, offsets

KOLKATA = ZoneInfo("Asia/Kolkata")
NEW_YORK = ZoneInfo("America/New_York")
YEAR, MONTH, DAY, INSTANT = Precision


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("text", "first_instant", "precision"),
    [
        ("2026", "2026-01-01 00:00:00", YEAR),
        ("2026-02", "2026-02-01 00:00:00", MONTH),
        ("2026-2", "2026-02-01 00:00:00", MONTH),
        ("2026-02-24", "2026-02-24 00:00:00", DAY),
        ("2026-2-4", "2026-02-04 00:00:00", DAY),
        ("2024-02-29", "2024-02-29 00:00:00", DAY),
        ("2000-02-29", "2000-02-29 00:00:00", DAY),
        ("0001-01-01", "1-01-01 00:00:00", DAY),
        ("9998-12-31", "9998-12-31 00:00:00", DAY),
        ("2026-02-24T10:00:05+05:30", "2026-02-24 04:30:05", INSTANT),
        ("2026-02-24T10:00:05Z", "2026-02-24 10:00:05", INSTANT),
        ("2026-02-24t10:00:05z", "2026-02-24 10:00:05", INSTANT),
        ("2026-02-24T10:00:05", "2026-02-24 10:00:05", INSTANT),
        ("2026-02-24T10:00", "2026-02-24 10:00:00", INSTANT),
        ("2026-02-24 10:00", "2026-02-24 10:00:00", INSTANT),
        ("2026-02-24T10:00+0530", "2026-02-24 04:30:00", INSTANT),
        ("2026-02-24T10:00-05", "2026-02-24 15:00:00", INSTANT),
        ("2026-02-24T10:00:05.999+00:00", "2026-02-24 10:00:05", INSTANT),
        ("2014-12-29 10:00:11 -0400", "2014-12-29 14:00:11", INSTANT),
        ("2014-12-29 9:00:11 -0400", "2014-12-29 13:00:11", INSTANT),
        ("2014-12-29\t 9:00:11", "2014-12-29 09:00:11", INSTANT),
        ("2026-02-24T00:30+23:59", "2026-02-23 00:31:00", INSTANT),
        ("2026-02-24T23:30-23:59", "2026-02-25 23:29:00", INSTANT),
        ("  2026-02-24 ", "2026-02-24 00:00:00", DAY),
    ],
)
def test_a_date_is_read_in_every_form_that_writers_use(text: str, first_instant: str, precision: Precision) -> None:
    moment = parse_moment(text, UTC)
    assert (utc(moment.at).lstrip("0"), moment.precision) == (first_instant, precision)


@pytest.mark.parametrize(
    "text",
    [
        *["", "soon", "24 February 2026", "24-02-2026", "02/24/2026", "2026/02/24", "26-02-24", "20260224", "12026"],
        *["2026-", "2026-02-", "2026-02-24T", "2026-02-24T10", "2026-02-24T10:0", "2026-02-24 10:00 Uhr", "-2026"],
        *["2026-00", "2026-13", "2026-00-10", "2026-02-00", "2026-02-30", "2026-04-31", "2025-02-29", "1900-02-29"],
        *["2026-02-24T24:00", "2026-02-24T10:60", "2026-02-24T10:00:60", "2026-02-24T10:00+24:00"],
        *["2026-02-24T10:00+05:60", "2026-02-24+05:30", "2026-02-24T10:00 IST", "0000", "0000-01-01", "9999-12-31"],
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        parse_moment(text, UTC)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+05:30", "0001-01-01T00:00Z"])
def test_an_instant_before_all_calendars_is_refused_as_any_other_date(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        parse_moment(text, NEW_YORK)


@given(any_text | st.from_regex(r"\d{4}(-\d{1,2}){0,2}([T ]\d{1,2}:\d\d(:\d\d)?([+-]\d\d:?\d\d)?)?", fullmatch=True))
@example("0001-01-01")
@example("0001-01-01T05:29")
@example("9998-12-31T23:59-23:59")
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        moment = parse_moment(text, KOLKATA)
    except ValueError:
        return
    assert moment.instant <= moment.end
    assert moment.iso


def test_a_time_without_an_offset_is_in_the_sites_zone() -> None:
    assert utc(parse_moment("2026-02-24T10:00", KOLKATA).at) == "2026-02-24 04:30:00"
    assert utc(parse_moment("2026-02-24", KOLKATA).at) == "2026-02-23 18:30:00"


def test_a_date_is_told_on_the_calendar_of_the_site() -> None:
    moment = parse_moment("2025-12-31T23:00:00+00:00", KOLKATA)
    assert (moment.iso, moment.words, moment.year) == ("2026-01-01T04:30:00+05:30", "1 January 2026", 2026)


@pytest.mark.parametrize(
    ("text", "iso", "words", "rfc3339"),
    [
        ("2026", "2026", "2026", "2026-01-01T00:00:00+05:30"),
        ("2026-2", "2026-02", "February 2026", "2026-02-01T00:00:00+05:30"),
        ("2026-2-4", "2026-02-04", "4 February 2026", "2026-02-04T00:00:00+05:30"),
        ("2026-02-24T10:00Z", "2026-02-24T15:30:00+05:30", "24 February 2026", "2026-02-24T15:30:00+05:30"),
    ],
)
def test_a_date_is_told_no_more_precisely_than_it_was_given(text: str, iso: str, words: str, rfc3339: str) -> None:
    moment = parse_moment(text, KOLKATA)
    assert (moment.iso, moment.words, moment.rfc3339) == (iso, words, rfc3339)


@pytest.mark.parametrize(
    ("text", "iso"), [("0987", "0987"), ("0987-02", "0987-02"), ("0987-02-03", "0987-02-03"), ("0001", "0001")]
)
def test_years_of_few_digits_are_told_with_four(text: str, iso: str) -> None:
    assert parse_moment(text, UTC).iso == iso


@given(instants, st.sampled_from(Precision))
def test_a_date_told_in_iso_reads_as_itself(at: datetime, precision: Precision) -> None:
    parts = (at.year, at.month if precision > YEAR else 1, at.day if precision > MONTH else 1)
    moment = Moment(at if precision is INSTANT else datetime(*parts, tzinfo=UTC), precision)
    assert parse_moment(moment.iso, UTC) == moment


@given(instants, offsets)
def test_an_instant_is_the_same_in_whatever_offset_it_is_written(at: datetime, offset: timedelta) -> None:
    assert parse_moment(at.astimezone(offset).isoformat(), KOLKATA).at == at


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("2026-02-24", UTC, 24),
        ("2026-03-08", NEW_YORK, 23),  # clocks go forward
        ("2026-11-01", NEW_YORK, 25),  # clocks go back
        ("2026-02", UTC, 28 * 24),
        ("2024-02", UTC, 29 * 24),
        ("2026-12", UTC, 31 * 24),
        ("2026-03", NEW_YORK, 31 * 24 - 1),
        ("2026", UTC, 365 * 24),
        ("2024", UTC, 366 * 24),
        ("2026", NEW_YORK, 365 * 24),
        ("2026-02-24T10:00", UTC, 0),
    ],
)
def test_a_date_ends_where_the_next_one_begins(text: str, zone: ZoneInfo, hours: int) -> None:
    moment = parse_moment(text, zone)
    assert moment.end.astimezone(UTC) - moment.at.astimezone(UTC) == timedelta(hours=hours)


def test_the_hour_that_clocks_show_twice_passes_in_its_order() -> None:
    earlier = parse_moment("2025-11-02T01:50:00-04:00", NEW_YORK)
    later = parse_moment("2025-11-02T01:10:00-05:00", NEW_YORK)
    assert sorted([later, earlier]) == [earlier, later]
    assert earlier.instant < later.instant


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-10-01", "2026-10-04", "1"),
        ("2026-10-01T09:00", "2026-10-04", "1"),
        ("2026-09-28", "2026-10-02", "28 September"),
        ("2026-12-28", "2027-01-02", "28 December 2026"),
        ("2026-10-01", "2026-10-01T18:00", "1 October 2026"),
        ("2026-09", "2026-10", "September"),
        ("2026-09", "2026-09-30", "September"),
        ("2026-09-28", "2026-09", "28 September"),
        ("2026-09", "2026", "September 2026"),
        ("2019", "2021", "2019"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_range_says_once_what_both_its_ends_share(start: str, end: str, words: str) -> None:
    assert parse_moment(start, UTC).words_until(parse_moment(end, UTC)) == words
