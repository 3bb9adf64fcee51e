"""Lists: each report on those it belongs to, with what a topic or an entity has of it beside it."""

from pathlib import Path

import pytest

from briefkit.disk.state import Cache, State
from briefkit.model.site import Site
from briefkit.pipeline import prepare, settings_of
from briefkit.request import Stopwatch
from briefkit.views.lists import listings_of, lists_of
from tests.sites import article, entity, make_site, topic


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = make_site(
        tmp_path,
        topic("coast", "terms: [coast]")
        + topic("ports", "parent: coast\nterms: [quay]")
        + entity("venn", "Orlo Venn")
        + article("a", "source: Quillon Wire", "The quay on the coast.", "2029-04-02")
        + article("b", "", "A quay of Orlo Venn.", "2030-04-02")
        + article("c", "topics: [ports]", "Nothing about them.", "2031-04-02"),
    )
    request = made.request()
    prepared = prepare(request, settings_of(request)[0], Cache(tmp_path, b""), State(), Stopwatch())
    assert prepared.ready is not None
    return prepared.ready.catalogue.site


def test_a_report_stands_on_its_lists_and_on_those_above_newest_first(site: Site) -> None:
    assert lists_of(site).lists == {
        "/topics/coast/": ("c", "b", "a"),
        "/topics/ports/": ("c", "b", "a"),
        "/entities/venn/": ("b",),
        "/sources/quillon-wire/": ("a",),
        "/archive/": ("c", "b", "a"),
    }


def test_what_a_list_quotes_stands_beside_it_and_a_parent_quotes_no_more_than_its_own(site: Site) -> None:
    shares = lists_of(site).shares
    assert {listing: share.passages for listing, share in shares.items()} == {
        "/topics/coast/": (0, 0, 1),
        "/topics/ports/": (0, 1, 1),
        "/entities/venn/": (1,),
    }
    for share in shares.values():
        assert [bool(stamp) for stamp in share.stamps] == [bool(passages) for passages in share.passages]


def test_the_lists_of_one_report_are_those_that_it_stands_on(site: Site) -> None:
    """Those of sources aside: which one a report has is not among its facts."""
    lists = lists_of(site).lists
    for slug, report in site.reports.items():
        of_report = set(listings_of(site, report.filed.facts))
        assert of_report == {name for name, slugs in lists.items() if slug in slugs and "/sources/" not in name}
