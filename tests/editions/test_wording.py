"""Changes in words: under the briefing on which a reader meets them."""

import json
from dataclasses import replace

import pytest

from briefkit.editions.comparing import Changes, compared
from briefkit.editions.edition import Edition, Event, OwnPage, Passage, Report
from briefkit.editions.wording import NO_TOPIC, NOTHING, as_json, as_markdown, as_text

PORTS, GRAIN = "/topics/ports/", "/topics/grain/"
TITLES = {PORTS: "Ports", GRAIN: "Grain & seed"}


def edition(
    *passages: Passage, title: str = "First *report*", events: tuple[Event, ...] = (), summary: str = ""
) -> Edition:
    report = Report("/articles/a/", title, (summary,) if summary else (), passages, events)
    page = OwnPage(PORTS, "Ports", (summary,) if summary else ())
    return Edition({report.address: report}, {PORTS: page}, {}, {}, frozenset((report.address,)))


def passage(text: str, *topics: str) -> Passage:
    return Passage("p-00000001", text, topics)


def of(*reports: Report, pages: tuple[OwnPage, ...] = (), **redirects: str) -> Edition:
    found = {report.address: report for report in reports}
    moved = {f"/{old}/": target for old, target in redirects.items()}
    return Edition(found, {page.address: page for page in pages}, {}, moved, frozenset((*found, *moved)))


QUAY, PIER = "The first quay was opened today.", "The first pier was opened today."
FAIR, LATER = Event("2031-07-01", "Fair"), Event("2031-07-02", "Fair")


def a(*passages: Passage, lines: tuple[str, ...] = (), events: tuple[Event, ...] = ()) -> Report:
    return Report("/articles/a/", "A", lines, passages, events)


def b(*passages: Passage) -> Report:
    return Report("/articles/b/", "B", (), passages)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (of(a()), of(a(passage(QUAY))), f"+ added: “{QUAY}” (A, /articles/a/#p-00000001)"),
        (of(a(passage(QUAY))), of(a()), f"- withdrawn: “{QUAY}” (A, /articles/a/#p-00000001)"),
        (
            of(a(passage(QUAY, PORTS))),
            of(a(passage(PIER, GRAIN))),
            f"~ changed: “{QUAY}” is now “{PIER}” (A, /articles/a/#p-00000001), from Ports to Grain & seed",
        ),
        (
            of(a(passage(QUAY), passage(PIER))),
            of(a(passage(PIER), passage(QUAY))),
            f"> moved: “{PIER}” (A, /articles/a/#p-00000001), to another place in the report",
        ),
        (
            of(a(passage(QUAY)), b()),
            of(a(), b(passage(QUAY))),
            f"> moved: “{QUAY}” (B, /articles/b/#p-00000001), from /articles/a/",
        ),
        (
            of(a(passage(QUAY))),
            of(a(passage(QUAY, "/topics/untold/"))),
            f"> moved: “{QUAY}” (A, /articles/a/#p-00000001), from no topic to /topics/untold/",
        ),
        (of(), of(b()), "+ added: B, /articles/b/"),
        (of(b()), of(), "- withdrawn: B, /articles/b/"),
        (
            of(a(lines=("Was so.",))),
            of(a(lines=("Is so.",))),
            "~ changed: A, /articles/a/; was “Was so.”; is now “Is so.”",
        ),
        (
            of(a()),
            of(b(), **{"articles/a": "/articles/b/"}),
            "> moved: B, /articles/b/, from /articles/a/; was “A”; is now “B”",
        ),
        (of(a()), of(a(events=(FAIR,))), "+ added: 2031-07-01: Fair (A)"),
        (of(a(events=(FAIR,))), of(a()), "- withdrawn: 2031-07-01: Fair (A)"),
        (
            of(a(events=(FAIR,))),
            of(a(events=(LATER,))),
            "~ changed: 2031-07-02: Fair (A), was 2031-07-01: Fair",
        ),
        (of(a()), of(b(), **{"articles/a": "/articles/b/"}), "> moved: /articles/a/ leads to /articles/b/"),
        (of(a()), of(a(), b()), "+ added: /articles/b/"),
        (of(about="/x/"), of(), "- withdrawn: /about/ leads nowhere now"),
    ],
)
def test_a_change_is_one_line(old: Edition, new: Edition, line: str) -> None:
    assert f"  {line}" in as_text(compared(old, new), TITLES).splitlines()


def test_a_briefing_without_a_known_title_goes_by_its_address() -> None:
    new = of(a(passage(QUAY, "/topics/untold/"), passage(PIER, PORTS)))
    lines = as_text(compared(of(a()), new), TITLES).splitlines()
    assert [line for line in lines if line in ("Ports", "/topics/untold/")] == ["/topics/untold/", "Ports"]


def test_a_long_passage_is_cut_between_words() -> None:
    text = "word " * 31 + "unfinished and more"
    assert f"“{'word ' * 31}…”" in as_text(compared(of(a()), of(a(passage(text)))), TITLES)


