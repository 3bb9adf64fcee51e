"""Paper: a briefing is one page, whatever it holds; a button prints everything; reports print whole."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.reports import registry, report, slug_of, written
from tests.browser.live import Live
from tests.sites import article, entity, make_site, topic

LONG = "on the very long terms and conditions of the agreement about the harbour of Upper Varnholt and its quay"
FORMATS = ["A4", "Letter"]
PAPER = {"width": 642, "height": 918}
"""CSS pixels within the margins of a sheet: as wide as A4, as high as Letter."""


def pages(page: Page, paper: str) -> int:
    """How many sheets the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper)))


def printed(page: Page, selector: str) -> list[str]:
    """The words of what paper shows: boxes that lie, to their last line, in the part of the page that they belong to."""
    return page.locator(selector).evaluate_all(
        """all => all.filter((one) => {
            const box = one.getBoundingClientRect();
            const around = one.closest("section").getBoundingClientRect();
            return box.width && box.right <= around.right + 1 && box.bottom <= around.bottom + 1;
        }).map((one) => one.innerText)"""
    )


def full(points: int = 9) -> str:
    """A site with one topic that has more of everything than a sheet holds, and longer."""
    summary = " ".join(["Nobody foresaw such a long delay at the harbour."] * 20)
    plain = ", ".join(f'{{text: "Point {n} {LONG} {LONG} {LONG}."}}' for n in range(points))
    asked = ", ".join(f'{{text: "Question {n} {LONG}?"}}' for n in range(9))
    front = f"terms: [quay]\nsummary: {summary}\nreviewed: 2031-01-01\nkey_points: [{plain}]\nquestions: [{asked}]"
    people = "".join(
        entity(f"p{n}", f"Person Number {n} of Upper Varnholt", "person", f"roles: [{{title: Head {LONG} {n}}}]")
        for n in range(15)
    )
    named = " and ".join(f"Person Number {n} of Upper Varnholt" for n in range(15))
    reports = "".join(
        article(
            f"r{n}",
            f"source: The Varnholt and Ostmark Gazette of Shipping and Trade {n}\n"
            f"events: [{{date: 203{n % 3}-0{n % 9 + 1}-01, title: Event {n} {LONG}}}]",
            f"The quay {LONG}, said {named}.",
            f"20{10 + n}-04-02",
            f"Report {n} {LONG}",
        )
        for n in range(1, 20)
    )
    return topic("ports", front) + people + reports


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Live:
    live = Live(make_site(tmp_path_factory.mktemp("crowded"), full()))
    live.build()
    return live


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[Live, str]:
    """A thousand reports, and the address of the topic with the most on it."""
    site = make_site(tmp_path_factory.mktemp("thousand"))
    for name, text in registry(with_entities=True):
        site.write_bytes(f"content/{name}", text.encode())
    for number in range(1_000):
        text = written(report(number), "briefkit")
        site.write_bytes(f"content/articles/{slug_of(number)}.md", text.encode())
    live = Live(site)
    built = live.build()
    topics = [address for address in built.addresses() if re.fullmatch(r"/topics/[^/]+/", address)]
    return live, max(topics, key=lambda address: len(built.data(address)))


@pytest.mark.parametrize("paper", FORMATS)
def test_the_longest_of_a_thousand_reports_topics_is_one_page(
    page: Page, thousand: tuple[Live, str], paper: str
) -> None:
    live, address = thousand
    live.serve(page.context)
    page.goto(live.url(address))
    expect(page.locator("blockquote").nth(10)).to_be_attached()
    assert pages(page, paper) == 1


@pytest.mark.parametrize("paper", FORMATS)
def test_a_briefing_with_more_of_everything_than_fits_is_one_page(page: Page, crowded: Live, paper: str) -> None:
    crowded.serve(page.context)
    page.goto(crowded.url("/topics/ports/"))
    assert pages(page, paper) == 1


