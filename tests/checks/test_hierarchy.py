"""Following parents upward always ends."""

from itertools import permutations

import pytest

from briefkit.checks.hierarchy import check_hierarchy
from briefkit.model.records import Origin
from tests.model.examples import topic


def told(parents: dict[str, str | None]) -> list[list[tuple[str, str, int, int]]]:
    """The issues for topics with these parents, in whatever order they come."""
    topics = [
        topic(slug, parent=parent, origin=Origin(f"{slug}.md", {("parent",): (3, 9)}))
        for slug, parent in parents.items()
    ]
    return [sorted((i.rule, *i.place) for i in check_hierarchy(mixed)) for mixed in permutations(topics)]


@pytest.mark.parametrize(
    ("parents", "at"),
    [
        ({"a": None, "b": "a", "c": "b", "d": "a"}, []),
        ({"a": "gone"}, []),  # topic-is-registered tells of it
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a"]),
        ({"c": "b", "b": "d", "d": "c"}, ["b"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a", "c"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b"]),  # a way into a circle is no part of it
        ({"d": "c", "c": "b", "b": "c"}, ["b"]),
    ],
)
def test_each_circle_is_told_once_at_the_parent_of_its_first_topic(
    parents: dict[str, str | None], at: list[str]
) -> None:
    for issues in told(parents):
        assert issues == [("topic-tree-has-no-cycle", f"{slug}.md", 3, 9) for slug in at]


def test_a_circle_is_told_with_every_topic_in_it() -> None:
    (issue,) = check_hierarchy([topic("one", parent="two"), topic("two", parent="six"), topic("six", parent="one")])
    assert all(slug in issue.message for slug in ("one", "two", "six"))
