"""The timeline: events of all reports, their years, and when these pages are made again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites import Site, article, hrefs, make_site, words

DESK = "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 2\n"
FAIR = article("fair", "events: [{date: 2031-09-01, end: 2031-09-03, title: The fair}]", "Words.")


def busy(folder: Path) -> Site:
    """A site with two events ahead and four behind."""
    events = [
        ("2031-08", "Ahead second"),
        ("2031-07-01", "Ahead first"),
        ("2030-05-01", "Past one"),
        ("2030-04-01", "Past two"),
        ("2029-03-01", "Past three"),
        ("2029", "Past four"),
    ]
    reports = "".join(
        article(f"r{n}", f"events: [{{date: {date}, title: {title}}}]", "Words.", f"2031-01-0{n + 1}")
        for n, (date, title) in enumerate(events)
    )
    return make_site(folder, DESK + reports)


def test_what_lies_ahead_stands_first_and_each_event_leads_to_its_report(tmp_path: Path) -> None:
    main = busy(tmp_path).build().main("/timeline/")
    ahead, past = (main.get_element_by_id(name).getparent() for name in ("ahead", "past"))
    assert [words(title) for title in ahead.cssselect(".event-title")] == ["Ahead first", "Ahead second"]
    assert [words(title) for title in past.cssselect(".event-title")] == ["Past one", "Past two"]
    assert hrefs(ahead) == ["/articles/r1/", "/articles/r0/"]


def test_it_shows_no_more_on_either_side_than_lists_show(tmp_path: Path) -> None:
    site = busy(tmp_path)
    site.write(DESK.replace("latest: 2", "latest: 1"))
    main = site.build().main("/timeline/")
    assert [words(title) for title in main.cssselect(".event-title")] == ["Ahead first", "Past one"]


def test_it_leads_to_its_files_and_to_a_calendar_where_there_is_one(tmp_path: Path) -> None:
    year = article("a", "events: [{date: 2032, title: A year}]", "Words.")
    for name, text, kinds in (("fair", FAIR, ["ics", "csv", "json"]), ("year", year, ["csv", "json"])):
        built = make_site(tmp_path, text, name).build()
        links = [link for link in hrefs(built.main("/timeline/")) if not link.endswith("/")]
        assert [link.rpartition(".")[2] for link in links] == kinds
        assert all(built.has(link) for link in links)


def test_its_years_hold_every_event_whatever_the_clock_says(tmp_path: Path) -> None:
    built = busy(tmp_path).build()
    assert hrefs(built.main("/timeline/"), "nav a") == ["/timeline/2031/", "/timeline/2030/", "/timeline/2029/"]
    titles = [words(title) for title in built.main("/timeline/2029/").cssselect(".event-title")]
    assert titles == ["Past four", "Past three"]  # a year stands with its end
    assert len(built.main("/timeline/2031/").cssselect(".event-title")) == 2
    assert "/timeline/" in hrefs(built.main("/timeline/2029/"))


def test_a_year_of_many_events_is_cut_into_parts_that_say_which_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 1)
    built = busy(tmp_path).build()
    headings = {part: words(built.main(f"/timeline/{part}/").cssselect("h1")[0]) for part in ("2030", "2030/2")}
    assert headings == {"2030": "Timeline of 2030", "2030/2": "Timeline of 2030, part 2"}
    assert "/timeline/2030/" in hrefs(built.main("/timeline/2030/2/"))


def test_there_are_no_years_where_the_timeline_shows_everything(tmp_path: Path) -> None:
    built = make_site(tmp_path, FAIR).build()
    assert [address for address in built.addresses() if address.startswith("/timeline/")] == ["/timeline/"]


def test_it_is_linked_from_every_page_where_there_is_something_on_it(tmp_path: Path) -> None:
    built = make_site(tmp_path, FAIR).build()
    assert all("/timeline/" in hrefs(built.page(address), "footer a") for address in built.addresses())
    empty = make_site(tmp_path, article("a", body="Words."), "empty").build()
    assert not empty.has("/timeline/")
    assert "/timeline/" not in hrefs(empty.page("/"))


def test_machines_are_told_of_each_event_on_the_page(tmp_path: Path) -> None:
    page = make_site(tmp_path, FAIR).build().page("/timeline/")
    (script,) = page.cssselect("script[type='application/ld+json']")
    (event,) = [node for node in json.loads(script.text)["@graph"] if node["@type"] == "Event"]
    assert (event["name"], event["startDate"], event["endDate"]) == ("The fair", "2031-09-01", "2031-09-03")
    assert event["subjectOf"] == "https://brief.example/articles/fair/"


def test_an_event_that_moves_makes_only_the_years_it_touches_again(tmp_path: Path) -> None:
    site = busy(tmp_path)
    site.build()
    front = "events: [{date: 2030-04-02, title: Past two}]"
    site.write(article("r3", front, "Words.", "2031-01-04"))
    made = {address for address in site.build().outcome.made if address.startswith("/timeline")}
    assert made == {"/timeline/", "/timeline/2030/", "/timeline.csv", "/timeline.json"}


def test_other_words_in_a_report_leave_the_timeline_as_it_is(tmp_path: Path) -> None:
    fair = FAIR.replace("events:", "summary: In short.\nevents:")  # else what lists show of it is its first words
    site = make_site(tmp_path, fair)
    site.build()
    site.write(fair.replace("Words.", "Other words."))
    made = site.build().outcome.made
    assert "/articles/fair/" in made
    assert not [address for address in made if address.startswith("/timeline")]


def test_an_event_that_passes_moves_to_what_was(tmp_path: Path) -> None:
    site = make_site(tmp_path, FAIR)
    assert site.build().main("/timeline/").cssselect("#ahead")
    later = site.build(now=datetime(2031, 9, 5, tzinfo=UTC))
    assert not later.main("/timeline/").cssselect("#ahead")
    assert "/timeline.csv" not in later.outcome.made


def test_what_was_has_the_newest_reports_among_the_events_by_date(tmp_path: Path) -> None:
    past = busy(tmp_path).build().main("/timeline/").get_element_by_id("past").getparent()
    told = [item.cssselect(".event-title, .report-title")[0] for item in past.cssselect("li")]
    assert [words(title) for title in told] == ["R5", "R4", "Past one", "Past two"]
    dates = [item.cssselect("time")[0].get("datetime") for item in past.cssselect("li")]
    assert dates == sorted(dates, reverse=True)
    assert "/archive/" in hrefs(past)


def test_a_month_or_a_year_that_was_stands_before_the_events_and_reports_of_its_days(tmp_path: Path) -> None:
    events = "[{date: 2029, title: The year}, {date: 2029-11, title: November}, {date: 2029-11-30, title: The day}]"
    text = article("a", f"events: {events}", date="2029-11-12") + article("b", date="2029-12-31")
    past = make_site(tmp_path, text).build().main("/timeline/").get_element_by_id("past").getparent()
    told = [words(title) for title in past.cssselect(".event-title, .report-title")]
    assert told == ["The year", "B", "November", "The day", "A"]
