"""The project's own content: the first report of the first user, and what must become of it."""

import hashlib
import re

import pytest

from tests.conftest import OwnSite
from tests.sites import Built, hrefs, words

REPORT = "/articles/india-israel-defence-ties/"

# SHA-256 of each paragraph of the report as the user gave it, blank runs folded, without the signature.
PARAGRAPHS = """
33a9024d5afbe1e4538a0dd22dbbba29d8674c287ebcc35be5e0fde6db12e15a
c377f40beadaf80d243d642bea0144f1d8bdb7d8b5c2ebc38c315cab0515d3a6
66c829b8769ae8a2364474786a24e8607821cf32787b398c73a093cfb2cedb1f
f5a08afa4e89e50ada390915103a607095d542c3189ae07b675293939f20f190
a67f1fdc81421c51d98cb75da571b7eaee99fd73f697f47e44c7caecd7d43346
907b2659bb77aee0bbc4e1855244b5ee0c8539a4399fb2bf06c05b516857e453
e7054581d5442a02aa1d7fdd11f6d53d2b6dcdea0654fb71ee12c73b0db9f826
6b747742b601bbda78fe5fd5cf1d8c3e111d7f7050d1f0648f3d75f337a8e171
a8a3f6d6cf4689205c0390e68e35f5f6289f24ac59b05108e467ba9f9cca9e67
3b9642daf18e248181e54cbb95d202e6a4449863700c3deadf653277a828717b
15dfd94cf0afbb9e7715a3381360b7cb986a2ded54de43263db2e8a8684041d1
c1d57c2d9314ab19eeb3b43c14792c938149a44a89d39dc1ee477191df7f9bbd
89283a8ee116f71e6b7f7055e548a7357cb71c992fa498afdf43011b87666fb6
1b99c55a79d44f2de93eb6f99aa8aa410377f9d59c91446f934be94e63e74abb
""".split()

# Which briefings each paragraph speaks to, read by a person.
SPEAKS_TO = {
    1: "defence",
    2: "",
    3: "defence make-in-india",
    4: "make-in-india",
    5: "defence ai",
    6: "defence make-in-india",
    7: "defence",
    8: "trade",
    9: "defence ai",
    10: "defence ai",
    11: "ai",
    12: "ai",
    13: "",
    14: "defence make-in-india",
}


@pytest.fixture(params=["https://brief.example/", "https://brief.example/briefing/"], ids=["root", "subpath"])
def own(request: pytest.FixtureRequest, own_site: OwnSite) -> Built:
    return own_site(request.param)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def paragraphs_quoted(own: Built, address: str) -> list[int]:
    """The numbers of the report's paragraphs that a page quotes."""
    ours = [quotation for quotation in own.quotations(address) if REPORT in quotation.cite]
    return sorted(PARAGRAPHS.index(digest(quotation.words)) + 1 for quotation in ours)


def test_the_report_stands_word_for_word(own: Built) -> None:
    said = [words(element) for element in own.main(REPORT).cssselect("[id^=p-]")]
    assert [digest(text) for text in said] == PARAGRAPHS


def test_each_passage_is_called_after_its_words(own: Built) -> None:
    ids = [element.get("id") for element in own.main(REPORT).cssselect("[id^=p-]")]
    assert ids == [f"p-{paragraph[:8]}" for paragraph in PARAGRAPHS]


def test_the_agency_that_signed_the_report_is_its_source(own: Built) -> None:
    assert own.url("sources/ani/") in [own.url(link) for link in hrefs(own.main(REPORT), "header a")]


@pytest.mark.parametrize("topic", ["ai", "defence", "make-in-india", "trade"])
def test_a_briefing_quotes_exactly_the_passages_that_speak_to_it(own: Built, topic: str) -> None:
    expected = [number for number, topics in SPEAKS_TO.items() if topic in topics.split()]
    assert paragraphs_quoted(own, f"/topics/{topic}/") == expected


@pytest.mark.parametrize(
    ("topic", "phrase"),
    [
        ("ai", "promising meetings between Israeli officials"),
        ("ai", "solar fields and efficient data centres"),
        ("ai", "the integration of AI with drones"),
        ("trade", "a free trade agreement (FTA)"),
        ("make-in-india", "joint production efforts"),
        ("make-in-india", "indigenous manufacturing"),
    ],
)
def test_a_briefing_holds_what_its_reader_looks_for(own: Built, topic: str, phrase: str) -> None:
    assert any(phrase in text for text in own.quoted(f"/topics/{topic}/"))


