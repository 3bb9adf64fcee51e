"""Writing the built site: two complete trees, one of them published, brought up to date in turn and exchanged.

`output/` is what readers see; its hidden sibling `.output.last` is the site before it. A build changes the sibling
(by what it makes now, and what the build before made) and then exchanges the two in one step. What both hold is
one file with two names, so the second tree costs no space.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from briefkit.disk import journal
from briefkit.disk.files import stat_of
from briefkit.disk.journal import bring_up_to_date, journal_of, remove_below
from briefkit.disk.kernel import exchange, make_apart
from briefkit.disk.owned import OutputError, clear, is_marked, mark, refuse_foreign, refuse_unsafe
from briefkit.model.snapshot import Stat

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Published(NamedTuple):
    """The site as the last build left it.

    `files` by name, each as it stood on the disk once written; `behind` are the names of those in which the sibling
    differs. `output` and `sibling` are the folders' inode numbers, by which the next build knows them again (0 where
    there is no such folder).
    """

    files: Mapping[str, Stat]
    behind: frozenset[str] = frozenset()
    output: int = 0
    sibling: int = 0


NOTHING = Published({})


def damaged(output: Path, published: Published) -> set[str]:
    """The files of the site that no longer stand as the last build left them."""
    folder = str(output.absolute())
    return {name for name, stat in published.files.items() if stat_of(f"{folder}/{name}") != stat}


def holds(path: str | Path, data: bytes) -> bool:
    """Whether the file at `path` has these bytes. Raises OSError where there is none.

    (A digest kept of each file instead would add a tenth to the time that making it takes.)
    """
    with open(path, "rb") as file:
        return os.fstat(file.fileno()).st_size == len(data) and file.read() == data


class Tree:
    """A site being brought up to date beside the one that stands. Files stay as they are unless they are written or
    removed.

    `all_new` says that the tree began empty; `discarded`, that it is not to be published.
    """

    def __init__(self, folder: Path, fresh: bool) -> None:
        self.folder = str(folder)
        self.all_new = fresh
        self._made: set[str] = set()
        self.discarded = False

    def discard(self) -> None:
        """Leave the site that stands as it is; this tree becomes its sibling."""
        self.discarded = True

    def holds(self, name: str, data: bytes) -> bool:
        """Whether the file `name`, which must exist, has these bytes."""
        return holds(f"{self.folder}/{name}", data)

    def write(self, name: str, data: bytes) -> Stat:
        """Write one file, in place of the one with this name, if there is one."""
        path = self._free(name)
        file = os.open(path, _NEW, 0o644)
        try:
            left = memoryview(data)[os.write(file, data) :]
            while left:
                left = left[os.write(file, left) :]
            found = os.fstat(file)
        finally:
            os.close(file)
        return Stat(found.st_mtime_ns, found.st_size)

    def copy(self, source: BinaryIO, name: str) -> Stat:
        """Copy an open file, which may be too large to pass through memory."""
        path = self._free(name)
        with open(path, "xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        os.chmod(path, 0o644)
        found = os.stat(path)
        return Stat(found.st_mtime_ns, found.st_size)

    def share(self, standing: Path, name: str) -> None:
        """Make `name` a hard link to the file of the tree at `standing`, or a copy where links are not possible."""
        path = self._free(name)
        try:
            os.link(f"{standing}/{name}", path)
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS):
                raise
            shutil.copy2(f"{standing}/{name}", path)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there, and folders that this leaves empty."""
        remove_below(self.folder, name)

    def _free(self, name: str) -> str:
        """The path of `name`, once its folder was made and whatever stood there removed."""
        path = f"{self.folder}/{name}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            try:
                os.mkdir(folder)  # most are one more in a folder that is there
            except (FileExistsError, FileNotFoundError, NotADirectoryError):
                self._make_folders(folder)
            self._made.add(folder)
        if not self.all_new:
            try:
                os.unlink(path)
            except FileNotFoundError:
                pass
            except (IsADirectoryError, PermissionError):
                shutil.rmtree(path)  # it is a folder, where the site now has a file
        return path

    def _make_folders(self, folder: str) -> None:
        """Make `folder` and those that it lies in; a file of an earlier site that stands in the way is removed."""
        way = folder
        while not os.path.lexists(way):
            way = os.path.dirname(way)
        if not os.path.isdir(way):
            os.unlink(way)
        os.makedirs(folder, exist_ok=True)


@contextmanager
def new_tree(output: Path, root: Path, before: Published, kept: Iterable[str]) -> Iterator[Tree]:
    """The tree to bring up to date. It takes the place of `output` when the block ends without an exception.

    `before` is the site that stands; the tree begins with its files of the names in `kept`, and no others.
    Raises OutputError where `output` may not be replaced, or the disk refuses; the site then stands as it did.
    """
    refuse_unsafe(output, root)
    output = output.absolute()
    work = output.with_name(f".{output.name}.new")
    # Published files must be readable by a web server, whatever mask the shell has.
    mask = os.umask(0o022)
    try:
        tree = _begun(output, work, before, set(kept))
        yield tree
        if not tree.discarded:
            _take_place(work, output)
            if tree.all_new:  # the two share no file: to make a new sibling when one is needed costs less
                clear(_sibling(output))
        elif output.exists():
            work.rename(_sibling(output))
    except OSError as error:
        where = error.filename or output
        raise OutputError(f"{where}: {error.strerror or error}; the previous site is untouched") from error
    finally:
        os.umask(mask)
        if is_marked(work) and not journal_of(output).exists():
            with contextlib.suppress(OSError, OutputError):
                clear(work)


def finish_interrupted(output: Path) -> None:
    """Finish the update under a journal that a killed build left, if it left one. Raises OutputError."""
    try:
        journal.finish_interrupted(output)
    except OSError as error:
        why = error.strerror or error
        raise OutputError(f"{output} was left half written and cannot be finished: {why}") from error


def folders_of(output: Path) -> tuple[int, int]:
    """The inode numbers of the output folder and of its sibling; 0 for one that does not exist."""
    output = output.absolute()
    return _number(output), _number(_sibling(output))


def _sibling(output: Path) -> Path:
    return output.with_name(f".{output.name}.last")


def _number(folder: Path) -> int:
    try:
        return folder.lstat().st_ino
    except OSError:
        return 0


def _begun(output: Path, work: Path, before: Published, kept: set[str]) -> Tree:
    """A tree at `work` with those files of `before` that are `kept`: the sibling brought up to date, if it is the one
    that the last build left, else a fresh tree of hard links."""
    clear(work)
    sibling = _sibling(output)
    if before.sibling and before.output == _number(output) and before.sibling == _number(sibling):
        sibling.rename(work)
        tree = Tree(work, fresh=False)
        for name in sorted(before.behind):
            if name in kept:
                tree.share(output, name)
            else:
                tree.remove(name)
        for name in before.files.keys() - kept - before.behind:
            tree.remove(name)
        return tree
    if os.path.lexists(sibling):
        # Renamed first: were this build killed while it removes the sibling, the next one could take it for whole.
        refuse_foreign(sibling)
        sibling.rename(work)
        clear(work)
    make_apart(work)
    mark(work)
    tree = Tree(work, fresh=not kept)
    for name in sorted(kept):
        tree.share(output, name)
    return tree


def _take_place(work: Path, output: Path) -> None:
    """Publish the tree at `work`; what stood at `output` becomes its sibling."""
    if not output.exists():
        work.rename(output)
    elif exchange(work, output):
        work.rename(_sibling(output))
    else:
        bring_up_to_date(work, output)
        work.rename(_sibling(output))
