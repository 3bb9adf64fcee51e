"""What changes between two states, and whom that may concern."""

import pytest

from briefkit.linking.changes import ReportChanges, changes_between
from briefkit.model.filed import Facts
from tests.model.examples import article, filed


def facts(slug: str, text: str = "", **fields: object) -> Facts:
    return filed(article(slug, text, **fields)).facts


def changes(before: list[Facts], now: list[Facts]) -> ReportChanges:
    old, new = ({one.path: one for one in facts} for facts in (before, now))
    return changes_between(old, new, [path for path, one in new.items() if path in old and old[path] != one])


A, B = facts("a"), facts("b")


def test_nothing_moved_where_nothing_changed() -> None:
    assert changes([A, B], [A, B]) == ReportChanges((), frozenset(), True)


@pytest.mark.parametrize(
    ("before", "now", "keeps_order"),
    [
        ([A, B], [A], False),
        ([A], [A, B], False),
        ([A, B], [A, facts("b", title="Called otherwise")], True),
        ([A, B], [A, facts("b", date="2026-02-25")], False),
        ([A, B], [A, facts("b", status="draft")], False),
        ([A, B], [A, facts("b", topics=("ai",))], False),
        ([A, B], [A, facts("c", path="content/articles/b.md")], False),
    ],
    ids=["gone", "new", "renamed", "dated otherwise", "a draft now", "on another topic", "another slug"],
)
def test_what_is_new_gone_or_other_moved_and_the_order_is_kept_where_it_can_be(
    before: list[Facts], now: list[Facts], keeps_order: bool
) -> None:
    found = changes(before, now)
    assert found.paths == {"content/articles/b.md"}
    assert "b" in found.slugs
    assert found.keeps_order is keeps_order


@pytest.mark.parametrize(
    "link",
    [
        "[x](b.md)",
        "[x](../articles/b.md#p-0123abcd)",
        "[[b]]",
        "[[b#p-1|words]]",
        "[x](/articles/b/)",
        "[x](%62.md)",
        "[x](b)",
    ],
)
def test_a_link_in_any_form_is_known_to_concern_where_it_leads(link: str) -> None:
    asking = facts("a", f"See {link}.")
    assert changes([asking, B], [asking]).may_concern(asking.targets)
    assert "%" in link or not changes([asking, facts("other")], [asking]).may_concern(asking.targets)


def test_where_much_moved_every_link_is_concerned() -> None:
    many = [facts(f"other-{n}") for n in range(60)]
    assert changes(many, []).may_concern(["elsewhere.md"])
    assert not changes(many[:9], []).may_concern(["elsewhere.md"])


def test_a_report_is_found_by_its_file_and_by_its_slug() -> None:
    renamed = facts("new-name", path="content/articles/old-name.md")
    assert changes([], [renamed]).may_concern(["wiki:new-name"])
    assert changes([], [renamed]).may_concern(["../old-name.md"])
