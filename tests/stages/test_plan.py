"""What is written where: everything that readers and machines may ask for, and nothing twice."""

from pathlib import Path

import pytest

from tests.sites import article, entity, hrefs, make_site, topic

DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\ntwins: true\n"
    + article(
        "quay",
        """
        source: Quillon Wire
        aliases: [/old/quay/, /2031/quay.html, /bare]
        events: [{date: 2031-09-01, title: The fair}]
        corrections: [{date: 2031-04-03, note: A name was wrong.}]
        """,
        "Orlo Venn at the quay.",
    )
    + topic("ports", "terms: [quay]")
    + entity("orlo-venn", "Orlo Venn", "person")
    + "-- content/pages/about.md --\n---\ntitle: About\n---\nWho we are.\n"
)


def test_a_site_has_a_file_at_every_promised_address(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    promised = """
        / /articles/quay/ /topics/ /topics/ports/ /entities/ /entities/orlo-venn/ /sources/ /sources/quillon-wire/
        /archive/ /search/ /about/ /404.html /feed.xml /topics/ports/feed.xml /entities/orlo-venn/feed.xml
        /timeline/ /timeline.csv /timeline.json /corrections/ /feed.json /topics/ports/feed.json
        /entities/orlo-venn/feed.json /calendar.ics /topics/ports/calendar.ics /opensearch.xml /llms.txt /share.png
        /topics/ports/share.png /articles/quay/index.md /topics/ports/index.md
        /sitemap.xml /robots.txt /old/quay/ /2031/quay.html /bare/
    """.split()
    assert [address for address in promised if not built.has(address)] == []


def test_an_old_address_leads_to_the_report(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/")
    for address in ("/old/quay/", "/2031/quay.html", "/bare/"):
        page = built.page(address)
        (refresh,) = page.cssselect("meta[http-equiv=refresh]")
        assert refresh.get("content") == "0; url=/briefing/articles/quay/"
        assert hrefs(page.body) == ["/briefing/articles/quay/"]
        (canonical,) = page.cssselect("link[rel=canonical]")
        assert canonical.get("href") == "https://brief.example/briefing/articles/quay/"


def test_static_files_are_copied_as_they_are(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK)
    site.write_bytes("content/static/favicon.ico", b"\x00\x01icon")
    site.write_bytes("content/static/proof/owner.html", b"<p>{{ 7*7 }}")
    built = site.build()
    assert built.data("/favicon.ico") == b"\x00\x01icon"
    assert built.data("/proof/owner.html") == b"<p>{{ 7*7 }}"


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "feed.xml",
        "timeline.json",
        "topics/ports/calendar.ics",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "articles/quay/index.html",
        "Articles/Quay/INDEX.html",
        "assets/mine.css",
        "media/mine.png",
        "pagefind/pagefind.js",
        "old/quay/index.html",
        "topics",
        "index.html/more.txt",
    ],
)
def test_a_static_file_may_not_stand_where_the_generator_writes(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path, DESK)
    site.write_bytes(f"content/static/{name}", b"mine")
    built = site.try_build()
    assert [(issue.rule, issue.place.path) for issue in built.issues] == [
        ("address-is-unique", f"content/static/{name}")
    ]
    assert not built.folder.exists()


@pytest.mark.parametrize(
    "alias",
    [
        "/feed.xml",
        "/feed.json",
        "/timeline.csv",
        "/corrections/",
        "/share.png",
        "/sitemap-1.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/404.html",
        "/about",
        "/topics/ports/",
    ],
)
def test_an_alias_may_not_stand_where_the_generator_writes(tmp_path: Path, alias: str) -> None:
    site = make_site(tmp_path, DESK + article("thief", f"aliases: [{alias}]", "Mine."))
    built = site.try_build()
    assert [(issue.severity, issue.place.path, issue.place.line) for issue in built.issues] == [
        ("error", "content/articles/thief.md", 4)
    ]


def test_an_alias_may_not_be_a_file_where_another_needs_a_folder(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK + article("thief", "aliases: [/2031/quay.html/more/]", "Mine."))
    built = site.try_build()
    assert [issue.place.path for issue in built.issues] == ["content/articles/thief.md"]


def test_a_static_file_may_share_a_folder_with_pages(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK)
    site.write_bytes("content/static/articles/quay/data.csv", b"a,b\n")
    assert site.build().data("/articles/quay/data.csv") == b"a,b\n"
