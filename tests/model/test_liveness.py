"""The one rule for what exists at a given instant."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefkit.model.filed import Filed
from briefkit.model.liveness import Clock, Standing, instant, next_change
from briefkit.model.moments import parse_moment
from briefkit.model.records import ArticleRecord, Correction, Event, Question, TopicRecord
from tests.model.examples import ZONE, article, content, day, filed, topic

NOON = datetime(2026, 2, 24, 12, tzinfo=ZONE)
LIVE, DRAFT, FUTURE, WITHDRAWN = Standing


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"date": "2026-02-23"}, LIVE),
        ({"date": "2026-02-24"}, LIVE),
        ({"date": "2026-02-24T12:00"}, LIVE),  # the very instant
        ({"date": "2026-02-24T12:00:01"}, FUTURE),
        ({"date": "2026-02-24T06:31Z"}, FUTURE),  # 12:01 in the site's zone
        ({"date": "2026-02-25"}, FUTURE),
        ({"date": "2026-02-23", "expires": "2026-02-25"}, LIVE),
        ({"date": "2026-02-23", "expires": "2026-02-24T12:00:01"}, LIVE),
        ({"date": "2026-02-23", "expires": "2026-02-24T12:00"}, WITHDRAWN),
        ({"date": "2026-02-23", "expires": "2026-02-24"}, WITHDRAWN),  # a day begins at its first instant
        ({"date": "2026-02-25", "expires": "2026-02-26"}, FUTURE),
        ({"date": "2026-02-23", "status": "draft"}, DRAFT),
        ({"date": "2026-02-25", "status": "draft"}, DRAFT),
        ({"date": "2026-02-22", "expires": "2026-02-23", "status": "draft"}, DRAFT),
    ],
)
def test_a_report_stands_as_its_dates_and_status_say(fields: dict[str, str], standing: Standing) -> None:
    if "expires" in fields:
        fields = fields | {"expires": day(fields["expires"])}
    assert Clock(NOON).standing(filed(article("x", **fields)).facts) is standing


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_do_not_change_what_a_report_is(drafts: bool) -> None:
    assert Clock(NOON, drafts).standing(filed(article("x", status="draft")).facts) is DRAFT


@pytest.mark.parametrize(
    ("standing", "shown", "shown_with_drafts"),
    [(LIVE, True, True), (DRAFT, False, True), (FUTURE, False, True), (WITHDRAWN, False, False)],
)
def test_only_live_reports_are_shown_unless_drafts_are_asked_for(
    standing: Standing, shown: bool, shown_with_drafts: bool
) -> None:
    assert Clock(NOON).shows(standing) is shown
    assert Clock(NOON, drafts=True).shows(standing) is shown_with_drafts


def test_corrections_and_updates_to_come_are_left_out_of_a_report() -> None:
    made, coming = (Correction(date=day(text), note=text) for text in ("2026-02-24", "2026-02-25"))
    record = article("x", updated=day("2026-02-25"), corrections=(coming, made))
    now = Clock(NOON).article_now(record)
    assert (now.updated, now.corrections) == (None, (made,))
    later = Clock(day("2026-02-25").at).article_now(record)
    assert later == record


def test_a_report_whose_changes_have_all_come_is_not_opened_to_see_that() -> None:
    made, coming = (Correction(date=day(text), note=text) for text in ("2026-02-24", "2026-02-25"))
    shut = Filed(filed(article("x", corrections=(made,))).facts, lambda: pytest.fail("opened"))
    assert Clock(NOON).filed_now(shut) is shut
    now = Clock(NOON).filed_now(filed(article("x", updated=day("2026-02-25"), corrections=(coming, made))))
    assert now.record.corrections == (made,)
    assert now.facts.changed == "2026-02-24"


def test_a_report_without_what_is_to_come_keeps_its_links() -> None:
    written = (("other.md", None, b""),)
    facts = filed(record := article("x", updated=day("2026-02-25"))).facts
    assert Clock(NOON).filed_now(Filed(facts, lambda: (record, written))).written == written


TURN = day("2026-03-01T09:30")
TURNS: dict[str, ArticleRecord | TopicRecord] = {
    "a report appears": article("x", date="2026-03-01T09:30"),
    "a report expires": article("x", expires=TURN),
    "an update comes": article("x", updated=TURN),
    "a correction comes": article("x", corrections=(Correction(TURN, "A name."),)),
    "an event is over": article("x", events=(Event(day("2026-02-24"), "A fair", TURN),)),
    "an event without an end is over": article("x", events=(Event(TURN, "A vote"),)),
    "a review comes": topic("x", reviewed=TURN),
    "a question is asked": topic("x", questions=(Question("Who?"), Question("When?", TURN))),
}


@pytest.mark.parametrize("what", TURNS)
def test_the_site_is_another_from_the_instant_on_at_which_something_happens(what: str) -> None:
    past, later = article("a"), article("z", date="2026-03-02")
    turning = content(past, TURNS[what], later)
    assert next_change(turning, NOON) == TURN.instant
    assert next_change(turning, TURN.instant - timedelta(microseconds=1)) == TURN.instant
    assert next_change(turning, TURN.instant) == later.date.instant
    assert next_change(turning, later.date.instant) is None


def test_an_event_of_a_day_is_over_when_the_day_is() -> None:
    fair = article("x", events=(Event(day("2026-02-28"), "A fair"),))
    assert next_change(content(fair), NOON) == day("2026-03-01").instant


def test_reviews_and_questions_to_come_are_left_out_of_a_topic() -> None:
    asked, coming = (Question(text=text, asked=day(text)) for text in ("2026-02-24", "2026-02-25"))
    always = Question(text="undated")
    record = topic("x", reviewed=day("2026-02-25"), questions=(asked, coming, always))
    now = Clock(NOON).topic_now(record)
    assert (now.reviewed, now.questions) == (None, (asked, always))
    assert Clock(day("2026-02-25").at).topic_now(record) == record


@pytest.mark.parametrize(
    ("as_of", "zone", "last"),
    [
        ("2026-02-24", "UTC", "2026-02-24T23:59:59.999999+00:00"),
        ("2026-02-24", "Asia/Kolkata", "2026-02-24T18:29:59.999999+00:00"),
        ("2026-02", "UTC", "2026-02-28T23:59:59.999999+00:00"),
        ("2026", "Asia/Kolkata", "2026-12-31T18:29:59.999999+00:00"),
        ("2026-02-24T10:00", "Asia/Kolkata", "2026-02-24T04:30:00+00:00"),
        ("2026-02-24T10:00Z", "Asia/Kolkata", "2026-02-24T10:00:00+00:00"),
        ("2026-11-01", "America/New_York", "2026-11-02T04:59:59.999999+00:00"),
        ("2025-10-30", "Africa/Cairo", "2025-10-30T21:59:59.999999+00:00"),  # its last hour passes twice
    ],
)
def test_a_day_that_the_site_is_built_for_means_its_end_in_the_sites_zone(as_of: str, zone: str, last: str) -> None:
    assert instant(NOON, as_of, ZoneInfo(zone)).astimezone(UTC).isoformat() == last


def test_without_a_day_the_site_is_built_for_now() -> None:
    assert instant(NOON, None, UTC) is NOON


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="."):
        instant(NOON, "2026-02-30", UTC)


def test_what_came_before_the_clocks_went_back_has_come_after() -> None:
    zone = ZoneInfo("America/New_York")
    clock = Clock(instant(NOON, "2025-11-02T01:10:00-05:00", zone))
    assert clock.has_come(parse_moment("2025-11-02T01:50:00-04:00", zone))
    assert not clock.has_come(parse_moment("2025-11-02T01:50:00-05:00", zone))
    assert not clock.has_come(None)
