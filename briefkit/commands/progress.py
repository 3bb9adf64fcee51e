"""A bar on the terminal for work that takes a while; nothing where nobody watches."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefkit.workers import Progress, silent

if TYPE_CHECKING:
    from tqdm import tqdm

SHOWN_AFTER = 1.0
"""Seconds of work before there is a bar: what takes less needs none, and loading tqdm would lengthen it."""


@contextmanager
def watched(started: float) -> Iterator[Progress]:
    """The function to call as work gets on that began at `started` (by perf_counter). The bar is gone at the end."""
    if not sys.stderr.isatty():
        yield silent
        return
    bar = _Bar(started + SHOWN_AFTER)
    try:
        yield bar.tell
    finally:
        bar.close()


class _Bar:
    """One bar at a time, for what is being done now."""

    def __init__(self, shown_from: float) -> None:
        self._shown_from = shown_from
        self._what = ""
        self._done = 0
        self._bar: tqdm | None = None

    def tell(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self.close()
            self._what, self._done = what, 0
        self._done += done
        if not total or time.perf_counter() < self._shown_from:
            return
        if self._bar is None:
            self._bar = _bar(what, total)
        self._bar.n = self._done
        self._bar.refresh()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _bar(what: str, total: int) -> "tqdm":
    from tqdm import tqdm

    # tqdm would start a thread and make a lock to share with other processes: workers are forked beside this bar,
    # which a second thread makes unsafe, and none of them draws on it.
    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())
    layout = "{desc}: {n_fmt} of {total_fmt} |{bar}|"
    return tqdm(desc=what, total=total, leave=False, file=sys.stderr, bar_format=layout, dynamic_ncols=True)
