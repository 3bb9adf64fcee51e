"""Files that are published as they are: the theme's assets, what documents refer to, and content/static/."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.pictures import narrowed
from briefkit.disk.sink import Tree
from briefkit.disk.source import opened, read_file
from briefkit.model import addresses
from briefkit.model.layout import STATIC
from briefkit.model.outputs import Output
from briefkit.model.snapshot import Media, Stat
from briefkit.steps.make import TreeFile, put


class Copies(NamedTuple):
    """What is to be copied: assets, whose bytes are in memory; media, under names that carry a hash; static files, by
    their names in content/static/."""

    root: Path
    assets: tuple[Output, ...]
    media: tuple[Media, ...]
    static: tuple[str, ...]

    @property
    def names(self) -> set[str]:
        """The names that the copies have in the output folder."""
        named = {addresses.file_of(output.address) for output in self.assets}
        media = {_file_of(name) for media in self.media for name in (media.name, *media.narrower.values())}
        return named | media | set(self.static)

    def stand(self, files: Mapping[str, Stat], holds: Callable[[str, bytes], bool]) -> bool:
        """Whether all copies are among `files`, the site that stands, and are right.

        `holds` says whether a file has these bytes; it is asked only of those whose names carry no hash.
        """
        return self.names <= files.keys() and all(holds(name, data) for name, data in self._in_memory())

    def _in_memory(self) -> Iterator[tuple[str, bytes]]:
        for output in self.assets:
            yield addresses.file_of(output.address), output.data
        for name in self.static:
            yield name, read_file(self.root, f"{STATIC}{name}")[0]

    def write(self, tree: Tree, files: Mapping[str, Stat]) -> Iterator[TreeFile]:
        """Write the copies that are not among the `files` that stand in `tree` already, or have other bytes there."""
        for name, data in self._in_memory():
            yield put(tree, name, data, files)
        for media in self.media:
            name = _file_of(media.name)
            if name not in files:  # its name carries a hash of what it holds
                with opened(self.root, media.path) as file:
                    yield TreeFile(name, tree.copy(file, name), True)
            yield from self._narrower(media, tree, files)

    def _narrower(self, media: Media, tree: Tree, files: Mapping[str, Stat]) -> Iterator[TreeFile]:
        """The narrower copies of a picture: their names carry the hash of its bytes, so each is made only once."""
        due = {width: name for width, name in media.narrower.items() if _file_of(name) not in files}
        if due:
            with opened(self.root, media.path) as file:
                copies = narrowed(file, due)
            for width, name in due.items():
                yield TreeFile(_file_of(name), tree.write(_file_of(name), copies[width]), True)


def _file_of(name: str) -> str:
    return addresses.file_of(addresses.media(name))
