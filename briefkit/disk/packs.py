"""Packs: files that each hold many pieces of bytes, such as what was read of reports, between builds.

There is one for each chunk of work. Ten thousand small files would take longer to write than the reports to read.
"""

import os
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_MANY = 64
"""Packs beyond which all are put together in one."""

_BUFFER = 1 << 18
"""Bytes of a new pack that are collected before they are written."""

_PACK = re.compile(r"[0-9a-f]{16}\.pack")
"""The names of packs; files with other names are not ours to remove."""


def new_name() -> str:
    """A random name for a pack: a build that ignores earlier ones must not write over their packs."""
    return f"{os.urandom(8).hex()}.pack"


class Extent(NamedTuple):
    """Where a piece stands: in which pack, from which byte, how many bytes, and their checksum (CRC-32)."""

    pack: str
    start: int
    size: int
    sum: int


class Packs:
    """The packs in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def write(self, pieces: Iterable[bytes]) -> list[Extent]:
        """Keep `pieces` in a new pack; gives the extent of each. Raises OSError."""
        extents: list[Extent] = []
        pack, start = new_name(), 0
        with (self._folder / pack).open("wb", _BUFFER) as file:
            for data in pieces:
                file.write(data)
                extents.append(Extent(pack, start, len(data), zlib.crc32(data)))
                start += len(data)
        return extents

    def read(self, extent: Extent) -> bytes:
        """The piece at `extent`, which may be a plain tuple. Raises OSError, or ValueError where it is damaged."""
        extent = Extent._make(extent)
        data = self._bytes(extent)
        if zlib.crc32(data) != extent.sum:
            raise ValueError(f"{extent.pack} is damaged")
        return data

    def has(self, pack: str) -> bool:
        """Whether there is a pack of this name."""
        return (self._folder / pack).is_file()

    def tidied(self, extents: Mapping[str, tuple[Extent, ...]]) -> dict[str, tuple[Extent, ...]]:
        """`extents`, by whatever key, after their pieces were put together in one new pack, if they were in too many.

        The old packs stay until `keep_only`. Raises OSError.
        """
        kept = dict(extents)
        if len({extent[0] for several in extents.values() for extent in several}) > _MANY:
            pack, start = new_name(), 0
            with (self._folder / pack).open("wb") as file:
                for name, several in extents.items():
                    moved: list[Extent] = []
                    for extent in map(Extent._make, several):
                        data = self._bytes(extent)
                        file.write(data)
                        moved.append(extent._replace(pack=pack, start=start, size=len(data)))
                        start += len(data)
                    kept[name] = tuple(moved)
        return kept

    def keep_only(self, packs: Iterable[str]) -> None:
        """Remove all packs except those of these names. Raises OSError."""
        used = frozenset(packs)
        for entry in os.scandir(self._folder):
            if _PACK.fullmatch(entry.name) and entry.name not in used:
                os.unlink(entry.path)

    def remove(self, packs: Iterable[str]) -> None:
        """Remove the packs of these names, as far as they are there."""
        for pack in packs:
            (self._folder / pack).unlink(missing_ok=True)

    def _bytes(self, extent: Extent) -> bytes:
        if extent.pack not in self._open:
            self._open[extent.pack] = os.open(self._folder / extent.pack, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        file = self._open[extent.pack]
        if hasattr(os, "pread"):  # workers share the file and its position
            return os.pread(file, extent.size, extent.start)
        os.lseek(file, extent.start, os.SEEK_SET)
        return os.read(file, extent.size)

    def close(self) -> None:
        """Close every pack."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()
