"""Reading: with and without JavaScript, on a desktop and a phone, without noise and without leaving the site."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, Watch, assert_quiet, watched
from tests.browser.live import Live
from tests.sites import article, entity, make_site, topic

OWN_PAGES = """
    . articles/india-israel-defence-ties/ topics/ topics/defence/ entities/ entities/jp-singh/ sources/ sources/ani/
    archive/ search/ about/ 404.html no/such/page/
""".split()
DESK_PAGES = "topics/ports/2029/ entities/orlo-venn/ sources/quillon-wire/2030/ archive/2030/".split()


def walk(page: Page, site: Served, pages: list[str], watch: Watch) -> None:
    for address in pages:
        page.goto(site.address + address.lstrip("."), wait_until="load")
        expect(page.locator("h1")).to_have_count(1)
    # The browser itself tells of the missing page that was asked for on purpose.
    watch.console[:] = [
        said for said in watch.console if "no/such/page" not in said and "404 (Not Found)" not in said
    ]


def test_a_walk_over_all_kinds_of_pages_is_quiet_and_stays_on_the_site(page: Page, own: Served, watch: Watch) -> None:
    walk(page, own, OWN_PAGES, watch)
    assert {url for url in watch.requests if not url.startswith(own.origin)} == set()


def test_a_walk_over_year_pages_is_quiet_too(page: Page, desk: Served, watch: Watch) -> None:
    walk(page, desk, DESK_PAGES, watch)


def test_a_quotation_leads_to_its_passage_in_view(page: Page, own: Served) -> None:
    page.goto(f"{own.address}topics/trade/")
    quotation = page.locator("blockquote").first.inner_text()
    page.locator("figure a[href*='#p-']").first.click()
    page.wait_for_url(re.compile(r"#p-[0-9a-f]{8}$"))
    passage = page.locator(f"id={page.url.split('#')[1]}")
    expect(passage).to_be_in_viewport()
    assert passage.inner_text() == quotation


def test_the_first_tab_leads_past_the_header(page: Page, own: Served) -> None:
    page.goto(f"{own.address}topics/ai/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))  # which the browser comes to in its own time
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("address", ["articles/opening/", "topics/ports/", "search/", "."])
def test_a_phone_shows_pages_without_scrolling_sideways(
    chromium: Browser, desk: Served, watch: Watch, address: str
) -> None:
    context = watched(chromium.new_context(viewport={"width": 320, "height": 640}), watch)
    page = context.new_page()
    page.goto(desk.address + address.lstrip("."))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
    assert_quiet(watch)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("articles/opening/", "[id^=p-]"),
        ("topics/ports/", "blockquote"),
        ("entities/orlo-venn/", "blockquote"),
        (".", ".bottom-line, .newest"),
        ("archive/", ".summary"),
    ],
)
def test_light_and_dark_are_both_readable(
    chromium: Browser, desk: Served, watch: Watch, scheme: str, address: str, words: str
) -> None:
    context = watched(chromium.new_context(color_scheme=scheme), watch)
    page = context.new_page()
    page.goto(desk.address + address.lstrip("."))
    shades = page.evaluate(
        """(words) => {
            const shade = (colour) =>
              colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
            const behind = (element) => getComputedStyle(element).backgroundColor;
            const said = document.querySelector(words);
            let ground = said;
            while (ground.parentElement && behind(ground).endsWith(" 0)")) ground = ground.parentElement;
            const back = behind(ground);
            return [shade(getComputedStyle(said).color), back.endsWith(" 0)") ? 765 : shade(back)];
        }""",
        words,
    )
    ink, ground = shades
    assert (ink < ground) == (scheme == "light")
    assert abs(ink - ground) > 380
    context.close()
    assert_quiet(watch)


# --- JavaScript off ---


def test_without_javascript_a_report_reads_from_top_to_bottom(plain_page: Page, own: Served) -> None:
    plain_page.goto(f"{own.address}articles/india-israel-defence-ties/")
    passages = plain_page.locator("[id^=p-]")
    expect(passages).to_have_count(14)
    assert all(passage.is_visible() for passage in passages.all())
    assert all(passage.inner_text().strip() for passage in passages.all())
    plain_page.locator("a[href$='/topics/ai/']").last.click()
    plain_page.wait_for_url(f"{own.address}topics/ai/")
    expect(plain_page.locator("blockquote").first).to_be_visible()


def test_without_javascript_the_search_link_leads_to_the_archive_by_year(plain_page: Page, desk: Served) -> None:
    plain_page.goto(f"{desk.address}articles/opening/")
    plain_page.click("#open-search")
    expect(plain_page).to_have_url(f"{desk.address}search/")
    years = plain_page.locator("main a[href*='/archive/20']")
    assert [years.nth(n).inner_text() for n in range(years.count())] == ["2031", "2030", "2029"]
    assert years.first.is_visible()
    years.last.click()
    expect(plain_page).to_have_url(f"{desk.address}archive/2029/")
    plain_page.locator("main a[href*='/articles/']").first.click()
    expect(plain_page).to_have_url(f"{desk.address}articles/plan/")


def test_the_way_to_a_passage_and_its_citation_look_alike(page: Page, desk: Served) -> None:
    page.goto(f"{desk.address}topics/ports/")
    look = "one => ['color', 'fontSize', 'textDecorationLine'].map(name => getComputedStyle(one)[name])"
    expect(page.locator(".cite").first).to_be_visible()
    assert page.locator(".cite").first.evaluate(look) == page.locator("figcaption .to-source").first.evaluate(look)


def test_a_long_range_in_the_margin_opens_no_gap_beside_it(page: Page, tmp_path: Path) -> None:
    front = "events: [{date: 2031-09-28, end: 2031-10-02, title: Fair}, {date: 2031-12-01, title: Regatta}]"
    live = Live(make_site(tmp_path, article("a", front, "Words.")))
    live.build()
    live.serve(page.context)
    page.goto(live.url("/timeline/"))
    gaps = page.locator("#ahead + .events > li").evaluate_all(
        """all => all.map(one => one.querySelector(".event-report").getBoundingClientRect().top
            - one.querySelector(".event-title").getBoundingClientRect().bottom)"""
    )
    assert gaps == [gaps[1], gaps[1]]
    lines = "range => new Set(Array.from(range.getClientRects(), box => box.top)).size"
    assert page.locator(".event-date bdi").evaluate(lines) == 2


@pytest.mark.parametrize("front", ["", "summary: In short."])
def test_who_said_it_and_when_stands_in_the_margin(page: Page, tmp_path: Path, front: str) -> None:
    live = Live(make_site(tmp_path, article("a", front, "Words.")))
    live.build()
    live.serve(page.context)
    page.goto(live.url("/articles/a/"))
    stamp, said, title = (page.locator(one).bounding_box() for one in (".stamp", ".said", "h1"))
    assert stamp and said and title
    assert stamp["x"] == title["x"]
    assert stamp["x"] + stamp["width"] < said["x"]


BASELINE = """element => {
    const mark = document.createElement("span");
    mark.style.display = "inline-block";  // an empty one stands on the line that it is in
    element.prepend(mark);
    const { bottom } = mark.getBoundingClientRect();
    mark.remove();
    return bottom;
}"""


@pytest.mark.parametrize(
    ("address", "before", "beside"),
    [
        ("archive/", ".reports > li > .stamp", ".reports > li > .report-title"),
        ("archive/", ".reports > li > .stamp", ".reports > li > .summary"),
        ("topics/ports/", ".quoted-report > .stamp", ".quoted-report > .report-title"),
        ("timeline/", ".event-date", ".event-title"),
    ],
)
def test_what_stands_beside_each_other_stands_on_one_line(
    page: Page, tmp_path: Path, address: str, before: str, beside: str
) -> None:
    events = "events: [{date: 2031-10-01, title: Fair}]"
    live = Live(make_site(tmp_path, topic("ports", "terms: [quay]") + article("a", events, "The quay is open.")))
    live.build()
    live.serve(page.context)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live.url(address))
    lines = [page.locator(selector).first.evaluate(BASELINE) for selector in (before, beside)]
    assert lines[0] == pytest.approx(lines[1], abs=1)


@pytest.mark.parametrize(("width", "shown"), [(1280, 12 * 3), (390, 12)])
def test_the_archive_of_a_phone_has_the_months_of_the_newest_year_alone(
    page: Page, desk: Served, width: int, shown: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{desk.address}archive/")
    assert page.locator(".calendar li:visible").count() == shown
    assert page.locator(".calendar dt a:visible").count() == 3


def test_on_the_front_page_headlines_stand_out_and_dates_do_not(page: Page, desk: Served) -> None:
    page.goto(desk.address)
    look = "one => (({ color, fontWeight, fontSize }) => [color, fontWeight, parseFloat(fontSize)])(getComputedStyle(one))"
    ink, _, _ = page.locator("body").evaluate(look)
    date_color, date_weight, date_size = page.locator(".newest-date").first.evaluate(look)
    color, _, size = page.locator(".newest a").first.evaluate(look)
    assert (color, date_weight) == (ink, "400")
    assert date_color != ink
    assert date_size < size


LONG = "Harbourmastersassociationextraordinarymeetingminutes"


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_a_long_word_stays_in_its_column(chromium: Browser, tmp_path: Path, watch: Watch, width: int) -> None:
    front = f"events: [{{date: 2031-10-01, title: Fair}}]\ntopics: [{LONG.lower()}]\nrelated: [b]"
    desk = (
        topic(LONG.lower())
        + topic("ships", f"parent: {LONG.lower()}")
        + article("a", front, "Words.", title=f"On the {LONG}", date="2031-03-01")
        + article("b", f"topics: [{LONG.lower()}]", "Words.", date="2031-03-02")
    )
    live = Live(make_site(tmp_path, desk))
    live.build()
    context = watched(chromium.new_context(viewport={"width": width, "height": 800}), watch)
    live.serve(context)
    page = context.new_page()
    for address in f"/ /topics/ /topics/{LONG.lower()}/ /topics/ships/ /articles/a/ /articles/b/ /timeline/".split():
        page.goto(live.url(address))
        too_wide = page.locator("main a").evaluate_all(
            """all => all.filter(one => one.getBoundingClientRect().right
                > one.closest("li, p, section, article, main").getBoundingClientRect().right + 1).map(one => one.outerHTML)"""
        )
        assert too_wide == [], address
    context.close()


def test_a_name_in_a_table_is_not_cut_in_two(page: Page, tmp_path: Path) -> None:
    row = f"| Harbourmasters | {' | '.join(str(number) * 4 for number in range(12))} |"
    desk = topic("ports", "terms: [Harbourmasters]") + entity("masters", "Harbourmasters")
    live = Live(make_site(tmp_path, desk + article("a", body=f"{row}\n|{' --- |' * 13}\n{row}\n")))
    live.build()
    live.serve(page.context)
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ["/articles/a/", "/topics/ports/"]:
        page.goto(live.url(address))
        assert page.locator("table a.entity").first.evaluate("one => one.getClientRects().length") == 1
