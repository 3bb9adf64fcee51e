"""Whether anything moved since the last build, told before anything heavy is imported.

A build notes how every file that it read and wrote stood, and until when the site is true. If all of that is
still so, there is nothing to build. Nothing here may import more than the standard library's light modules.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from briefkit.disk.files import Status, digest, entries_below, seal, stat_of, status_of, unsealed
from briefkit.model.layout import FOLDERS, SITE_FILE

UNSETTLED = 2_000_000_000
"""Nanoseconds: a file written so shortly before it was looked at may be written again within the same tick."""

_LARGE = 250_000
"""Bytes noted of some 1,500 reports, with their pages."""

CACHE = ".cache"
_Written = tuple[int, int]


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

    `entries` are sorted folder by folder, each path from the site's root with its status.
    """

    at: int
    entries: tuple[tuple[str, Status], ...]


class Glance(NamedTuple):
    """How a site stands beside its last build.

    `look` is how its sources stand; `told` is what that build said, where building again would change nothing;
    `broken` are the files of its output that do not stand as it left them, None where that was not looked at.
    """

    look: Look
    told: tuple[tuple[str | int, ...], ...] | None = None
    broken: tuple[str, ...] | None = None


def look(root: str) -> Look:
    """Look at every source file of the site at `root`."""
    at = time.time_ns()
    entries = [entry for name in FOLDERS for entry in entries_below(root, name)]
    with contextlib.suppress(OSError):
        entries.append((SITE_FILE, status_of(os.stat(f"{root}/{SITE_FILE}"))))
    return Look(at, tuple(entries))


def sources_below(root: str) -> dict[str, _Written]:
    """Every source file as it stands: when it was written, in nanoseconds, and its size."""
    return _sources(look(root))


def _sources(seen: Look) -> dict[str, _Written]:
    return {path: (written, size) for path, (_, written, size, _) in seen.entries}


def note(
    folder: str | os.PathLike[str],
    key: bytes,
    sources: Mapping[str, tuple[int, int, bytes]],
    outputs: Mapping[str, _Written],
    times: tuple[float, float],
    told: Iterable[tuple[str | int, ...]],
) -> None:
    """Note a finished build in the cache `folder`; where the disk refuses, the next one looks at everything.

    `key` stands for the program and the flags. `sources` are when each file was written, its size, and a digest, for
    files that are touched without being changed; `times` are the instant that was built for and the first at which
    the site is no longer true, in seconds; `told` is what there was to say.
    """
    files = {name: tuple(stat) for name, stat in outputs.items()}
    with contextlib.suppress(OSError):
        seal(os.path.join(folder, "still"), (key, sources, files, times, tuple(told)))


def forget(folder: str | os.PathLike[str]) -> None:
    """Forget the last build: what follows may change what it wrote."""
    with contextlib.suppress(OSError):
        os.unlink(os.path.join(folder, "still"))


def plain(seen: Glance) -> Any:
    """`seen` in plain values, which marshal takes."""
    return tuple(seen.look), seen.told, seen.broken


def as_glance(made: Any) -> Glance:
    """The glance that `plain` was given."""
    seen, told, broken = made
    return Glance(Look(*seen), told, broken)


def is_large(root: str) -> bool:
    """Whether to glance at the site at `root` takes long, some 10 ms or more, by the size of what the last build
    noted."""
    found = stat_of(f"{root}/{CACHE}/still")
    return found is not None and found[1] > _LARGE


def glance(root: str, output: str, key: bytes, now: float) -> Glance:
    """Look at the site at `root` and at its `output`, to see whether building again at `now` would change anything.

    `key` stands for the program and the flags.
    """
    seen = look(root)
    try:
        known, sources, outputs, (since, until), told = unsealed(f"{root}/{CACHE}/still")
        if known != key or not since <= now < until:
            return Glance(seen)
        broken = tuple([name for name, stat in outputs.items() if stat_of(f"{output}/{name}") != stat])
        is_still = not broken and _stand(root, _sources(seen), sources)
    except (OSError, ValueError, TypeError, EOFError, KeyError):
        return Glance(seen)
    return Glance(seen, tuple(told) if is_still else None, broken)


def _stand(root: str, standing: Mapping[str, _Written], noted: Mapping[str, tuple[int, int, bytes]]) -> bool:
    """Whether all sources are what was noted; those that were only touched are. Raises OSError."""
    if standing.keys() != noted.keys():
        return False
    for path, stat in standing.items():
        *before, made = noted[path]
        if stat != tuple(before) and not _holds(f"{root}/{path}", made):
            return False
    return True


def _holds(path: str, made: bytes) -> bool:
    with open(path, "rb") as file:
        return digest(file.read()) == made
