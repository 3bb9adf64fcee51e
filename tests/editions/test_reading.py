"""Built pages as an edition: made by real builds, so that templates and reading cannot drift apart."""

from pathlib import Path

import pytest

from briefkit.editions.edition import Edition, Event
from briefkit.editions.reading import base_path_of, edition_of, reads_alike
from tests.sites import Built, article, entity, make_site, topic

TEXT = (
    topic("ports", "terms: [quay]\nsummary: Quays grow.\nkey_points: [{text: One quay is new.}]", "Standing words.")
    + topic("grain", "terms: [barley]")
    + topic("piers", "terms: [pier]")
    + entity("tor", "Tor Ashby", "person", "summary: Harbour master.")
    + article(
        "a",
        "summary: What this is about.\naliases: [/old/a/]\nkey_points: [The point.]\nsource: Northline Wire\n"
        "events: [{date: 2031-07-01, end: 2031-07-02, title: Fair}, {date: 2031-05, title: Survey}]\n"
        "corrections: [{date: 2031-04-03, note: The name was wrong.}]",
        "Barley on the *quay*, says Tor Ashby.\n\nNothing here.\n\n- An item\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    )
    + article("gone", "expires: 2031-05-01", "A quay that was.")
    + article("b", body="A second quay.\n\nSee [it](a.md) and [grain](../topics/grain.md).", title="Paint refreshed")
    + "-- content/pages/about.md --\n---\ntitle: About\n---\nWho we are.\n"
)


def read(built: Built) -> Edition:
    pages = {name: data.decode() for name, data in built.files().items() if name.endswith(".html")}
    return edition_of(pages, built.files(), base_path_of(pages["index.html"]))


@pytest.fixture(params=["https://brief.example/", "https://brief.example/the%20desk/b/"])
def edition(tmp_path: Path, request: pytest.FixtureRequest) -> Edition:
    return read(make_site(tmp_path, TEXT).build(base_url=request.param))


def test_passages_are_read_with_the_briefings_that_quote_them(edition: Edition) -> None:
    passages = [(passage.text, passage.topics) for passage in edition.reports["/articles/a/"].passages]
    assert passages == [
        ("Barley on the quay, says Tor Ashby.", ("/topics/grain/", "/topics/ports/")),
        ("Nothing here.", ()),
        ("An item", ()),
        ("A B 1 2", ()),
    ]
    assert all(passage.id.startswith("p-") for passage in edition.reports["/articles/a/"].passages)
    leading_to_a_topic = edition.reports["/articles/b/"].passages[1]
    assert (leading_to_a_topic.text, leading_to_a_topic.topics) == ("See it and grain.", ())


def test_topics_have_their_titles(edition: Edition) -> None:
    assert edition.topics == {"/topics/ports/": "Ports", "/topics/grain/": "Grain", "/topics/piers/": "Piers"}


def test_topics_have_their_titles_where_a_report_alone_is_read(tmp_path: Path) -> None:
    files = make_site(tmp_path, TEXT).build().files()
    page = files["articles/a/index.html"].decode()
    read_alone = edition_of({"articles/a/index.html": page}, files, "/")
    assert read_alone.topics == {"/topics/ports/": "Ports", "/topics/grain/": "Grain"}


def test_reports_have_what_stands_around_their_text_and_nothing_of_other_reports(edition: Edition) -> None:
    report = edition.reports["/articles/a/"]
    told = " ".join(report.lines)
    for words in ("What this is about.", "The point.", "The name was wrong.", "Northline Wire", "2 April 2031"):
        assert words in told
    assert "second" not in told  # b cites a, and is related


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "<header><h1>Title</h1><p>2 April</p><div><p>One.</p><p>Two.</p></div></header>",
            ("2 April", "One.", "Two."),
        ),
        ('<figure class="lead-picture"><img alt="A quay"></figure>', ("A quay",)),
        ('<header><p>Who</p><p><strong class="badge">new</strong> since</p></header>', ("Who",)),
        ('<section aria-labelledby="brief"><p>Own.</p></section><section><p>Of others.</p></section>', ("Own.",)),
        ("<p>Loose.</p>", ()),
    ],
)
def test_what_belongs_to_a_page_alone_is_told_a_line_a_block(page: str, lines: tuple[str, ...]) -> None:
    read_alone = edition_of({"articles/a/index.html": f"<main>{page}</main>"}, [], "/")
    assert read_alone.reports["/articles/a/"].lines == lines


def test_events_are_read_with_their_days(edition: Edition) -> None:
    assert set(edition.reports["/articles/a/"].events) == {
        Event("2031-07-01/2031-07-02", "Fair"),
        Event("2031-05", "Survey"),
    }


def test_a_withdrawn_report_is_none(edition: Edition) -> None:
    assert set(edition.reports) == {"/articles/a/", "/articles/b/"}
    assert "/articles/gone/" in edition.addresses


def test_redirects_are_read(edition: Edition) -> None:
    assert edition.redirects == {"/old/a/": "/articles/a/"}


def test_other_pages_have_the_words_that_were_written_for_them(edition: Edition) -> None:
    ports = edition.pages["/topics/ports/"]
    assert ports.title == "Ports"
    assert {"Quays grow.", "One quay is new.", "Standing words."} <= set(ports.lines)
    assert not any("second" in line for line in ports.lines)
    assert "Harbour master." in edition.pages["/entities/tor/"].lines
    assert edition.pages["/about/"].lines == ("Who we are.",)
    assert "/" not in edition.pages  # made of what others tell, a title that holds “refresh” among it


def test_addresses_are_those_that_a_reader_may_have_kept(edition: Edition) -> None:
    assert {"/", "/articles/a/", "/old/a/", "/feed.xml", "/topics/ports/feed.xml", "/404.html"} <= edition.addresses
    assert not any(address.startswith(("/assets/", "/media/", "/pagefind/")) for address in edition.addresses)


@pytest.mark.parametrize(
    ("home", "path"),
    [
        ('<link rel="icon" href="/i.svg"><link rel="canonical" href="https://brief.example/desk/">', "/desk/"),
        ('<a rel="canonical" href="/a/">a</a><link rel="canonical" href="https://brief.example/desk/">', "/desk/"),
        ('<link rel="canonical" href="https://brief.example">', "/"),
        ("<p>no page of ours</p>", "/"),
    ],
)
def test_a_site_stands_where_its_front_page_says(home: str, path: str) -> None:
    assert base_path_of(home) == path


def test_pages_read_alike_where_only_what_surrounds_them_all_differs() -> None:
    page = "<header>{}</header><main id=x>{}</main><footer>{}</footer>"
    assert reads_alike(page.format("A", "same", "B"), page.format("C", "same", "D"))
    assert not reads_alike(page.format("A", "one", "B"), page.format("A", "other", "B"))
    assert reads_alike("<p>a redirect</p>", "<p>a redirect</p>")
    assert not reads_alike("<p>a redirect</p>", "<p>another</p>")
    assert not reads_alike("<p>a redirect</p>", page.format("", "", ""))
