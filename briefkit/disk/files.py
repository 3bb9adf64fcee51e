"""The files that a folder holds, and files with a checksum in front; light enough for the up-to-date check."""

import marshal
import os
import stat
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from typing import Any

_DIGEST_SIZE = 16
_SUM = 4
"""Bytes of a checksum (CRC-32, RFC 1952), which shows damage as a digest would, at a fifth of the cost."""

_DEEPEST = 100
"""Folders in one another beyond which something must have gone wrong."""

WELL_KNOWN = ".well-known"
"""The one hidden folder that sites publish (RFC 8615): verification files stand in it."""


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of that name is hidden or an editor's leftover, and so no part of a site."""
    if name == WELL_KNOWN:
        return False
    # Vim makes a file called 4913 to see whether it may write.
    return name[0] in ".#" or name.endswith(("~", ".swp")) or name == "4913"


def has_content(root: "os.PathLike[str]") -> bool:
    """Whether the site at `root` has a content/ with something in it, were it an empty folder; or one that cannot be
    looked into, which is told where it is read."""
    try:
        with os.scandir(os.path.join(root, "content")) as entries:
            return any(not is_passed_over(entry.name) for entry in entries)
    except FileNotFoundError:
        return False
    except OSError:
        return True


Status = tuple[int, int, int, str]
"""A file's mode (as `stat` gives it), when it was written, in nanoseconds, its size, and "" or why none of these can
be known. A plain tuple, which marshal takes."""


def status_of(found: os.stat_result) -> Status:
    """The status of a file, from what the system tells of it."""
    return found.st_mode, found.st_mtime_ns, found.st_size, ""


def stat_of(path: str) -> tuple[int, int] | None:
    """When the file at `path` was written, in nanoseconds, and its size; None where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def entries_below(root: str, folder: str) -> Iterator[tuple[str, Status]]:
    """Every file below `folder`, sorted: its path from `root`, and its status.

    Hidden files and editors' leftovers are passed over. A folder that cannot be listed, or nests too deeply, is given
    as if it were a file, with the reason in its status.
    """
    if os.path.islink(f"{root}/{folder}"):
        yield folder, status_of(os.lstat(f"{root}/{folder}"))
        return
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield folder, _unknown(error.strerror or str(error))
        return
    for entry in entries:
        name = entry.name
        if is_passed_over(name):
            continue
        path = f"{folder}/{name}"
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # gone since the folder was listed
        if stat.S_ISDIR(found.st_mode) and path.count("/") > _DEEPEST:
            yield path, _unknown(f"more than {_DEEPEST} folders stand in one another here")
        elif stat.S_ISDIR(found.st_mode):
            yield from entries_below(root, path)
        else:
            yield path, status_of(found)


def _unknown(why: str) -> Status:
    return 0, 0, -1, why


def digest(data: bytes) -> bytes:
    """Sixteen bytes made from `data` (BLAKE2b, RFC 7693)."""
    return blake2b(data, digest_size=_DIGEST_SIZE).digest()


def seal(path: str | os.PathLike[str], value: Any) -> None:
    """Write `value`, of types that marshal knows, with a checksum to `path`: first to a file beside it, which then
    takes its place.

    Raises OSError.
    """
    data = marshal.dumps(value)
    draft = f"{os.fspath(path)}.draft"
    with open(draft, "wb") as file:
        file.write(zlib.crc32(data).to_bytes(_SUM))
        file.write(data)
    os.replace(draft, path)


def unsealed(path: str | os.PathLike[str]) -> Any:
    """What `seal` was given. Raises OSError, or ValueError, EOFError or TypeError where the file is damaged."""
    # Mapped into memory: reading ten megabytes into a copy takes longer than their checksum.
    with (
        open(path, "rb") as file,
        mmap(file.fileno(), 0, access=ACCESS_READ) as mapped,
        memoryview(mapped) as whole,
        whole[_SUM:] as data,
    ):
        if zlib.crc32(data).to_bytes(_SUM) != mapped[:_SUM]:
            raise ValueError(f"{path!s} is damaged")
        return marshal.loads(data)
