"""One build at a time: the second of two waits for the first, whether they share a site or only an output folder."""

import contextlib
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

            with contextlib.suppress(OSError):  # a file system that knows no locks
                fcntl.lockf(opened, fcntl.LOCK_EX)
        else:
            import msvcrt

            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        yield


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold the right to replace what stands in `folder`, which is made if need be.

    The lock of a site's cache is not enough: two sites may be built into one folder, and a cache that cannot be
    written has no lock. This one is on the folder itself, so that nothing is left beside the output. On Windows, and
    on file systems that know no locks, there is none. Where the folder cannot be made there is none either: whoever
    writes there will be told why.
    """
    mask = os.umask(0o022)  # a web server must be able to read what is in it
    try:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(mask)
    if os.name != "posix" or not folder.is_dir():
        yield
        return
    import fcntl

    opened = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
