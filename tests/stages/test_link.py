"""Passages on their topics, names bound, links resolved, kinship worked out: seen on pages of small sites."""

from pathlib import Path

import pytest

from tests.sites import Built, article, entity, hrefs, make_site, topic, words

TOPICS = topic("ports", "terms: [harbour, quay]\norder: 1") + topic("grain", "terms: [grain, WHEAT]\norder: 2")


def feeds(built: Built, slug: str) -> dict[str, list[str]]:
    """Which briefings each passage of a report feeds, as its page says."""
    found = {}
    for said in built.main(f"/articles/{slug}/").cssselect("[id^=p-]"):
        links = hrefs(said.getparent())
        found[words(said)] = [link.split("/")[2] for link in links if link.startswith("/topics/")]
    return found


def test_a_passage_stands_on_each_topic_whose_terms_it_contains(tmp_path: Path) -> None:
    body = "The harbours are full.\n\nGrain waits on the quay.\n\nNothing of note.\n\nWheat is no WHEAT.\n"
    built = make_site(tmp_path, TOPICS + article("quay", body=body)).build()
    assert feeds(built, "quay") == {
        "The harbours are full.": ["ports"],
        "Grain waits on the quay.": ["ports", "grain"],
        "Nothing of note.": [],
        "Wheat is no WHEAT.": ["grain"],
    }
    assert built.quoted("/topics/ports/") == ["The harbours are full.", "Grain waits on the quay."]
    assert built.quoted("/topics/grain/") == ["Grain waits on the quay.", "Wheat is no WHEAT."]


def test_a_passage_placed_by_hand_stands_there_and_nowhere_else(tmp_path: Path) -> None:
    body = """
        {topics="grain"}
        The harbour is full.

        {topics=""}
        The quay is dull.

        {topics="ports grain"}
        - Sacks.
        - Ropes.

        The harbour again.
    """
    built = make_site(tmp_path, TOPICS + article("quay", body=body)).build()
    assert built.quoted("/topics/ports/") == ["Sacks.", "Ropes.", "The harbour again."]
    assert built.quoted("/topics/grain/") == ["The harbour is full.", "Sacks.", "Ropes."]


def test_a_listed_topic_that_no_passage_speaks_to_shows_the_report_without_a_quotation(tmp_path: Path) -> None:
    site = make_site(tmp_path, TOPICS + article("quay", "topics: [grain]\nsummary: Short.", "The harbour is full."))
    built = site.build()
    assert built.quoted("/topics/grain/") == []
    assert hrefs(built.main("/topics/grain/"), "article a") == ["/articles/quay/"]
    assert "The harbour is full." not in words(built.main("/topics/grain/"))
    assert set(hrefs(built.main("/articles/quay/"))) >= {"/topics/grain/", "/topics/ports/"}


def test_a_second_report_naming_another_bearer_of_a_short_name_links_nobody_wrongly(tmp_path: Path) -> None:
    venn = entity("orlo-venn", "Orlo Venn", "person", "short_names: [Venn]\nroles: [{title: Envoy}]")
    site = make_site(
        tmp_path,
        venn
        + article("first", body="Envoy Orlo Venn arrived.\n\nVenn spoke of barley.")
        + article("second", body="Minister Tarka Venn objected.\n\nVenn left early, and Venn's staff too.")
        + article("third", body="Orlo Venn met Tarka Venn.\n\nVenn smiled."),
    )
    built = site.build()
    assert built.quoted("/entities/orlo-venn/") == [
        "Envoy Orlo Venn arrived.",
        "Venn spoke of barley.",
        "Orlo Venn met Tarka Venn.",
    ]
    linked = {
        slug: [words(link) for link in built.main(f"/articles/{slug}/").cssselect("[id^=p-] a")]
        for slug in ("first", "second", "third")
    }
    assert linked == {"first": ["Orlo Venn"], "second": [], "third": ["Orlo Venn"]}
    assert {(issue.rule, issue.place.path) for issue in built.issues} == {
        ("short-name-is-clear", "content/articles/second.md"),
        ("short-name-is-clear", "content/articles/third.md"),
    }


