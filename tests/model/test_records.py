"""Where values stand."""

import pytest

from briefkit.model.issues import Place
from briefkit.model.records import Origin


@pytest.mark.parametrize(
    ("trail", "line", "column"),
    [
        (("events", 0, "end"), 5, 9),
        (("events", 0, "title"), 4, 3),  # not given: the event
        (("events", 7), 3, 1),  # no such event: the list
        (("topics",), 1, 1),  # no such key: the file
        ((), 1, 1),
    ],
)
def test_a_value_that_was_not_given_stands_where_what_is_around_it_does(
    trail: tuple[str | int, ...], line: int, column: int
) -> None:
    origin = Origin("a.md", {("events",): (3, 1), ("events", 0): (4, 3), ("events", 0, "end"): (5, 9)})
    assert origin.place(*trail) == Place("a.md", line, column)
