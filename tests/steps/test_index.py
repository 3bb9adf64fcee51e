"""The search index beside incremental builds: it answers as that of a clean build, and only what changed is made."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sites import Built, Site, article, entity, make_site, topic

DESK = (
    topic("ports", "terms: [quay]")
    + entity("venn", "Orlo Venn")
    + article("a", "source: Quillon Wire", "The quay.", "2029-04-02")
    + article("b", "", "A mole of Orlo Venn.", "2030-04-02")
    + article("c", "", "Another quay.", "2031-04-02")
    + article("soon", "", "A pier.", "2032-01-02")
)
SETTINGS = "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 2\nsearch: {eras: always}\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DESK + SETTINGS)


def made(built: Built) -> set[str]:
    """The bundles that were written, by year or part of it."""
    return {name.split("/")[1] for name in built.outcome.written if re.match("pagefind/.*/", name)}


EDITS: dict[str, tuple[Callable[[Site], object], set[str]]] = {
    "nothing": (lambda site: None, set()),
    "a report of an old year": (lambda site: site.write(article("a", "", "The old quay.", "2029-04-02")), {"2029"}),
    "a report added": (lambda site: site.write(article("d", "", "A crane.", "2031-05-02")), {"2031"}),
    "a report of a new year": (lambda site: site.write(article("d", "", "A crane.", "2028-05-02")), {"2028"}),
    "a report that moves to another year": (
        lambda site: site.write(article("b", "", "A mole of Orlo Venn.", "2029-05-02")),
        {"2029"},
    ),
    "the last report of a year gone": (lambda site: site.remove("content/articles/b.md"), set()),
    "a topic's term": (lambda site: site.write(topic("ports", "terms: [mole]")), {"2029", "2030", "2031"}),
    "a source's name": (
        lambda site: site.write("-- content/sources/quillon-wire.md --\n---\nname: QUILLON WIRE\n---\n"),
        {"2029"},
    ),
    "a template": (lambda site: site.write_bytes("templates/assets/site.css", b"p{}"), set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_only_the_bundles_of_years_that_changed_are_made_and_all_answer_as_clean_ones(
    site: Site, tmp_path: Path, name: str
) -> None:
    edit, changed = EDITS[name]
    site.build(search=True)
    edit(site)
    built = site.build(search=True)
    clean = site.build(search=True, full=True, output=tmp_path / "clean")
    assert built.indexed_by_era() == clean.indexed_by_era()
    assert built.data("/pagefind/edition.txt") == clean.data("/pagefind/edition.txt")
    assert made(built) == changed
    assert ("pagefind/edition.txt" in built.outcome.written) == (name not in ("nothing", "a template"))


def test_each_year_has_a_bundle_of_its_reports_and_without_eras_there_is_one(site: Site) -> None:
    by_era = site.build(search=True).indexed_by_era()
    assert {era: sorted(pages) for era, pages in by_era.items()} == {
        "2029": ["/articles/a/"],
        "2030": ["/articles/b/"],
        "2031": ["/articles/c/"],
    }
    site.write("-- site.yaml --\ntitle: Varnholt Desk\nsearch: {eras: never}\n")
    whole = site.build(search=True).indexed_by_era()
    assert {era: sorted(pages) for era, pages in whole.items()} == {
        "": ["/articles/a/", "/articles/b/", "/articles/c/"]
    }


def test_a_damaged_bundle_is_made_again_and_switching_search_off_removes_all(site: Site) -> None:
    before = site.build(search=True).indexed_by_era()
    next((site.root / "output/pagefind/2030").rglob("*.pf_fragment")).write_bytes(b"damaged")
    built = site.build(search=True)
    assert built.indexed_by_era() == before
    assert made(built) == {"2030"}
    assert not [name for name in site.build().files() if name.startswith("pagefind/")]
    assert site.build(search=True).indexed_by_era() == before


def test_the_clock_brings_a_report_into_the_index(site: Site) -> None:
    site.build(search=True)
    built = site.build(search=True, as_of="2032-01-03")
    assert "2032" in built.indexed_by_era()
    assert made(built) == {"2032"}


SHARDS: dict[str, tuple[Callable[[Site], object], set[str]]] = {
    "a report edited": (lambda site: site.write(article("feb", "", "A pier.", "2030-02-02")), {"2030-q1"}),
    "one added": (lambda site: site.write(article("dec", "", "A pier.", "2030-12-02")), {"2030-h2"}),
    "one more than a quarter holds": (
        lambda site: site.write(article("mar", "", "A pier.", "2030-03-02")),
        {"2030-01", "2030-02", "2030-03"},
    ),
    "one gone, and there is room in one half": (
        lambda site: site.remove("content/articles/apr.md"),
        {"2030-h1"},
    ),
    "one that moves within its shard": (
        lambda site: site.write(article("feb", "", "A quay.", "2030-01-03")),
        {"2030-q1"},
    ),
    "one of another year": (lambda site: site.write(article("old", "", "A quay.", "2029-02-01")), {"2029"}),
}


@pytest.mark.parametrize("name", SHARDS)
def test_of_a_full_year_only_the_shard_around_an_edit_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("briefkit.views.shards.FULL", 2)
    dates = {"old": "2029-02-02", "jan": "2030-01-02", "feb": "2030-02-02", "apr": "2030-04-02", "jul": "2030-07-02"}
    site = make_site(tmp_path, SETTINGS + "".join(article(slug, "", "A quay.", date) for slug, date in dates.items()))
    assert list(site.build(search=True).indexed_by_era()) == ["2029", "2030-h2", "2030-q1", "2030-q2"]
    edit, changed = SHARDS[name]
    edit(site)
    built = site.build(search=True)
    clean = site.build(search=True, full=True, output=tmp_path / "clean")
    assert built.indexed_by_era() == clean.indexed_by_era()
    assert built.data("/search/") == clean.data("/search/")
    assert made(built) == changed


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["", *"147"])), min_size=1, max_size=6))
def test_however_reports_come_and_go_the_shards_answer_as_those_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefkit.views.shards.FULL", 2)
        root = tmp_path_factory.mktemp("desk")
        site = make_site(root / "site", SETTINGS + article("first", "", "A quay.", "2030-01-02"))
        for slug, month in edits:
            if month:
                site.write(article(slug, "", f"A quay in month {month}.", f"2030-{month:0>2}-02"))
            elif (site.root / f"content/articles/{slug}.md").exists():
                site.remove(f"content/articles/{slug}.md")
            built = site.build(search=True)
        clean = site.build(search=True, full=True, output=root / "clean")
        assert built.indexed_by_era() == clean.indexed_by_era()
        for address in ("/search/", "/pagefind/edition.txt"):
            assert built.data(address) == clean.data(address)
