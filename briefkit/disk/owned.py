"""Whether a folder is ours: only what briefkit made is ever replaced or removed.

MkDocs, Jekyll and Zola have all deleted users' files through a wrong output folder.
"""

import os
import shutil
from pathlib import Path

MARKER = ".briefkit"
"""The file that says that a folder is ours to replace."""

_MARKER_TEXT = b"Made by briefkit. Everything in this folder is replaced by the next build.\n"


class OutputError(Exception):
    """The output folder may not or cannot be written; the text says why and what to do."""


def mark(folder: Path) -> None:
    """Say in `folder` that it is ours."""
    (folder / MARKER).write_bytes(_MARKER_TEXT)


def is_marked(folder: Path) -> bool:
    """Whether `folder` says that it is ours."""
    return (folder / MARKER).is_file()


def refuse_unsafe(output: Path, root: Path) -> None:
    """Raise OutputError where replacing `output` could destroy anybody's files, or sources of the site at `root`."""
    if output.is_symlink():
        raise OutputError(f"{output} is a link; name the folder itself")
    real, sources = output.resolve(), [root.resolve() / name for name in ("content", "templates", "briefkit")]
    if real in (Path(real.anchor), Path.home().resolve()) or real == root.resolve():
        raise OutputError(f"{output} is no place for a site; name a folder of its own")
    if real == Path.cwd():
        raise OutputError(f"{output} is the folder you stand in, which would be swapped away; name another")
    for source in sources:
        if real == source or real in source.parents or source in real.parents:
            raise OutputError(f"{output} holds or lies in {source}, which is a source; name another folder")
    if real.exists() and not real.is_dir():
        raise OutputError(f"{output} is a file; name a folder")
    if real.is_dir() and _is_foreign(real):
        raise OutputError(
            f"{output} is not empty and was not made by briefkit (it has no {MARKER}); empty it or name another"
        )


def refuse_foreign(leftover: Path) -> None:
    """Raise OutputError where somebody else wrote at `leftover`."""
    if leftover.is_symlink() or leftover.is_file() or (leftover.is_dir() and _is_foreign(leftover)):
        raise OutputError(f"{leftover} is in the way and was not made by briefkit; move it")


def clear(leftover: Path) -> None:
    """Remove what a killed build left at `leftover`. Raises OutputError where somebody else wrote there."""
    refuse_foreign(leftover)
    if leftover.is_dir():
        # Its marker goes last: a removal that is killed can be finished.
        for entry in list(os.scandir(leftover)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name != MARKER:
                os.unlink(entry.path)
        shutil.rmtree(leftover)


def _is_foreign(folder: Path) -> bool:
    return any(folder.iterdir()) and not is_marked(folder)
