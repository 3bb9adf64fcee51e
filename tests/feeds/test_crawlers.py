"""What crawlers are told: robots.txt and sitemap.xml."""

from pathlib import Path
from types import SimpleNamespace

from lxml import etree

from briefkit.feeds.crawlers import crawler_sheets
from briefkit.model.addresses import Links
from briefkit.model.names import Address
from briefkit.views.page import Sheet
from tests.sites import article, entity, make_site, topic

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 1\n"
    + topic("ports", "terms: [quay]")
    + entity("orlo-venn", "Orlo Venn", "person")
    + article(
        "a",
        "source: Quillon Wire\naliases: [/old/a/]\nupdated: 2031-04-05\nevents: [{date: 2031-09, title: Fair}, {date: 2030, title: Vote}]",
        "A quay.",
    )
    + article("वर्न-é", body="A quay.", date="2030-01-01")
    + article("gone", "expires: 2031-05-01", "A quay.")
    + article("draft", "status: draft", "A quay.")
    + "-- content/pages/about.md --\n---\ntitle: About\n---\n"
)


def test_the_sitemap_names_every_page_once_but_stubs_redirects_and_404(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/")
    root = etree.fromstring(built.data("/sitemap.xml"))
    assert root.tag == f"{NAMESPACE}urlset"
    named = [node.text for node in root.iter(f"{NAMESPACE}loc")]
    expected = set(built.addresses()) - {"/404.html", "/old/a/", "/articles/gone/"}
    assert sorted(f"/{built._name(url.removeprefix('https://brief.example'))}" for url in named) == sorted(expected)
    assert all(url.isascii() for url in named)


def test_the_sitemap_says_when_a_report_last_changed(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    root = etree.fromstring(built.data("/sitemap.xml"))
    changed = {url.findtext(f"{NAMESPACE}loc"): url.findtext(f"{NAMESPACE}lastmod") for url in root}
    assert changed["https://brief.example/articles/a/"] == "2031-04-05"
    assert changed["https://brief.example/search/"] is None
    assert "" not in changed.values()


def test_robots_txt_leads_to_the_sitemap(tmp_path: Path) -> None:
    built = make_site(tmp_path).build(base_url="https://brief.example/briefing/")
    lines = built.text("/robots.txt").splitlines()
    assert "Sitemap: https://brief.example/briefing/sitemap.xml" in lines
    assert "User-agent: *" in lines


def made(count: int, longest: int) -> dict[str, etree._Element]:
    """The sitemaps of `count` pages, the newest first, by address."""
    pages = [
        Sheet(Address(f"/articles/{n}/"), lambda ask: b"", listed=True, last_modified=f"2031-01-{n:02}")
        for n in range(count, 0, -1)
    ]
    asking = SimpleNamespace(links=Links("https://brief.example/briefing/"))
    sheets = [sheet for sheet in crawler_sheets(pages, longest) if sheet.address.endswith(".xml")]
    return {sheet.address: etree.fromstring(sheet.make(asking)) for sheet in sheets}


def locs(root: etree._Element) -> list[str]:
    return [node.text for node in root.iter(f"{NAMESPACE}loc")]


def test_a_sitemap_that_would_be_too_long_becomes_an_index_of_several() -> None:
    assert list(made(5, 5)) == ["/sitemap.xml"]
    sitemaps = made(5, 2)
    index = sitemaps.pop("/sitemap.xml")
    assert index.tag == f"{NAMESPACE}sitemapindex"
    assert locs(index) == [f"https://brief.example/briefing/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [node.text for node in index.iter(f"{NAMESPACE}lastmod")] == ["2031-01-02", "2031-01-04", "2031-01-05"]
    named = [url for root in sitemaps.values() for url in locs(root)]
    assert named == [f"https://brief.example/briefing/articles/{n}/" for n in range(1, 6)]


def test_a_new_report_leaves_the_full_sitemaps_as_they_are() -> None:
    before, after = made(5, 2), made(6, 2)
    for address in ("/sitemap-1.xml", "/sitemap-2.xml"):
        assert etree.tostring(before[address]) == etree.tostring(after[address])
