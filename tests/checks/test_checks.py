"""All rules at once."""

from briefkit.checks import check_content
from briefkit.model.records import Event
from tests.model.examples import article, content, day, entity, page, settings, topic


def test_every_rule_is_asked() -> None:
    issues = check_content(
        content(
            article("x", path="a.md", topics=("nowhere",)),
            article("x", path="b.md", events=(Event(date=day("2026"), end=day("2024"), title="E"),)),
            topic("loop", parent="loop"),
            entity("Iron Gate"),
            entity("Other", aliases=("Iron Gate",)),
            page("search"),
        ),
        settings(),
    )
    assert sorted(issue.rule for issue in issues) == [
        "address-is-unique",
        "dates-are-in-order",
        "name-is-claimed-once",
        "slug-is-free",
        "topic-is-registered",
        "topic-tree-has-no-cycle",
    ]


def test_content_without_faults_is_left_in_peace() -> None:
    assert check_content(content(article("x"), topic("t"), entity("E"), page("about")), settings()) == ()
    assert check_content(content(), settings()) == ()
