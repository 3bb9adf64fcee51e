"""YAML as a tree with positions: small, plain, and never a crash."""

import subprocess
import sys
import time

import pytest
from hypothesis import given

from briefkit.model.issues import Severity
from briefkit.schema.nodes import Pairs, compose
from tests.schema.reading import told
from tests.strategies import any_text, markdown


def values(text: str) -> list[str]:
    root, issues = compose(text, "x.md")
    assert isinstance(root, Pairs)
    assert not issues
    return [value.value for _, value in root.value]


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "off",
        "on",
        "y",
        "010",
        "0x1F",
        "1_000",
        "1.10",
        "12:30",
        "1e3",
        "2026-02-24",
        "2014-12-29 9:00:11 -0400",
    ],
)
def test_a_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    assert values(f"key: {scalar}") == [scalar]


def test_nothing_is_no_node_and_no_fault() -> None:
    for text in ("", "\n\n", "# only a comment\n"):
        assert compose(text, "x.md") == (None, ())


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: a: b", 10, 9),
        ("a: b\ntitle: [x\nc: d", 11, 8),
        ("a:\n\t- b", 11, 1),
        ('a: "b', 10, 4),
        ("a: b\n c: d", 11, 3),
        ("- a\nb: c", 11, 1),
        ("a: }", 10, 4),
        ("a: @b", 10, 4),
        ("a: *b", 10, 4),
        ("a: %b", 10, 4),
    ],
)
def test_yaml_that_is_not_well_formed_is_told_where_it_breaks(text: str, line: int, column: int) -> None:
    root, issues = compose(text, "x.md", first_line=10)
    assert root is None
    assert told(issues) == [("yaml-is-well-formed", line, column)]


@pytest.mark.parametrize("text", ["a: \x00", "a: \x07b", "\x1b: a", "a: \ufffe"])
def test_a_character_that_yaml_does_not_know_is_told(text: str) -> None:
    root, issues = compose(text, "x.md")
    assert root is None
    assert [issue.rule for issue in issues] == ["yaml-is-well-formed"]


def test_a_line_separator_ends_no_line_and_moves_no_place() -> None:
    assert values("a: one\u2028two\nb: three\u2029") == ["one two", "three"]
    _, issues = compose("a: one\u2028two\nb: !x c", "x.md", first_line=2)
    assert told(issues) == [("yaml-is-plain", 3, 4)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: !x b", [(1, 4)]),
        ("a: !!python/object/apply:os.system [b]", [(1, 4)]),
        ("a: !!int 3", [(1, 4)]),
        ("!x\na: b", [(1, 1)]),
        ("a: !!binary aGk=\nb:\n  - !!set {c}", [(1, 4), (3, 5)]),
    ],
)
def test_tags_are_refused_each_in_its_place(text: str, places: list[tuple[int, int]]) -> None:
    root, issues = compose(text, "x.md")
    assert root is None
    assert told(issues) == [("yaml-is-plain", *place) for place in places]


@pytest.mark.parametrize("text", ["a: &b [c]\nd: *b", "a: &b [*b]", "a: &b {c: d}\ne:\n  <<: *b"])
def test_aliases_are_refused(text: str) -> None:
    root, issues = compose(text, "x.md")
    assert root is None
    assert {issue.rule for issue in issues} == {"yaml-is-plain"}


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(100))
    began = time.perf_counter()
    root, issues = compose(bomb, "x.md")
    assert root is None
    assert {issue.rule for issue in issues} == {"yaml-is-plain"}
    assert time.perf_counter() - began < 2


def test_text_of_any_size_is_refused_beyond_a_limit() -> None:
    began = time.perf_counter()
    assert told(compose("a: " + "x" * 5_000_000, "x.md", 2)[1]) == [("yaml-is-small", 2, 1)]
    assert time.perf_counter() - began < 1
    assert compose("a: " + "x" * 100_000, "x.md")[1] == ()


def nested(levels: int) -> str:
    return "a: " + "[" * levels + "]" * levels


def test_a_few_levels_are_allowed() -> None:
    assert compose(nested(10), "x.md")[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        nested(30),
        nested(90_000),
        "[" * 100_000,
        "{a: " * 40_000,
        "- " * 50_000 + "a",
        "? " * 50_000 + "a",
        "\n".join(" " * n + "a:" for n in range(600)),
        "".join(" " * 2000 * n + "- " * 999 + "\n" for n in range(13)),
    ],
    ids=["flow", "deep flow", "unclosed lists", "unclosed mappings", "compact", "keys", "indented", "both"],
)
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    root, issues = compose(text, "x.md")
    assert root is None
    assert "yaml-is-small" in {issue.rule for issue in issues}
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        "'a: ' + '[\"]\",' * 39_000",
        "'a: ' + '[\"]\",' * 19_000 + ']' * 19_000",
        "'a:\\n' + (' ' + '[' * 90 + ' #' + ']' * 90 + '\\n') * 1000",
    ],
    ids=["brackets in quotes", "brackets in quotes, closed", "brackets in comments"],
)
def test_deep_nesting_behind_brackets_that_mean_nothing_is_refused_at_once(text: str) -> None:
    """In a process of its own, since libyaml's answer to such depth is to crash it."""
    code = f"from briefkit.schema.nodes import Pairs, compose; print(*[i.rule for i in compose({text}, 'x.md')[1]])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert "yaml-is-small" in done.stdout


@given(any_text | markdown)
def test_any_text_is_composed_or_told_of(text: str) -> None:
    root, issues = compose(text, "x.md", first_line=2)
    assert root is None or not issues
    assert all(issue.place.line >= 2 and issue.place.column >= 1 for issue in issues)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: Berth #4 closes\n", [(1, 14)]),
        ("title: Berth  #4\nsource: Wire #7\n", [(1, 15), (2, 14)]),
        ("key_points:\n  - One #1\n  - {text: Two #2\n    }\n", [(2, 9), (3, 16)]),
        ("title: Größe #4\n", [(1, 14)]),
        ("title: Berth # a comment\n", []),
        ("title: Berth ## a comment\n", []),
        ("title: 'Berth #4' #quoted\n", []),
        ("title: Berth#4\n#4 alone\n", []),
        ("title: |\n  Berth #4\n", []),
    ],
)
def test_a_text_that_ends_in_a_comment_by_mistake_is_advised_on(text: str, places: list[tuple[int, int]]) -> None:
    root, issues = compose(text, "a.md")
    assert root is not None
    assert [(issue.rule, issue.severity) for issue in issues] == [("value-is-whole", Severity.ADVICE)] * len(places)
    assert [(issue.place.line, issue.place.column) for issue in issues] == places
