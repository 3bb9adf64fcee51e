"""The preview in a real browser: the page in front of the editor follows what is saved."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.sites import ROOT, Site, article, make_site, topic

BASE_PATH = "/briefing/"
BOX = "briefkit-preview section"


class Preview:
    """A site that is served by a process of its own."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--port", "0"],
            cwd=site.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        told = iter(self.process.stdout.readline, "")
        self.address = next(found[0] for line in told if (found := re.search(r"http://\S+/", line)))

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=20)


def report(body: str, slug: str = "quay", front: str = "") -> str:
    return article(slug, front, body, title=f"The {slug}")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    tall = "\n\n".join(f"Sentence {n} about nothing." for n in range(80))
    running = Preview(
        make_site(
            tmp_path,
            f"-- site.yaml --\ntitle: Varnholt Desk\nbase_url: https://brief.example{BASE_PATH}\n"
            + topic("ports", "terms: [quay]")
            + report(f"A quay is planned.\n\n{tall}")
            + report("Barley waits.", "barley"),
        )
    )
    yield running
    running.stop()


def mark(page: Page) -> None:
    """Leave a mark in the page that a reload would wipe away."""
    page.evaluate("window.isStillHere = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.isStillHere === true"))


def test_a_save_is_seen_and_the_place_on_the_page_kept(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/quay/")
    page.evaluate("scrollTo(0, 900)")
    tall = "\n\n".join(f"Sentence {n} about nothing." for n in range(80))
    preview.site.write(report(f"A quay is open.\n\n{tall}"))
    expect(page.locator("main")).to_contain_text("A quay is open.")
    for _ in range(50):
        if page.evaluate("scrollY") == 900:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == 900


def test_a_page_that_a_save_does_not_concern_stays_as_it_is(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/barley/")
    mark(page)
    with page.context.new_page() as other:
        other.goto(f"{preview.address}topics/ports/")
        preview.site.write(report("A quay is closed."))
        expect(other.locator("main")).to_contain_text("A quay is closed.")
    page.bring_to_front()
    assert is_marked(page)


def test_what_is_new_and_what_is_deleted_shows_on_lists(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}topics/ports/")
    preview.site.write(report("Another quay.", "pier"))
    expect(page.locator("main")).to_contain_text("Another quay.")
    preview.site.remove("content/articles/pier.md")
    expect(page.locator("main")).not_to_contain_text("Another quay.")


def test_a_page_that_was_renamed_says_where_it_went(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/barley/")
    articles = preview.site.root / "content/articles"
    (articles / "barley.md").rename(articles / "grain.md")
    expect(page.locator(BOX)).to_contain_text("no longer there")
    expect(page.locator("main")).to_contain_text("Barley waits.")
    page.locator(f"{BOX} a").click()
    page.wait_for_url(f"{preview.address}articles/grain/")
    expect(page.locator("main")).to_contain_text("Barley waits.")


def test_a_page_that_was_deleted_says_so_and_comes_back(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/barley/")
    preview.site.remove("content/articles/barley.md")
    expect(page.locator(BOX)).to_contain_text("no longer there")
    preview.site.write(report("Barley is back.", "barley"))
    expect(page.locator("main")).to_contain_text("Barley is back.")
    expect(page.locator(BOX)).to_have_count(0)


def test_an_alias_takes_the_reader_along(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/barley/")
    preview.site.remove("content/articles/barley.md")
    preview.site.write(report("Barley moved.", "grain", "aliases: [/articles/barley/]"))
    page.wait_for_url(f"{preview.address}articles/grain/")


def test_errors_are_drawn_over_the_last_good_page_until_they_are_cured(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/quay/")
    preview.site.write(
        report("A quay with [a way](nowhere.md).") + "-- content/articles/worse.md --\n---\ntitle: Worse\n---\n"
    )
    box = page.locator(BOX)
    expect(box).to_contain_text("2 errors")
    expect(box).to_contain_text(re.compile(r"content/articles/quay\.md:5:\d+"))
    expect(box).to_contain_text("content/articles/worse.md:")
    expect(box.locator("pre").first).to_contain_text("A quay with [a way](nowhere.md).")
    expect(box).to_contain_text("hint:")
    expect(page.locator("main")).to_contain_text("A quay is planned.")
    preview.site.remove("content/articles/worse.md")
    expect(box).to_contain_text("1 error")
    preview.site.write(report("A quay with no way."))
    expect(page.locator("main")).to_contain_text("A quay with no way.")
    expect(box).to_have_count(0)


def test_a_template_that_fails_is_shown_in_its_line_and_cured(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/quay/")
    template = preview.site.root / "templates/article.html"
    good = template.read_text("utf-8")
    lines = good.split("\n")
    line = next(n for n, text in enumerate(lines, start=1) if "{% block main %}" in text)
    template.write_text(good.replace("{% block main %}", "{% block main %}{{ page.nowhere }}"), "utf-8")
    expect(page.locator(BOX)).to_contain_text(f"templates/article.html:{line}:")
    expect(page.locator("main")).to_contain_text("A quay is planned.")
    template.write_text(good.replace("{% block main %}", "{% block main %}<p>A new line.</p>"), "utf-8")
    expect(page.locator("main")).to_contain_text("A new line.")
    expect(page.locator(BOX)).to_have_count(0)


def test_a_change_of_style_is_seen_without_a_reload(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}articles/quay/")
    mark(page)
    sheet = preview.site.root / "templates/assets/site.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nmain { outline: 7px solid rgb(1, 2, 3); }\n", "utf-8")
    expect(page.locator("main")).to_have_css("outline-width", "7px")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert is_marked(page)


def test_what_is_not_published_yet_carries_a_badge(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}topics/ports/")
    preview.site.write(
        article("draft", "status: draft", "A quay unseen.", date="2020-01-01")
        + article("ahead", body="A quay to come.", date="2999-01-01")
        + article("past", body="A quay that was.", date="2020-01-02")
    )
    expect(page.locator("main")).to_contain_text("A quay that was.")
    for slug, badge in (("draft", ["draft"]), ("ahead", ["future"]), ("past", [])):
        page.goto(f"{preview.address}articles/{slug}/")
        expect(page.locator("main article .badge")).to_have_text(badge)


def test_search_finds_a_new_word(preview: Preview, page: Page, watch: Watch) -> None:
    page.goto(f"{preview.address}search/?q=quay")
    expect(page.locator("#search-results > li").first).to_be_visible()
    preview.site.write(report("A vermilion buoy.", "buoy"))
    for _ in range(20):
        page.goto(f"{preview.address}search/?q=vermilion")
        page.wait_for_timeout(500)
        if page.locator("#search-results > li").count():
            break
    expect(page.locator("#search-results > li").first).to_contain_text("vermilion")
    # A page that asks while the index is exchanged complains of it, as Pagefind does in it, and asks again.
    watch.console[:] = [said for said in watch.console if "index" not in said and "Pagefind" not in said]


def test_a_title_of_the_site_and_its_address_take_effect(preview: Preview, page: Page, watch: Watch) -> None:
    page.goto(preview.address)
    preview.site.write("-- site.yaml --\ntitle: Ostmark Desk\nbase_url: https://brief.example/\n")
    page.wait_for_timeout(1000)
    page.goto(preview.address.removesuffix(BASE_PATH) + "/")
    expect(page.locator(".masthead")).to_contain_text("Ostmark Desk")
    # The page that stood open asks once more at the address that the site has left.
    watch.console[:] = [said for said in watch.console if "404" not in said]
