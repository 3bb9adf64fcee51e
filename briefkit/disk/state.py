"""What is kept between builds, in `.cache/`: documents as they were read, and what each page was made from.

A file that cannot be read counts as none. Each is written beside its place, renamed into it, and has a checksum.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from briefkit.disk.ledger import NAME, Change, Ledger, Tables
from briefkit.disk.packs import Extent, Packs
from briefkit.disk.plain import bare, issues_from, plain_issues
from briefkit.disk.records import packed, unpacked
from briefkit.disk.sink import NOTHING, Published
from briefkit.disk.up_to_date import UNSETTLED
from briefkit.model.filed import Facts
from briefkit.model.issues import Issue
from briefkit.model.names import Slug
from briefkit.model.records import Record
from briefkit.model.site import Citation, Linked
from briefkit.model.snapshot import Media, Stat

_FIRST = ("writable", "lock")
"""Files of every cache, by which a folder is known to be one; `writable` shows that files can be made in it."""

NEVER = Stat(0, -1)
"""A stat that no file has: what is kept with it is read anew by the next build."""


class CachedDocument(NamedTuple):
    """A topic, entity, source or page as it was read."""

    stat: Stat
    digest: bytes
    record: Record
    issues: tuple[Issue, ...] = ()


class CachedReport(NamedTuple):
    """A report as it was read: its facts, and where the rest of it stands in the packs.

    `leaf` holds its front matter and links, `words` its text; both are None where the disk had no room for them.
    `vocabulary` is the stamp of the terms and names that it was read with.
    """

    stat: Stat
    digest: bytes
    vocabulary: bytes
    facts: Facts
    issues: tuple[Issue, ...] = ()
    leaf: Extent | None = None
    words: Extent | None = None


class CachedMedia(NamedTuple):
    """A picture or file of content/ that documents refer to, as it was measured."""

    stat: Stat
    media: Media


class Trace(NamedTuple):
    """What a file was made from: the values that its maker was bound to, as text, and the questions that it asked."""

    basis: str
    asked: tuple[str, ...]


class BuiltBundle(NamedTuple):
    """A search bundle that was made: a digest of what it was made from, and the names of its files."""

    basis: bytes
    names: tuple[str, ...]


class Manifest(NamedTuple):
    """What a published site consists of, and what it was made from.

    `pages` and `bundles` have a trace for each file that is made and each search bundle, `answers` the stamp of each
    question that pages asked, `published` how every file stands.
    """

    pages: Mapping[str, Trace] = {}
    answers: Mapping[str, bytes | str] = {}
    bundles: Mapping[str, BuiltBundle] = {}
    published: Published = NOTHING


class State(NamedTuple):
    """All that a build leaves to the next: what was read and worked out, and the manifest of the site at `output`.

    `linked` and `kinship` are valid from the first of the `instants` (in microseconds of Unix time) until the second,
    and as long as `surroundings` stays the same: a digest of all that they depend on besides the reports.
    `is_published` says whether that site was made of all this, and not of an earlier state.
    """

    documents: Mapping[str, CachedDocument] = {}
    reports: Mapping[str, CachedReport] = {}
    media: Mapping[str, CachedMedia] = {}
    linked: Mapping[str, Linked] = {}
    kinship: Mapping[Slug, tuple[Slug, ...]] = {}
    surroundings: bytes = b""
    instants: tuple[int, float] = (0, 0)
    manifest: Manifest = Manifest()
    is_published: bool = False
    output: str = ""

    def facts(self) -> Iterator[Facts]:
        """The facts of every report."""
        return (kept.facts for kept in self.reports.values())

    @property
    def packs(self) -> frozenset[str]:
        """The packs in which anything of the reports stands."""
        return frozenset([place[0] for kept in self.reports.values() for place in (kept.leaf, kept.words) if place])

    def at(self, output: str) -> "State":
        """The same state for `output`; where that is another folder, nothing is known of the site in it."""
        if output == self.output:
            return self
        return self._replace(manifest=Manifest(), is_published=False, output=output)


class Cache:
    """The folder that keeps the state of one site. A state that was kept under another `key` is of no use."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self.packs = Packs(folder)
        self._ledger = Ledger(folder, key)
        self._kept: Mapping[str, Mapping[Any, Any]] | None = None

    @property
    def holds_another_state(self) -> bool:
        """Whether the folder holds a state under another key: that of a build with other settings."""
        return self._kept is None and (self.folder / NAME).exists()

    def written_since(self, instant: int) -> bool:
        """Whether a state was written since `instant` (nanoseconds of Unix time), or perhaps was."""
        written = [entry.stat().st_mtime_ns for entry in os.scandir(self.folder) if entry.name.startswith(NAME)]
        return any(at > instant - UNSETTLED for at in written)

    def load(self) -> State:
        """The state that the last build left; an empty one where there is none, or none of use."""
        with contextlib.suppress(Exception):  # whatever a damaged file leads to, it is of no use
            tables = self._ledger.load()
            if tables is not None:
                state = _restored(tables)
                if all(map(self.packs.has, state.packs)):
                    self._kept = _tables(state)
                    return state
        self._kept = None
        return State()

    def drop(self, state: State) -> None:
        """Remove the packs of `state`, which is not to be kept. It must share none with a state that is."""
        with contextlib.suppress(OSError):
            self.packs.remove(state.packs)

    def save(self, state: State) -> None:
        """Keep `state` for the next build. Where the disk refuses, the next build begins with nothing."""
        with contextlib.suppress(OSError):
            extents = {path: (one.leaf, one.words) for path, one in state.reports.items() if one.leaf and one.words}
            tidied = self.packs.tidied(extents)
            if tidied != extents:
                reports = {
                    path: state.reports[path]._replace(leaf=leaf, words=words)
                    for path, (leaf, words) in tidied.items()
                }
                state = state._replace(reports={**state.reports, **reports})
            before, now = self._kept, _tables(state)
            self._kept = None  # until everything is written
            changes = None if before is None else {name: _change(name, before[name], now[name]) for name in now}
            self._ledger.keep(changes, lambda: {name: _plain(name, rows) for name, rows in now.items()})
            self._kept = now
            # Only now does no state on the disk refer to the other packs any more.
            self.packs.keep_only(state.packs)


