"""Calendars, read back as a calendar program would."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.sites import Built, article, hrefs, make_site, topic

DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\ntimezone: Asia/Tokyo\n"
    + topic("ports")
    + topic("grain")
    + topic("empty")
    + article(
        "fair",
        """
        topics: [ports]
        updated: 2031-05-02
        events:
          - {date: 2031-09-01, title: "A day; with, marks"}
          - {date: 2031-09-02, end: 2031-09-04, title: Days}
          - {date: 2031-10, title: A month}
          - {date: 2032, title: A year}
          - {date: 2031-11-01T09:00:00+09:00, title: An hour, topics: [grain]}
          - {date: 2031-11-03T09:00:00+09:00, end: 2031-11-03T11:00:00+09:00, title: From nine to eleven}
          - {date: 2031-11-02, end: 2031-11-02T18:00:00+09:00, title: Until the evening}
        """,
        "Words.",
    )
)
ALL = "/calendar.ics"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make_site(tmp_path_factory.mktemp("calendar"), DESK).build(base_url="https://brief.example/briefing/")


def events(built: Built, address: str = ALL) -> dict[str, Any]:
    return {str(event["summary"]): event for event in Calendar.from_ical(built.data(address)).walk("VEVENT")}


def span(event: Any) -> tuple[Any, Any]:
    return event["dtstart"].dt, event["dtend"].dt if "dtend" in event else None


def test_days_last_until_the_day_after_their_last(built: Built) -> None:
    found = events(built)
    assert span(found["A day; with, marks"]) == (date(2031, 9, 1), date(2031, 9, 2))
    assert span(found["Days"]) == (date(2031, 9, 2), date(2031, 9, 5))
    assert span(found["Until the evening"]) == (date(2031, 11, 2), date(2031, 11, 3))
    assert found["Days"]["dtstart"].params["VALUE"] == "DATE"


def test_an_hour_is_told_in_utc(built: Built) -> None:
    found = events(built)
    assert span(found["An hour"]) == (datetime(2031, 11, 1, tzinfo=UTC), None)
    assert span(found["From nine to eleven"]) == (
        datetime(2031, 11, 3, tzinfo=UTC),
        datetime(2031, 11, 3, 2, tzinfo=UTC),
    )


def test_a_month_keeps_nobody_busy_and_a_year_is_left_out(built: Built) -> None:
    month = events(built)["A month"]
    assert span(month) == (date(2031, 10, 1), date(2031, 11, 1))
    assert month["transp"] == "TRANSPARENT"
    assert "A year" not in events(built)
    assert "the day is not" in month["description"]
    assert "the day is not" not in events(built)["Days"]["description"]


def test_an_event_leads_to_its_report_and_says_when_it_was_last_told(built: Built) -> None:
    event = events(built)["Days"]
    assert event["url"] == "https://brief.example/briefing/articles/fair/"
    assert event["dtstamp"].dt == datetime(2031, 5, 1, 15, tzinfo=UTC)
    assert event["categories"].cats == ["Ports"]
    assert event["description"] == "Fair, 2 April 2031\nhttps://brief.example/briefing/articles/fair/"


@pytest.mark.parametrize(
    ("address", "name"), [(ALL, "Varnholt Desk"), ("/topics/ports/calendar.ics", "Ports: Varnholt Desk")]
)
def test_a_calendar_says_what_it_is(built: Built, address: str, name: str) -> None:
    calendar = Calendar.from_ical(built.data(address))
    assert (calendar["name"], calendar["x-wr-calname"], calendar["version"]) == (name, name, "2.0")
    assert "briefkit" in calendar["prodid"]


def test_an_event_on_no_topic_is_in_no_category(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", "events: [{date: 2032-01-01, title: Fair}]", "Words.")).build()
    assert "categories" not in events(built)["Fair"]


def test_where_no_report_tells_of_an_event_there_is_no_calendar(tmp_path: Path) -> None:
    assert not make_site(tmp_path, article("a", "events: [{date: 2032, title: A year}]", "Words.")).build().has(ALL)


def test_a_topics_calendar_has_its_own_events_under_the_same_names(built: Built) -> None:
    everything = events(built)
    ports, grain = (events(built, f"/topics/{name}/calendar.ics") for name in ("ports", "grain"))
    assert list(grain) == ["An hour"]
    assert ports.keys() | grain.keys() == everything.keys()
    for name, event in (ports | grain).items():
        assert event["uid"] == everything[name]["uid"]
    assert len({event["uid"] for event in everything.values()}) == len(everything)


def test_lines_are_as_the_standard_wants_them(built: Built) -> None:
    lines = built.data(ALL).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert not [line for line in lines if len(line) > 75 or b"\n" in line]


def test_calendars_are_linked_where_there_are_any(built: Built) -> None:
    assert "/briefing/calendar.ics" in hrefs(built.main("/timeline/"))
    assert "/briefing/topics/ports/calendar.ics" in hrefs(built.main("/topics/ports/"))
    assert not built.has("/topics/empty/calendar.ics")
    assert not [link for link in hrefs(built.main("/topics/empty/")) if link.endswith(".ics")]
    assert built.broken_links() == []


def test_a_calendar_is_made_again_for_an_event_and_not_by_the_clock(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK)
    before = events(site.build())
    assert ALL not in site.build(now=datetime(2031, 12, 1, tzinfo=UTC)).outcome.made
    site.write(DESK.replace("title: Days", "title: Three days"))
    again = site.build()
    assert {ALL, "/topics/ports/calendar.ics"} <= set(again.outcome.made)
    assert "/topics/grain/calendar.ics" not in again.outcome.made
    after = events(again)
    assert {after[name]["uid"] == event["uid"] for name, event in before.items() if name in after} == {True}
