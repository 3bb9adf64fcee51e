"""No two pages have one title."""

from pathlib import Path

from tests.sites import Built, article, make_site, topic


def title(built: Built, slug: str) -> str:
    return built.page(f"/articles/{slug}/").findtext(".//title").split(" | ")[0]


def test_a_title_is_told_apart_by_its_date_and_at_need_by_its_slug(tmp_path: Path) -> None:
    desk = "".join(
        [
            article("one", title="Talks", date="2031-04-02"),
            article("two", title="Talks", date="2031-04-03"),
            article("three", title="Talks", date="2031-04-03"),
            article("four", title="Archive"),
            article("five", title="Other talks"),
        ]
    )
    built = make_site(tmp_path, desk).build()
    assert [title(built, slug) for slug in ("one", "two", "three", "four", "five")] == [
        "Talks (2031-04-02)",
        "Talks (2031-04-03, two)",
        "Talks (2031-04-03, three)",
        "Archive (2031-04-02)",
        "Other talks",
    ]


def test_a_report_that_is_called_as_another_page_is_has_its_date_behind_its_title(tmp_path: Path) -> None:
    desk = topic("ports") + "-- content/pages/about.md --\n---\ntitle: About\n---\n"
    desk += article("one", title="Ports") + article("two", title="About")
    built = make_site(tmp_path, desk).build()
    assert [title(built, slug) for slug in ("one", "two")] == ["Ports", "About (2031-04-02)"]
    titles = [built.page(address).findtext(".//title") for address in built.addresses()]
    assert len(set(titles)) == len(titles)