def test_paper_has_the_bottom_line_and_at_most_so_many_points_dates_people_and_sources(
    page: Page, crowded: Live
) -> None:
    crowded.serve(page.context)
    page.set_viewport_size(PAPER)
    page.goto(crowded.url("/topics/ports/"))
    page.emulate_media(media="print")
    counts = {
        name: sum(item.is_visible() for item in page.locator(selector).all())
        for name, selector in {
            "points": ".key-points li",
            "dates": ".events > li",
            "people": "[aria-labelledby=people] li",
            "sources": "[aria-labelledby=sources] li",
            "questions": ".questions li",
        }.items()
    }
    assert counts == {"points": 5, "dates": 6, "people": 6, "sources": 6, "questions": 2}
    assert printed(page, "blockquote") == []
    room, heading = (page.locator(one).bounding_box() for one in ("[aria-labelledby=new]", "#new"))
    assert room and heading and heading["x"] >= room["x"] + room["width"], "no heading over nothing"
    below = page.locator(".whole").bounding_box()
    for selector in (".events > li", "[aria-labelledby=people] li", ".questions li"):
        boxes = [item.bounding_box() for item in page.locator(selector).all() if item.is_visible()]
        assert below and all(box and box["y"] + box["height"] <= below["y"] for box in boxes), f"{selector} is cut"
    line = page.locator(".standfirst")
    assert len(line.inner_text().split()) == 60
    address = page.get_by_text("https://brief.example/briefing/topics/ports/").first
    expect(address).to_be_visible()


def test_paper_has_as_many_of_the_newest_passages_as_the_rest_leaves_room_for(
    page: Page, thousand: tuple[Live, str]
) -> None:
    live, address = thousand
    live.serve(page.context)
    page.set_viewport_size(PAPER)
    page.goto(live.url(address))
    page.emulate_media(media="print")
    shown = printed(page, "[aria-labelledby=new] .quoted-report")
    newest = page.locator("[aria-labelledby=new] .report-title").all_text_contents()
    assert 5 <= len(shown) < 12
    assert all(title in text for title, text in zip(newest, shown, strict=False)), "from the newest on"
    assert len(printed(page, "[aria-labelledby=new] :is(blockquote, .summary)")) == len(shown), "each with its words"


def test_paper_has_the_points_what_is_new_the_questions_and_roles_to_their_end(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    front = "key_points: [{text: The quay is longer.}]\nquestions: [{text: Who pays?}]\nterms: [quay]"
    held = "roles: [{title: Harbour master of Upper Varnholt, from: 2031-03, to: 2031-09-10}]"
    text = topic("ports", front) + entity("orlo-venn", "Orlo Venn", "person", held)
    live = Live(make_site(tmp_path_factory.mktemp("some"), text + article("a", body="Orlo Venn saw the quay.")))
    live.build()
    live.serve(page.context)
    page.set_viewport_size(PAPER)
    page.goto(live.url("/topics/ports/"))
    page.emulate_media(media="print")
    assert printed(page, "blockquote") == ["Orlo Venn saw the quay."]
    assert printed(page, ".key-points li") == ["The quay is longer."]
    assert printed(page, ".questions li") == ["Who pays?"]
    (role,) = page.locator("[aria-labelledby=people] .note").all()
    assert role.inner_text().endswith("(March to 10 September 2031)")
    assert role.evaluate("note => note.scrollWidth <= note.clientWidth && note.scrollHeight <= note.clientHeight")


def test_a_button_prints_everything_and_leaves_the_page_as_it_was(page: Page, crowded: Live) -> None:
    crowded.serve(page.context)
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; };")
    page.goto(crowded.url("/topics/ports/"))
    page.get_by_role("button", name="everything").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    for selector in (".key-points li", ".events > li", "[aria-labelledby=people] li", "blockquote"):
        assert all(item.is_visible() for item in page.locator(selector).all()), selector
    page.emulate_media(media="null")
    assert pages(page, "A4") > 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert pages(page, "A4") == 1
    assert page.locator("details[open]").count() == 0


def test_without_javascript_there_is_no_button_and_paper_is_the_same(plain_page: Page, crowded: Live) -> None:
    crowded.serve(plain_page.context)
    plain_page.goto(crowded.url("/topics/ports/"))
    expect(plain_page.get_by_role("button")).to_have_count(0)
    assert pages(plain_page, "A4") == 1


def test_a_report_prints_whole_without_what_only_a_screen_needs(page: Page, crowded: Live) -> None:
    crowded.serve(page.context)
    page.goto(crowded.url("/articles/r1/"))
    page.emulate_media(media="print")
    assert all(passage.is_visible() for passage in page.locator("[id^=p-]").all())
    for selector in ("nav", "#open-search", ".permalink", "button"):
        assert not any(item.is_visible() for item in page.locator(selector).all()), selector
    expect(page.get_by_text("https://brief.example/briefing/articles/r1/")).to_be_visible()
