"""Sources: registered ones by their records, others by the name that reports give them."""

from briefkit.linking.outlets import Outlets
from briefkit.model.filed import Filed
from briefkit.model.records import Credit
from tests.model.examples import article, filed, source

WIRE = source("Northline Wire", slug="northline")


def report(slug: str, name: str) -> Filed:
    return filed(article(slug, source=Credit(name) if name else None))


def test_a_registered_source_is_known_in_any_case_and_keeps_its_slug() -> None:
    outlets = Outlets([WIRE], [])
    assert outlets.slug_of("northline WIRE") == outlets.slug_of("Northline Wire") == "northline"


def test_a_source_that_is_only_named_gets_a_slug_made_from_its_name() -> None:
    assert Outlets([WIRE], []).slug_of("Harbour Press (evening)") == "harbour-press-evening"


def test_all_sources_stand_in_the_order_of_names_and_only_registered_ones_have_a_record() -> None:
    articles = [
        report("a", "Wharf Times"),
        report("b", "Harbour Press"),
        report("c", ""),
        report("d", "northline wire"),
    ]
    found = Outlets([WIRE], articles).all()
    assert [(slug, outlet.name, outlet.record) for slug, outlet in found.items()] == [
        ("harbour-press", "Harbour Press", None),
        ("northline", "Northline Wire", WIRE),
        ("wharf-times", "Wharf Times", None),
    ]


def test_a_source_spelt_in_several_ways_is_called_as_in_the_first_file_whatever_the_order_of_reports() -> None:
    articles = [report("b", "HARBOUR PRESS"), report("a", "Harbour Press"), report("c", "harbour press")]
    for order in (articles, articles[::-1]):
        assert [outlet.name for outlet in Outlets([], order).all().values()] == ["Harbour Press"]
