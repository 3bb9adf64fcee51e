"""All rules at once."""

from briefkit.checks import check_alone, check_content
from briefkit.model.records import Event
from tests.model.examples import article, content, day, entity, page, settings, topic


def test_every_rule_that_looks_at_one_report_is_asked() -> None:
    event = Event(date=day("2026"), end=day("2024"), title="E")
    issues = check_alone(article("x", topics=("nowhere",), events=(event,)), set(), set())
    assert sorted(issue.rule for issue in issues) == ["dates-are-in-order", "topic-is-registered"]


def test_every_rule_that_looks_at_all_content_is_asked() -> None:
    issues = check_content(
        content(
            article("x", path="a.md", related=("nothing",)),
            article("x", path="b.md"),
            topic("loop", parent="loop"),
            entity("Iron Gate"),
            entity("Other", aliases=("Iron Gate",)),
            page("search"),
        ),
        settings(),
    )
    assert sorted(issue.rule for issue in issues) == [
        "address-is-unique",
        "name-is-claimed-once",
        "report-is-registered",
        "slug-is-free",
        "topic-tree-has-no-cycle",
    ]


def test_content_without_faults_is_left_in_peace() -> None:
    assert check_content(content(article("x"), topic("t"), entity("E"), page("about")), settings()) == ()
    assert check_content(content(), settings()) == ()
