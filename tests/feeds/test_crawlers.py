"""What crawlers are told: robots.txt and sitemap.xml."""

from pathlib import Path

from lxml import etree

from tests.sites import article, entity, make_site, topic

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 1\n"
    + topic("ports", "terms: [quay]")
    + entity("orlo-venn", "Orlo Venn", "person")
    + article("a", "source: Quillon Wire\naliases: [/old/a/]\nupdated: 2031-04-05", "A quay.")
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


def test_robots_txt_leads_to_the_sitemap(tmp_path: Path) -> None:
    built = make_site(tmp_path).build(base_url="https://brief.example/briefing/")
    lines = built.text("/robots.txt").splitlines()
    assert "Sitemap: https://brief.example/briefing/sitemap.xml" in lines
    assert "User-agent: *" in lines
