"""One build at a time: the second of two waits for the first."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock that `file` stands for. Raises OSError where it cannot be made.

    The lock belongs to this process alone and ends with it, however it ends: a killed build blocks nobody, and
    workers that it leaves behind hold nothing. (That is why it is a record lock, which forks do not inherit.)
    """
    with file.open("a+b") as opened:
        if os.name == "posix":
            import fcntl

            fcntl.lockf(opened, fcntl.LOCK_EX)
        else:
            import msvcrt

            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        yield
