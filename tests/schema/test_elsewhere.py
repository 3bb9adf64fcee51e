"""Keys of other generators: the hint names ours, which is then understood."""

from datetime import UTC

import pytest

from briefkit.model.issues import Issue
from briefkit.schema.elsewhere import meant
from briefkit.schema.matter import read_matter


def told(line: str, kind: str = "articles") -> list[Issue]:
    text = f"---\ntitle: T\ndate: 2031-01-01\n{line}\n---\nBody."
    return [issue for issue in read_matter(text, "x.md", kind, UTC).issues if issue.rule == "key-is-known"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("tags: [ports]", "topics: [ports]"),
        ("categories: [ports]", "topics: [ports]"),
        ("Author: [Ada Berg]", "authors: [Ada Berg]"),
        ("description: Words.", "summary: Words."),
        ("lastmod: 2031-02-01", "updated: 2031-02-01"),
        ("expiryDate: 2031-02-01", "expires: 2031-02-01"),
        ("redirect_from: [/old/]", "aliases: [/old/]"),
        ("draft: true", "status: draft"),
        ("published: false", "status: draft"),
    ],
)
def test_the_hint_says_what_we_call_it(theirs: str, ours: str) -> None:
    (issue,) = told(theirs)
    assert ours.partition(":")[0] in issue.hint
    assert told(ours) == []


def test_a_key_that_has_no_place_in_a_kind_is_not_offered_there() -> None:
    assert meant("weight", ["title", "order"])
    assert not meant("weight", ["title", "date"])
    assert not meant("draft", ["title", "order"])
