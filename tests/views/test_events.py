"""Which events stand where: each once, on the topics that it matters to."""

from pathlib import Path

from tests.sites import article, hrefs, make_site, topic, words

FAIR = article("fair", "events: [{date: 2031-09-01, title: The fair}]", "Words.")


def test_an_event_that_two_reports_tell_of_stands_once_with_the_newer(tmp_path: Path) -> None:
    newer = FAIR.replace("articles/fair", "articles/newer").replace("2031-04-02", "2031-05-01")
    built = make_site(tmp_path, FAIR + newer).build()
    assert hrefs(built.main("/timeline/"), ".event-report a") == ["/articles/newer/"]


def test_an_event_stands_with_the_topics_it_names_though_its_report_is_on_none(tmp_path: Path) -> None:
    text = topic("grain") + article("a", "events: [{date: 2031-09-01, title: Sowing, topics: [grain]}]", "Words.")
    built = make_site(tmp_path, text).build()
    assert "Sowing" in words(built.main("/topics/grain/"))
