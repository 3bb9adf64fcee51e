"""A report as it was filed: facts at hand, the rest opened once and only at need."""

import pytest

from briefkit.model.filed import Facts, Filed, Outline, Share, Written, facts_of
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Correction, Credit, Event
from tests.model.examples import article, day

AI, TRADE, DRONES = (Slug(slug) for slug in ("ai", "trade", "drones"))
OUTLINE = Outline(
    "Short.", {TRADE: Share(1, b"t" * 8 + b"n" * 8)}, {Slug("gate"): Share(2, b"g" * 8 + b"m" * 8)}, (), b"f", b"s"
)


def facts(outline: Outline = OUTLINE, **fields: object) -> Facts:
    return facts_of(
        article("talks", "See [one](one.md) and [it again](one.md).", **fields), outline, (AI, TRADE, DRONES)
    )


def test_topics_stand_in_the_sites_order_with_those_listed_by_hand_and_no_unknown_ones() -> None:
    found = facts(topics=("drones", "nowhere"), entities=("gate", "board"))
    assert found.topics == (TRADE, DRONES)
    assert found.entities == ("gate", "board")


def test_a_share_is_told_of_what_passages_speak_to_and_of_nothing_else() -> None:
    found = facts(topics=("drones",), entities=("board",))
    assert found.share("topics", TRADE) == b"t" * 8 + b"n" * 8
    assert found.share("entities", Slug("gate")) == b"g" * 8 + b"m" * 8
    assert [found.share("topics", DRONES), found.share("entities", Slug("board")), found.share("topics", AI)] == [
        b""
    ] * 3


def test_the_passages_of_a_share_stand_at_its_place() -> None:
    found = facts(topics=("drones",), entities=("board",))
    assert [found.quoted("topics", slug) for slug in (TRADE, DRONES, AI)] == [1, 0, 0]
    assert [found.quoted("entities", Slug(name)) for name in ("gate", "board", "trade")] == [2, 0, 0]


def test_what_lists_show_is_at_hand() -> None:
    found = facts(date="2026-02", date_estimated=True)
    assert (found.title, found.summary) == ("Report talks", "Short.")
    assert (found.date, found.day, found.is_estimated) == ("2026-02", "February 2026", True)


def test_every_instant_at_which_it_is_told_otherwise_is_among_the_turns() -> None:
    ends = Event(date=day("2026-03-01"), title="Fair", end=day("2026-03-02"))
    corrected = Correction(date=day("2026-02-26"), note="A name.")
    found = facts(updated=day("2026-02-25"), expires=day("2026-04-01"), events=(ends,), corrections=(corrected,))
    wanted = ["2026-02-24", "2026-02-25", "2026-02-26", "2026-03-03", "2026-04-01"]  # an event ends with its day
    assert sorted(found.turns) == [day(text).ticks for text in wanted]
    assert sorted(found.edits) == [day(text).ticks for text in wanted[1:3]]
    assert (found.date, found.changed) == ("2026-02-24", "2026-02-25")
    assert (found.has_events, found.has_corrections) == (True, True)


def test_targets_are_told_once_each_as_they_were_written() -> None:
    assert facts().targets == ("one.md",)
    assert facts(source=Credit(name="Wire")).source == "Wire"


@pytest.mark.parametrize("field", [{"title": "Other"}, {"date": "2026-02-25"}, {"date_estimated": True}])
def test_the_stamp_of_a_line_changes_with_what_lists_show(field: dict[str, object]) -> None:
    assert facts(**field).line != facts().line
    assert facts(OUTLINE._replace(summary="Long.")).line != facts().line
    assert facts(key_points=("A point.",)).line == facts().line


def test_a_report_is_opened_once_and_not_for_its_facts() -> None:
    opened: list[str] = []

    def open_report() -> tuple[ArticleRecord, Written]:
        opened.append("once")
        return article("talks"), (("one.md", None, b"s"),)

    filed = Filed(facts(), open_report)
    assert (filed.slug, filed.path) == ("talks", "content/articles/talks.md")
    assert opened == []
    assert (filed.record.slug, filed.written, filed.body.references) == ("talks", (("one.md", None, b"s"),), ())
    assert opened == ["once"]
