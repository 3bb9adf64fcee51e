"""The addresses of a site, and links to them under a base address."""

import pytest

from briefkit.model import addresses
from briefkit.model.addresses import Links, file_of, served_at
from briefkit.model.names import Address, Slug

X = Slug("x")


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (addresses.HOME, "/"),
        (addresses.TOPICS, "/topics/"),
        (addresses.ENTITIES, "/entities/"),
        (addresses.SOURCES, "/sources/"),
        (addresses.ARCHIVE, "/archive/"),
        (addresses.SEARCH, "/search/"),
        (addresses.NOT_FOUND, "/404.html"),
        (addresses.feed(addresses.HOME), "/feed.xml"),
        (addresses.SITEMAP, "/sitemap.xml"),
        (addresses.ROBOTS, "/robots.txt"),
        (addresses.article(X), "/articles/x/"),
        (addresses.topic(X), "/topics/x/"),
        (addresses.entity(X), "/entities/x/"),
        (addresses.source(X), "/sources/x/"),
        (addresses.page(X), "/x/"),
        (addresses.media("map.0a1b.png"), "/media/map.0a1b.png"),
        (addresses.asset("site.0a1b.css"), "/assets/site.0a1b.css"),
        (f"/{addresses.search_folder('')}", addresses.SEARCH_BUNDLE),
        (f"/{addresses.search_folder('2026-q1')}", "/pagefind/2026-q1/"),
        (addresses.feed(addresses.HOME), "/feed.xml"),
        (addresses.feed(addresses.topic(X)), "/topics/x/feed.xml"),
        (addresses.feed(addresses.entity(X)), "/entities/x/feed.xml"),
        (addresses.year(addresses.topic(X), 2026), "/topics/x/2026/"),
        (addresses.year(addresses.ARCHIVE, 2026, 1), "/archive/2026/"),
        (addresses.year(addresses.ARCHIVE, 2026, 2), "/archive/2026/2/"),
    ],
)
def test_each_thing_has_the_address_of_the_design(made: Address, address: str) -> None:
    assert made == address


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/articles/x/", "articles/x/index.html"),
        ("/archive/2026/2/", "archive/2026/2/index.html"),
        ("/404.html", "404.html"),
        ("/feed.xml", "feed.xml"),
        ("/topics/x/feed.xml", "topics/x/feed.xml"),
        ("/articles/भारत/", "articles/भारत/index.html"),
        ("/a/myindex.html", "a/myindex.html"),
    ],
)
def test_a_file_serves_each_address(address: str, file: str) -> None:
    assert file_of(Address(address)) == file
    assert served_at(file) == address


@pytest.mark.parametrize(
    ("base", "address", "fragment", "href", "absolute"),
    [
        ("https://brief.example/", "/", "", "/", "https://brief.example/"),
        ("https://brief.example/", "/feed.xml", "", "/feed.xml", "https://brief.example/feed.xml"),
        ("https://brief.example/", "/a/", "p-0a1b-2", "/a/#p-0a1b-2", "https://brief.example/a/#p-0a1b-2"),
        ("https://brief.example/briefing/", "/", "", "/briefing/", "https://brief.example/briefing/"),
        ("https://brief.example/briefing/", "/a/", "", "/briefing/a/", "https://brief.example/briefing/a/"),
        ("https://brief.example/a/b/", "/a/", "x", "/a/b/a/#x", "https://brief.example/a/b/a/#x"),
        ("http://localhost:8000/", "/a/", "", "/a/", "http://localhost:8000/a/"),
        ("https://brief.example/", "/é/", "é", "/%C3%A9/#%C3%A9", "https://brief.example/%C3%A9/#%C3%A9"),
        ("https://brief.example/", "/क/", "", "/%E0%A4%95/", "https://brief.example/%E0%A4%95/"),
        ("https://brief.example/é/", "/a/", "", "/%C3%A9/a/", "https://brief.example/%C3%A9/a/"),
        ("https://brief.example/%C3%A9/", "/a/", "", "/%C3%A9/a/", "https://brief.example/%C3%A9/a/"),
        (
            "https://brief.example/",
            '/a"<&> b/',
            "",
            "/a%22%3C%26%3E%20b/",
            "https://brief.example/a%22%3C%26%3E%20b/",
        ),
    ],
)
def test_a_link_stands_under_the_base_address_percent_encoded_once(
    base: str, address: str, fragment: str, href: str, absolute: str
) -> None:
    links = Links(base)
    assert links.href(Address(address), fragment) == href
    assert links.absolute(Address(address), fragment) == absolute
    assert links.address(absolute) == links.address(href) == address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("topics/trade", "/topics/trade"),
        ("/briefing/topics/trade/index.html", "/topics/trade/"),
        ("index.html", "/"),
        ("/404.html", "/404.html"),
        ("", "/"),
        ("http://[", "/http://["),
    ],
)
def test_an_address_is_understood_however_it_is_written(written: str, address: str) -> None:
    assert Links("https://brief.example/briefing/").address(written) == address


@pytest.mark.parametrize(
    ("base", "origin", "path"),
    [
        ("https://brief.example/", "https://brief.example", "/"),
        ("https://brief.example/a/b/", "https://brief.example", "/a/b/"),
        ("http://localhost:8000/", "http://localhost:8000", "/"),
    ],
)
def test_a_base_address_is_an_origin_and_a_path(base: str, origin: str, path: str) -> None:
    assert (Links(base).origin, Links(base).base_path) == (origin, path)
