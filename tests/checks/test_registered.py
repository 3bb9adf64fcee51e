"""Slugs in front matter and topics lines must exist."""

from typing import Any

import pytest

from briefkit.checks.registered import check_registered, check_report
from briefkit.model.issues import Issue
from briefkit.model.names import Slug
from briefkit.model.records import Event, Origin, Settings
from tests.model.examples import article, content, day, entity, settings, topic

KNOWN = (topic("ai"), topic("trade"), entity("Iron Gate"), article("talks"), article("draft", status="draft"))


def told(*records: Any, navigation: tuple[str, ...] = ()) -> list[tuple[str, str, int, int]]:
    site = settings(navigation=tuple(map(Slug, navigation)), origin=Origin("site.yaml", {("navigation", 1): (5, 20)}))
    return [(issue.rule, *issue.place) for issue in asked(*records, site=site)]


def asked(*records: Any, site: Settings | None = None) -> list[Issue]:
    """What is said of these records and those known: of each report alone, then of all."""
    everything = content(*KNOWN, *records)
    topics, entities = ({record.slug for record in kind} for kind in (everything.topics, everything.entities))
    reports = [filed.record for filed in everything.articles]
    alone = [issue for report in reports for issue in check_report(report, topics, entities)]
    return [*alone, *check_registered(everything, site or settings())]


def test_slugs_that_exist_are_registered() -> None:
    report = article(
        "x",
        '{topics="ai trade"}\nOne.\n\n{topics=""}\nTwo.',
        topics=("ai", "trade"),
        entities=("iron-gate",),
        related=("talks", "draft", "x"),
        events=(Event(date=day("2026"), title="E", topics=(Slug("ai"),)),),
    )
    assert told(report, topic("drones", parent="ai"), navigation=("trade", "ai")) == []


@pytest.mark.parametrize(
    ("key", "rule"),
    [("topics", "topic-is-registered"), ("entities", "entity-is-registered"), ("related", "report-is-registered")],
)
def test_a_slug_that_does_not_exist_is_told_in_its_place(key: str, rule: str) -> None:
    known = {"topics": "ai", "entities": "iron-gate", "related": "talks"}[key]
    origin = Origin("x.md", {(key,): (4, 9), (key, 0): (4, 10), (key, 1): (4, 20)})
    assert told(article("x", **{key: (known, "nowhere"), "origin": origin})) == [(rule, "x.md", 4, 20)]


@pytest.mark.parametrize("key", ["topics", "entities", "related"])
def test_a_slug_of_another_kind_does_not_count(key: str) -> None:
    other = {"topics": "iron-gate", "entities": "talks", "related": "ai"}[key]
    assert len(told(article("x", **{key: (other,)}))) == 1


def test_a_topic_of_an_event_must_exist() -> None:
    events = (
        Event(date=day("2026"), title="E"),
        Event(date=day("2026"), title="F", topics=(Slug("ai"), Slug("nowhere"))),
    )
    report = article("x", events=events, origin=Origin("x.md", {("events", 1, "topics", 1): (9, 18)}))
    assert told(report) == [("topic-is-registered", "x.md", 9, 18)]


def test_a_parent_must_exist() -> None:
    child = topic("drones", parent="nowhere", origin=Origin("drones.md", {("parent",): (3, 9)}))
    assert told(child) == [("topic-is-registered", "drones.md", 3, 9)]


def test_a_topic_in_the_navigation_must_exist() -> None:
    assert told(navigation=("ai", "nowhere")) == [("topic-is-registered", "site.yaml", 5, 20)]


@pytest.mark.parametrize(
    "block", ["One.", "\n\nOne.", "- One\n- Two\n- Three", "> One.", "| a |\n|---|\n| b |", "![x](x.png 'Caption')"]
)
def test_a_topic_in_a_topics_line_must_exist_and_is_told_where_it_stands(block: str) -> None:
    report = article("x", f'Zero.\n\n{{topics="ai nowhere"}}\n{block}\n')
    assert set(told(report)) == {("topic-is-registered", "content/articles/x.md", 3, 13)}


@pytest.mark.parametrize(
    ("record", "near"),
    [
        (article("x", topics=("tarde",)), "trade"),
        (article("x", entities=("iron-gaet",)), "iron-gate"),
        (article("x", related=("tlaks",)), "talks"),
        (topic("x", parent="traed"), "trade"),
    ],
    ids=["topic", "entity", "report", "parent"],
)
def test_a_slug_that_does_not_exist_is_told_with_the_nearest(record: Any, near: str) -> None:
    (issue,) = asked(record)
    assert near in issue.hint


def test_a_slug_with_nothing_near_is_told_with_the_file_that_would_register_it() -> None:
    (issue,) = asked(article("x", topics=("zzzz",)))
    assert "content/topics/zzzz.md" in issue.hint


def test_every_slug_that_does_not_exist_is_told() -> None:
    report = article("x", '{topics="no nope"}\nOne.', topics=("none",), entities=("nobody",), related=("nothing",))
    assert sorted(rule for rule, *_ in told(report)) == [
        "entity-is-registered",
        "report-is-registered",
        *["topic-is-registered"] * 3,
    ]