def test_the_report_says_beside_each_passage_which_briefings_it_feeds(own: Built) -> None:
    for number, element in enumerate(own.main(REPORT).cssselect("[id^=p-]"), start=1):
        around = element.getparent()
        topics = [link.rstrip("/").rsplit("/", 1)[1] for link in hrefs(around) if "/topics/" in link]
        assert topics == sorted(SPEAKS_TO[number].split(), key=["defence", "ai", "trade", "make-in-india"].index)


def test_every_quotation_equals_its_passage_and_leads_to_it(own: Built) -> None:
    quotations = [quotation for address in own.addresses() for quotation in own.quotations(address)]
    assert len(quotations) > 30
    assert [fault for quotation in quotations for fault in quotation.faults()] == []


def test_every_quotation_of_the_report_stands_under_its_source_and_date(own: Built) -> None:
    for address in own.addresses():
        for quotation in own.quotations(address):
            if REPORT in quotation.cite:
                assert [time.get("datetime") for time in quotation.report.cssselect("time")] == ["2026-02-24"]
                assert any(link.endswith("/sources/ani/") for link in hrefs(quotation.report))


def test_the_estimated_date_is_shown_as_such_wherever_the_report_stands(own: Built) -> None:
    shown = 0
    for address in own.addresses():
        main = own.main(address)
        listed = [
            link.getparent().getparent() for link in main.cssselect("h2 a, h3 a") if link.get("href").endswith(REPORT)
        ]
        for place in [*listed, *(main.cssselect("header") if address == REPORT else [])]:
            (time,) = place.cssselect("time[datetime='2026-02-24']")
            assert re.search(r"\babout\b", words(time.getparent())), f"{address}: {words(place)}"
            shown += 1
    assert shown > 5


def test_the_announced_visit_is_a_date_ahead(own: Built) -> None:
    for address in ("/", "/topics/defence/", "/topics/ai/", REPORT):
        dates = [time.get("datetime") for time in own.main(address).cssselect("li time")]
        assert {"2026-02-25", "2026-02-26"} <= set(dates), address


def test_the_name_that_the_report_leaves_unclear_is_never_linked(own: Built) -> None:
    for address in own.addresses():
        for link in own.page(address).cssselect("a"):
            assert not re.search(r"\bMIT\b", words(link)), address


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("JP Singh", "jp-singh"),
        ("Reuven Azar", "reuven-azar"),
        ("Benjamin Netanyahu", "benjamin-netanyahu"),
        ("Iron Dome", "iron-dome"),
        ("Sudarshan Chakra", "sudarshan-chakra"),
        ("Ministry of Foreign Affairs", "ministry-of-foreign-affairs"),
        ("New Delhi", "new-delhi"),
        ("Tel Aviv", "tel-aviv"),
    ],
)
def test_who_and_what_the_report_names_is_linked_where_it_first_stands(own: Built, name: str, slug: str) -> None:
    links = [link for link in own.main(REPORT).cssselect("[id^=p-] a") if link.get("href").endswith(f"/{slug}/")]
    assert [words(link) for link in links] == [name]


def test_short_names_lead_to_the_people_they_stand_for(own: Built) -> None:
    singh = paragraphs_quoted(own, "/entities/jp-singh/")
    azar = paragraphs_quoted(own, "/entities/reuven-azar/")
    modi = paragraphs_quoted(own, "/entities/narendra-modi/")
    assert (singh, azar, modi) == ([1, 2, 3], [5, 6, 8, 9], [1, 2, 5, 13])


def test_every_registered_entity_is_named_by_a_passage(own: Built) -> None:
    pages = [address for address in own.addresses() if re.fullmatch(r"/entities/[^/]+/", address)]
    # The agency signs the report; its text does not name it.
    unnamed = [address for address in pages if not own.quotations(address) and address != "/entities/ani/"]
    assert len(pages) >= 15
    assert unnamed == []


def test_every_link_on_every_page_leads_somewhere(own: Built) -> None:
    links = list(own.links())
    assert sum(own.is_own(link, page) for page, link in links) > 300
    assert own.broken_links() == []


def test_every_link_stays_under_the_base_path(own: Built) -> None:
    rooted = {link for _, link in own.links() if link.startswith("/")}
    assert rooted
    assert [link for link in rooted if not link.startswith(own.base_path)] == []


def test_no_page_is_an_orphan(own: Built) -> None:
    assert set(own.addresses()) - own.reachable() == {"/404.html"}


def test_nothing_but_the_site_itself_is_loaded(own: Built) -> None:
    for address in own.addresses():
        loaded = own.page(address).cssselect("script[src], img[src], link[rel=stylesheet], link[rel=icon], iframe")
        assert all(own.is_own(element.get("src") or element.get("href"), address) for element in loaded)


def test_the_content_gives_no_cause_for_advice(own: Built) -> None:
    assert own.issues == ()
