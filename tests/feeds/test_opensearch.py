"""The description of the site's search for browsers."""

from pathlib import Path

from lxml import etree

from tests.sites import article, make_site

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
DESK = "-- site.yaml --\ntitle: The Varnholt & Sons Desk\ndescription: What the desk <knows>.\n"


def test_a_browser_learns_how_to_search_the_site(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/")
    root = etree.fromstring(built.data("/opensearch.xml"))
    template = root.find(f"{NAMESPACE}Url[@type='text/html']").get("template")
    assert template == "https://brief.example/briefing/search/?q={searchTerms}"
    assert root.findtext(f"{NAMESPACE}Description") == "What the desk <knows>."
    assert root.findtext(f"{NAMESPACE}ShortName") == "The Varnholt …", "sixteen characters at most"
    assert root.findtext(f"{NAMESPACE}LongName") == "The Varnholt & Sons Desk"


def test_names_are_as_long_as_the_standard_allows_and_may_hold_marks(tmp_path: Path) -> None:
    title = "A & B <quay> with a name that goes on for longer than that"
    root = etree.fromstring(make_site(tmp_path, f"-- site.yaml --\ntitle: {title}\n").build().data("/opensearch.xml"))
    short, long = (root.findtext(f"{NAMESPACE}{name}") for name in ("ShortName", "LongName"))
    assert (short, long) == ("A & B <quay> …", "A & B <quay> with a name that goes on for …")
    assert title in root.findtext(f"{NAMESPACE}Description")
    assert root.findtext(f"{NAMESPACE}Language") == "en"


def test_every_page_leads_to_it(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build()
    for address in built.addresses():
        (link,) = built.page(address).cssselect("link[rel=search]")
        assert link.get("href") == "/opensearch.xml"


def test_it_is_not_made_again_for_a_report(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK)
    site.build()
    site.write(article("a", body="Words."))
    assert "/opensearch.xml" not in site.build().outcome.made
