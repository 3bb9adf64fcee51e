"""The index of topics."""

from pathlib import Path

import pytest

from tests.sites import article, hrefs, make_site, topic, words


def test_topics_stand_in_their_order_with_their_newest_report(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("alpha", "terms: [quay]\nsummary: First letters.")
        + topic("zulu", "order: 1")
        + topic("beta", "order: 2.5")
        + article("old", body="A quay.", date="2031-04-01")
        + article("new", body="A quay.", date="2031-04-02"),
    )
    main = site.build().main("/topics/")
    assert hrefs(main, "h2 a") == ["/topics/zulu/", "/topics/beta/", "/topics/alpha/"]
    assert "First letters." in words(main)
    assert hrefs(main, "a[href^='/articles/']") == ["/articles/new/"]


def test_the_menu_shows_what_navigation_names_else_all_top_topics(tmp_path: Path) -> None:
    topics = topic("alpha") + topic("beta", "parent: alpha") + topic("gamma")
    chosen = "-- site.yaml --\ntitle: Varnholt Desk\nnavigation: [gamma, beta]\n"

    def menu(text: str, name: str) -> list[str]:
        return hrefs(make_site(tmp_path, text, name).build().page("/archive/"), "header nav a")

    assert menu(topics, "by-order") == ["/topics/alpha/", "/topics/gamma/"]
    assert menu(chosen + topics, "chosen") == ["/topics/gamma/", "/topics/beta/"]


@pytest.mark.parametrize("address", ["/", "/topics/"])
def test_a_topic_without_reports_says_so(tmp_path: Path, address: str) -> None:
    text = topic("ports", "terms: [quay]") + topic("grain") + article("a", body="A quay.", title="Quay")
    cards = make_site(tmp_path, text).build().main(address).cssselect(".card")
    told = {words(card.cssselect("a")[0]): words(card) for card in cards}
    assert told == {"Grain": "Grain No report speaks to this topic yet.", "Ports": "Ports 2 April 2031 Quay"}
