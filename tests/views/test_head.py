"""The head of every page: what browsers, crawlers and other sites are told."""

from pathlib import Path

import pytest

from tests.sites import Built, article, entity, hrefs, make_site, topic, words


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(
        tmp_path_factory.mktemp("head"),
        "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 1\n"
        + topic("ports", "terms: [quay]")
        + entity("orlo-venn", "Orlo Venn", "person")
        + article("a", "source: Quillon Wire\nsummary: A quay opens.", "Orlo Venn opened a quay.")
        + article("b", body="Orlo Venn closed a quay. " * 40, date="2030-01-01")
        + article("वर्न", body="A quay.", date="2029-01-01", title="वर्न")
        + "-- content/pages/about.md --\n---\ntitle: About\n---\n",
    )
    return site.build(base_url="https://brief.example/briefing/")


def metas(built: Built, address: str) -> dict[str, str]:
    tags = built.page(address).cssselect("head meta[content]")
    return {tag.get("name") or tag.get("property") or tag.get("http-equiv"): tag.get("content") for tag in tags}


def test_every_page_knows_its_own_address(built: Built) -> None:
    for address in built.addresses():
        (canonical,) = built.page(address).cssselect("link[rel=canonical]")
        target = built.file(f"/{built._name(canonical.get('href').removeprefix('https://brief.example'))}")
        assert canonical.get("href").startswith("https://brief.example/briefing/")
        assert target == built.file(address)
        assert metas(built, address)["og:url"] == canonical.get("href")


def test_every_page_is_described(built: Built) -> None:
    for address in built.addresses():
        told = metas(built, address)
        assert built.page(address).findtext(".//title").strip()
        for name in (
            "description",
            "og:title",
            "og:type",
            "og:description",
            "og:site_name",
            "twitter:card",
            "viewport",
        ):
            assert told[name].strip(), (address, name)
        assert len(told["description"]) <= 300, address
    assert metas(built, "/articles/a/")["description"] == "A quay opens."
    assert metas(built, "/articles/a/")["og:type"] == "article"


def test_every_page_forbids_what_it_does_not_need(built: Built) -> None:
    for address in built.addresses():
        page = built.page(address)
        policy = metas(built, address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        assert not page.cssselect(
            "style, [style], [onclick], [onload], script:not([src]):not([type='application/ld+json'])"
        )


def test_every_page_has_an_icon_and_a_feed(built: Built) -> None:
    for address in built.addresses():
        page = built.page(address)
        feeds = [link.get("href") for link in page.cssselect("link[rel=alternate][type='application/atom+xml']")]
        assert "/briefing/feed.xml" in feeds, address
        assert page.cssselect("link[rel=icon]"), address
    for address in ("/topics/ports/", "/entities/orlo-venn/"):
        feeds = built.page(address).cssselect("link[rel=alternate]")
        assert feeds[0].get("href") == f"/briefing{address}feed.xml"


def test_only_what_is_missing_is_kept_from_crawlers(built: Built) -> None:
    kept = [address for address in built.addresses() if "noindex" in metas(built, address).get("robots", "")]
    assert kept == ["/404.html"]


def test_a_title_ends_with_the_sites_unless_it_is_that(built: Built) -> None:
    titles = {address: built.page(address).findtext(".//title") for address in ("/", "/articles/a/")}
    assert titles == {"/": "Varnholt Desk", "/articles/a/": "A | Varnholt Desk"}


FRAMED = (
    topic("ports", "order: 2")
    + topic("grain", "order: 1")
    + topic("barley", "parent: grain")
    + article("a", body="Words.")
)


@pytest.mark.parametrize(
    ("setting", "named"),
    [("", ["grain", "ports"]), ("navigation: [barley, ports]", ["barley", "ports"])],
    ids=["topics without a parent, in order", "those that site.yaml names"],
)
def test_every_page_leads_to_the_topics_of_the_navigation(tmp_path: Path, setting: str, named: list[str]) -> None:
    built = make_site(tmp_path, f"-- site.yaml --\ntitle: Desk\n{setting}\n{FRAMED}").build()
    for address in ("/", "/articles/a/", "/search/"):
        links = hrefs(built.page(address), "header nav a")
        assert [link for link in links if link.startswith("/topics/") and link != "/topics/"] == [
            f"/topics/{name}/" for name in named
        ]


def test_every_page_says_who_publishes_it_and_how_to_write_to_them(tmp_path: Path) -> None:
    publisher = "publisher: {name: The Desk, url: https://desk.example/, email: desk@desk.example}"
    built = make_site(tmp_path, f"-- site.yaml --\ntitle: Desk\n{publisher}\n{FRAMED}").build()
    for address in ("/", "/articles/a/"):
        (footer,) = built.page(address).cssselect("footer.colophon")
        assert "The Desk" in words(footer)
        assert {"https://desk.example/", "mailto:desk@desk.example"} <= set(hrefs(footer))
