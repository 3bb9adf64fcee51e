"""An entity's page and the index of all."""

from pathlib import Path

from tests.sites import article, entity, hrefs, make_site, topic, words

FRONT = """
    aliases: [The Old Pilot]
    short_names: [Venn]
    summary: A harbour master.
    roles: [{title: Pilot, from: 2019, to: 2025-06}, {title: Harbour master, from: 2025-07-01}]
    same_as: ["https://register.example/venn"]
"""


def desk(folder: Path):
    return make_site(
        folder,
        topic("ports", "terms: [quay]")
        + topic("grain", "terms: [grain]")
        + entity("orlo-venn", "Orlo Venn", "person", FRONT)
        + entity("ostmark", "Ostmark", "place")
        + entity("lantern-shield", "Lantern Shield", "system")
        + article("old", "source: Quillon Wire", "Orlo Venn at Ostmark quay.\n\nNobody.", date="2031-04-01")
        + article("new", body="The Old Pilot shipped grain.\n\nVenn left the quay at Ostmark.", date="2031-04-02")
        + article("by-hand", "entities: [orlo-venn]\nsummary: Listed.", "No name.", date="2031-04-03"),
    ).build()


def test_an_entity_shows_every_passage_that_names_it_newest_first(tmp_path: Path) -> None:
    built = desk(tmp_path)
    assert built.quoted("/entities/orlo-venn/") == [
        "The Old Pilot shipped grain.",
        "Venn left the quay at Ostmark.",
        "Orlo Venn at Ostmark quay.",
    ]
    assert [fault for quotation in built.quotations("/entities/orlo-venn/") for fault in quotation.faults()] == []
    assert hrefs(built.main("/entities/orlo-venn/"), "article h3 a") == [
        "/articles/by-hand/",
        "/articles/new/",
        "/articles/old/",
    ]


def test_an_entity_shows_its_roles_names_and_where_else_it_is_described(tmp_path: Path) -> None:
    main = desk(tmp_path).main("/entities/orlo-venn/")
    for text in ("A harbour master.", "The Old Pilot", "Pilot", "Harbour master"):
        assert text in words(main)
    roles = main.get_element_by_id("roles").getparent()
    assert [time.get("datetime") for time in roles.cssselect("time")] == ["2025-07-01", "2019", "2025-06"]
    assert "https://register.example/venn" in hrefs(main)


def test_an_entity_shows_what_it_appears_with(tmp_path: Path) -> None:
    main = desk(tmp_path).main("/entities/orlo-venn/")
    companions = main.get_element_by_id("companions").getparent()
    topics = main.get_element_by_id("topics").getparent()
    assert hrefs(companions) == ["/entities/ostmark/"]
    assert hrefs(topics) == ["/topics/ports/", "/topics/grain/"]
    assert [words(count).split()[0] for count in topics.cssselect(".count")] == ["2", "1"]


def test_an_entity_that_no_report_names_has_a_page(tmp_path: Path) -> None:
    built = desk(tmp_path)
    assert built.quoted("/entities/lantern-shield/") == []
    assert built.broken_links() == []


def test_the_index_counts_the_reports_that_name_each(tmp_path: Path) -> None:
    main = desk(tmp_path).main("/entities/")
    counts = {item.cssselect("a")[0].get("href"): words(item.cssselect(".count")[0]) for item in main.cssselect("li")}
    assert {address.split("/")[2]: text.split()[0] for address, text in counts.items()} == {
        "orlo-venn": "3",
        "ostmark": "2",
        "lantern-shield": "0",
    }
