"""What commands cost: time, processor time and memory, those of the processes that they start included."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_MAXRSS_PER_MIB = 1 << 20 if sys.platform == "darwin" else 1 << 10


class Cost(NamedTuple):
    """Seconds, seconds of processors, and MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


class Measured(NamedTuple):
    """One kind of build of a site of `size` reports, by briefkit and, where there is one, by its rival in turns."""

    size: int
    search: bool
    mode: str
    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]

    def ratios(self, what: str) -> list[float]:
        """Ours to theirs, pair by pair: what else the machine did then is in both."""
        return [getattr(a, what) / getattr(b, what) for a, b in zip(self.ours, self.theirs, strict=False)]


class TimeUpError(Exception):
    """The time for all measurements is over."""


class FailedError(Exception):
    """A command that was to be measured did not succeed; the text says which, and what it said."""


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of several."""
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def cost(commands: Sequence[Sequence[str]], folder: Path, until: float) -> Cost:
    """What these commands cost, one after the other. Raises TimeUpError when it is `until` (of perf_counter)."""
    each = [_cost_of_one(command, folder, until) for command in commands]
    return Cost(sum(one.wall for one in each), sum(one.cpu for one in each), max(one.peak for one in each))


def _cost_of_one(command: Sequence[str], folder: Path, until: float) -> Cost:
    log = folder / ".log"
    started = time.perf_counter()
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, start_new_session=True)
    ending = threading.Timer(max(0.0, until - started), _end, (child.pid,))
    ending.start()
    try:
        _, status, used = os.wait4(child.pid, 0)  # Popen.wait does not tell what was used
        child.returncode = os.waitstatus_to_exitcode(status)
    except BaseException:
        _end(child.pid)
        child.wait()
        raise
    finally:
        ending.cancel()
    wall = time.perf_counter() - started
    if child.returncode and time.perf_counter() >= until:
        raise TimeUpError
    if child.returncode:
        raise FailedError(f"{' '.join(command)} ended with {child.returncode}:\n{log.read_text(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _MAXRSS_PER_MIB)


def _end(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
