"""An edition of the previewed site: every file that a build would write, by name, read or made when asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from briefkit.disk.pictures import narrowed
from briefkit.disk.source import read_file
from briefkit.disk.state import CachedDocument, CachedReport
from briefkit.linking.targets import address_of
from briefkit.model import addresses
from briefkit.model.issues import Issue, Place
from briefkit.model.layout import STATIC
from briefkit.model.names import Address
from briefkit.model.records import ArticleRecord
from briefkit.pipeline import for_display
from briefkit.request import Request
from briefkit.stages.render import each_once
from briefkit.steps.publish import Ready
from briefkit.steps.read import Library
from briefkit.views.page import Sheet


@dataclass(frozen=True)
class Edition:
    """The site as it was after one save. It reads only files that were found when the site was surveyed."""

    request: Request
    ready: Ready
    library: Library

    @property
    def base_path(self) -> str:
        """The path that the site lives under, with a slash at both ends."""
        return self.ready.catalogue.links.base_path

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """What is to be made, by the name of its file."""
        return {addresses.file_of(sheet.address): sheet for sheet in self.ready.sheets}

    @cached_property
    def _assets(self) -> Mapping[str, bytes]:
        return {addresses.file_of(output.address): output.data for output in self.ready.copies.assets}

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The files that are published as they are: their paths, by name."""
        copies = self.ready.copies
        media = {addresses.file_of(addresses.media(media.name)): media.path for media in copies.media}
        return media | {name: f"{STATIC}{name}" for name in copies.static}

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[str, int]]:
        """The narrower copies of pictures by name: the path of the picture, and the width of the copy."""
        return {
            addresses.file_of(addresses.media(name)): (media.path, width)
            for media in self.ready.copies.media
            for width, name in media.narrower.items()
        }

    def make(self, sheet: Sheet) -> tuple[bytes | None, tuple[Issue, ...]]:
        """Make one file: its bytes, None where that failed, and what is wrong."""
        try:
            made = self.ready.renderer.make(sheet)
        except Exception as error:
            return None, (bug(error),)
        return made.data, for_display(each_once(made.faults), self.request)

    def copy(self, name: str) -> bytes | None:
        """The bytes of an asset, a picture or a static file; None where there is none of this name."""
        if name in self._assets:
            return self._assets[name]
        path, width = self._narrower.get(name, (self._sources.get(name), 0))
        if path is None:
            return None
        data, problems = read_file(self.request.root, path)
        if problems:
            return None
        return narrowed(BytesIO(data), [width])[width] if width else data

    def has(self, name: str) -> bool:
        """Whether a build would write a file of this name, search aside."""
        return any(name in files for files in (self.sheets, self._assets, self._sources, self._narrower))


def moves(old: Library, new: Library) -> Iterator[tuple[Address, Address]]:
    """The pages with another address in `new`, because their file or slug was renamed: both addresses of each."""
    before: dict[str, CachedDocument | CachedReport] = {**old.documents, **old.reports}
    now: dict[str, CachedDocument | CachedReport] = {**new.documents, **new.reports}
    gone = [path for path, entry in before.items() if now.get(path) is not entry]
    if not gone:
        return
    added = {entry.digest: entry for path, entry in now.items() if path not in before}
    for path in gone:
        there = now.get(path) or added.get(before[path].digest)
        if there is not None and _address_of(there) != _address_of(before[path]):
            yield _address_of(before[path]), _address_of(there)


def _address_of(entry: CachedDocument | CachedReport) -> Address:
    if isinstance(entry, CachedReport):
        return addresses.article(entry.facts.slug)
    assert not isinstance(entry.record, ArticleRecord)  # reports are `CachedReport`
    return address_of(entry.record)


def bug(error: Exception) -> Issue:
    """The issue that reports an exception, which is a bug of ours."""
    return Issue("preview", f"this is a bug of briefkit: {error!r}", Place("briefkit"), "please report this line")
