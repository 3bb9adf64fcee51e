"""From files to documents: what did not change since it was last read is taken from the cache."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefkit.disk.files import digest
from briefkit.disk.source import read_file, read_media
from briefkit.disk.state import NEVER, Entry, State, settled
from briefkit.disk.texts import Texts
from briefkit.markdown.text import MAX_BYTES
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue
from briefkit.model.records import ArticleRecord, Content, Settings
from briefkit.model.registry import in_order
from briefkit.model.site import Outline, Text
from briefkit.model.snapshot import Media, Stat, Survey
from briefkit.stages.load import kind_of, load_document
from briefkit.stages.place import Reading, Vocabulary, place
from briefkit.workers import Progress, spread, untold

REPORTS = "articles"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was written, as read. `read` are the paths of the files that had to be parsed."""

    documents: Mapping[str, Entry]
    vocabulary: Vocabulary
    read: tuple[str, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with any file, whatever the others say."""
        return tuple([issue for entry in self.documents.values() for issue in entry.issues])

    @property
    def outlines(self) -> dict[str, Outline]:
        """The outlines of reports, by path."""
        return {path: entry.outline for path, entry in self.documents.items() if entry.outline is not None}

    @property
    def content(self) -> Content:
        """The records, kind by kind."""
        kinds: dict[str, list[object]] = {kind: [] for kind in Content.__slots__}
        for path, entry in self.documents.items():
            kinds[kind_of(path)].append(entry.record)
        return Content(**{kind: tuple(records) for kind, records in kinds.items()})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reader:
    """What documents are read with: where they lie, when they were looked at, and what is known of them."""

    root: Path
    found: Survey
    looked_at: int
    settings: Settings
    before: State
    texts: Texts
    jobs: int | None
    progress: Progress = untold

    def library(self) -> Library:
        """All documents. Topics and entities come first: reports are read with their words in mind."""
        known = {path: entry for path, entry in self.before.documents.items() if self._stands(path, entry)}
        documents: dict[str, Entry] = {}
        parsed: list[str] = []
        for path in self.found.documents:
            if kind_of(path) not in ("", REPORTS):
                documents[path] = known.get(path) or self._read(path, self._parsed, b"", parsed)
        vocabulary = self._vocabulary(documents.values())
        reports = [path for path in self.found.documents if kind_of(path) == REPORTS]
        due = [path for path in reports if path not in known or known[path].vocabulary != vocabulary.stamp]
        work = partial(self._reports, due, vocabulary)
        with spread(work, len(due), self.jobs) as reading:
            for entries, read in reading:
                known |= entries
                parsed += read
                self.progress("reading reports", len(entries), len(due))
        documents |= {path: known[path] for path in reports}
        return Library(documents, vocabulary, tuple(parsed))

    def text(self, entry: Entry, vocabulary: Vocabulary) -> Text:
        """The words of a report; read again from its source where the cache lost them."""
        try:
            found: Text = self.texts.read(entry.text)  # type: ignore[arg-type]
        except Exception:  # whatever a damaged pack leads to: nothing is lost by it
            return self._placed(entry.record.origin.path, self._bytes(entry.record.origin.path)[0], vocabulary)[
                0
            ].text
        return found

    def media(self, wanted: Iterable[str]) -> tuple[dict[str, tuple[Stat, Media]], tuple[Issue, ...]]:
        """The files that documents refer to, named and measured."""
        media: dict[str, tuple[Stat, Media]] = {}
        issues: tuple[Issue, ...] = ()
        for path in sorted(wanted):
            stat, known = self.found.files[path], self.before.media.get(path)
            if known and known[0] == stat:
                media[path] = known
            else:
                made, problems = read_media(self.root, path)
                media[path] = NEVER if problems else settled(stat, self.looked_at), made
                issues += problems
        return media, issues

    def _bytes(self, path: str) -> tuple[bytes, tuple[Issue, ...]]:
        """What a document holds, and no more of it than shows that it is too large."""
        return read_file(self.root, path, MAX_BYTES + 1)

    def _stands(self, path: str, entry: Entry) -> bool:
        return self.found.documents.get(path) == entry.stat

    def _vocabulary(self, entries: Iterable[Entry]) -> Vocabulary:
        records = [(kind_of(entry.record.origin.path), entry.record) for entry in entries]
        return Vocabulary(
            topics=in_order(tuple(record for kind, record in records if kind == "topics")),  # type: ignore[misc]
            entities=tuple(record for kind, record in records if kind == "entities"),  # type: ignore[misc]
            links=Links(self.settings.base_url),
        )

    def _read(self, path: str, parse: Callable[[str, bytes], Entry], vocabulary: bytes, parsed: list[str]) -> Entry:
        """One document; where only its time stamp changed, it is what it was."""
        data, problems = self._bytes(path)
        stat = settled(self.found.documents[path], self.looked_at)
        before = self.before.documents.get(path)
        if before and not problems and before.digest == digest(data) and before.vocabulary == vocabulary:
            return before._replace(stat=stat)
        parsed.append(path)
        entry = parse(path, data)
        if problems:  # it may be readable another time, and stand as it does now
            return entry._replace(stat=NEVER, digest=b"", issues=problems)
        return entry._replace(stat=stat)

    def _parsed(self, path: str, data: bytes) -> Entry:
        record, issues = load_document(data, path, self.settings.zone)
        return Entry(self.found.documents[path], digest(data), b"", record, issues)

    def _placed(self, path: str, data: bytes, vocabulary: Vocabulary) -> tuple[Reading, tuple[Issue, ...]]:
        record, issues = load_document(data, path, self.settings.zone)
        assert isinstance(record, ArticleRecord)
        return place(record, vocabulary), issues

    def _reports(self, due: list[str], vocabulary: Vocabulary, chunk: range) -> tuple[dict[str, Entry], list[str]]:
        """Some of the reports that are due; their words go to a pack of their own, only the rest is returned."""
        texts: dict[str, Text] = {}

        def parse(path: str, data: bytes) -> Entry:
            reading, issues = self._placed(path, data, vocabulary)
            texts[path] = reading.text
            stat = self.found.documents[path]
            issues += reading.issues
            return Entry(stat, digest(data), vocabulary.stamp, reading.record, issues, reading.outline)

        parsed: list[str] = []
        paths = due[chunk.start : chunk.stop]
        entries = {path: self._read(path, parse, vocabulary.stamp, parsed) for path in paths}
        if texts:
            pack = f"{self.before.serial + 1}-{chunk.start}.pack"
            with contextlib.suppress(OSError):  # a full disk: they will be read again from their sources
                for path, extent in zip(texts, self.texts.write(pack, texts.values()), strict=True):
                    entries[path] = entries[path]._replace(text=extent)
        return entries, parsed
