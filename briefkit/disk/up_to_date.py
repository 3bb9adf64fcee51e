"""Whether the site is up to date, found out before anything heavy is imported.

A build notes how every file that it read and wrote stood, and the next instant at which the site changes by itself.
If every file still stands so and that instant has not come, there is nothing to build. Nothing here may import more
than the standard library's light modules.
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
"""Bytes of the note on a site of some 1,500 reports."""

CACHE = ".cache"
_NOTE = "up-to-date"

_Stat = tuple[int, int]
"""When a file was written, in nanoseconds, and its size."""

Noted = tuple[int, int, bytes]
"""How a source stood: when it was written, in nanoseconds, its size, and a digest of it, b"" where nobody read it."""


@cache
def engine_digest() -> bytes:
    """A digest of this program, the names and versions of the packages around it, and the version of Python."""
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
    """A digest of the program and of all flags: a build with another key has to look at everything."""
    flags = (os.path.abspath(output), as_of, drafts, base_url, search, strict)
    return digest(engine_digest() + repr(flags).encode())


class Look(NamedTuple):
    """Every source file of a site as it stood when it was looked at, beginning `at` (nanoseconds of Unix time).

    `entries` are sorted folder by folder: the path of each file from the site's root, and its status.
    """

    at: int
    entries: tuple[tuple[str, Status], ...]


class Glance(NamedTuple):
    """How a site compares with its last build.

    `look` is how its sources stand. `issues` are what that build told (as plain values) where building again would
    change nothing, else None. `broken` are the files of its output that do not stand as that build left them, None
    where that was not looked at.
    """

    look: Look
    issues: tuple[tuple[str | int, ...], ...] | None = None
    broken: tuple[str, ...] | None = None


def look(root: str) -> Look:
    """Look at every source file of the site at `root`."""
    at = time.time_ns()
    entries = [entry for name in FOLDERS for entry in entries_below(root, name)]
    with contextlib.suppress(OSError):
        entries.append((SITE_FILE, status_of(os.stat(f"{root}/{SITE_FILE}"))))
    return Look(at, tuple(entries))


def sources_below(root: str) -> dict[str, _Stat]:
    """Every source file as it stands: when it was written, in nanoseconds, and its size."""
    return _sources(look(root))


def _sources(seen: Look) -> dict[str, _Stat]:
    return {path: (written, size) for path, (_, written, size, _) in seen.entries}


def note(
    folder: str | os.PathLike[str],
    key: bytes,
    sources: Mapping[str, Noted],
    outputs: Mapping[str, _Stat],
    times: tuple[float, float],
    issues: Iterable[tuple[str | int, ...]],
) -> None:
    """Note a finished build in the cache `folder`; where the disk refuses, the next one looks at everything.

    `key` is the build's (`build_key`). `sources` say how each file stood, with a digest for files that are touched
    without being changed. `times` are the instant that was built for and the first at which the site changes by
    itself, in seconds. `issues` are what the build told, as plain values.
    """
    files = {name: tuple(stat) for name, stat in outputs.items()}
    with contextlib.suppress(OSError):
        seal(os.path.join(folder, _NOTE), (key, sources, files, times, tuple(issues)))


def forget(folder: str | os.PathLike[str]) -> None:
    """Forget the note on the last build, before anything that it wrote is changed."""
    with contextlib.suppress(OSError):
        os.unlink(os.path.join(folder, _NOTE))


def plain_glance(seen: Glance) -> Any:
    """`seen` in plain values, which marshal takes."""
    return tuple(seen.look), seen.issues, seen.broken


def glance_from(plain: Any) -> Glance:
    """What `plain_glance` was given."""
    seen, issues, broken = plain
    return Glance(Look(*seen), issues, broken)


def is_large(root: str) -> bool:
    """Whether `glance` takes some 10 ms or more for the site at `root`, by the size of what the last build noted."""
    found = stat_of(f"{root}/{CACHE}/{_NOTE}")
    return found is not None and found[1] > _LARGE


def glance(root: str, output: str, key: bytes, now: float) -> Glance:
    """Look at the site at `root` and at its `output`, to see whether building again at `now` would change anything.

    `key` is the build's (`build_key`), `now` is in seconds of Unix time.
    """
    seen = look(root)
    try:
        known, sources, outputs, (since, until), issues = unsealed(f"{root}/{CACHE}/{_NOTE}")
        if known != key or not since <= now < until:
            return Glance(seen)
        broken = tuple([name for name, stat in outputs.items() if stat_of(f"{output}/{name}") != stat])
        is_up_to_date = not broken and _are_as_noted(root, _sources(seen), sources)
    except (OSError, ValueError, TypeError, EOFError, KeyError):
        return Glance(seen)
    return Glance(seen, tuple(issues) if is_up_to_date else None, broken)


def _are_as_noted(root: str, standing: Mapping[str, _Stat], noted: Mapping[str, Noted]) -> bool:
    """Whether the sources are the files that were noted, with the same bytes. Raises OSError."""
    if standing.keys() != noted.keys():
        return False
    for path, stat in standing.items():
        *before, made = noted[path]
        # One that was only touched has other times and the same digest.
        if stat != tuple(before) and not _has_digest(f"{root}/{path}", made):
            return False
    return True


def _has_digest(path: str, made: bytes) -> bool:
    with open(path, "rb") as file:
        return digest(file.read()) == made
