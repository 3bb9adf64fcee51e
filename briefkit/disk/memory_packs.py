"""Packs for a process that reads one site again and again: what edits add stays in memory."""

import os
import zlib
from collections.abc import Collection, Iterable
from pathlib import Path

from briefkit.disk.ledger import NAME
from briefkit.disk.packs import Extent, Packs, new_name
from briefkit.disk.up_to_date import CACHE


class MemoryPacks(Packs):
    """The packs in a folder, and in memory those that this process made itself.

    Each save makes one: as files, hundreds of them would stay open. Workers, which are forks, still write files: what
    they keep in memory would be gone with them.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._process = os.getpid()
        self._held: dict[str, bytes] = {}

    def write(self, pieces: Iterable[bytes]) -> list[Extent]:
        """Keep `pieces` in a new pack; gives the extent of each."""
        if os.getpid() != self._process:
            return super().write(pieces)
        pack, extents = new_name(), list[Extent]()
        data = bytearray()
        for piece in pieces:
            extents.append(Extent(pack, len(data), len(piece), zlib.crc32(piece)))
            data += piece
        self._held[pack] = bytes(data)
        return extents

    def keep(self, packs: Collection[str]) -> None:
        """Forget those packs in memory that are not among `packs`."""
        for pack in self._held.keys() - packs:
            del self._held[pack]

    def _bytes(self, extent: Extent) -> bytes:
        held = self._held.get(extent.pack)
        return super()._bytes(extent) if held is None else held[extent.start : extent.start + extent.size]


def copy_cache(root: Path, folder: Path) -> None:
    """Copy the cache of the site at `root` into `folder`, as far as it can be read; the rest is read anew."""
    try:
        names = [name for name in os.listdir(root / CACHE) if name.startswith(NAME) or name.endswith(".pack")]
        for name in names:
            (folder / name).write_bytes((root / CACHE / name).read_bytes())
    except OSError:
        return
