"""What the search index knows: asked of the built index itself, as a reader's browser would load it."""

from pathlib import Path

import pytest

from tests.sites import Built, article, make_site, topic, words


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(
        tmp_path_factory.mktemp("indexed"),
        topic("ports", "terms: [quay]")
        + topic("grain", "terms: [grain]")
        + article(
            "a",
            "source: 'Quillon \"Wire\"'\ndate_estimated: true\nsummary: From 1 <i to 2.",
            "A quay.\n\nSome grain & <i>chaff</i>, 3 &lt;b than 4.",
            title='On <b>quays</b> & "piers"',
        )
        + article("b", "lang: he", "מילים.", "2030-12-31")
        + article("draft", "status: draft", "A quay."),
    )
    return site.build(search=True, base_url="https://brief.example/briefing/")


def test_every_live_report_is_indexed_by_its_address_below_the_base_path(built: Built) -> None:
    assert sorted(built.indexed()) == ["/articles/a/", "/articles/b/"]


def test_a_report_can_be_found_by_topic_source_and_year(built: Built) -> None:
    filters = built.indexed()["/articles/a/"]["filters"]
    assert {name: sorted(values) for name, values in filters.items()} == {
        "topic": ["grain", "ports"],
        "source": ["quillon-wire"],
        "year": ["2031"],
    }
    assert built.indexed()["/articles/b/"]["filters"] == {"year": ["2030"], "lang": ["he"]}


def test_the_filters_are_the_choices_of_the_search_page(built: Built) -> None:
    for name, values in built.indexed()["/articles/a/"]["filters"].items():
        offered = [option.get("value") for option in built.main("/search/").cssselect(f"select[name={name}] option")]
        assert set(values) <= set(offered)


def test_every_passage_is_an_anchor_that_the_report_has(built: Built) -> None:
    indexed = built.indexed()["/articles/a/"]
    anchors = [anchor["id"] for anchor in indexed["anchors"]]
    assert anchors == [element.get("id") for element in built.main("/articles/a/").cssselect("[id^=p-]")]
    assert len(anchors) == 2


def test_the_index_holds_the_words_of_the_passages(built: Built) -> None:
    indexed = built.indexed()["/articles/a/"]
    for element in built.main("/articles/a/").cssselect("[id^=p-]"):
        assert words(element) in indexed["content"]
    assert "From 1 <i to 2." in indexed["content"]


def test_a_result_has_the_title_date_and_source_that_its_page_shows(built: Built) -> None:
    told = built.indexed()["/articles/a/"]["meta"]
    assert told["title"] == 'On <b>quays</b> & "piers"'
    assert (told["date"], told["iso"], told["source"]) == ("about 2 April 2031", "2031-04-02", 'Quillon "Wire"')
    told = built.indexed()["/articles/b/"]["meta"]
    assert (told["date"], told["iso"], "source" in told) == ("31 December 2030", "2030-12-31", False)


def test_a_bare_reference_is_found_by_the_words_that_readers_see(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, article("b3", body="A quay.", title="Harbour opened") + article("a", body="See [[b3]].")
    )
    built = site.build(search=True)
    (said,) = built.main("/articles/a/").cssselect("[id^=p-]")
    assert words(said) == "See Harbour opened."
    assert words(said) in built.indexed()["/articles/a/"]["content"]
