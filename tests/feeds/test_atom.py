"""Atom feeds (RFC 4287) for the site, each topic and each entity."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from tests.sites import Built, article, entity, make_site, topic, words

ATOM = "{http://www.w3.org/2005/Atom}"
DESK = (
    "-- site.yaml --\ntitle: Varnholt & Sons Desk\npublisher: {name: The Desk}\nfeeds: {full_text: true}\n"
    + topic("ports", "terms: [quay]")
    + topic("empty")
    + entity("orlo-venn", "Orlo Venn", "person")
    + article(
        "a",
        "source: Quillon Wire\nupdated: 2031-04-05",
        "Orlo Venn saw the quay, see [[b]], [below](#s-more) and ![Q](q.png).\n\n## More\n\n"
        "A note[^1] on the quay.\n\n[^1]: Noted.",
        "2031-04-02",
        'Quay <b>&amp;</b> "crane"',
    )
    + article("b", "corrections: [{date: 2031-04-09, note: N., material: true}]", "The quay again.", "2031-04-01")
    + article("c", "topics: [ports]\nauthors: [Tarka Venn]\nsummary: Only listed.", "Nothing.", "2031-03-01")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("atom"), DESK)
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    return site.build(base_url="https://brief.example/briefing/")


FEEDS = ["/feed.xml", "/topics/ports/feed.xml", "/topics/empty/feed.xml", "/entities/orlo-venn/feed.xml"]


def feed(built: Built, address: str) -> etree._Element:
    return etree.fromstring(built.data(address))


def entries(built: Built, address: str) -> list[etree._Element]:
    return feed(built, address).findall(f"{ATOM}entry")


def content(entry: etree._Element) -> html.HtmlElement:
    return html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent="div")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_what_the_standard_demands(built: Built, address: str) -> None:
    root = feed(built, address)
    assert root.tag == f"{ATOM}feed"
    for node in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1, name
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated")).tzinfo is not None
        assert node.findtext(f"{ATOM}id").startswith("https://brief.example/briefing/")
    assert root.find(f"{ATOM}author/{ATOM}name").text == "The Desk"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"https://brief.example/briefing{address}"
    assert built.target(links["alternate"]) is not None
    ids = [node.findtext(f"{ATOM}id") for node in root.iter(f"{ATOM}feed", f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_no_two_feeds_and_no_entries_of_two_share_an_id(built: Built) -> None:
    ids = [feed(built, address).findtext(f"{ATOM}id") for address in FEEDS]
    assert len(set(ids)) == len(FEEDS)
    ids = [entry.findtext(f"{ATOM}id") for address in FEEDS for entry in entries(built, address)]
    assert len(set(ids)) == len(ids)


def test_entries_stand_as_they_entered_with_their_dates_and_authors(built: Built) -> None:
    found = entries(built, "/feed.xml")
    assert [entry.findtext(f"{ATOM}published")[:10] for entry in found] == [
        "2031-04-01",
        "2031-04-02",
        "2031-03-01",
    ], "the corrected one came back"
    assert [entry.findtext(f"{ATOM}updated")[:10] for entry in found] == ["2031-04-09", "2031-04-05", "2031-03-01"]
    names = [[name.text for name in entry.iterfind(f"{ATOM}author/{ATOM}name")] for entry in found]
    assert names == [[], ["Quillon Wire"], ["Tarka Venn"]]
    assert found[1].findtext(f"{ATOM}title") == 'Quay <b>&amp;</b> "crane"'
    topics = [(node.get("term"), node.get("label")) for node in found[1].findall(f"{ATOM}category")]
    assert topics == [("ports", "Ports")]


def test_a_feed_is_as_new_as_its_newest_change(built: Built) -> None:
    assert feed(built, "/feed.xml").findtext(f"{ATOM}updated")[:10] == "2031-04-09"


def test_a_topics_feed_quotes_its_passages_and_leads_to_them(built: Built) -> None:
    second, first, listed = entries(built, "/topics/ports/feed.xml")
    quotations = content(first).cssselect("blockquote")
    assert len(quotations) == 2
    for quotation in quotations:
        assert words(built.target(quotation.get("cite"))) == words(quotation)
    assert not content(listed).cssselect("blockquote")
    assert "Only listed." in words(content(listed))
    assert [words(quotation) for quotation in content(second).cssselect("blockquote")] == ["The quay again."]


@pytest.mark.parametrize("address", FEEDS)
def test_every_link_in_a_feed_is_absolute_and_resolves(built: Built, address: str) -> None:
    for entry in entries(built, address):
        links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
        for element in content(entry).iter():
            links += [element.get(name) for name in ("href", "src", "cite") if element.get(name)]
        assert [link for link in links if not re.match("https?://", link)] == []
        assert [link for link in links if built.is_own(link) and built.target(link) is None] == []


def test_ids_stay_when_a_report_is_changed_or_another_is_added(tmp_path: Path) -> None:
    text = DESK.replace("![Q](q.png)", "a picture")
    site = make_site(tmp_path, text)

    def ids() -> dict[str, set[str]]:
        built = site.build(base_url="https://brief.example/briefing/")
        return {address: {e.findtext(f"{ATOM}id") for e in entries(built, address)} for address in FEEDS}

    before = ids()
    site.write(article("b", "updated: 2031-05-01", "The quay was changed.", "2031-04-01", "Another title"))
    site.write(article("d", body="Orlo Venn and the quay.", date="2031-05-01"))
    after = ids()
    assert all(before[address] <= after[address] for address in FEEDS)
    assert after["/feed.xml"] - before["/feed.xml"]


def test_a_feed_of_summaries_or_of_whole_reports(tmp_path: Path) -> None:
    reports = article("a", "summary: In short.", "In full.\n\n- At length.")

    def said(full: str, name: str) -> str:
        site = make_site(tmp_path, f"-- site.yaml --\ntitle: Desk\nfeeds: {{full_text: {full}}}\n" + reports, name)
        return words(content(entries(site.build(), "/feed.xml")[0]))

    assert said("false", "short") == "In short."
    assert "In full." in said("true", "full")
    assert "At length." in said("true", "full2")


def test_a_whole_report_in_a_feed_keeps_its_lists_together(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "-- site.yaml --\ntitle: Desk\nfeeds: {full_text: true}\n"
        + article("a", body="- One.\n- Two.\n\n![Q](q.png 'Said.')"),
    )
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    whole = content(entries(site.build(), "/feed.xml")[0])
    assert [words(item) for item in whole.cssselect("ul > li")] == ["One.", "Two."]
    assert [words(caption) for caption in whole.cssselect("figure > figcaption")] == ["Said."]


def test_a_feed_holds_no_more_entries_than_its_limit(tmp_path: Path) -> None:
    reports = "".join(article(f"r{n}", body="A quay.", date=f"2031-04-0{n}") for n in range(1, 6))
    site = make_site(
        tmp_path, "-- site.yaml --\ntitle: Desk\nfeeds: {limit: 2}\n" + topic("ports", "terms: [quay]") + reports
    )
    built = site.build()
    for address in ("/feed.xml", "/topics/ports/feed.xml"):
        links = [entry.find(f"{ATOM}link").get("href") for entry in entries(built, address)]
        assert links == ["https://brief.example/articles/r5/", "https://brief.example/articles/r4/"]
