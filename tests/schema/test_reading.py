"""What comes of reading a file: problems in their places, and the places of values."""

from briefkit.schema.nodes import Scalar
from briefkit.schema.reading import UNREADABLE, Reading
from tests.schema.reading import ZONE, told

NODE = Scalar("words", line=3, column=4)
"""On the fourth line of its YAML, in the fifth column."""


def test_places_are_counted_in_the_file_from_one() -> None:
    assert Reading("x.md", ZONE).position(NODE) == (4, 5)
    assert Reading("x.md", ZONE, first_line=2).position(NODE) == (5, 5)


def test_a_problem_is_noted_where_its_node_stands_and_leaves_nothing_to_read() -> None:
    reading = Reading("x.md", ZONE, first_line=2)
    assert reading.fail(NODE, "value-is-known", "unknown", "correct it") is UNREADABLE
    (issue,) = reading.issues
    assert told((issue,)) == [("value-is-known", 5, 5)]
    assert (issue.place.path, issue.message, issue.hint) == ("x.md", "unknown", "correct it")


def test_the_origin_knows_where_each_value_stands() -> None:
    reading = Reading("x.md", ZONE, places={("topics", 0): (4, 10)})
    place = reading.origin.place("topics", 0)
    assert place == ("x.md", 4, 10)
