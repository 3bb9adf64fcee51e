"""The order in which things stand."""

from itertools import permutations

from briefkit.model.registry import in_order, newest_first
from tests.model.examples import article, filed, topic


def test_reports_stand_newest_first_and_those_of_one_instant_by_slug() -> None:
    wanted = [
        filed(article("c", date="2026-02-25")),
        filed(article("a", date="2026-02-24T10:00")),
        filed(article("b", date="2026-02-24T04:30Z")),  # the same instant
        filed(article("d", date="2026-02-24")),
    ]
    for mixed in permutations(wanted):
        assert list(newest_first(mixed)) == wanted


def test_topics_stand_by_their_order_then_by_title_and_those_without_an_order_last() -> None:
    wanted = [
        topic("z", order=-1.0),
        topic("y", order=0.0),
        topic("b", order=2.0, title="alpha"),
        topic("a", order=2.0, title="Beta"),
        topic("n", title="Alpha"),
        topic("m", title="beta"),
    ]
    for mixed in permutations(wanted):
        assert list(in_order(mixed)) == wanted
