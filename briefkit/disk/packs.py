"""What was read of reports, between runs: each kept as it was read, and opened only for what needs it.

It stands in packs, one for each chunk of work: ten thousand small files would cost more to write than reports
do to read.
"""

import os
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_MANY = 64
_BUFFER = 1 << 18
"""Bytes that are handed over to the disk at once."""

_PACK = re.compile(r"[0-9a-f]{16}\.pack")
"""How packs are called; what has another name is somebody else's."""


def new_name() -> str:
    """A name that no pack has: whoever starts without knowing those that stand must not write over them."""
    return f"{os.urandom(8).hex()}.pack"


class Extent(NamedTuple):
    """Where some bytes stand: in which pack, from which byte, how many of them, and their checksum."""

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
        """Keep `pieces` in a new pack; where each of them stands."""
        extents: list[Extent] = []
        pack, start = new_name(), 0
        with (self._folder / pack).open("wb", _BUFFER) as file:
            for data in pieces:
                file.write(data)
                extents.append(Extent(pack, start, len(data), zlib.crc32(data)))
                start += len(data)
        return extents

    def read(self, extent: Extent) -> bytes:
        """What stands at `extent`, which may be a plain tuple. Raises OSError, or ValueError where it is damaged."""
        extent = Extent._make(extent)
        data = self._bytes(extent)
        if zlib.crc32(data) != extent.sum:
            raise ValueError(f"{extent.pack} is damaged")
        return data

    def has(self, pack: str) -> bool:
        """Whether there is a pack of this name."""
        return (self._folder / pack).is_file()

    def tidied(self, extents: Mapping[str, tuple[Extent, ...]]) -> dict[str, tuple[Extent, ...]]:
        """`extents` after many packs were put together in a new one; the others still stand."""
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
        """Remove all packs but those of these names."""
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
