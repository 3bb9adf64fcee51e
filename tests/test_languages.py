"""Words in another language than the site's say so wherever they stand, for voices and hyphenation (WCAG 3.1.2)."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml.html import HtmlElement

from tests.sites import Built, Site, article, entity, make_site, topic

HEBREW = """
lang: he
summary: גשר חדש
events: [{date: 2031-06-01, title: הגשר}]
corrections: [{date: 2031-05-01, note: תוקן}]
"""
DESK = (
    topic("ports", "terms: [quay]")
    + entity("venn", "Orlo Venn")
    + article("first", body="The quay.", date="2031-04-01")
    + article(
        "he",
        f"topics: [ports]\n{HEBREW}",
        "הרציף (quay) של Orlo Venn, אחרי [קודם](first.md), [[first]].",
        "2031-04-02",
        "הרציף",
    )
    + article("last", "related: [he]", "The quay again, of Orlo Venn, [told](he.md), [[he]].", "2031-04-03")
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DESK)


@pytest.fixture
def built(site: Site) -> Built:
    return site.build(as_of="2031-05-02")


def language(element: HtmlElement) -> str:
    """The language in which the words of `element` are read out."""
    return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


def read_out(built: Built, address: str) -> dict[str, set[str]]:
    """The languages of the words in <main>, by whether they hold a Hebrew letter."""
    found: dict[str, set[str]] = {"hebrew": set(), "latin": set()}
    for element in built.page(address).xpath("//main//*[not(self::time)]"):
        words = (element.text or "").strip()
        if words and not element.xpath("ancestor-or-self::h1") and "Orlo" not in words:
            kind = "hebrew" if any("א" <= letter <= "ת" for letter in words) else "latin"
            found[kind].add(language(element))
    return found


@pytest.mark.parametrize(
    "address",
    ["/", "/topics/ports/", "/entities/venn/", "/archive/", "/timeline/", "/corrections/", "/articles/first/"],
)
def test_a_report_in_another_language_is_read_out_in_it_wherever_it_stands(built: Built, address: str) -> None:
    assert read_out(built, address) == {"hebrew": {"he"}, "latin": {"en"}}


def test_labels_on_its_own_page_are_read_out_in_the_sites(built: Built) -> None:
    page = built.page("/articles/he/")
    assert language(page.xpath("//div[@class='body']")[0]) == "he"
    labels = page.xpath("//main//h2 | //main//*[@class='kicker'] | //main//*[@class='note']")
    assert len(labels) > 4
    assert {language(label) for label in labels} == {"en"}


def test_feeds_say_which_entries_are_in_another_language(built: Built) -> None:
    feed = ElementTree.fromstring(built.file("/feed.xml").read_bytes())
    entries = feed.findall("{*}entry")
    spoken = [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries]
    assert spoken == [None, "he", None]


def test_where_the_language_alone_is_another_all_that_tells_it_is_made_again(site: Site, tmp_path: Path) -> None:
    site.build(as_of="2031-05-02")
    path = site.root / "content/articles/he.md"
    path.write_text(path.read_text(encoding="utf-8").replace("lang: he", "lang: yi"), encoding="utf-8")
    again = site.build(as_of="2031-05-02").files()
    assert again == site.build(as_of="2031-05-02", full=True, output=tmp_path / "clean").files()