# --- A state as tables, and back. Only rows that changed are made plain. ---


def _tables(state: State) -> dict[str, Mapping[Any, Any]]:
    pages, answers, bundles, published = state.manifest
    rest = {
        "others": packed((state.documents, state.media)),
        "published": published[1:],
        "last": (state.surroundings, state.instants, state.is_published, state.output),
    }
    return {
        "reports": state.reports,
        "linked": state.linked,
        "kinship": state.kinship,
        "pages": pages,
        "answers": answers,
        "bundles": bundles,
        "files": published.files,
        "rest": rest,
    }


def _change(table: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Change:
    if before is now:
        return Change({}, ())
    put = {key: row for key, row in now.items() if (known := before.get(key)) is not row and known != row}
    is_less = len(now) - len(put.keys() - before.keys()) < len(before)
    return Change(_plain(table, put), tuple(before.keys() - now.keys()) if is_less else ())


def _plain(table: str, rows: Mapping[str, Any]) -> dict[str, Any]:
    make = _MADE_PLAIN.get(table)
    return dict(rows) if make is None else dict(zip(rows, map(make, rows.values()), strict=True))


def _plain_report(kept: CachedReport) -> Any:
    leaf, words = kept.leaf and tuple(kept.leaf), kept.words and tuple(kept.words)
    issues = plain_issues(kept.issues)
    return tuple(kept.stat), kept.digest, kept.vocabulary, tuple(kept.facts), issues, leaf, words


def _plain_linked(linked: Linked) -> Any:
    citations = tuple([tuple(citation) for citation in linked.citations])
    return linked.resolved, citations, linked.media, linked.image, plain_issues(linked.issues)


_MADE_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "reports": _plain_report,
    "linked": _plain_linked,
    "pages": tuple,
    "bundles": tuple,
    "files": tuple,
}


def _restored(tables: Tables) -> State:
    rest, files = tables["rest"], tables["files"]
    documents, media = unpacked(rest["others"])
    surroundings, instants, is_published, output = rest["last"]
    pages = tables["pages"]
    return State(
        documents,
        {path: _kept(plain) for path, plain in tables["reports"].items()},
        media,
        {path: _linked(plain) for path, plain in tables["linked"].items()},
        tables["kinship"],  # type: ignore[arg-type]
        surroundings,
        instants,
        Manifest(
            dict(zip(pages, map(_trace, pages.values()), strict=True)),
            tables["answers"],
            {folder: BuiltBundle(*indexed) for folder, indexed in tables["bundles"].items()},
            Published(files, *rest["published"]),
        ),
        is_published,
        output,
    )


_trace = partial(bare, Trace)


def _kept(plain: Any) -> CachedReport:
    # Stats and extents stay plain tuples, which compare as their own types do: making ten thousand costs time.
    stat, digest, vocabulary, facts, issues, leaf, words = plain
    told = issues_from(issues) if issues else ()
    return bare(CachedReport, (stat, digest, vocabulary, bare(Facts, facts), told, leaf, words))  # type: ignore[no-any-return]


def _linked(plain: Any) -> Linked:
    resolved, citations, media, image, issues = plain
    return Linked(resolved, tuple([Citation(*c) for c in citations]), media, image, issues_from(issues))


def settled(stat: Stat, looked_at: int) -> Stat:
    """`stat`; `NEVER` where the file was written so shortly before it was `looked_at` (nanoseconds of Unix time) that
    it may change again without a new time stamp."""
    return stat if stat.written < looked_at - UNSETTLED else NEVER


def is_writable(folder: Path) -> bool:
    """Whether `folder`, which is made if need be, can hold a cache: it must be empty or hold one of ours.

    It must not be a link, nor hold one: that could lead to files that are not ours to overwrite.
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
