"""Work spread over processes, or done here: the same results in the same order."""

from collections.abc import Iterator

import pytest

from briefkit.workers import WORTH_SPREADING, spread


def tens(chunk: range) -> list[int]:
    return [number * 10 for number in chunk]


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, WORTH_SPREADING, 5 * WORTH_SPREADING + 1])
def test_results_come_in_order_whatever_the_number_of_processes(count: int, jobs: int) -> None:
    with spread(tens, count, jobs) as parts:
        assert [number for part in parts for number in part] == [number * 10 for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_much_work_comes_in_several_pieces(jobs: int) -> None:
    with spread(tens, 5 * WORTH_SPREADING, jobs) as parts:
        assert isinstance(parts, Iterator)
        assert len(list(parts)) >= 5
