"""JSON Feeds: what their version 1.1 asks for, and that they tell what the Atom feeds tell."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.feeds.test_atom import ATOM, DESK, FEEDS
from tests.sites import Built, article, make_site

JSON_FEEDS = [address.replace(".xml", ".json") for address in FEEDS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    text = DESK.replace("![Q](q.png)", "a picture")
    return make_site(tmp_path_factory.mktemp("json"), text).build(base_url="https://brief.example/briefing/")


def feed(built: Built, address: str) -> dict[str, Any]:
    return json.loads(built.data(address))


@pytest.mark.parametrize("address", JSON_FEEDS)
def test_a_feed_has_what_its_version_demands(built: Built, address: str) -> None:
    told = feed(built, address)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"https://brief.example/briefing{address}"
    assert built.target(told["home_page_url"]) is not None
    assert told["authors"] == [{"name": "The Desk"}]
    ids = [item["id"] for item in told["items"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("address", "atom"), list(zip(JSON_FEEDS, FEEDS, strict=True)))
def test_it_tells_what_the_atom_feed_tells(built: Built, address: str, atom: str) -> None:
    root = etree.fromstring(built.data(atom))
    names = ("id", "title", "content", "published", "updated")
    entries = [[entry.findtext(f"{ATOM}{name}") for name in names] for entry in root.findall(f"{ATOM}entry")]
    keys = ("id", "title", "content_html", "date_published", "date_modified")
    assert [[item[key] for key in keys] for item in feed(built, address)["items"]] == entries
    assert root.findtext(f"{ATOM}title") == feed(built, address)["title"]


def test_an_item_names_its_authors_and_topics(built: Built) -> None:
    corrected, first, last = feed(built, "/feed.json")["items"]
    assert corrected["tags"] == ["Ports"]
    assert first["authors"] == [{"name": "Quillon Wire"}]
    assert last["authors"] == [{"name": "Tarka Venn"}]
    assert built.target(last["url"]) is not None


def test_a_feed_names_its_publisher_and_the_language_of_each_report(tmp_path: Path) -> None:
    desk = "-- site.yaml --\ntitle: Desk\npublisher: {name: The Desk, url: https://desk.example/}\n"
    reports = article("a", "lang: de", "Worte.") + article("b", body="Words.", date="2031-03-01")
    told = feed(make_site(tmp_path, desk + reports).build(), "/feed.json")
    assert told["authors"] == [{"name": "The Desk", "url": "https://desk.example/"}]
    assert (told["language"], [item["language"] for item in told["items"]]) == ("en", ["de", "en"])


def test_pages_lead_to_their_feeds_in_both_formats(built: Built) -> None:
    for address in ("/", "/topics/ports/", "/entities/orlo-venn/"):
        links = built.page(address).cssselect("link[rel=alternate]")
        found = [(link.get("type"), link.get("href")) for link in links][:2]
        assert found == [
            ("application/atom+xml", f"/briefing{address}feed.xml"),
            ("application/feed+json", f"/briefing{address}feed.json"),
        ]


def test_a_feed_is_made_again_for_a_new_title_and_not_for_words_it_does_not_carry(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "summary: In short.", "Words."))
    site.build()
    site.write(article("a", "summary: In short.", "Other words."))
    assert "/feed.json" not in site.build().outcome.made
    site.write(article("a", "summary: In short.", "Other words.", title="Another title"))
    assert "/feed.json" in site.build().outcome.made