def test_without_changes_it_says_so() -> None:
    assert as_text(Changes(), {}) == NOTHING
    assert NOTHING in as_markdown(Changes(), {}).lower()
    assert all(value == [] for value in json.loads(as_json(Changes())).values())


def test_each_briefing_has_its_part_and_what_is_on_none_comes_last() -> None:
    new = edition(passage("A quay.", PORTS), passage("Barley at the quay.", PORTS, GRAIN), passage("Else."))
    lines = as_text(compared(edition(), new), TITLES).splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings == ["3 passages added", "Grain & seed", "Ports", NO_TOPIC]
    assert sum("Barley" in line for line in lines) == 2
    assert all("/articles/a/#p-00000001" in line for line in lines if line.startswith("  "))


def test_a_move_names_both_briefings() -> None:
    changes = compared(edition(passage("A quay.", PORTS)), edition(passage("A quay.", GRAIN)))
    assert as_text(changes, TITLES).count("from Ports to Grain & seed") == 2


def test_a_change_shows_what_was_and_what_is() -> None:
    old, new = "The first quay was opened today.", "The second quay was opened today."
    text = as_text(compared(edition(passage(old)), edition(passage(new))), TITLES)
    assert text.index(old) < text.index(new)


def test_reports_events_pages_and_addresses_have_parts_of_their_own() -> None:
    old = edition(events=(Event("2031-07-01", "Fair"),), summary="Old words.")
    new = edition(events=(Event("2031-07-02", "Fair"),), summary="New words.", title="Second")
    text = as_text(compared(old, new), TITLES)
    for heading in ("Reports", "Events", "Other pages"):
        assert f"\n{heading}\n" in text
    assert "2031-07-02" in text and "2031-07-01" in text
    assert "“New words.”" in text and "“Old words.”" in text


def test_an_address_that_vanishes_is_told_with_what_to_do() -> None:
    text = as_text(compared(edition(), Edition()), TITLES)
    assert "aliases: [/articles/a/]" in text
    assert "1 address vanished" in text


def test_no_alias_is_offered_for_a_file_that_cannot_have_one() -> None:
    old = Edition(addresses=frozenset({"/articles/a/index.md"}))
    text = as_text(compared(old, Edition()), TITLES)
    assert "/articles/a/index.md leads nowhere now" in text
    assert "aliases" not in text


def test_what_writers_wrote_is_not_taken_for_markdown() -> None:
    text = as_markdown(compared(edition(), edition(passage("A <b>bold</b> [claim](x) by @desk."))), TITLES)
    assert r"\<b\>" in text and r"\[claim\]" in text and r"\@desk" in text
    assert "### On no topic" in text


def test_a_passage_is_told_whole_up_to_a_length() -> None:
    for size, is_whole in ((160, True), (161, False)):
        text = "word " * ((size - 5) // 5) + "x" * (size - (size - 5) // 5 * 5)
        assert len(text) == size
        assert (text in as_text(compared(edition(), edition(passage(text))), TITLES)) == is_whole


def test_where_only_addresses_change_the_account_begins_by_that() -> None:
    changes = compared(edition(), replace(edition(), addresses=frozenset(("/articles/a/", "/about/"))))
    assert as_text(changes, TITLES).splitlines()[0] == "only addresses change"


def test_people_can_read_what_programs_get() -> None:
    lines = as_json(compared(edition(), edition(passage("Le café du quai.")))).splitlines()
    assert '  "passages": [' in lines
    assert any("Le café du quai." in line for line in lines)


def test_long_passages_are_cut_for_people_and_whole_for_programs() -> None:
    changes = compared(edition(), edition(passage("word " * 100 + "end")))
    assert "end" not in as_text(changes, TITLES)
    assert json.loads(as_json(changes))["passages"][0]["after"]["text"].endswith("end")


def test_programs_get_both_sides_of_everything() -> None:
    old = edition(passage("A quay.", PORTS), events=(Event("2031-07-01", "Fair"),))
    found = json.loads(as_json(compared(old, edition(passage("A quay.", GRAIN)))))
    (moved,) = found["passages"]
    assert (moved["kind"], moved["before"]["topics"], moved["after"]["topics"]) == ("moved", [PORTS], [GRAIN])
    assert moved["after"]["report"] == "/articles/a/"
    assert found["events"][0]["before"] == {"when": "2031-07-01", "title": "Fair"}
    (renamed,) = json.loads(as_json(compared(edition(title="First"), edition(title="Second"))))["reports"]
    assert renamed == {
        "kind": "changed",
        "before": {"address": "/articles/a/", "title": "First"},
        "after": {"address": "/articles/a/", "title": "Second"},
        "gone": ["First"],
        "come": ["Second"],
    }


def test_no_word_of_a_site_begins_a_line() -> None:
    new = Edition({}, {}, {}, {}, frozenset(("/a\n::error::b.html", "/c\r\n## d/")))
    for told in (as_text(compared(edition(), new), TITLES), as_markdown(compared(edition(), new), TITLES)):
        assert not [line for line in told.splitlines() if line.startswith(("::", "## "))]
