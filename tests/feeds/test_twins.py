"""Twins in Markdown, read back by a Markdown parser."""

import re
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from tests.sites import Built, article, entity, make_site, topic, words

HEAD = "-- site.yaml --\ntitle: Varnholt Desk\ntwins: true\n"
REPORT = article(
    "a",
    """
    summary: In *short*.
    source: {name: Quillon Wire, url: https://quillon.example/1, licence: CC BY 4.0, retrieved: 2031-04-03}
    date_estimated: true
    key_points: ["1. It is open"]
    corrections: [{date: 2031-05-01, note: It was shut., material: true}]
    events: [{date: 2031-09-01, title: The quay fair}]
    """,
    "A quay of Orlo Venn, see [b](b.md) and [below](#s-more); 2 < 3 | 4 * 5.\n\n## More\n\n- One.\n- Two.\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    title="Quay #1 <opens>",
)
DESK = (
    HEAD
    + topic(
        "ports",
        "terms: [quay]\nsummary: The bottom line.\nkey_points: [{text: Open.}]\nquestions: [{text: Why?}]",
        "The brief.",
    )
    + entity("orlo", "Orlo Venn", "person", "roles: [{title: Pilot, from: 2019}]")
    + REPORT
    + article("b", body="Nothing.", date="2031-03-01")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make_site(tmp_path_factory.mktemp("twins"), DESK).build(base_url="https://brief.example/briefing/")


def read(built: Built, address: str) -> html.HtmlElement:
    rendered = MarkdownIt("commonmark").enable("table").render(built.text(address))
    return html.fragment_fromstring(rendered, create_parent="div")


def test_a_report_says_the_same_in_its_twin(built: Built) -> None:
    twin = read(built, "/articles/a/index.md")
    assert words(twin.cssselect("h1")[0]) == "Quay #1 <opens>"
    said = words(twin)
    for element in built.main("/articles/a/").cssselect("p[id^=p-], li [id^=p-], div[id^=p-] p"):
        assert words(element) in said
    for text in (
        "about 2 April 2031, Quillon Wire",
        "Retrieved 3 April 2031. CC BY 4.0",
        "It was shut.",
        "1. It is open",
        "In *short*.",
    ):
        assert text in said
    assert [words(cell) for cell in twin.cssselect("td")] == ["1", "2"]
    assert [words(heading) for heading in twin.cssselect("h2")] == ["More"]


def test_a_briefing_quotes_in_its_twin_what_its_page_quotes(built: Built) -> None:
    twin = read(built, "/topics/ports/index.md")
    assert [words(quoted) for quoted in twin.cssselect("blockquote")] == built.quoted("/topics/ports/")
    assert [words(heading) for heading in twin.cssselect("h2")] == [
        "Key points",
        "What is new",
        "Standing brief",
        "Dates ahead",
        "Who is who",
        "Sources",
        "Open questions",
    ]
    assert "Orlo Venn, Pilot (from 2019) (1)" in words(twin)
    assert "1 September 2031: The quay fair (Quay #1 <opens>)" in words(twin)
    for text in ("The bottom line.", "Open.", "The brief."):
        assert text in words(twin)


@pytest.mark.parametrize("address", ["/articles/a/index.md", "/topics/ports/index.md"])
def test_links_in_a_twin_are_absolute_and_resolve(built: Built, address: str) -> None:
    links = [link.get("href") for link in read(built, address).cssselect("a")]
    assert [link for link in links if not re.match("https?://", link)] == []
    assert [link for link in links if built.is_own(link) and built.target(link) is None] == []


def test_pages_lead_to_their_twins(built: Built) -> None:
    for address in ("/articles/a/", "/topics/ports/"):
        (link,) = built.page(address).cssselect("link[type='text/markdown']")
        assert link.get("href") == f"/briefing{address}index.md"
    assert not built.page("/").cssselect("link[type='text/markdown']")


def test_there_are_none_where_nobody_asked(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK.replace("twins: true\n", "")).build()
    assert [name for name in built.files() if name.endswith(".md")] == []
    assert not built.page("/articles/a/").cssselect("link[type='text/markdown']")


def test_a_twin_is_made_again_with_its_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK)
    site.build()
    site.write(article("b", body="Nothing more.", date="2031-03-01"))
    made = {address for address in site.build().outcome.made if address.endswith(".md")}
    assert made == {"/articles/b/index.md"}
    site.write(REPORT.replace("A quay", "The quay"))
    made = {address for address in site.build().outcome.made if address.endswith(".md")}
    assert made == {"/articles/a/index.md", "/topics/ports/index.md"}


def test_a_twin_tells_word_for_word_what_has_marks_in_it(tmp_path: Path) -> None:
    marked = "1 <b>2</b> & *3* [4](5)"
    built = make_site(
        tmp_path,
        f"-- site.yaml --\ntitle: 'Desk {marked}'\ntwins: true\n"
        + topic(
            "ports", f"summary: '{marked}'\nkey_points: [{{text: '{marked}'}}]\nquestions: [{{text: '{marked}'}}]"
        )
        + article("a", f"summary: '{marked}'\nkey_points: ['{marked}']", "Words."),
    ).build()
    for address, often in (("/articles/a/index.md", 3), ("/topics/ports/index.md", 4)):
        assert words(read(built, address)).count(marked) == often


def test_a_briefing_tells_in_its_twin_what_is_new_since_its_review_and_what_is_only_listed(tmp_path: Path) -> None:
    built = make_site(
        tmp_path,
        HEAD
        + topic("ports", "terms: [quay]\nsummary: Line.\nreviewed: 2031-03-15")
        + topic("empty")
        + article(
            "a",
            "source: 'Q & <b>R</b>'\nevents: [{date: 2031-09-01, title: 'Fair <b>'}]",
            "A quay.",
            title="New <i>report</i>",
        )
        + article("b", "topics: [ports]\nsummary: 'Only <b>listed</b>.'", "Nothing.", "2031-03-01"),
    ).build()
    twin = read(built, "/topics/ports/index.md")
    assert [words(quoted) for quoted in twin.cssselect("blockquote")] == ["A quay."]
    assert [words(heading) for heading in twin.cssselect("h3")] == ["New <i>report</i>", "B"]
    for text in (
        "Reviewed 15 March 2031",
        "1 September 2031: Fair <b> (New <i>report</i>)",
        "2 April 2031, Q & <b>R</b>",
        "Q & <b>R</b> (1)",
        "Only <b>listed</b>.",
    ):
        assert text in words(twin)
    assert words(read(built, "/topics/empty/index.md")) == "Empty From Varnholt Desk"


def test_a_report_leads_in_its_twin_to_where_it_was_first_published(built: Built) -> None:
    links = [link.get("href") for link in read(built, "/articles/a/index.md").cssselect("a")]
    assert "https://quillon.example/1" in links
