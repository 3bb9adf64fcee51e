"""The ways into search and out of it, from a page that is being read."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, Watch, assert_quiet, watched

FIELD = "dialog [name=q]"


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_keys_open_search_over_the_report_being_read(page: Page, desk: Served, keys: str) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press(keys)
    expect(page.locator(FIELD)).to_be_focused()
    assert page.input_value(FIELD) == "", "the key itself is not typed"
    assert page.url.endswith("/articles/opening/")


@pytest.mark.parametrize("address", ["", "topics/ports/", "about/", "404.html"])
def test_search_opens_from_every_kind_of_page(page: Page, desk: Served, address: str) -> None:
    page.goto(desk.address + address)
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()


def test_the_link_in_the_header_opens_search_too(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.click("#open-search")
    expect(page.locator("#search [name=q]")).to_be_focused()


def test_escape_closes_and_focus_goes_back_to_where_it_was(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    link = page.locator("main a").first
    link.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()


def test_escape_first_empties_the_field_then_closes(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("Control+k")
    page.locator(FIELD).fill("beacon")
    page.wait_for_selector("#search-results > li")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_visible()
    assert page.input_value(FIELD) == ""
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()


def test_what_is_behind_the_open_search_cannot_be_reached_by_keys(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)


def test_the_single_key_can_be_switched_off_and_stays_off(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}search/")
    page.locator("[name=single-key]").uncheck()
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    assert not page.locator("dialog [name=single-key]").is_checked()
    page.locator("dialog [name=single-key]").check()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


def test_a_slash_typed_into_a_field_is_a_slash(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}search/")
    page.locator("#search [name=q]").focus()
    page.keyboard.type("a/b")
    assert page.input_value("#search [name=q]") == "a/b"


@pytest.mark.parametrize("keys", ["Control+Shift+K", "Control+/", "Alt+k"])
def test_other_keys_are_left_alone(page: Page, desk: Served, keys: str) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press(keys)
    page.wait_for_timeout(200)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_choice_from_the_open_search_on_the_very_page_closes_it(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("Control+k")
    page.locator(FIELD).fill("Amber Heron")
    page.locator("#search-results a[href*='#p-']").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"id={page.url.split('#')[1]}")).to_be_in_viewport()


def test_enter_takes_the_question_to_the_search_page(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}articles/opening/")
    page.keyboard.press("Control+k")
    page.locator(FIELD).fill("beacon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=beacon")
    expect(page.locator("#search-results > li")).to_have_count(4)


def test_who_has_no_keys_is_not_told_of_one(chromium: Browser, desk: Served, watch: Watch) -> None:
    context = watched(
        chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True), watch
    )
    page = context.new_page()
    page.goto(f"{desk.address}search/")
    expect(page.locator("main [name=q]")).to_be_visible()
    expect(page.locator("main .single-key")).to_be_hidden()
    context.close()
    assert_quiet(watch)