def test_two_registered_bearers_of_a_short_name_share_it_only_where_one_is_named(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        entity("orlo-venn", "Orlo Venn", "person", "short_names: [Venn]")
        + entity("tarka-venn", "Tarka Venn", "person", "short_names: [Venn]")
        + article("one", body="Tarka Venn objected.\n\nVenn left.")
        + article("both", body="Tarka Venn met Orlo Venn.\n\nVenn left again."),
    )
    built = site.build()
    assert sorted(built.quoted("/entities/tarka-venn/")) == [
        "Tarka Venn met Orlo Venn.",
        "Tarka Venn objected.",
        "Venn left.",
    ]
    assert built.quoted("/entities/orlo-venn/") == ["Tarka Venn met Orlo Venn."]


def test_names_are_linked_at_their_first_mention_in_each_section(tmp_path: Path) -> None:
    body = """
        Quillon Wire reports. Quillon Wire again.

        Quillon Wire once more.

        ## Later by Quillon Wire

        Quillon Wire returns; `Quillon Wire` is code and [Quillon Wire](https://quillon.example/) a link.
    """
    built = make_site(tmp_path, entity("quillon-wire", "Quillon Wire") + article("wire", body=body)).build()
    passages = built.main("/articles/wire/").cssselect("[id^=p-]")
    assert [hrefs(passage, "a[href^='/entities']") for passage in passages] == [
        ["/entities/quillon-wire/"],
        [],
        ["/entities/quillon-wire/"],
    ]
    assert not built.main("/articles/wire/").cssselect("h2 a, code a, a a")


def test_a_report_may_decline_the_linking_of_names(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        entity("quillon-wire", "Quillon Wire") + article("wire", "autolink: false", "Quillon Wire reports."),
    )
    built = site.build()
    assert hrefs(built.main("/articles/wire/"), "[id^=p-] a") == []
    assert built.quoted("/entities/quillon-wire/") == ["Quillon Wire reports."]


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("[it](other.md)", "/articles/other/"),
        ("[it](other)", "/articles/other/"),
        ("[it](./deep/other.md)", "/articles/other/"),
        ("[it](../articles/deep/other.md)", "/articles/other/"),
        ("[it](other.md#{id})", "/articles/other/#{id}"),
        ("[[other]]", "/articles/other/"),
        ("[[other|it]]", "/articles/other/"),
        ("[[other#{id}|it]]", "/articles/other/#{id}"),
        ("[it](../topics/ports.md)", "/topics/ports/"),
        ("[it](ports.md)", "/topics/ports/"),
        ("[it][1]\n\n[1]: other.md", "/articles/other/"),
        ('[it](other.md "a > b")', "/articles/other/"),
        ("[it](dated)", "/articles/dated/"),
        ("[it](2031-04-01-dated.md)", "/articles/dated/"),
        ("[it](https://quillon.example/a?b=1&c=2)", "https://quillon.example/a?b=1&c=2"),
        ("[it](mailto:desk@varnholt.example)", "mailto:desk@varnholt.example"),
    ],
)
def test_a_link_leads_where_its_writer_meant(tmp_path: Path, written: str, leads_to: str) -> None:
    # SHA-256 of "The quay is open." begins so.
    passage = "p-ffb4cc4d"
    site = make_site(
        tmp_path,
        TOPICS
        + article("deep/other", body="The quay is open.")
        + article("2031-04-01-dated", body="Dated.")
        + article("here", body=f"See {written.replace('{id}', passage)}"),
    )
    built = site.build()
    assert built.issues == ()
    (link,) = hrefs(built.main("/articles/here/"), "[id^=p-] a")
    assert link == leads_to.replace("{id}", passage)
    assert built.broken_links() == []


def test_a_bare_reference_is_called_after_the_report_it_leads_to(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("other", body="Quay.", title="Harbour & sons")
        + article("here", body="See [[other]] and [[other|that]]."),
    )
    links = site.build().main("/articles/here/").cssselect("[id^=p-] a")
    assert [words(link) for link in links] == ["Harbour & sons", "that"]


