"""Search on a site whose index is cut by year: the newest first, older ones when the reader asks for them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Served, desk_text
from tests.browser.live import Live
from tests.browser.test_search import RESULTS, search, titles
from tests.sites import article, make_site

STATUS = "#search-status"
MORE = "#search-more"


def years_fetched(page: Page) -> dict[str, None]:
    """The years of which anything is fetched from now on, in order; it fills as the page goes on."""
    years: dict[str, None] = {}

    def note(request: Request) -> None:
        if found := re.search(r"/pagefind/(\d+)", request.url):
            years[found[1]] = None

    page.on("request", note)
    return years


def test_the_newest_year_answers_first_and_older_ones_when_asked(page: Page, eras: Served) -> None:
    years = years_fetched(page)
    search(page, eras, "beacon")
    expect(page.locator(STATUS)).to_have_text("2 reports in 2031")
    assert list(years) == ["2031"]
    page.click(MORE)
    expect(page.locator(STATUS)).to_have_text("3 reports since 2030")
    page.click(MORE)
    expect(page.locator(STATUS)).to_have_text("4 reports")  # a total, now that all years were asked
    expect(page.locator(MORE)).to_be_hidden()
    assert titles(page) == ["Ship late", "Harbour opens", "<i>Tags</i> & beacons", "Beacon planned"]
    assert list(years) == ["2031", "2030", "2029"]


def test_years_without_an_answer_are_passed_over(page: Page, eras: Served) -> None:
    search(page, eras, "lantern")
    expect(page.locator(STATUS)).to_have_text("14 reports since 2030")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.click(MORE)
    expect(page.locator(RESULTS)).to_have_count(14)
    dates = [time.get_attribute("datetime") for time in page.locator(f"{RESULTS} time").all()]
    assert dates == sorted(dates, key=str, reverse=True)


def test_a_year_that_is_chosen_is_the_only_one_asked(page: Page, eras: Served) -> None:
    years = years_fetched(page)
    page.goto(f"{eras.address}search/?q=beacon&year=2029")
    expect(page.locator(STATUS)).to_have_text("1 report")
    expect(page.locator(MORE)).to_be_hidden()
    assert titles(page) == ["Beacon planned"]
    assert "2030" not in years


def test_what_no_year_has_is_told_once_all_were_asked(page: Page, eras: Served) -> None:
    page.goto(f"{eras.address}search/?q=zeppelin")
    expect(page.locator(STATUS)).to_contain_text("zeppelin")
    expect(page.locator(MORE)).to_be_hidden()


def test_a_result_of_an_older_year_leads_to_its_passage(page: Page, eras: Served) -> None:
    search(page, eras, "planned")
    page.locator(f"{RESULTS} ul a").first.click()
    page.wait_for_url(f"{eras.address}articles/plan/#p-*")


def dates(page: Page) -> list[str | None]:
    return [time.get_attribute("datetime") for time in page.locator(f"{RESULTS} time").all()]


def test_the_shards_of_a_year_are_asked_together_and_answer_as_one(page: Page, shards: Served) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.update(re.findall(r"/pagefind/(.*?)/", request.url)))
    page.goto(f"{shards.address}search/?q=lantern&year=2030")
    expect(page.locator(STATUS)).to_have_text("14 reports")
    assert {shard for shard in asked if shard.startswith("2030")} == {
        *(f"2030-{month:02}" for month in range(1, 4)),
        *("2030-q2", "2030-q3", "2030-q4"),
    }
    page.click(MORE)
    expect(page.locator(RESULTS)).to_have_count(14)
    assert dates(page) == [f"2030-{month:02}-11" for month in (12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 3, 2, 2, 1)]


def test_filters_hold_across_the_shards_of_a_year(page: Page, shards: Served) -> None:
    page.goto(f"{shards.address}search/?year=2030&source=quillon-wire")
    expect(page.locator(STATUS)).to_have_text("14 reports")
    page.goto(f"{shards.address}search/?q=tide&year=2030&source=harrow-dispatch")
    expect(page.locator(STATUS)).to_contain_text("No reports match")
    page.goto(f"{shards.address}search/?year=2030")
    expect(page.locator(STATUS)).to_have_text("15 reports")


def test_a_result_of_each_shard_shows_and_leads_to_its_passage(page: Page, shards: Served) -> None:
    search(page, shards, "table number 11 fleet")
    result = page.locator(RESULTS, has_text="Tide table number 11").first
    result.locator("ul a").first.click()
    page.wait_for_url(f"{shards.address}articles/tide-11/#p-*")


def test_a_shard_that_was_published_anew_behind_the_tab_is_missed_and_asked_again(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its old files are gone: what other shards find must not pass for all that there is."""
    monkeypatch.setattr("briefkit.views.shards.FULL", 3)
    live = Live(make_site(tmp_path, desk_text("shards")))
    live.build(search=True)
    context = chromium.new_context()
    live.serve(context)
    page = context.new_page()
    page.goto(live.url("search/?year=2030"))
    expect(page.locator(STATUS)).to_have_text("15 reports")
    live.site.write(article("tide-04", "source: Quillon Wire", "A tide of the lantern fleet.", "2030-05-11"))
    live.build(search=True)
    page.fill("#search [name=q]", "lantern")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    page.fill("#search [name=q]", "lantern fleet")
    expect(page.locator(STATUS)).to_have_text("14 reports")
    context.close()
