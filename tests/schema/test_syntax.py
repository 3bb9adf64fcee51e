"""YAML that cannot be parsed: told where the mistake begins, whichever parser stumbled over it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.schema.nodes import Loader
from briefkit.schema.syntax import Fault, fault_of
from tests.strategies import any_text

LOADERS = [Loader, yaml.BaseLoader]
PIECES = ["a", " ", "\n", ": ", ":", "- ", "-", '"', "'", "[", "]", "{", "}", ", ", "*", "&", "!", "|", ">", "%", "\t", "\\", "•", "#"]  # fmt: skip


def fault_in(text: str, loader: type) -> Fault | None:
    try:
        yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        return fault_of(error, text)
    except yaml.YAMLError:
        return None
    return None


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "column", "hinted"),
    [
        ('a: "b\nc: d\n', 0, 3, 'put another "'),
        ('a: "b\nc: "d"\n', 0, 3, 'put another "'),
        ("a: 'b's c'\n", 0, 6, "of the other kind"),
        ("a: [b] c\n", 0, 7, "around the whole text"),
        ("a: [b\nc: d\n", 0, 3, "put ] where"),
        ("a: {b: c\n", 0, 3, "put } where"),
        ("a: ['b' 'c']\n", 0, 8, "put a comma"),
        ("a: [b, , c]\n", 0, 7, "take the comma out"),
        ("a: **b**\n", 0, 3, "begins with * in quotes"),
        ("a: > 5\n", 0, 3, "begins with > in quotes"),
        ("a: - b\n", 0, 3, "a line of its own"),
        ("a: `b`\n", 0, 3, "begins with ` in quotes"),
        ("a:\n* b\n* c\n", 1, 0, "- b"),
        ("a:\n-b\n-c\n", 1, 0, "- b"),
        ("a: b: c\n", 0, 4, "in quotes"),
        ("a b\nc: d\n", 0, 0, "a colon and a space"),
        ("a\uff1a b\nc: d\n", 0, 1, "both plain ones"),
        ("a: b\n c: d\n", 1, 2, "in the column of the line above"),
        (" a: b\nc: d\n", 1, 0, "in the same column"),
        ("a: |\n  b\n c\nd: e\n", 2, 1, "in the same column"),
        ("a: b\n---\nc: d\n", 1, 0, "take this line out"),
        ("a:\n\tb: c\n", 1, 0, "not tabs"),
        ('a: "\\q"\n', 0, 4, "single quotes"),
    ],
)
def test_a_mistake_is_told_where_it_begins_and_with_its_cure(
    loader: type, text: str, line: int, column: int, hinted: str
) -> None:
    fault = fault_in(text, loader)
    assert fault is not None
    assert (fault.line, fault.column) == (line, column)
    assert hinted in fault.hint


@given(any_text | st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from(LOADERS))
def test_whatever_is_wrong_has_a_place_within_the_text_and_a_message(text: str, loader: type) -> None:
    fault = fault_in(text, loader)
    if fault is not None:
        assert fault.line >= 0 <= fault.column
        assert fault.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 2
        assert fault.message
        assert fault.hint
