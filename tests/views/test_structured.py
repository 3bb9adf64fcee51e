"""JSON-LD on each kind of page."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefkit.views.structured import graph
from tests.sites import Built, article, entity, make_site, topic


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(
        tmp_path_factory.mktemp("structured"),
        "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 1\npublisher: {name: The Desk}\ndescription: What is said.\n"
        + topic("ports", "terms: [quay]\nsummary: Quays grow.")
        + entity(
            "orlo-venn",
            "Orlo Venn",
            "person",
            "roles: [{title: Pilot}]\naliases: [The Old Pilot]\nsummary: Knows the quay.\nsame_as: [https://who.example/venn]",
        )
        + entity(
            "tarka",
            "Tarka Tull",
            "person",
            "roles: [{title: Judge, from: 2010}, {title: Mayor, from: 2021}, {title: Envoy, from: 2015, to: 2020}]",
        )
        + entity("bex", "Bex Orm", "person", "roles: [{title: Envoy, to: 2020}]")
        + entity("lantern-shield", "Lantern Shield", "system", "roles: [{title: Guard}]")
        + article(
            "a",
            "source: Quillon Wire\nupdated: 2031-04-05\nimage: {src: q.png, alt: Quay}",
            "A quay.",
            "2031-04-02T09:00:00+09:00",
        )
        + article(
            "b",
            "authors: [Tarka Venn]\nsource: {name: Quillon Wire, byline: Bex Orm}\nlang: de\nseries: Winter talks\ncorrections: [{date: 2031-01-01, note: A date was wrong.}]",
            "Words.",
            "2030-01-01",
        )
        + article(
            "c",
            "source: {name: Quillon Wire, byline: Bex Orm}\nupdated: 2029-01-01\nevents: [{date: 2031-09, end: 2031-10, title: Fair}, {date: 2032, title: Vote}]",
            "Words.",
            "2029-01-01T09:00:00Z",
            "Word " * 40,
        ),
    )
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    return site.build()


def nodes(built: Built, address: str) -> dict[str, dict[str, Any]]:
    (script,) = built.page(address).cssselect("script[type='application/ld+json']")
    return {node["@type"]: node for node in json.loads(script.text)["@graph"]}


def test_every_page_has_structured_data_that_parses(built: Built) -> None:
    for address in built.addresses():
        assert nodes(built, address), address


def test_a_report_tells_its_dates_author_and_publisher(built: Built) -> None:
    told = nodes(built, "/articles/a/")["NewsArticle"]
    assert told["headline"] == "A"
    assert told["datePublished"] == "2031-04-02T00:00:00+00:00"
    assert told["dateModified"] == "2031-04-05T00:00:00+00:00"
    assert told["author"] == [{"@type": "Organization", "name": "Quillon Wire"}]
    assert told["publisher"]["name"] == "The Desk"
    assert built.target(told["image"]) is not None
    for slug, author in (("b", "Tarka Venn"), ("c", "Bex Orm")):
        told = nodes(built, f"/articles/{slug}/")["NewsArticle"]
        assert told["author"] == [{"@type": "Person", "name": author}]
        assert not {"dateModified", "image", "about"} & told.keys()


def test_a_report_tells_what_it_is_about_in_which_language_and_of_which_series(built: Built) -> None:
    told = nodes(built, "/articles/a/")["NewsArticle"]
    assert (told["description"], told["inLanguage"]) == ("A quay.", "en")
    assert told["about"] == [{"@type": "Thing", "name": "Ports"}]
    assert told["url"] == told["mainEntityOfPage"] == "https://brief.example/articles/a/"
    assert "isPartOf" not in told
    told = nodes(built, "/articles/b/")["NewsArticle"]
    assert told["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Winter talks"}
    assert told["inLanguage"] == "de"


def test_a_headline_is_no_longer_than_machines_take(built: Built) -> None:
    headline = nodes(built, "/articles/c/")["NewsArticle"]["headline"]
    assert headline.startswith("Word Word") and 100 < len(headline) <= 110


HOME = "https://brief.example/"


@pytest.mark.parametrize(
    ("setting", "name", "url"),
    [
        ("", "Varnholt Desk", HOME),
        ("publisher: {name: The Desk}", "The Desk", HOME),
        ("publisher: {name: The Desk, url: https://desk.example/}", "The Desk", "https://desk.example/"),
    ],
)
def test_for_reports_of_nobody_else_the_publisher_answers_or_the_site(
    tmp_path: Path, setting: str, name: str, url: str
) -> None:
    site = make_site(tmp_path, f"-- site.yaml --\ntitle: Varnholt Desk\n{setting}\n" + article("a", body="Words."))
    built = site.build()
    answering = {"@type": "Organization", "name": name, "url": url}
    told = nodes(built, "/articles/a/")["NewsArticle"]
    assert (told["publisher"], told["author"]) == (answering, [answering])
    assert "description" not in nodes(built, "/")["WebSite"]


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a\u2028b\u2029c", 'é "&" \\u003c'])
def test_no_text_ends_the_script_that_tells_it(text: str) -> None:
    script = graph({"name": text})
    assert not {"<", "\u2028", "\u2029"} & set(script)
    assert json.loads(script)["@graph"] == [{"name": text}]


@pytest.mark.parametrize(
    ("address", "name", "start", "end"),
    [("/timeline/", "Fair", "2031-09", "2031-10"), ("/timeline/2032/", "Vote", "2032", None)],
)
def test_an_event_is_told_with_its_days_and_its_report(
    built: Built, address: str, name: str, start: str, end: str | None
) -> None:
    told = nodes(built, address)["Event"]
    assert (told["name"], told["startDate"], told.get("endDate")) == (name, start, end)
    assert told["subjectOf"] == "https://brief.example/articles/c/"


def test_an_update_in_the_hour_that_clocks_show_twice_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "updated: 2025-11-02T01:10-05:00", date="2025-11-02T01:50-04:00"))
    site.write("-- site.yaml --\ntitle: Desk\ntimezone: America/New_York\n")
    assert nodes(site.build(), "/articles/a/")["NewsArticle"]["dateModified"] == "2025-11-02T01:10:00-05:00"


def test_a_persons_office_is_the_one_that_is_held(built: Built) -> None:
    assert nodes(built, "/entities/tarka/")["Person"]["jobTitle"] == "Mayor"
    assert "jobTitle" not in nodes(built, "/entities/bex/")["Person"]


def test_a_person_and_a_system_are_told_apart(built: Built) -> None:
    person = nodes(built, "/entities/orlo-venn/")["Person"]
    assert (person["name"], person["jobTitle"], person["alternateName"]) == ("Orlo Venn", "Pilot", ["The Old Pilot"])
    assert (person["description"], person["sameAs"]) == ("Knows the quay.", ["https://who.example/venn"])
    assert person["url"] == "https://brief.example/entities/orlo-venn/"
    assert "inDefinedTermSet" not in person
    system = nodes(built, "/entities/lantern-shield/")["DefinedTerm"]
    assert (system["name"], system["inDefinedTermSet"]) == ("Lantern Shield", "https://brief.example/entities/")
    assert not {"description", "sameAs", "alternateName", "jobTitle"} & system.keys()


def test_a_briefing_is_a_collection_about_its_topic(built: Built) -> None:
    told = nodes(built, "/topics/ports/")["CollectionPage"]
    assert told["about"]["@type"] == "DefinedTerm"
    assert told["about"]["name"] == told["name"] == "Ports"
    assert (told["url"], told["description"]) == ("https://brief.example/topics/ports/", "Quays grow.")
    assert "description" not in nodes(built, "/sources/quillon-wire/")["CollectionPage"]
    assert built.target(told["about"]["inDefinedTermSet"]) is not None


def test_a_report_tells_what_was_corrected(built: Built) -> None:
    assert nodes(built, "/articles/b/")["NewsArticle"]["correction"] == ["A date was wrong."]
    assert "correction" not in nodes(built, "/articles/a/")["NewsArticle"]


def test_the_front_page_offers_its_search_to_machines(built: Built) -> None:
    site = nodes(built, "/")["WebSite"]
    assert (site["name"], site["description"]) == ("Varnholt Desk", "What is said.")
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == "https://brief.example/search/?q={search_term_string}"


@pytest.mark.parametrize(
    "address",
    [
        *("/articles/a/", "/topics/ports/", "/entities/orlo-venn/", "/sources/quillon-wire/", "/archive/2030/"),
        *("/timeline/", "/timeline/2032/"),
    ],
)
def test_breadcrumbs_lead_from_home_to_the_page_itself(built: Built, address: str) -> None:
    steps = nodes(built, address)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == "https://brief.example/"
    assert steps[-1]["item"] == f"https://brief.example{address}"
    if collection := nodes(built, address).get("CollectionPage"):
        assert (collection["url"], collection["name"]) == (steps[-1]["item"], steps[-1]["name"])
    assert all(built.target(step["item"]) is not None for step in steps)
