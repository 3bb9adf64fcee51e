"""Work spread over processes, or done here: the same results in the same order."""

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from briefkit.workers import WORTH_SPREADING, Aside, WorkerLostError, spread


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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_a_worker_that_the_system_ends_is_told() -> None:
    with (
        pytest.raises(WorkerLostError),
        spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), 2 * WORTH_SPREADING, 2) as parts,
    ):
        list(parts)


def test_what_is_done_aside_is_done_in_another_process_and_comes_back_plain() -> None:
    aside = Aside(lambda: (os.getpid(), {"a": [1, None]}, b"\0" * 1_000_000))
    process, *rest = aside.result()
    assert (process == os.getpid()) == (aside.is_here)
    assert rest == [{"a": [1, None]}, b"\0" * 1_000_000]


def test_it_is_not_done_before_it_is() -> None:
    aside = Aside(lambda: time.sleep(0.2))
    assert aside.is_here or not aside.is_done()
    assert aside.result() is None


def test_it_is_done_as_soon_as_it_can_be_told() -> None:
    aside = Aside(lambda: None)
    while not (aside.is_here or aside.is_done()):
        time.sleep(0.001)
    assert aside.result() is None


def test_what_comes_to_grief_aside_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()
    assert Aside(lambda: os.getpid() if os.getpid() == here else os._exit(1)).result() == here
    assert Aside(lambda: here if os.getpid() == here else object()).result() == here, "what cannot be sent"
    with pytest.raises(ValueError, match="wrong"):
        Aside(_wrong).result()
    assert capfd.readouterr() == ("", ""), "it is told once, by whoever asked"


def _wrong() -> None:
    raise ValueError("wrong")