def test_a_summary_that_was_not_written_calls_reports_as_the_first_passage_does(tmp_path: Path) -> None:
    quay, here = (
        article("quay", body="Quay.", title="Quay & sons"),
        article("here", body="See [[quay]], [[quay|it]]."),
    )
    site = make_site(
        tmp_path / "site", topic("ports") + quay + article("cites", "topics: [ports]", "No. [[here]].") + here
    )
    built = site.build()
    said = "See Quay & sons, it."
    assert [words(p) for p in built.main("/archive/").cssselect(".summary")] == ["No. Here.", said, "Quay."]
    assert not built.main("/articles/here/").cssselect(".standfirst")
    assert built.page("/articles/here/").xpath("//meta[@name='description']/@content") == [said]
    site.write(quay.replace("Quay & sons", "Quay & daughters"))
    again = site.build()
    assert "See Quay & daughters, it." in words(again.main("/archive/"))
    assert again.files() == site.build(full=True, output=tmp_path / "clean").files()


@pytest.mark.parametrize("written", ["[the report](secret.md)", "[[secret|the report]]", "[[secret]]"])
@pytest.mark.parametrize("hidden", ["status: draft", "date: 2031-07-01"])
def test_a_link_to_what_is_not_yet_live_is_plain_words_and_tells_nothing_of_it(
    tmp_path: Path, written: str, hidden: str
) -> None:
    site = make_site(
        tmp_path,
        "-- content/articles/secret.md --\n---\n"
        f"title: Zyxolith found\n{hidden}\n{'' if 'date' in hidden else 'date: 2031-04-01'}\n---\nZyxolith.\n"
        + article("here", body=f"See {written} soon."),
    )
    built = site.build()
    (said,) = built.main("/articles/here/").cssselect("[id^=p-]")
    assert hrefs(said) == []
    assert [name for name, data in built.files().items() if b"Zyxolith" in data] == []
    (issue,) = built.issues
    assert (issue.rule, issue.severity, issue.place.path) == (
        "link-leads-to-live-report",
        "advice",
        "content/articles/here.md",
    )


def test_a_link_to_an_expired_report_leads_to_its_stub(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("gone", "expires: 2031-05-01", "The quay is open.")
        + article("here", body="See [it](gone.md) and [there](gone.md#p-ffb4cc4d)."),
    )
    built = site.build()
    assert built.issues == ()
    assert hrefs(built.main("/articles/here/"), "[id^=p-] a") == ["/articles/gone/", "/articles/gone/"]


def test_without_a_summary_the_first_passage_stands_in_cut_at_a_sentence(tmp_path: Path) -> None:
    sentence = "The council of Varnholt weighed the matter for a long while. "
    site = make_site(tmp_path, article("long", body=sentence * 6) + article("short", body="A quay.\n\nMore."))
    listed = [words(summary) for summary in site.build().main("/archive/").cssselect("li > p:last-child")]
    assert listed == [(sentence * 3).strip(), "A quay."]


def test_every_quotation_equals_its_passage_whatever_it_is_made_of(tmp_path: Path) -> None:
    body = """
        A harbour with *emphasis*, `code`, a [link](https://quillon.example/), a note[^1] and &amp; <b>signs</b>.

        > A quotation of the harbour.
        >
        > In two paragraphs.

        | Harbour | Tons |
        |---------|-----:|
        | Ostmark | 12   |

        1. The harbour in a list.

           With a second paragraph.
        2. Harbour, [[other]].

        The harbour
        on two lines.

        Harbour twice.

        Harbour twice.

        [^1]: The note.
    """
    site = make_site(tmp_path, TOPICS + article("other", body="None.") + article("rich", body=body))
    built = site.build()
    quotations = built.quotations("/topics/ports/")
    assert len(quotations) == 8
    assert len({quotation.cite for quotation in quotations}) == 8
    assert [fault for quotation in quotations for fault in quotation.faults()] == []
    assert built.broken_links() == []
