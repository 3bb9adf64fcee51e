"""Dated events: told once, on the right side of now, soonest and latest first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites import Site, article, hrefs, make_site, topic, words

DESK = (
    topic("ports", "terms: [quay]")
    + topic("grain")
    + article(
        "a",
        "events:\n  - {date: 2031-06-02, title: Quay day}\n  - {date: 2031-05, end: 2031-06-03, title: Fair, topics: [grain]}\n"
        "  - {date: 2031-07, title: Regatta}\n  - {date: 2030, title: The dry year}",
        "A quay.",
    )
    + article("b", "events: [{date: 2031-06-02, title: Quay day}]", "A quay, once more.", date="2031-04-03")
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DESK)


def titles(site: Site, address: str, now: datetime, part: str) -> list[str]:
    main = site.build(now=now).main(address)
    return [words(p) for p in main.cssselect(f"section[aria-labelledby={part}] .event-title")]


def test_what_lies_ahead_comes_soonest_first_and_what_was_latest_first(site: Site) -> None:
    now = datetime(2031, 6, 1, tzinfo=UTC)
    assert titles(site, "/topics/ports/", now, "ahead") == ["Quay day", "Regatta"]
    assert titles(site, "/topics/ports/", now, "timeline") == ["The dry year"]
    later = datetime(2031, 9, 1, tzinfo=UTC)
    assert titles(site, "/topics/ports/", later, "ahead") == []
    assert titles(site, "/topics/ports/", later, "timeline") == ["Regatta", "Quay day", "The dry year"]


@pytest.mark.parametrize(
    ("now", "part", "order"),
    [
        (
            datetime(2030, 1, 1, tzinfo=UTC),
            "ahead",
            "31-January January 1-February nine 31-December December year next",
        ),
        (
            datetime(2033, 1, 1, tzinfo=UTC),
            "timeline",
            "next year December 31-December nine 1-February January 31-January",
        ),
    ],
)
def test_a_month_or_a_year_stands_with_its_end(tmp_path: Path, now: datetime, part: str, order: str) -> None:
    events = (
        "{date: 2031, title: year}, {date: 2031-12, title: December}, {date: 2031-01, title: January},"
        "{date: 2032-01-01, title: next}, {date: 2031-12-31T23:00:00Z, title: 31-December},"
        "{date: 2031-02-01T09:00:00Z, title: nine}, {date: 2031-02-01, title: 1-February}, {date: 2031-01-31, title: 31-January}"
    )
    site = make_site(
        tmp_path, topic("ports") + article("a", f"topics: [ports]\nevents: [{events}]", date="2029-01-01")
    )
    assert titles(site, "/topics/ports/", now, part) == order.split()


def test_an_event_that_two_reports_tell_of_is_told_once_from_the_newer(site: Site) -> None:
    main = site.build().main("/topics/ports/")
    found = [p for p in main.cssselect(".events li") if "Quay day" in words(p)]
    assert [link.get("href") for p in found for link in p.cssselect("a")] == ["/articles/b/"]


def test_events_of_one_day_stand_by_their_titles(tmp_path: Path) -> None:
    events = "{date: 2031-07-02, title: Tide}, {date: 2031-07-02, title: Auction}, {date: 2031-07-02, title: Market}"
    site = make_site(tmp_path, topic("ports") + article("a", f"topics: [ports]\nevents: [{events}]"))
    now = datetime(2031, 6, 1, tzinfo=UTC)
    assert titles(site, "/topics/ports/", now, "ahead") == ["Auction", "Market", "Tide"]


def test_an_event_with_topics_of_its_own_stands_on_those_alone(site: Site) -> None:
    now = datetime(2031, 6, 1, tzinfo=UTC)
    assert "Fair" not in titles(site, "/topics/ports/", now, "ahead")
    site.write(
        article("c", "topics: [grain]\nevents: [{date: 2031-05, end: 2031-06-03, title: Fair, topics: [grain]}]")
    )
    assert titles(site, "/topics/grain/", now, "ahead") == ["Fair"]


@pytest.mark.parametrize(
    ("now", "ahead"),
    [
        (datetime(2031, 6, 2, tzinfo=UTC), True),
        (datetime(2031, 6, 2, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2031, 6, 3, tzinfo=UTC), False),
    ],
)
def test_an_event_lies_ahead_until_its_day_is_over(site: Site, now: datetime, ahead: bool) -> None:
    assert ("Quay day" in titles(site, "/topics/ports/", now, "ahead")) == ahead


FAIR = article("fair", "events: [{date: 2031-09-01, title: The fair}]", "Words.")


def test_an_event_that_two_reports_tell_of_stands_once_with_the_newer(tmp_path: Path) -> None:
    newer = FAIR.replace("articles/fair", "articles/newer").replace("2031-04-02", "2031-05-01")
    built = make_site(tmp_path, FAIR + newer).build()
    assert hrefs(built.main("/timeline/"), ".event-report a") == ["/articles/newer/"]


def test_an_event_stands_with_the_topics_it_names_though_its_report_is_on_none(tmp_path: Path) -> None:
    text = topic("grain") + article("a", "events: [{date: 2031-09-01, title: Sowing, topics: [grain]}]", "Words.")
    built = make_site(tmp_path, text).build()
    assert "Sowing" in words(built.main("/topics/grain/"))


def test_a_range_is_short_for_people_and_whole_for_programs(tmp_path: Path) -> None:
    events = "{date: 2031-09-28, end: 2031-10-02, title: Fair}, {date: 2031-09-03T09:00, end: 2031-09-03, title: Day}"
    main = make_site(tmp_path, article("a", f"events: [{events}]", "Words.")).build().main("/timeline/")
    assert [words(date) for date in main.cssselect("#ahead + .events .event-date")] == [
        "3 September 2031",
        "28 September to 2 October 2031",
    ]
    assert [time.get("datetime") for time in main.cssselect("#ahead + .events time")] == [
        "2031-09-03T09:00:00+00:00",
        "2031-09-28",
        "2031-10-02",
    ]
