"""Search as readers use it: words in, the very passage out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, Watch

RESULTS = "#search-results > li"


def titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(f"{RESULTS} :is(h2, h3)").all_inner_texts()]


def search(page: Page, site: Served, words: str) -> None:
    page.goto(f"{site.address}search/")
    page.fill("#search [name=q]", words)
    page.wait_for_selector(RESULTS)


def test_searching_for_a_name_leads_to_the_passage_that_names_it(page: Page, own: Served) -> None:
    search(page, own, "Sudarshan Chakra")
    page.locator(f"{RESULTS} a", has_text="Sudarshan").last.click()
    page.wait_for_url(re.compile(r"/articles/india-israel-defence-ties/#p-[0-9a-f]{8}$"))
    assert page.url.startswith(own.address)
    passage = page.locator(f"id={page.url.split('#')[1]}")
    expect(passage).to_contain_text("Sudarshan Chakra")
    expect(passage).to_be_in_viewport()


def test_a_result_shows_the_matching_passage_with_its_source_and_date(page: Page, any_desk: Served) -> None:
    search(page, any_desk, "Amber Heron")
    result = page.locator(RESULTS).first
    expect(result).to_contain_text("Harbour opens")
    expect(result).to_contain_text("beacon called Amber Heron")
    expect(result).to_contain_text("Quillon Wire")
    assert result.locator("time").get_attribute("datetime") == "2031-04-02"
    expect(page.locator("#search-status")).to_contain_text("1")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("topic", "ports", {"Beacon planned", "Harbour opens"}),
        ("topic", "grain", {"Ship late", "Harbour opens"}),
        ("source", "harrow-dispatch", {"Ship late", "Beacon planned"}),
        ("year", "2031", {"Ship late", "Harbour opens"}),
    ],
)
def test_results_can_be_narrowed_by_topic_source_and_year(
    page: Page, desk: Served, name: str, value: str, expected: set[str]
) -> None:
    search(page, desk, "beacon")
    expect(page.locator(RESULTS)).to_have_count(4)
    page.select_option(f"#search [name={name}]", value)
    expect(page.locator(RESULTS)).to_have_count(len(expected))
    assert set(titles(page)) == expected
    assert f"{name}={value}" in page.url
    page.select_option(f"#search [name={name}]", "")
    expect(page.locator(RESULTS)).to_have_count(4)


def test_results_stand_newest_first_when_asked(page: Page, desk: Served) -> None:
    search(page, desk, "beacon")
    page.select_option("#search [name=sort]", "date")
    expect(page.locator(RESULTS).first).to_contain_text("Ship late")
    dates = [page.locator(f"{RESULTS} time").nth(n).get_attribute("datetime") for n in range(4)]
    assert dates == ["2031-05-06", "2031-04-02", "2030-02-02", "2029-01-05"]
    assert "sort=date" in page.url


def test_what_is_found_is_read_out_in_its_own_language(page: Page, any_desk: Served) -> None:
    page.goto(f"{any_desk.address}search/?year=2029")
    expect(page.locator(RESULTS)).to_have_count(2)
    links = page.locator(f"{RESULTS} a")
    spoken = {link.inner_text(): link.evaluate("a => a.closest('[lang]').lang") for link in links.all()}
    assert spoken == {"המגדלור": "he", "Beacon planned": "en"}
    page.goto(f"{any_desk.address}search/?q=נדלק")
    expect(page.locator(".search-passages mark")).to_have_text("נדלק")
    assert page.locator(".search-passages mark").evaluate("mark => mark.closest('[lang]').lang") == "he"


def test_a_question_in_the_address_is_asked_again(page: Page, any_desk: Served) -> None:
    page.goto(f"{any_desk.address}search/?q=beacon&topic=ports&sort=date")
    expect(page.locator(RESULTS)).to_have_count(2)
    assert titles(page) == ["Harbour opens", "Beacon planned"]
    assert page.input_value("#search [name=q]") == "beacon"
    assert page.input_value("#search [name=topic]") == "ports"
    assert page.input_value("#search [name=sort]") == "date"


def test_the_question_survives_the_way_to_a_result_and_back(page: Page, any_desk: Served) -> None:
    search(page, any_desk, "beacon")
    page.select_option("#search [name=year]", "2031")
    expect(page.locator(RESULTS)).to_have_count(2)
    page.locator(f"{RESULTS} a").first.click()
    page.wait_for_url(re.compile("/articles/"))
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(2)
    assert page.input_value("#search [name=q]") == "beacon"
    assert page.input_value("#search [name=year]") == "2031"


def test_a_year_alone_lists_its_reports_newest_first(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}search/?year=2031")
    expect(page.locator(RESULTS)).to_have_count(2)
    assert titles(page) == ["Ship late", "Harbour opens"]


def test_more_results_come_when_asked_for(page: Page, desk: Served) -> None:
    search(page, desk, "lantern")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.click("#search-more")
    expect(page.locator(RESULTS)).to_have_count(14)
    expect(page.locator("#search-more")).to_be_hidden()
    assert len(set(titles(page))) == 14


def test_who_comes_back_from_a_result_finds_as_many_and_stands_at_the_one_left(page: Page, any_desk: Served) -> None:
    search(page, any_desk, "lantern")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.click("#search-more")
    expect(page.locator(RESULTS)).to_have_count(14)
    left = page.locator(f"{RESULTS} h2 a").nth(12)
    words = left.inner_text()
    left.click()
    page.wait_for_url("**/articles/tide-*/")
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(14)
    expect(page.locator(f"{RESULTS} h2 a").nth(12)).to_be_focused()
    assert titles(page)[12] == words
    page.fill("#search [name=q]", "tide")
    expect(page.locator(f"{RESULTS} mark").first).to_have_text(re.compile("tide", re.IGNORECASE))
    expect(page.locator(RESULTS)).to_have_count(10)


def test_nothing_found_is_said(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}search/?q=zyxolith")
    expect(page.locator("#search-status")).not_to_be_empty()
    expect(page.locator(RESULTS)).to_have_count(0)


def test_tags_in_titles_and_passages_are_words_to_search(page: Page, desk: Served) -> None:
    search(page, desk, "tags")
    expect(page.locator(RESULTS).first).to_contain_text("<i>Tags</i> & beacons")
    assert page.locator(f"{RESULTS} :is(img, i, b)").count() == 0


def test_an_unknown_filter_in_the_address_breaks_nothing(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}search/?q=beacon&topic=%22%3E%3Cscript%3E&nonsense=1")
    expect(page.locator(RESULTS)).to_have_count(4)


def test_the_keyboard_alone_leads_from_the_field_to_a_passage(page: Page, any_desk: Served) -> None:
    page.goto(f"{any_desk.address}articles/delay/")
    page.keyboard.press("Control+k")
    field = page.locator("dialog [name=q]")
    expect(field).to_be_focused()
    page.keyboard.type("Amber Heron")
    page.wait_for_selector(f"dialog {RESULTS}")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "#p-" in (page.evaluate("document.activeElement.href") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/articles/opening/#p-"))
    expect(page.locator(f"id={page.url.split('#')[1]}")).to_contain_text("Amber Heron")


def test_search_is_asked_for_nothing_before_it_is_used(page: Page, desk: Served, watch: Watch) -> None:
    for address in ("articles/opening/", "search/"):
        page.goto(desk.address + address, wait_until="networkidle")
    early = [url for url in watch.requests if "/pagefind/" in url or "/assets/search" in url]
    assert early == []
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("Control+k")
    page.locator("dialog [name=q]").fill("beacon")
    page.wait_for_selector(f"dialog {RESULTS}")
    assert any("/pagefind/" in url for url in watch.requests)


def test_how_many_were_found_is_told_to_those_who_listen(page: Page, desk: Served) -> None:
    search(page, desk, "beacon")
    status = page.locator("#search-status")
    assert status.get_attribute("role") == "status"
    expect(status).to_contain_text("4")
