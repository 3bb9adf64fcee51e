"""Writing the built site: a complete tree beside the old one, then one exchange; never half a site."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefkit.model.addresses import file_of
from briefkit.model.names import Address
from briefkit.model.outputs import Output

MARKER = ".briefkit"
_MARKER_TEXT = b"Made by briefkit. Everything in this folder is replaced by the next build.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The output folder may not or cannot be written; the text says why and what to do."""


class Tree:
    """A site being written beside the one that stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()
        self.discarded = False

    def discard(self) -> None:
        """Leave the site that stands as it is."""
        self.discarded = True

    def write(self, output: Output) -> None:
        """Write one file of the site."""
        path = self._folder / file_of(output.address)
        self._ensure(path.parent)
        path.write_bytes(output.data)

    def copy(self, source: Path, address: Address) -> None:
        """Copy a file, which may be too large to pass through memory, to `address`."""
        path = self._folder / file_of(address)
        self._ensure(path.parent)
        shutil.copyfile(source, path)

    def _ensure(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)


@contextmanager
def new_tree(output: Path, root: Path) -> Iterator[Tree]:
    """A tree to write a whole site into. It takes the place of `output` when the block ends without an exception.

    Raises OutputError where `output` may not be replaced, or the disk refuses.
    """
    refuse_unsafe(output, root)
    output = output.absolute()
    fresh = output.with_name(f".{output.name}.new")
    # Published files must be readable by a web server, whatever mask the shell has.
    mask = os.umask(0o022)
    try:
        _clear(fresh)
        fresh.mkdir(parents=True)
        (fresh / MARKER).write_bytes(_MARKER_TEXT)
        tree = Tree(fresh)
        yield tree
        if not tree.discarded:
            _take_place(fresh, output)
    except OSError as error:
        where = error.filename or output
        raise OutputError(f"{where}: {error.strerror or error}; the previous site is untouched") from error
    finally:
        os.umask(mask)
        if (fresh / MARKER).is_file():
            shutil.rmtree(fresh, ignore_errors=True)


def refuse_unsafe(output: Path, root: Path) -> None:
    """Raise OutputError where replacing `output` could cost somebody their files.

    MkDocs, Jekyll and Zola have all deleted users' files through a wrong output folder (FACTS).
    """
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


def _clear(leftover: Path) -> None:
    """Remove what a killed build left at `leftover`; raise OutputError where somebody else wrote there."""
    if leftover.is_symlink() or leftover.is_file() or (leftover.is_dir() and _is_foreign(leftover)):
        raise OutputError(f"{leftover} is in the way and was not made by briefkit; move it")
    if leftover.is_dir():
        shutil.rmtree(leftover)


def _is_foreign(folder: Path) -> bool:
    return any(folder.iterdir()) and not (folder / MARKER).is_file()


def _take_place(fresh: Path, output: Path) -> None:
    """Put `fresh` where `output` is: one atomic exchange where the system has one, else two renames."""
    if not output.exists():
        fresh.rename(output)
        return
    if _exchange(fresh, output):
        return
    old = output.with_name(f".{output.name}.old")
    _clear(old)
    output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
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
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
