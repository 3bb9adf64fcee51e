"""Bringing a published folder up to date file by file, under a journal, where folders cannot be exchanged.

That is so on Windows and where the folder is a mount point.
"""

import errno
import json
import os
import shutil
from pathlib import Path

from briefkit.disk.owned import is_marked

_LONGEST_NAME = 60
"""Characters of a file's name that its draft's name ends with: of up to four bytes each, they fit into 255 bytes."""


def journal_of(output: Path) -> Path:
    """Where the journal of `output` stands."""
    return output.with_name(f".{output.name}.journal")


def _draft_of(journal: Path) -> Path:
    """Where a journal is written before it counts."""
    return journal.with_name(f"{journal.name}.draft")


def bring_up_to_date(work: Path, output: Path) -> None:
    """Make `output` equal to the tree at `work`: first what is new, then what changed, then what goes.

    A page is therefore never there before the files that it needs. What is to be done stands in a journal
    first, so that the next build finishes what a kill left.
    """
    ours, theirs = _files_below(work), _files_below(output)
    added = sorted(ours.keys() - theirs.keys())
    changed = sorted(name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name])
    removed = sorted(theirs.keys() - ours.keys())
    journal = journal_of(output)
    draft = _draft_of(journal)
    draft.write_text(json.dumps({"put": [*added, *changed], "remove": removed}), encoding="utf-8")
    draft.replace(journal)
    _carry_out(journal, work, output)


def finish_interrupted(output: Path) -> None:
    """Finish the update that a killed build left half done, if it left a journal.

    This must come before anybody looks at the files of `output`. Raises OSError, also where somebody else wrote the
    journal.
    """
    output = output.absolute()
    journal, work = journal_of(output), output.with_name(f".{output.name}.new")
    _draft_of(journal).unlink(missing_ok=True)  # nothing was done by then
    if not journal.is_file():
        return
    mask = os.umask(0o022)
    try:
        if is_marked(work):
            _carry_out(journal, work, output)
        else:
            journal.unlink()
    finally:
        os.umask(mask)


def _carry_out(journal: Path, work: Path, output: Path) -> None:
    put, remove = _todo(journal)
    real = output.resolve()
    for name in put:
        target = output / name
        draft = target.with_name(f".{target.name}.draft"[-_LONGEST_NAME:])
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(real) or (work / name).is_symlink():
            raise _foreign(journal)
        shutil.copy2(work / name, draft)
        draft.replace(target)
    for name in remove:
        if (output / name).parent.resolve().is_relative_to(real):
            remove_below(str(output), name)
    journal.unlink()


def _todo(journal: Path) -> tuple[list[str], list[str]]:
    """The files that a journal says to put and to remove. One that a stranger wrote could name files outside."""
    try:
        todo = json.loads(journal.read_text(encoding="utf-8"))
        names = [*todo["put"], *todo["remove"]]
        if all(isinstance(name, str) and not {"", "..", "."} & set(name.split("/")) for name in names):
            return todo["put"], todo["remove"]
    except (ValueError, LookupError, TypeError):
        pass
    raise _foreign(journal)


def _foreign(journal: Path) -> OSError:
    return OSError(errno.EINVAL, f"{journal.name} beside it was not made by briefkit; remove it")


def _files_below(folder: Path) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found


def remove_below(folder: str, name: str) -> None:
    """Remove the file `name` below `folder`, if it is there, and folders that this leaves empty. Raises OSError."""
    path = f"{folder}/{name}"
    try:
        os.unlink(path)
        while (path := os.path.dirname(path)) != folder:
            os.rmdir(path)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
