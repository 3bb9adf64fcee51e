"""A report written from right to left, on a site that is not: laid out from the right, quoted in its own direction."""

from pathlib import Path

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
    + article(
        "dated",
        "lang: he\nupdated: 2031-03-02\ndate_estimated: true\nrelated: [english]\nevents: [{date: 2031-10-01, end: 2031-10-04, title: הטקס}]",
        "מילים.",
        date="2031-03-01",
        title="הטקס",
    )
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


def test_dates_keep_the_order_of_their_words(page: Page, live: Live) -> None:
    live.serve(page.context)
    page.goto(live.url("/articles/dated/"))
    shown = {
        ".stamp-date": ["about", "1 March 2031"],
        ".facts .stamp + p": ["Updated", "2 March 2031"],
        ".event-date": ["1", "to", "4 October 2031"],
    }
    for selector, in_order in shown.items():
        words = page.locator(selector).first.evaluate(
            """date => {
                const found = document.createTreeWalker(date, NodeFilter.SHOW_TEXT), range = new Range(), places = [];
                while (found.nextNode()) {
                    range.selectNodeContents(found.currentNode);
                    places.push([range.getBoundingClientRect().left, found.currentNode.textContent.trim()]);
                }
                return places.sort(([one], [other]) => one - other).map(([, words]) => words).filter(Boolean);
            }"""
        )
        assert words == in_order


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_on_a_list_is_of_one_piece_from_whichever_side_it_is_read(
    page: Page, live: Live, width: int
) -> None:
    live.serve(page.context)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live.url("/articles/dated/"))
    date, title = box(page, "#related + .reports .stamp-date"), box(page, "#related + .reports .report-title a")
    assert date[0] < title[0] if width == 1280 else date[0] == title[0], "an English one from the left"
    page.goto(live.url("/archive/"))
    item = page.locator(".reports > li", has_text="הרציף")
    assert item.evaluate("item => getComputedStyle(item).direction") == "rtl"
    edges = item.locator("a").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    source = item.locator(".stamp a").bounding_box()
    date_box = item.locator(".stamp-date bdi, .stamp-date time").first.bounding_box()
    assert source and date_box and edges
    if width == 1280:
        assert date_box["x"] > edges[0], "the date before the title: on its right"
    else:
        assert abs(date_box["x"] + date_box["width"] - edges[0]) < 2, "both from the right"


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


def test_a_citation_of_a_source_in_another_script_keeps_the_order_of_its_words(page: Page, tmp_path: Path) -> None:
    site = make_site(tmp_path, topic("ports") + article("a", "source: קול הנמל", "Words."))
    (said,) = site.build().page("/articles/a/").cssselect(".said")
    site.write(topic("ports", f'key_points: [{{text: The quay is open., cite: "a#{said.get("id")}"}}]'))
    live = Live(site)
    live.build()
    live.serve(page.context)
    page.goto(live.url("/topics/ports/"))
    ends = page.locator(".key-points .to-source").evaluate(
        """link => [link.firstChild, link.lastChild].map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            const box = range.getBoundingClientRect();
            return [box.left, box.right];
        })"""
    )
    assert ends[0][1] <= ends[1][0] + 1, "the date stands after the source, all of it"
