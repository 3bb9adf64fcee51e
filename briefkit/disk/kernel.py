"""System calls that only some systems have: exchanging two folders, and placing a folder on the disk."""

import contextlib
import ctypes
import errno
import os
import sys
import time
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_GET_ATTRIBUTES, _SET_ATTRIBUTES = 0x80086601, 0x40086602  # FS_IOC_GETFLAGS, FS_IOC_SETFLAGS of linux/fs.h
_TOP_OF_HIERARCHIES = 0x20000  # FS_TOPDIR_FL, the attribute T of chattr(1)
_CANDIDATES = 16
"""Folders from which the one with the best place is taken: 4 ms of work where all places are good."""


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux renameat2, macOS renamex_np); False where that cannot be had."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        result = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)  # type: ignore[union-attr]
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        result = library.renamex_np(first, second, _RENAME_EXCHANGE)
    else:
        return False
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EBUSY):
        return False
    raise OSError(code, os.strerror(code), str(other))


def make_apart(folder: Path) -> None:
    """Make `folder`, and those that it lies in; on ext4, away from where files were deleted. Raises OSError.

    ext4 does not reuse inodes that were deleted in the last minutes, and tests each of them again for every new file
    (fs/ext4/ialloc.c: recently_deleted). A new folder takes its inodes from the block group of its parent: 10,000
    pages made where as many were just removed took 12 s, and take 0.5 s in a folder made here. A folder made inside
    one with the attribute T is placed in the block group with the fewest folders (find_group_orlov), and stays there
    when it is renamed. Since that may be the very group that was just emptied, several are made, each of which drives
    the next into another group, and the one is taken in which a file is made in the shortest time.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    nursery = folder.with_name(f"{folder.name}.apart")
    with contextlib.suppress(OSError):
        nursery.mkdir(exist_ok=True)
        _set_top_of_hierarchies(nursery)
        born = [nursery / os.urandom(4).hex() for _ in range(_CANDIDATES)]
        min(born, key=_seconds_to_begin).rename(folder)
    with contextlib.suppress(OSError):  # what a build left that was killed here goes, too
        for left in nursery.iterdir():
            (left / left.name).unlink(missing_ok=True)
            left.rmdir()
        nursery.rmdir()
    folder.mkdir(exist_ok=True)


def _seconds_to_begin(folder: Path) -> float:
    """Make `folder`, and tell how long it takes to make a file in it, of the same name, which is removed again."""
    folder.mkdir()
    first = folder / folder.name
    since = time.perf_counter()
    first.touch()
    taken = time.perf_counter() - since
    first.unlink()
    return taken


def _set_top_of_hierarchies(folder: Path) -> None:
    """Set the attribute T of `folder`. Raises OSError where the system or the file system refuses."""
    if sys.platform != "linux":
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(folder))
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        attributes = int.from_bytes(fcntl.ioctl(handle, _GET_ATTRIBUTES, bytes(8)), sys.byteorder)
        fcntl.ioctl(handle, _SET_ATTRIBUTES, (attributes | _TOP_OF_HIERARCHIES).to_bytes(8, sys.byteorder))
    finally:
        os.close(handle)
