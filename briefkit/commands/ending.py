"""How a command ends that is told to: by Ctrl+C, by a terminal that closes, by whoever minds the machine."""

import os
import signal
import time
from types import FrameType

AGAIN = 1.0
"""Seconds in which a second signal says no more than the first: people press twice, and a terminal that closes tells
a process and its group."""

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

    One that comes more than `AGAIN` later ends the process at once. What this process was told to pass over, as
    by nohup, it passes over.
    """
    first: float | None = None

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal first
        now = time.monotonic()
        if first is None:
            first = now
            raise Ended(number)
        if now > first + AGAIN:
            os._exit(128 + number)

    for number in _OURS:
        if signal.getsignal(number) in _AS_GIVEN:
            signal.signal(number, end)
