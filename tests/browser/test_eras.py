"""Search on a site with a bundle for each year: the newest first, older ones when the reader asks for them."""

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Served
from tests.browser.test_search import RESULTS, search, titles

STATUS = "#search-status"
MORE = "#search-more"


def years_fetched(page: Page) -> dict[str, None]:
    """The years of which anything is fetched from now on, in order; it fills as the page goes on."""
    years: dict[str, None] = {}

    def note(request: Request) -> None:
        if "/pagefind/" in request.url:
            years[request.url.split("/pagefind/")[1].split("/")[0]] = None

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
