"""The search index beside incremental builds: it answers as that of a clean build, and only what changed is made."""

from collections.abc import Callable
from pathlib import Path

import pytest

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


def eras(built: Built) -> set[str]:
    """The bundles that were written, by year."""
    return {name.split("/")[1] for name in built.outcome.written if name.startswith("pagefind/")}


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
    assert eras(built) == changed


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
    assert eras(built) == {"2030"}
    assert not [name for name in site.build().files() if name.startswith("pagefind/")]
    assert site.build(search=True).indexed_by_era() == before


def test_the_clock_brings_a_report_into_the_index(site: Site) -> None:
    site.build(search=True)
    built = site.build(search=True, as_of="2032-01-03")
    assert "2032" in built.indexed_by_era()
    assert eras(built) == {"2032"}
