"""From files to documents: what did not change since it was last read is taken from the cache."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.files import digest
from briefkit.disk.packs import Packs
from briefkit.disk.plain import as_leaf, as_words
from briefkit.disk.source import Opener, read_file, read_media
from briefkit.disk.state import NEVER, CachedDocument, CachedMedia, CachedReport, State, settled
from briefkit.model.addresses import Links
from briefkit.model.content import Content
from briefkit.model.filed import facts_of
from briefkit.model.issues import Issue, Place, advice
from briefkit.model.records import Settings
from briefkit.model.registry import in_order
from briefkit.model.snapshot import Stat, Survey
from briefkit.stages.load import kind_of, load_document
from briefkit.stages.place import Vocabulary
from briefkit.steps.shelf import MOST, Shelf
from briefkit.workers import Progress, silent, spread

REPORTS = "articles"
_AT_ONCE = 32
"""Reports that are taken through each step of reading together. One report at a time through all steps takes a sixth
more: the code of all steps does not fit into a processor's cache."""
_LOCATED = "this picture tells where it was taken, to everybody who saves it"
_UNLOCATE = "if nobody should know, export it again without its location"


@dataclass(frozen=True, slots=True)
class Library:
    """All documents, as read. `read` are the paths of the files that had to be parsed; `shelf` opens reports."""

    documents: Mapping[str, CachedDocument]
    reports: Mapping[str, CachedReport]
    shelf: Shelf
    read: tuple[str, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with each file taken alone."""
        of_reports = [issue for kept in self.reports.values() if kept.issues for issue in kept.issues]
        return (*[issue for entry in self.documents.values() for issue in entry.issues], *of_reports)

    @property
    def has_a_slug_each(self) -> bool:
        """Whether no two reports have the same slug."""
        return len({kept.facts.slug for kept in self.reports.values()}) == len(self.reports)

    @property
    def content(self) -> Content:
        """The documents, kind by kind."""
        kinds: dict[str, list[object]] = {kind: [] for kind in Content.__slots__}
        for path, entry in self.documents.items():
            kinds[kind_of(path)].append(entry.record)
        kinds[REPORTS] = [self.shelf.filed(kept) for kept in self.reports.values()]
        return Content(**{kind: tuple(records) for kind, records in kinds.items()})  # type: ignore[arg-type]


class _Source(NamedTuple):
    """A report that must be parsed: its bytes, the stat and digest to keep of them, and why they cannot be read."""

    path: str
    data: bytes
    stat: Stat
    digest: bytes
    problems: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the documents below `root` that were `found` at `looked_at` (nanoseconds of Unix time), those that
    changed since the state `before`."""

    root: Path
    found: Survey
    looked_at: int
    settings: Settings
    before: State
    packs: Packs
    jobs: int | None
    progress: Progress = silent

    def library(self) -> Library:
        """All documents. Topics and entities come first: reports are searched for their terms and names."""
        stats = self.found.documents
        parsed: list[str] = []
        documents = {path: self._document(path, parsed) for path in stats if kind_of(path) not in ("", REPORTS)}
        shelf = Shelf(self.root, self.settings.zone, self.packs, self._vocabulary(documents.values()))
        stamp, before = shelf.vocabulary.stamp, self.before.reports
        reports = [path for path in stats if kind_of(path) == REPORTS]
        known = {
            path: kept
            for path in reports
            if (kept := before.get(path)) is not None and kept.stat == stats[path] and kept.vocabulary == stamp
        }
        due = [path for path in reports if path not in known]
        with spread(partial(self._reports, due, shelf), len(due), self.jobs) as reading:
            for kept_ones, read in reading:
                known |= kept_ones
                parsed += read
                self.progress("reading reports", len(kept_ones), len(due))
        return Library(documents, {path: known[path] for path in reports}, shelf, tuple(parsed))

    def reports(self, paths: Sequence[str], shelf: Shelf) -> tuple[dict[str, CachedReport], list[str]]:
        """The reports at `paths` as they are now, and the paths of those that had to be parsed."""
        return self._reports(paths, shelf, range(len(paths)))

    def media(self, wanted: Iterable[str]) -> tuple[dict[str, CachedMedia], tuple[Issue, ...]]:
        """The `wanted` files of content/, named and measured, by path; and what is wrong with them."""
        media: dict[str, CachedMedia] = {}
        issues: tuple[Issue, ...] = ()
        for path in sorted(wanted):
            stat, known = self.found.files[path], self.before.media.get(path)
            if known and known.stat == stat:
                media[path] = known
            else:
                made, problems = read_media(self.root, path)
                media[path] = CachedMedia(NEVER if problems else settled(stat, self.looked_at), made)
                issues += problems
            if media[path].media.is_located:
                issues += (advice("image-has-no-location", _LOCATED, Place(path), _UNLOCATE),)
        return media, issues

    def _vocabulary(self, entries: Iterable[CachedDocument]) -> Vocabulary:
        records = [(kind_of(entry.record.origin.path), entry.record) for entry in entries]
        return Vocabulary(
            topics=in_order(tuple(record for kind, record in records if kind == "topics")),  # type: ignore[misc]
            entities=tuple(record for kind, record in records if kind == "entities"),  # type: ignore[misc]
            links=Links(self.settings.base_url),
        )

    def _document(self, path: str, parsed: list[str]) -> CachedDocument:
        """A topic, entity, source or page; parsed, and added to `parsed`, only if its bytes changed."""
        known = self.before.documents.get(path)
        if known is not None and known.stat == self.found.documents[path]:
            return known
        data, problems = read_file(self.root, path, MOST)
        stat, made = settled(self.found.documents[path], self.looked_at), digest(data)
        if known is not None and not problems and known.digest == made:
            return known._replace(stat=stat)
        parsed.append(path)
        record, issues = load_document(data, path, self.settings.zone)
        if problems:  # the next build must try again, even if the file's stat is the same
            return CachedDocument(NEVER, b"", record, problems)
        return CachedDocument(stat, made, record, issues)

    def _reports(self, due: Sequence[str], shelf: Shelf, chunk: range) -> tuple[dict[str, CachedReport], list[str]]:
        """The `chunk` of the reports at the paths `due`, and which of them were parsed.

        Their front matter and words go into a new pack: only facts are sent from one process to another.
        """
        reports: dict[str, CachedReport] = {}
        pieces: list[bytes] = []
        parsed: list[str] = []
        stamp, order = shelf.vocabulary.stamp, [topic.slug for topic in shelf.vocabulary.topics]
        with Opener(self.root) as opener:
            for first in range(chunk.start, chunk.stop, _AT_ONCE):
                paths = due[first : min(first + _AT_ONCE, chunk.stop)]
                known, unparsed = self._looked_into(opener, paths, stamp)
                reports |= known
                placed = shelf.placed([(source.path, source.data) for source in unparsed])
                facts = [facts_of(reading.record, reading.outline, order) for reading, _ in placed]
                for reading, _ in placed:
                    pieces += as_leaf(reading.record, reading.outline.written), as_words(reading.text)
                for source, (reading, issues), own in zip(unparsed, placed, facts, strict=True):
                    parsed.append(source.path)
                    problems = source.problems or (*issues, *reading.issues)
                    reports[source.path] = CachedReport(source.stat, source.digest, stamp, own, problems)
        if pieces:
            with contextlib.suppress(OSError):  # on a full disk, reports are opened from their sources
                extents = self.packs.write(pieces)
                for path, leaf, words in zip(parsed, extents[::2], extents[1::2], strict=True):
                    reports[path] = reports[path]._replace(leaf=leaf, words=words)
        return reports, parsed

    def _looked_into(
        self, opener: Opener, paths: Sequence[str], vocabulary: bytes
    ) -> tuple[dict[str, CachedReport], list[_Source]]:
        """The reports at `paths` whose bytes are those that were read before, with this `vocabulary`; and the others,
        which must be parsed."""
        reports: dict[str, CachedReport] = {}
        unparsed: list[_Source] = []
        for path in paths:
            data, problems = opener.read(path, MOST)
            stat, made = settled(self.found.documents[path], self.looked_at), digest(data)
            known = self.before.reports.get(path)
            if problems:  # the next build must try again, even if the file's stat is the same
                unparsed.append(_Source(path, data, NEVER, b"", problems))
            elif known is not None and known.digest == made and known.vocabulary == vocabulary:
                reports[path] = known._replace(stat=stat)
            else:
                unparsed.append(_Source(path, data, stat, made))
        return reports, unparsed
