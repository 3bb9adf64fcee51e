"""How a command ends that is told to: by Ctrl+C, by a terminal that closes, by whoever minds the machine."""

import os
import signal
import sys
import time
from types import FrameType

AGAIN = 1.0
"""Seconds in which a second signal says no more than the first: people press twice, and a terminal that closes tells
a process and its group."""

LOST = 0.2
"""Seconds after which a command that goes on as if nothing had been said is told again."""

_OURS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_AS_GIVEN = (signal.SIG_DFL, signal.default_int_handler)


class Ended(KeyboardInterrupt):
    """The command was told to end, by the signal of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def code_of(told: KeyboardInterrupt) -> int:
    """The exit code of a command that was `told` to end, as shells give it: 128 and the number of the signal."""
    return 128 + (told.number if isinstance(told, Ended) else signal.SIGINT)


def heed_signals() -> None:
    """From now on a signal that ends a process raises Ended, so that whatever was begun is cleared away first.

    Where that is lost it is raised again: parts of Python in C, such as imports, now and then pass over whatever is
    raised in them. A signal that comes more than `AGAIN` after the first ends the process at once. What this process
    was told to pass over, as by nohup, it passes over.
    """
    first: tuple[float, int] | None = None

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal first
        now = time.monotonic()
        if first is None:
            first = now, number
            raise_again(number, frame)
        elif now > first[0] + AGAIN:
            os._exit(128 + number)

    def raise_again(_: int, frame: FrameType | None) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, LOST)
        if first is not None and not _is_ending():
            raise Ended(first[1])

    for number in _OURS:
        if signal.getsignal(number) in _AS_GIVEN:
            signal.signal(number, end)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, raise_again)


def _is_ending() -> bool:
    """Whether Ended is on its way, and what was begun is being cleared away."""
    handled = sys.exc_info()[1]
    while handled is not None:
        if isinstance(handled, Ended):
            return True
        handled = handled.__context__
    return False
