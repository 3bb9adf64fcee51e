"""Files that Git LFS keeps elsewhere, of which only what points to them is here.

https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
"""

from collections.abc import Mapping
from pathlib import Path

from briefkit.disk.source import Opener
from briefkit.model.issues import Issue, Place
from briefkit.model.snapshot import Stat

_BEGINS = b"version https://git-lfs.github.com/spec/v1\n"
_LONGEST = 1023
"""Bytes of a pointer at the most."""


def pointers(root: Path, files: Mapping[str, Stat]) -> tuple[Issue, ...]:
    """Errors on those of the `files` below `root` that are pointers: they would be published in place of the files.

    What cannot be read is passed over: that is told where it is read to be published.
    """
    with Opener(root) as opener:
        small = [path for path, stat in sorted(files.items()) if len(_BEGINS) < stat.size <= _LONGEST]
        found = [path for path in small if opener.read(path, len(_BEGINS))[0] == _BEGINS]
    message, hint = "this is no more than a pointer of Git LFS to the file", "run: git lfs pull"
    return tuple(Issue("file-is-fetched", message, Place(path), hint) for path in found)
