"""What is kept between builds, in `.cache/`: documents as they were read, and what each page was made from.

Anything that cannot be read counts as nothing. Files are written beside and renamed, and carry a digest of what
they hold.
"""

import contextlib
import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefkit.disk.files import seal, unsealed
from briefkit.disk.plain import issues_from, outline_from, plain_issues, plain_outline, plain_report, report_from
from briefkit.disk.records import packed, unpacked
from briefkit.disk.sink import NOTHING, Published, Written
from briefkit.disk.still import UNSETTLED
from briefkit.disk.texts import Extent, Texts
from briefkit.model.issues import Issue
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Record
from briefkit.model.site import Kinship, Outline
from briefkit.model.snapshot import Media, Stat

_FIRST = ("writable", "lock")
"""What every cache holds, from its first build on."""

NEVER = Stat(0, -1)
"""How no file stands."""


class Entry(NamedTuple):
    """A document as it was read: its record, and for a report its outline and where its words are kept.

    `vocabulary` is the stamp of the terms and names that a report was read with.
    """

    stat: Stat
    digest: bytes
    vocabulary: bytes
    record: Record
    issues: tuple[Issue, ...] = ()
    outline: Outline | None = None
    text: Extent | None = None


class Sheeted(NamedTuple):
    """A file that was made: what its sheet was bound to, and what it asked of the site."""

    basis: str
    asked: tuple[str, ...]


class Indexed(NamedTuple):
    """A search bundle that was made: a digest of what it was made from, and its files."""

    basis: bytes
    names: tuple[str, ...]


class Edition(NamedTuple):
    """A published site: its pages, the stamp of each answer that they were made from, search bundles, and files."""

    pages: Mapping[str, Sheeted] = {}
    answers: Mapping[str, bytes | str] = {}
    bundles: Mapping[str, Indexed] = {}
    published: Published = NOTHING


class State(NamedTuple):
    """All that a build leaves to the next: what was read, and the edition that stands at `output`."""

    documents: Mapping[str, Entry] = {}
    media: Mapping[str, tuple[Stat, Media]] = {}
    kinship: Mapping[Slug, Kinship] = {}
    edition: Edition = Edition()
    output: str = ""
    serial: int = 0

    def at(self, output: str) -> "State":
        """The same state for an output folder, of which nothing is known where it is another one."""
        return self if self.output == output else self._replace(edition=Edition(), output=output)


class Cache:
    """The folder that keeps the state of one site; `key` says what must be the same for it to be of use."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key = key
        self.texts = Texts(folder)
        self._plain: dict[str, tuple[Entry, Any]] = {}

    @property
    def is_in_use(self) -> bool:
        """Whether there is a state, whosever it is."""
        return (self.folder / "state").exists()

    def load(self) -> State:
        """The state that the last build left; an empty one where there is none or it is of no use."""
        with contextlib.suppress(Exception):  # whatever a damaged file leads to, it is of no use
            key, reports, others, *rest = marshal.loads(unsealed(self.folder / "state"))
            if key == self._key:
                state = self._restored(reports, others, *rest)
                packs = {entry.text.pack for entry in state.documents.values() if entry.text}
                if all(map(self.texts.has, packs)):
                    return state
        self._plain.clear()
        return State()

    def save(self, state: State) -> None:
        """Keep `state` for the next build; where the disk refuses, that one knows nothing."""
        try:
            self._save(state)
        except OSError:
            for name in ("state", "state.draft"):
                with contextlib.suppress(OSError):
                    (self.folder / name).unlink(missing_ok=True)

    def _save(self, state: State) -> None:
        extents = {path: entry.text for path, entry in state.documents.items() if entry.text}
        kept = self.texts.tidied(extents, f"{state.serial}-all.pack")
        documents = state.documents
        if kept != extents:
            documents = {path: entry._replace(text=kept.get(path)) for path, entry in documents.items()}
        reports = {path: self._report(path, entry) for path, entry in documents.items() if entry.outline}
        others = {path: entry for path, entry in documents.items() if not entry.outline}
        pages, answers, bundles, published = state.edition
        value = (
            self._key,
            reports,
            packed((others, state.media)),
            {name: tuple(sheeted) for name, sheeted in pages.items()},
            dict(answers),
            {folder: tuple(indexed) for folder, indexed in bundles.items()},
            {name: (written.digest, *written.stat) for name, written in published.files.items()},
            (published.behind, published.output, published.sibling),
            {slug: tuple(kin) for slug, kin in state.kinship.items()},
            (state.output, state.serial),
        )
        seal(self.folder / "state", marshal.dumps(value))
        # Only now is nothing left that could still name them.
        self.texts.keep_only(kept.values())

    def _restored(
        self,
        reports: Any,
        others: Any,
        pages: Any,
        answers: Any,
        bundles: Any,
        files: Any,
        rest: Any,
        kinship: Any,
        last: Any,
    ) -> State:
        documents, media = unpacked(others)
        for path, plain in reports.items():
            written, size, digest, vocabulary, record, issues, outline, text = plain
            entry = documents[path] = Entry(
                Stat(written, size),
                digest,
                vocabulary,
                report_from(record),
                issues_from(issues),
                outline_from(outline),
                Extent(*text),
            )
            self._plain[path] = entry, plain
        standing = {name: Written(digest, Stat(written, size)) for name, (digest, written, size) in files.items()}
        edition = Edition(
            {name: Sheeted(*sheeted) for name, sheeted in pages.items()},
            answers,
            {folder: Indexed(*indexed) for folder, indexed in bundles.items()},
            Published(standing, *rest),
        )
        return State(documents, media, {slug: Kinship(*kin) for slug, kin in kinship.items()}, edition, *last)

    def _report(self, path: str, entry: Entry) -> Any:
        """A report as plain values; those of one that did not change are at hand."""
        known = self._plain.get(path)
        if known is not None and known[0] is entry:
            return known[1]
        assert isinstance(entry.record, ArticleRecord) and entry.outline and entry.text
        return (
            *entry.stat,
            entry.digest,
            entry.vocabulary,
            plain_report(entry.record),
            plain_issues(entry.issues),
            plain_outline(entry.outline),
            tuple(entry.text),
        )


def settled(stat: Stat, looked_at: int) -> Stat:
    """`stat`, or one that no file has where it was written so shortly before that it proves nothing."""
    return stat if stat.written < looked_at - UNSETTLED else NEVER


def is_writable(folder: Path) -> bool:
    """Whether `folder`, made if need be, is a place for a cache: a folder that holds ours or nothing.

    A link, or a link in it, may be anybody's, and lead to what is not ours to overwrite.
    """
    try:
        folder.mkdir(exist_ok=True)
        entries = list(os.scandir(folder))
        is_ours = not entries or any(entry.name in _FIRST for entry in entries)
        if folder.is_symlink() or not is_ours or any(entry.is_symlink() for entry in entries):
            return False
        (folder / _FIRST[0]).write_bytes(b"")
    except OSError:
        return False
    return True
