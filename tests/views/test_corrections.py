"""The list of all corrections."""

from datetime import UTC, datetime
from pathlib import Path

from tests.sites import article, hrefs, make_site, words

FIRST = article("a", "corrections: [{date: 2031-04-05, note: A name was wrong.}]", "Words.")
SECOND = article(
    "b",
    """
    corrections:
      - {date: 2031-04-03, note: A date was wrong.}
      - {date: 2031-05-01, note: It did not happen., material: true}
      - {date: 2031-07-01, note: Not yet made.}
    """,
    "Words.",
)


def test_corrections_stand_newest_first_with_their_reports(tmp_path: Path) -> None:
    main = make_site(tmp_path, FIRST + SECOND).build().main("/corrections/")
    notes = [words(note) for note in main.cssselect(".event-title")]
    assert notes == ["It did not happen.", "A name was wrong.", "A date was wrong."]
    assert hrefs(main) == ["/articles/b/", "/articles/a/", "/articles/b/"]
    assert [time.get("datetime") for time in main.cssselect("time")] == ["2031-05-01", "2031-04-05", "2031-04-03"]


def test_material_corrections_are_marked(tmp_path: Path) -> None:
    main = make_site(tmp_path, FIRST + SECOND).build().main("/corrections/")
    assert [bool(item.cssselect(".badge")) for item in main.cssselect("li")] == [True, False, False]


def test_the_list_is_linked_from_every_page_and_is_not_there_without_corrections(tmp_path: Path) -> None:
    built = make_site(tmp_path, FIRST).build()
    assert all("/corrections/" in hrefs(built.page(address), "footer a") for address in built.addresses())
    assert not make_site(tmp_path, article("a", body="Words."), "none").build().has("/corrections/")


def test_it_is_made_again_for_a_correction_and_for_nothing_else(tmp_path: Path) -> None:
    site = make_site(tmp_path, FIRST + SECOND)
    site.build()
    site.write(SECOND.replace("\nWords.", "\nOther words."))
    assert "/corrections/" not in site.build().outcome.made
    site.write(FIRST.replace("A name", "A place"))
    assert "/corrections/" in site.build().outcome.made
    assert "/corrections/" in site.build(now=datetime(2031, 7, 2, tzinfo=UTC)).outcome.made, "one came into force"
