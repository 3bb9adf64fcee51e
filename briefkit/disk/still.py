"""Whether anything moved since the last build, told before anything heavy is imported.

A build notes how every file that it read and wrote stood, and until when the site is true. If all of that is
still so, there is nothing to build. Nothing here may import more than the standard library's light modules.
"""

import contextlib
import marshal
import os
import sys
import time
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from briefkit.disk.files import digest, entries_below, seal, unsealed

UNSETTLED = 2_000_000_000
"""Nanoseconds: a file written so shortly before it was looked at may be written again within the same tick."""

CACHE = ".cache"
SOURCES = ("content", "templates", "site.yaml")
_Stat = tuple[int, int]


@cache
def engine_digest() -> bytes:
    """Changes with this program, the packages around it, and Python itself."""
    made = blake2b(repr(sys.version_info).encode(), digest_size=16)
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, subfolders, names in os.walk(package):
        subfolders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".ttf")):
                with open(f"{folder}/{name}", "rb") as file:
                    made.update(name.encode() + file.read())
    for place in sys.path:
        if place.endswith("-packages"):
            made.update(" ".join(sorted(n for n in os.listdir(place) if n.endswith(".dist-info"))).encode())
    return made.digest()


def build_key(
    output: str, as_of: str | None, drafts: bool, base_url: str | None, search: bool, strict: bool
) -> bytes:
    """Stands for the program and for all flags that must be as they were if nothing is to be built."""
    flags = (os.path.abspath(output), as_of, drafts, base_url, search, strict)
    return digest(engine_digest() + repr(flags).encode())


class Look(NamedTuple):
    """Every source file of a site as it stood at one glance, which began `at` (nanoseconds of Unix time).

    `entries` are sorted folder by folder, each path from the site's root with its status or why it has none.
    """

    at: int
    entries: tuple[tuple[str, os.stat_result | OSError], ...]

    @property
    def sources(self) -> dict[str, _Stat]:
        """When each file was written, in nanoseconds, and its size."""
        return {
            path: (0, -1) if isinstance(status, OSError) else (status.st_mtime_ns, status.st_size)
            for path, status in self.entries
        }


def look(root: str) -> Look:
    """Look at every source file of the site at `root`."""
    at = time.time_ns()
    entries = [entry for name in SOURCES[:2] for entry in entries_below(root, name)]
    with contextlib.suppress(OSError):
        entries.append((SOURCES[2], os.stat(f"{root}/{SOURCES[2]}")))
    return Look(at, tuple(entries))


def sources_below(root: str) -> dict[str, _Stat]:
    """Every source file as it stands: when it was written, in nanoseconds, and its size."""
    return look(root).sources


def note(
    folder: str | os.PathLike[str],
    key: bytes,
    sources: Mapping[str, tuple[_Stat, bytes]],
    outputs: Mapping[str, _Stat],
    times: tuple[float, float],
    told: Iterable[tuple[str | int, ...]],
) -> None:
    """Note a finished build in the cache `folder`; where the disk refuses, the next one looks at everything.

    `key` stands for the program and the flags. `sources` have a digest each, for files that are touched without
    being changed; `times` are the instant that was built for and the first at which the site is no longer true,
    in seconds; `told` is what there was to say.
    """
    plain = {path: (*stat, made) for path, (stat, made) in sources.items()}
    files = {name: tuple(stat) for name, stat in outputs.items()}
    with contextlib.suppress(OSError):
        seal(os.path.join(folder, "still"), marshal.dumps((key, plain, files, times, tuple(told))))


def forget(folder: str | os.PathLike[str]) -> None:
    """Forget the last build: what follows may change what it wrote."""
    with contextlib.suppress(OSError):
        os.unlink(os.path.join(folder, "still"))


def unchanged(
    root: str, output: str, key: bytes, now: float, seen: Look | None = None
) -> tuple[tuple[str | int, ...], ...] | None:
    """What the last build said, if building again at `now` would change nothing; else None.

    `seen` is how the sources stand, where they were looked at already.
    """
    try:
        known, sources, outputs, (since, until), told = marshal.loads(unsealed(f"{root}/{CACHE}/still"))
        if known != key or not since <= now < until:
            return None
        standing = (seen or look(root)).sources
        if standing.keys() != sources.keys():
            return None
        for path, stat in standing.items():
            *before, made = sources[path]
            if stat != tuple(before) and not _holds(f"{root}/{path}", made):
                return None
        for name, stat in outputs.items():
            status = os.lstat(f"{output}/{name}")
            if (status.st_mtime_ns, status.st_size) != stat:
                return None
    except (OSError, ValueError, TypeError, EOFError, KeyError):
        return None
    return tuple(told)


def _holds(path: str, made: bytes) -> bool:
    with open(path, "rb") as file:
        return digest(file.read()) == made
