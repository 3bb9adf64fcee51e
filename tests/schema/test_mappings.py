"""Mappings of known keys: what they take, what they refuse, and where they say so."""

from typing import Any

import pytest

from briefkit.schema.mappings import Key, Table, TextOr
from briefkit.schema.reading import UNREADABLE
from briefkit.schema.shapes import ListOf, Number, Shape, Text
from tests.schema.reading import read, told

PAIR = Table("a pair", dict, (Key("one", Text(), "", required=True), Key("two", Number(), "", field="second")))


@pytest.mark.parametrize(
    ("shape", "written", "value"),
    [
        (PAIR, "{one: x, two: 2, x-mine: [free]}", {"one": "x", "second": 2.0}),
        (PAIR, "{one: x, two: }", {"one": "x"}),
        (PAIR, "{one: x, two: ~}", {"one": "x"}),
        (PAIR, "{one: x, two: null}", {"one": "x"}),
        (TextOr(str.upper, PAIR), "x", "X"),
        (TextOr(str.upper, PAIR), "{one: x}", {"one": "x"}),
    ],
)
def test_a_mapping_is_read_by_field_names_without_what_is_empty(shape: Shape, written: str, value: Any) -> None:
    got, reading = read(shape, written)
    assert (got, reading.issues) == (value, [])
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("shape", "written", "rule", "column"),
    [
        (PAIR, "x", "value-has-its-type", 6),
        (PAIR, "[x]", "value-has-its-type", 6),
        (PAIR, "{two: 2}", "required-key-is-given", 6),
        (PAIR, "{one: , two: 2}", "required-key-is-given", 12),
        (PAIR, "{one: x, thre: 2}", "key-is-known", 15),
        (PAIR, "{one: x, [a]: 2}", "key-is-known", 15),
        (PAIR, "{one: x, one: y}", "key-is-unique", 15),
        (PAIR, "{one: x, two: y}", "value-has-its-type", 20),
        (TextOr(str.upper, PAIR), "[x]", "value-has-its-type", 6),
        (TextOr(str.upper, PAIR), "{two: 2}", "required-key-is-given", 6),
    ],
)
def test_a_fault_in_a_mapping_is_told_in_its_place(shape: Shape, written: str, rule: str, column: int) -> None:
    got, reading = read(shape, written)
    assert told(tuple(reading.issues)) == [(rule, 3, column)]
    assert got is UNREADABLE or got == {"one": "x"}


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    keys = tuple(Key(name, Text(), "") for name in ("title", "topics", "date"))
    _, reading = read(Table("a thing", dict, keys), "{topcis: x}")
    (issue,) = reading.issues
    assert [key.name for key in keys if key.name in issue.hint] == ["topics"]


def test_every_value_is_noted_with_its_place() -> None:
    _, reading = read(ListOf(PAIR), "\n  - one: x\n  - two: 2\n    one: y")
    assert reading.places == {
        ("key", 0): (4, 5),
        ("key", 0, "one"): (4, 10),
        ("key", 1): (5, 5),
        ("key", 1, "two"): (5, 10),
        ("key", 1, "one"): (6, 10),
    }


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL", ""])
def test_each_way_of_yaml_to_write_nothing_means_absent(word: str) -> None:
    """YAML 1.2.2, section 10.3.2."""
    got, reading = read(PAIR, f"\n  one: x\n  two: {word}")
    assert (got, reading.issues) == ({"one": "x"}, [])
