"""Tables of plain values between builds: one file holds them whole, small files beside it what changed since.

A site of ten thousand reports has some nine megabytes to remember, of which a small edit changes a few hundred bytes.
"""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefkit.disk.files import seal, unsealed

NAME = "state"
_MANY = 30
"""Files of changes at most, since every build opens each of them."""

_SHARE = 8
"""One row in so many may have changed since the whole was written; beyond that it is written anew."""

Tables = dict[str, dict[str, Any]]
"""Plain values (what marshal knows) by table and key."""


class Change(NamedTuple):
    """What became of a table: the rows that are new or changed, and the keys of those that went."""

    put: Mapping[str, Any]
    gone: tuple[str, ...]


class Ledger:
    """The tables in one folder. Those that were kept under another `key` are of no use."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._whole = b""  # the random name of the whole that files of changes belong to
        self._changes = 0  # how many files of changes there are
        self._rows = self._changed = 0  # how many rows the whole has, and how many the changes put or took away

    def load(self) -> Tables | None:
        """The tables as they were last kept; None where they have another key. Damaged files raise any exception."""
        self._whole, self._changes = b"", 0
        key, whole, tables = unsealed(self._folder / NAME)
        if key != self._key:
            return None
        self._rows, self._changed = sum(map(len, tables.values())), 0
        number = 0
        while (path := self._path(number + 1)).exists():
            of, changes = unsealed(path)
            if of != whole:  # of an earlier whole: a build was killed between writing a new one and removing these
                break
            for table, (put, gone) in changes.items():
                tables[table].update(put)
                for key in gone:
                    del tables[table][key]
                self._changed += len(put) + len(gone)
            number += 1
        self._whole, self._changes = whole, number
        return tables  # type: ignore[no-any-return]

    def keep(self, changes: Mapping[str, Change] | None, everything: Callable[[], Tables]) -> None:
        """Keep the `changes` since the tables were last loaded or kept, None where these are not known.

        Where they are many, `everything` is written anew. Raises OSError; nothing is then remembered.
        """
        try:
            size = sum(len(change.put) + len(change.gone) for change in changes.values()) if changes else 0
            if changes is None or self._is_full(size):
                self._keep_whole(everything())
            else:
                plain = {table: tuple(change) for table, change in changes.items() if change.put or change.gone}
                seal(self._path(self._changes + 1), (self._whole, plain))
                self._changes += 1
                self._changed += size
        except OSError:
            self.forget()
            raise

    def forget(self) -> None:
        """Remove all that is kept, as far as the disk allows."""
        self._whole = b""
        for entry in os.scandir(self._folder):
            if entry.name == NAME or entry.name.startswith(f"{NAME}."):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)

    def _is_full(self, size: int) -> bool:
        return not self._whole or self._changes >= _MANY or (self._changed + size) * _SHARE > self._rows

    def _keep_whole(self, tables: Tables) -> None:
        whole = os.urandom(8)
        seal(self._folder / NAME, (self._key, whole, tables))
        for entry in os.scandir(self._folder):
            if entry.name.startswith(f"{NAME}."):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
        self._whole, self._changes, self._changed = whole, 0, 0
        self._rows = sum(map(len, tables.values()))

    def _path(self, number: int) -> Path:
        return self._folder / f"{NAME}.{number}"
