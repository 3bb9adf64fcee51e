"""Copying a passage's link or a citation, from where it stands and from where it is quoted."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import Live
from tests.sites import article, make_site, topic

DESK = topic("ports", "terms: [quay]") + article(
    "harbour", "source: Quillon Wire", "Nothing here.\n\nThe quay\nis *open*.", title="Harbour opens"
)
READ = "navigator.clipboard.readText()"


@pytest.fixture
def reader(tmp_path: Path, page: Page) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    live = Live(make_site(tmp_path, DESK))
    live.build()
    live.serve(page.context)
    page.goto(live.url("/articles/harbour/"))
    return page


def opened(reader: Page, address: str, opener: str) -> Page:
    reader.goto(reader.url.replace("/articles/harbour/", address).partition("#")[0])
    reader.locator(opener).last.click()
    expect(reader.locator("[role=group] button").first).to_be_focused()
    return reader


@pytest.mark.parametrize(
    ("address", "opener"), [("/articles/harbour/", ".permalink"), ("/topics/ports/", "button.cite")]
)
def test_a_passage_gives_its_link_and_a_citation(reader: Page, address: str, opener: str) -> None:
    opened(reader, address, opener)
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_have_text("Copied")
    link = reader.evaluate(READ)
    assert link.endswith("/articles/harbour/#p-ffb4cc4d")
    reader.get_by_role("button", name="Copy citation").click()
    reader.wait_for_function(f"async () => (await {READ}).startsWith('“')")
    assert reader.evaluate(READ) == f"“The quay is open.”, Quillon Wire, “Harbour opens”, 2 April 2031, {link}"


def test_the_permalink_is_still_a_link_to_the_passage(reader: Page) -> None:
    opened(reader, "/articles/harbour/", ".permalink")
    assert reader.url.endswith("#p-ffb4cc4d")
    expect(reader.locator("id=p-ffb4cc4d")).to_be_in_viewport()


def test_the_menu_is_used_by_keys_alone_and_gives_focus_back(reader: Page) -> None:
    reader.locator(".permalink").last.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("button", name="Copy link")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("Copied")
    reader.keyboard.press("Escape")
    expect(reader.locator("[role=group]")).to_have_count(0)
    expect(reader.locator(".permalink").last).to_be_focused()


def test_a_click_elsewhere_puts_the_menu_away(reader: Page) -> None:
    opened(reader, "/topics/ports/", "button.cite")
    reader.locator("h1").click()
    expect(reader.locator("[role=group]")).to_have_count(0)


def test_where_copying_is_refused_the_text_is_shown_to_be_copied_by_hand(reader: Page) -> None:
    opened(reader, "/topics/ports/", "button.cite")
    reader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_contain_text("#p-ffb4cc4d")
