"""The words of reports between runs: each kept as it was read, and opened only for a page that needs it.

They stand in packs, one for each chunk of work: ten thousand small files would cost more to write than reports
do to read.
"""

import marshal
import os
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.plain import plain_text, text_from
from briefkit.model.site import Text

_MANY = 64
_PACK = re.compile(r"\d+-(?:\d+|all)\.pack")
"""How packs are called; what has another name is somebody else's."""


class Extent(NamedTuple):
    """Where a report's words stand: in which pack, from which byte, how many bytes, and their checksum."""

    pack: str
    start: int
    size: int
    sum: int


class Texts:
    """The packs in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def write(self, pack: str, texts: Iterable[Text]) -> list[Extent]:
        """Keep `texts` in a new pack of this name; where each of them stands."""
        extents: list[Extent] = []
        start = 0
        with (self._folder / pack).open("wb") as file:
            for text in texts:
                data = marshal.dumps(plain_text(text))
                file.write(data)
                extents.append(Extent(pack, start, len(data), zlib.crc32(data)))
                start += len(data)
        return extents

    def read(self, extent: Extent) -> Text:
        """What stands at `extent`. Raises an exception of whatever kind where it is damaged."""
        data = self._bytes(extent)
        if zlib.crc32(data) != extent.sum:
            raise ValueError(f"{extent.pack} is damaged")
        return text_from(marshal.loads(data))

    def has(self, pack: str) -> bool:
        """Whether there is a pack of this name."""
        return (self._folder / pack).is_file()

    def tidied(self, extents: Mapping[str, Extent], pack: str) -> dict[str, Extent]:
        """`extents` after many packs were put together in one called `pack`; the others still stand."""
        kept = dict(extents)
        if len({extent.pack for extent in extents.values()}) > _MANY:
            values = [self._bytes(extent) for extent in extents.values()]
            starts = [0]
            with (self._folder / pack).open("wb") as file:
                for value in values:
                    file.write(value)
                    starts.append(starts[-1] + len(value))
            kept = {
                path: extent._replace(pack=pack, start=start, size=len(value))
                for (path, extent), start, value in zip(extents.items(), starts, values, strict=False)
            }
        return kept

    def keep_only(self, extents: Iterable[Extent]) -> None:
        """Remove the packs in which none of `extents` stands."""
        used = {extent.pack for extent in extents}
        for entry in os.scandir(self._folder):
            if _PACK.fullmatch(entry.name) and entry.name not in used:
                os.unlink(entry.path)

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
