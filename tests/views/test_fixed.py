"""Home, archive, search, free pages and 404."""

from itertools import pairwise
from pathlib import Path

from tests.sites import article, hrefs, make_site, topic, words

DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\ndescription: What the desk knows.\nlatest: 2\n"
    + topic("ports", "terms: [quay]\nsummary: The bottom line.")
    + article("a", "source: Quillon Wire", "A quay.", date="2029-04-01")
    + article("b", "events: [{date: 2031-09-01, title: The fair}]", "A quay.", date="2030-04-01")
    + article("c", body="A quay.", date="2031-04-01")
    + "-- content/pages/about.md --\n---\ntitle: About us\norder: 2\n---\n"
    + "## Who\n\nWe are [here](../topics/ports.md).\n"
    + "-- content/pages/method.md --\n---\ntitle: Method\norder: 1\n---\nHow.\n"
)


def test_the_front_page_shows_what_is_new_and_what_comes_next(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    main = built.main("/")
    assert "The bottom line." in words(main)
    assert "/topics/ports/" in hrefs(main)
    reports = main.get_element_by_id("latest").getparent()
    assert hrefs(reports, "h3 a") == ["/articles/c/", "/articles/b/"]
    assert [time.get("datetime") for time in main.get_element_by_id("ahead").getparent().cssselect("time")] == [
        "2031-09-01"
    ]
    assert words(built.page("/").cssselect("h1")[0]) == "Varnholt Desk"


def test_every_page_leads_home_to_search_and_to_the_free_pages(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    for address in built.addresses():
        page = built.page(address)
        assert page.get_element_by_id("open-search").get("href") == "/search/", address
        assert "/" in hrefs(page, "header a"), address
        footer = hrefs(page, "footer a")
        assert footer.index("/method/") < footer.index("/about/"), address


def test_every_page_has_one_heading_one_main_and_a_skip_link(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    for address in built.addresses():
        page = built.page(address)
        assert len(page.cssselect("h1")) == len(page.cssselect("main")) == 1, address
        assert hrefs(page.body)[0] == f"#{page.cssselect('main')[0].get('id')}", address
        levels = [int(heading.tag[1]) for heading in page.cssselect("h1, h2, h3, h4, h5, h6")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
        ids = [element.get("id") for element in page.cssselect("[id]")]
        assert len(ids) == len(set(ids)), address


def test_the_archive_leads_to_every_year(tmp_path: Path) -> None:
    main = make_site(tmp_path, DESK).build().main("/archive/")
    assert hrefs(main, "nav dt a") == ["/archive/2031/", "/archive/2030/", "/archive/2029/"]
    assert hrefs(main, "h3 a") == ["/articles/c/", "/articles/b/"]


def test_the_search_page_offers_every_topic_source_and_year_and_the_archive(tmp_path: Path) -> None:
    main = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/").main("/search/")
    form = main.cssselect("#search form")[0]
    assert form.get("action") == "/briefing/search/"

    def options(name: str) -> list[str]:
        return [option.get("value") for option in form.cssselect(f"select[name={name}] option")]

    assert options("topic") == ["", "ports"]
    assert options("source") == ["", "quillon-wire"]
    assert options("year") == ["", "2031", "2030", "2029"]
    assert form.cssselect("input[name=q]")
    assert {"/briefing/archive/", "/briefing/archive/2029/"} <= set(hrefs(main))


def test_a_free_page_is_written_by_its_writer(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    main = built.main("/about/")
    assert words(main.cssselect("h1")[0]) == "About us"
    assert [words(heading) for heading in main.cssselect("h2")] == ["Who"]
    assert "/topics/ports/" in hrefs(main)


def test_the_page_for_what_is_missing_works_from_any_depth(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/")
    page = built.page("/404.html")
    links = [link.get("href") or link.get("src") for link in page.cssselect("a[href], link[href], script[src]")]
    assert all(link.startswith(("/briefing/", "https://brief.example/briefing/", "#")) for link in links)
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
