"""Previews of linked names and passages, by pointer and by keyboard, from the page behind the link."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, Watch, assert_quiet, watched
from tests.browser.live import Live
from tests.sites import article, entity, make_site, topic

DESK = (
    topic("ports", "terms: [quay]\nkey_points: [{text: It is open., cite: 'harbour#p-ffb4cc4d'}]")
    + entity("orlo-venn", "Orlo Venn", "person", "summary: A harbour master.\nroles: [{title: Pilot, from: 2019}]")
    + article("harbour", "source: Quillon Wire", "The quay is open.\n\nOrlo Venn was there, at the quay.")
    + article("later", body="The [first report](harbour.md#p-ffb4cc4d) told of it.", date="2031-05-02")
)
BOX = "[role=tooltip]"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    site = Live(make_site(tmp_path_factory.mktemp("previews"), DESK))
    site.build()
    return site


def asked(watch: Watch, mark: int) -> list[str]:
    """What was asked for since `mark`; the browser itself fetches the site's icon when it likes."""
    return [url for url in watch.since(mark) if "/icon." not in url]


@pytest.fixture
def reader(page: Page, live: Live) -> Iterator[Page]:
    live.serve(page.context)
    yield page


def test_pointing_at_a_name_tells_who_it_is(reader: Page, live: Live, watch: Watch) -> None:
    reader.goto(live.url("/topics/ports/"))
    before = len(watch.requests)
    reader.locator("blockquote a.entity").hover()
    box = reader.locator(BOX)
    for words in ("Person", "Orlo Venn", "A harbour master.", "Pilot"):
        expect(box).to_contain_text(words)
    assert asked(watch, before) == [live.url("/entities/orlo-venn/")], "nothing else is fetched"


def test_pointing_at_a_citation_shows_the_passage_with_its_report_and_date(reader: Page, live: Live) -> None:
    reader.goto(live.url("/topics/ports/"))
    reader.locator(".key-points a").hover()
    for words in ("Harbour", "2 April 2031", "Quillon Wire", "The quay is open."):
        expect(reader.locator(BOX)).to_contain_text(words)


def test_a_link_in_a_report_to_a_passage_of_another_is_previewed_too(reader: Page, live: Live) -> None:
    reader.goto(live.url("/articles/later/"))
    reader.locator(".said a").hover()
    expect(reader.locator(BOX)).to_contain_text("The quay is open.")


def test_the_keyboard_gets_the_same_and_escape_puts_it_away(reader: Page, live: Live) -> None:
    reader.goto(live.url("/articles/later/"))
    link = reader.locator(".said a")
    for _ in range(30):
        reader.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(reader.locator(BOX)).to_contain_text("The quay is open.")
    assert link.get_attribute("aria-describedby") == reader.locator(BOX).get_attribute("id")
    reader.keyboard.press("Escape")
    expect(reader.locator(BOX)).to_have_count(0)
    expect(link).to_be_focused()
    assert link.get_attribute("aria-describedby") is None


def test_the_box_can_be_pointed_at_and_goes_when_the_pointer_leaves(reader: Page, live: Live) -> None:
    reader.goto(live.url("/topics/ports/"))
    reader.locator(".key-points a").hover()
    expect(reader.locator(BOX)).to_be_visible()
    reader.locator(BOX).hover()
    reader.wait_for_timeout(600)
    expect(reader.locator(BOX)).to_be_visible()
    reader.locator("h1").hover()
    expect(reader.locator(BOX)).to_have_count(0)


def test_a_link_that_is_only_passed_shows_and_fetches_nothing(reader: Page, live: Live, watch: Watch) -> None:
    reader.goto(live.url("/topics/ports/"))
    before = len(watch.requests)
    reader.locator(".key-points a").hover()
    reader.locator("h1").hover()
    reader.wait_for_timeout(600)
    expect(reader.locator(BOX)).to_have_count(0)
    assert asked(watch, before) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_stays_inside_the_window(chromium: Browser, live: Live, watch: Watch, width: int) -> None:
    context = watched(chromium.new_context(viewport={"width": width, "height": 640}), watch)
    live.serve(context)
    page = context.new_page()
    page.goto(live.url("/topics/ports/"))
    page.locator("blockquote a.entity").hover()
    inside = page.locator(BOX).bounding_box()
    assert inside is not None
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert_quiet(watch)


def test_a_name_in_a_list_is_previewed_below_any_base_path(page: Page, own: Served) -> None:
    page.goto(f"{own.address}entities/")
    page.locator("main a", has_text="JP Singh").hover()
    expect(page.locator(BOX)).to_contain_text("Ambassador of India to Israel")
