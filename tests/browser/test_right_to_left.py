"""A report written from right to left, on a site that is not: laid out from the right, quoted in its own direction."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch, assert_quiet, watched
from tests.browser.live import Live
from tests.sites import article, entity, make_site, topic

HEBREW = "הרציף החדש נפתח אתמול בנמל, אמר Orlo Venn. הטקס היה קצר, והקהל היה גדול מאוד למרות הגשם שירד כל הבוקר."
DESK = (
    topic("ports", "terms: [הרציף, quay]")
    + entity("orlo-venn", "Orlo Venn", "person", "summary: A harbour master.")
    + article(
        "hebrew",
        "lang: he\nsource: Quillon Wire\nkey_points: [נפתח אתמול.]",
        f"{HEBREW}\n\n- פריט ראשון\n\n| שם | עלות | {' | '.join(f'טור {n}' for n in range(12))} |\n"
        f"|{' --- |' * 14}\n| רציף | 12 | {' | '.join(str(n) for n in range(12))} |\n",
        title="הרציף נפתח",
    )
    + article("english", body="The quay was opened.", date="2031-04-01")
)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    site = Live(make_site(tmp_path_factory.mktemp("hebrew"), DESK))
    site.build()
    return site


def box(page: Page, selector: str) -> tuple[float, float]:
    """The left and the right edge of an element."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found["x"], found["x"] + found["width"]


def test_a_report_is_laid_out_from_the_right(page: Page, live: Live) -> None:
    live.serve(page.context)
    page.goto(live.url("/articles/hebrew/"))
    said, feeds, stamp = box(page, ".said"), box(page, ".feeds"), box(page, ".key-points h2")
    assert feeds[1] <= said[0] + 1, "what a passage feeds stands after it: on its left"
    assert stamp[0] >= said[1] - 1, "headings in the margin stand before it: on its right"
    assert page.locator(".said").first.evaluate("said => getComputedStyle(said).direction") == "rtl"
    marker = page.locator(".feeds-topic").first.evaluate("link => getComputedStyle(link, '::before').content")
    assert "←" in marker


def test_its_passages_keep_their_direction_where_they_are_quoted(page: Page, live: Live) -> None:
    live.serve(page.context)
    page.goto(live.url("/topics/ports/"))
    assert page.locator("html").get_attribute("dir") is None
    directions = page.locator("blockquote").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert directions == ["rtl", "ltr"]
    titles = page.locator(".report-title").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert titles == ["rtl", "ltr"]


@pytest.mark.parametrize("address", ["/articles/hebrew/", "/topics/ports/", "/archive/", "/"])
def test_a_phone_shows_it_without_scrolling_sideways(
    chromium: Browser, live: Live, watch: Watch, address: str
) -> None:
    context = watched(chromium.new_context(viewport={"width": 320, "height": 640}), watch)
    live.serve(context)
    page = context.new_page()
    page.goto(live.url(address))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
    assert_quiet(watch)


def test_a_wide_table_scrolls_in_its_own_box(page: Page, live: Live) -> None:
    live.serve(page.context)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live.url("/articles/hebrew/"))
    table = page.locator(".scrolls")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => document.querySelector('.scrolls').scrollLeft < 0")


def test_a_preview_opens_within_the_window(page: Page, live: Live) -> None:
    live.serve(page.context)
    page.goto(live.url("/articles/hebrew/"))
    page.locator(".said a.entity").hover()
    expect(page.locator("[role=tooltip]")).to_contain_text("A harbour master.")
    left, right = box(page, "[role=tooltip]")
    assert 0 <= left < right <= 1280
