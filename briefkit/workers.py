"""Spreading work over processes: the one place that decides whether, and over how many."""

import gc
import marshal
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")

Progress = Callable[[str, int, int], object]
"""Called as work gets on: what is being done, how many more items are done now, and how many there are in all."""

WORTH_SPREADING = 400
"""Items below which starting processes costs more than it saves (two forks and a pool: some 30 ms)."""

_PR_SET_PDEATHSIG = 1
_NEW = 5_000_000
"""New values after which Python looks for garbage among them: some 500 MB. What we make holds none; a theme's own
macros leave a few dozen values a page."""

_CHUNKS_PER_WORKER = 8
_LARGE_CHUNK = 1_000
"""Items that a chunk should not exceed: at the end, everybody waits for whoever does the last chunk. There are no
more than `_CHUNKS`, though, since each chunk of reading makes a pack (and `packs` puts more than some sixty
together)."""

_CHUNKS = 56
_work: Callable[[range], Any] | None = None


def look_once_for_garbage() -> None:
    """Let Python look for garbage (values that refer only to one another) among new values only, and seldom.

    Of the millions of values that a build makes, nearly all are freed at once or live until its end. Looking through
    the latter again and again takes a fifth of the time and finds nothing.
    """
    gc.set_threshold(_NEW, 1_000_000, 1_000_000)


def silent(what: str, done: int, total: int) -> None:
    """Tells nobody how work gets on."""


class WorkerLostError(Exception):
    """The system ended a process that was at work."""


@contextmanager
def spread(work: Callable[[range], Result], count: int, jobs: int | None) -> Iterator[Iterator[Result]]:
    """Call `work` with ranges that together cover `count` items; gives the results in order.

    Work begins at once and goes on beside the `with` block. The workers are forks: what `work` closes over is shared
    with them, and only results are sent. `jobs` is the number of processes, None for one a core; results are the same
    for any number. Where forking is not safe (macOS, Windows) or there is little to do, this process does everything,
    piece by piece as the results are asked for.

    Asking for a result raises what `work` raises, and WorkerLostError.
    """
    if count > WORTH_SPREADING:
        gc.freeze()  # looking for garbage writes to values, and so would copy in each worker what is shared
    processes = min(jobs or len(_cores()), -(-count // WORTH_SPREADING))
    if processes < 2 or sys.platform != "linux":
        pieces = (range(start, min(start + WORTH_SPREADING, count)) for start in range(0, count, WORTH_SPREADING))
        yield (work(piece) for piece in pieces)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = min(-(-count // (processes * _CHUNKS_PER_WORKER)), max(_LARGE_CHUNK, -(-count // _CHUNKS)))
    chunks = [range(start, min(start + size, count)) for start in range(0, count, size)]
    with ProcessPoolExecutor(processes, get_context("fork"), _adopt, (work,)) as pool:
        with _unheard():
            results = pool.map(_run, chunks)
        try:
            yield _results(results)
        except BaseException:
            pool.shutdown(cancel_futures=True)  # nobody asks for the rest
            raise


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes that begin in this block are not told to end: the one that began them is, and they end with it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _results(results: Iterator[Result]) -> Iterator[Result]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from results
    except BrokenProcessPool as error:
        raise WorkerLostError("the system ended a process that was at work, perhaps for want of memory") from error


class Aside:
    """`work` done in a fork, while this process does something else.

    It must give plain values, which marshal knows. Where forking is not safe, there is only one core, or the fork
    fails, `work` is done here once its result is asked for.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._pipe = self._child = -1
        if sys.platform != "linux" or len(_cores()) < 2:
            return
        self._pipe, writing = os.pipe()
        with _unheard():
            self._child = os.fork()
            if self._child == 0:
                _send(work, writing)
        os.close(writing)

    @property
    def is_here(self) -> bool:
        """Whether the work is left to this process."""
        return self._pipe < 0

    def is_done(self) -> bool:
        """Whether the result can be had at once."""
        return not self.is_here and bool(select.select([self._pipe], [], [], 0)[0])

    def result(self) -> Any:
        """What `work` gave; waits for it. To be called once."""
        if self.is_here:
            return self._work()
        with os.fdopen(self._pipe, "rb") as pipe:
            sent = pipe.read()
        os.waitpid(self._child, 0)
        try:
            return marshal.loads(sent)
        except (EOFError, ValueError, TypeError):
            return self._work()


def _send(work: Callable[[], Any], pipe: int) -> None:
    """Send what `work` gives through `pipe`, and end this process, which is the fork."""
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(marshal.dumps(work()))
    finally:
        os._exit(0)  # after an error as well: the other process does the work again and raises it


def _cores() -> set[int] | range:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _adopt(work: Callable[[range], Any]) -> None:
    _die_with(os.getppid())
    global _work  # noqa: PLW0603 - a process has one task, and a fork gets it by memory, not by pickling
    _work = work


def _die_with(parent: int) -> None:
    """End this process when `parent` ends: a worker that outlived a killed build would write into the next tree."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _run(chunk: range) -> Any:
    assert _work is not None
    return _work(chunk)
