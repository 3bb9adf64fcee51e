"""New since the last visit: exactly what changed is marked, and what was seen stays in this browser."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.live import Live
from tests.sites import article, make_site, topic

HEAD = "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 4\n" + topic("ports", "terms: [quay]")
FIRST = article("first", body="The quay is old.\n\nThe quay is wide.\n\nThe quay is wet.", date="2031-04-01")
SECOND = article("second", body="One quay.\n\nTwo quays.", date="2031-04-02")
TOPIC = "/topics/ports/"


@pytest.fixture
def live(tmp_path: Path, page: Page) -> Live:
    site = Live(make_site(tmp_path, HEAD + FIRST + SECOND))
    site.build()
    site.serve(page.context)
    return site


def visit(context: BrowserContext, live: Live, address: str = TOPIC) -> Page:
    """A new tab: what an earlier one saw is the last visit."""
    tab = context.new_page()
    tab.goto(live.url(address))
    return tab


def marks(tab: Page) -> dict[str, str]:
    """Which passages are marked, with what."""
    figures = tab.locator("figure:has(.badge)")
    return {
        figure.locator("blockquote").inner_text(): figure.locator(".badge").inner_text().lower()
        for figure in figures.all()
    }


def test_a_first_visit_marks_nothing(page: Page, live: Live) -> None:
    tab = visit(page.context, live)
    expect(tab.locator("blockquote")).to_have_count(5)
    assert marks(tab) == {}
    expect(tab.locator(".since")).to_have_count(0)


def test_one_new_one_changed_and_one_withdrawn_passage_are_marked_and_nothing_else(page: Page, live: Live) -> None:
    visit(page.context, live).close()
    live.site.write(
        article("first", body="The quay is old.\n\nThe quay is narrow.\n\nThe quay is wet.", date="2031-04-01")
    )
    live.site.write(article("second", body="Two quays.", date="2031-04-02"))
    live.site.write(article("third", body="A third quay.", date="2031-04-03"))
    live.build()
    tab = visit(page.context, live)
    assert marks(tab) == {"A third quay.": "new", "The quay is narrow.": "changed"}
    withdrawn = tab.locator(".stamp:has(.badge)")
    expect(withdrawn).to_have_count(1)
    expect(withdrawn.locator(".badge")).to_have_text("withdrawn")
    expect(tab.locator("#r-second .stamp .badge")).to_have_count(1)
    expect(tab.locator(".since")).to_contain_text("1 new, 1 changed, 1 withdrawn")


def test_marks_last_as_long_as_the_visit_and_are_gone_with_the_next(page: Page, live: Live) -> None:
    visit(page.context, live).close()
    live.site.write(article("third", body="A third quay.", date="2031-04-03"))
    live.build()
    tab = visit(page.context, live)
    tab.reload()
    assert marks(tab) == {"A third quay.": "new"}
    assert marks(visit(page.context, live)) == {}


def test_a_page_that_stays_open_while_the_site_is_built_again_shows_what_came_when_it_is_reloaded(
    page: Page, live: Live
) -> None:
    tab = visit(page.context, live)
    live.site.write(article("third", body="A third quay.", date="2031-04-03"))
    live.build()
    tab.reload()
    assert marks(tab) == {"A third quay.": "new"}


def test_a_report_that_newer_ones_push_off_the_page_was_not_withdrawn_nor_is_it_new_when_it_comes_back(
    page: Page, live: Live
) -> None:
    for n in (5, 6, 7):
        live.site.write(article(f"r{n}", body=f"Quay {n}.", date=f"2031-04-0{n}"))
    live.build()
    visit(page.context, live).close()  # r7 r6 r5 second
    live.site.write(article("r8", body="Quay 8.", date="2031-04-08"))
    live.build()
    tab = visit(page.context, live)
    assert marks(tab) == {"Quay 8.": "new"}
    expect(tab.locator(".since")).to_contain_text("1 new")
    expect(tab.locator(".since")).not_to_contain_text("withdrawn")
    tab.close()
    live.site.remove("content/articles/r8.md")
    live.build()
    tab = visit(page.context, live)
    assert marks(tab) == {}
    expect(tab.locator(".since")).to_contain_text("1 withdrawn")
    expect(tab.locator(".since")).not_to_contain_text("new")


def test_each_page_remembers_for_itself(page: Page, live: Live) -> None:
    live.site.write(topic("grain", "terms: [grain]") + article("g", body="Some grain.", date="2031-04-03"))
    live.build()
    visit(page.context, live, TOPIC).close()
    tab = visit(page.context, live, "/topics/grain/")
    assert marks(tab) == {}
    expect(tab.locator(".since")).to_have_count(0)


def test_where_storage_is_refused_the_page_reads_as_ever(page: Page, live: Live) -> None:
    page.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    tab = visit(page.context, live)
    expect(tab.locator("blockquote")).to_have_count(5)
    expect(tab.locator("button.cite")).to_have_count(5)
    assert marks(tab) == {}


def test_nothing_of_what_was_seen_leaves_the_browser(page: Page, live: Live) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.method + (request.post_data or "")))
    visit(page.context, live).close()
    visit(page.context, live)
    assert set(asked) == {"GET"}


def test_without_javascript_the_same_is_a_dated_list_newest_first(plain_page: Page, live: Live) -> None:
    live.serve(plain_page.context)
    plain_page.goto(live.url(TOPIC))
    dates = plain_page.locator("[aria-labelledby=new] .stamp time")
    assert [date.get_attribute("datetime") for date in dates.all()] == ["2031-04-02", "2031-04-01"]
    assert all(date.is_visible() for date in dates.all())


def test_the_front_page_marks_what_is_new_on_each_topic(page: Page, live: Live) -> None:
    live.site.write(topic("grain", "terms: [grain]") + article("g", body="Some grain.", date="2031-04-03"))
    live.build()
    visit(page.context, live, "/").close()
    live.site.write(article("third", body="A third quay, with grain.", date="2031-04-04"))
    live.site.write(article("fourth", body="A fourth quay.", date="2031-04-05"))
    live.build()
    tab = visit(page.context, live, "/")
    new = {
        card.locator("h3").inner_text(): [
            item.locator("a").inner_text() for item in card.locator(".newest li:has(.badge)").all()
        ]
        for card in tab.locator(".card").all()
    }
    assert new == {"Ports": ["Fourth", "Third"], "Grain": ["Third"]}
    expect(tab.locator(".since")).to_contain_text(": 2 new")
    tab.close()
    live.site.remove("content/articles/third.md")
    live.build()
    tab = visit(page.context, live, "/")
    expect(tab.locator(".newest .badge")).to_have_count(0)
