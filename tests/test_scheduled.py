"""What the daily build is for: the clock alone brings reports out and takes them back, everywhere at once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites import Built, article, entity, make_site, topic

TITLE = "Harbour talks open"
SENTENCE = "The talks about the quay opened at noon"
TEXT = (
    topic("ports", "terms: [quay]")
    + entity("tor", "Tor Ashby", "person")
    + article(
        "harbour",
        "source: Northline Wire\naliases: [/old/harbour/]\nexpires: 2031-06-10\nevents: [{date: 2031-07-01, title: Fair}]",
        f"{SENTENCE}, says Tor Ashby.",
        date="2031-05-10",
        title=TITLE,
    )
    + article(
        "later",
        body="More on the quay, as [told](harbour.md).",
        date="2031-05-09",
        title="Quay news",
    )
)
BEFORE, MEANWHILE = (datetime(2031, 5, day, 3, 23, tzinfo=UTC) for day in (9, 11))
AFTER = datetime(2031, 6, 11, 3, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[datetime, Built]:
    folder: Path = tmp_path_factory.mktemp("scheduled")
    site = make_site(folder, TEXT)
    # One folder a day, as the daily build finds the last one's output.
    return {
        now: site.build(now=now, output=folder / f"{now:%m%d}", search=True) for now in (BEFORE, MEANWHILE, AFTER)
    }


def telling(built: Built) -> set[str]:
    """The files that tell of the report."""
    found = {
        name for name, data in built.files().items() if name.endswith((".html", ".xml")) and TITLE in data.decode()
    }
    return {name for name in found if not name.startswith("pagefind/")}


def test_before_its_date_nothing_tells_of_a_report_and_links_to_it_are_plain_words(
    sites: dict[datetime, Built],
) -> None:
    built = sites[BEFORE]
    assert telling(built) == set()
    assert not built.has("/articles/harbour/")
    assert set(built.indexed()) == {"/articles/later/"}
    assert "link" in " ".join(built.rules)  # advice to the writer
    assert built.broken_links() == []


def test_from_its_date_on_it_is_everywhere_at_once(sites: dict[datetime, Built]) -> None:
    built = sites[MEANWHILE]
    assert {
        "index.html",
        "articles/harbour/index.html",
        "articles/later/index.html",
        "archive/index.html",
        "topics/ports/index.html",
        "topics/ports/feed.xml",
        "entities/tor/index.html",
        "entities/tor/feed.xml",
        "feed.xml",
        "old/harbour/index.html",
    } <= telling(built)
    assert any(SENTENCE in words for words in built.quoted("/topics/ports/"))
    assert "/articles/harbour/" in built.text("/sitemap.xml")
    assert set(built.indexed()) == {"/articles/harbour/", "/articles/later/"}
    assert "Fair" in built.text("/topics/ports/")
    assert built.broken_links() == []


def test_past_its_expiry_only_a_stub_is_left_and_what_links_to_it_still_leads_there(
    sites: dict[datetime, Built],
) -> None:
    built = sites[AFTER]
    stub = built.page("/articles/harbour/")
    assert stub.cssselect("meta[name=robots][content=noindex]")
    assert telling(built) <= {"articles/harbour/index.html", "old/harbour/index.html", "articles/later/index.html"}
    everything = b"".join(data for name, data in built.files().items() if not name.startswith("pagefind/"))
    assert SENTENCE.encode() not in everything
    assert b"Fair" not in everything
    assert "/articles/harbour/" not in built.text("/sitemap.xml")
    assert set(built.indexed()) == {"/articles/later/"}
    assert any(link.endswith("/articles/harbour/") for page, link in built.links() if page == "/articles/later/")
    assert built.broken_links() == []
