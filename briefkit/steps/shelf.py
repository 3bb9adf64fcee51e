"""Opening reports that were read, and reading them from their sources where that fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path

from briefkit.disk.packs import Packs
from briefkit.disk.plain import from_leaf, from_words
from briefkit.disk.source import read_file
from briefkit.disk.state import CachedReport
from briefkit.markdown.text import MAX_BYTES
from briefkit.model.filed import Filed, Written
from briefkit.model.issues import Issue
from briefkit.model.records import ArticleRecord
from briefkit.model.site import Text
from briefkit.stages.load import load_documents
from briefkit.stages.place import PlacedReport, Vocabulary, place

MOST = MAX_BYTES + 1
"""Bytes of a document that are read at most: one more than allowed, which shows that it is too large."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Opens reports of the site at `root` from `packs` or, where these are damaged, from their sources.

    Sources are read in the time zone `zone`, and with the terms and names of `vocabulary`.
    """

    root: Path
    zone: tzinfo
    packs: Packs
    vocabulary: Vocabulary

    def report(self, kept: CachedReport) -> tuple[ArticleRecord, Written]:
        """The front matter of a report and the links in its words."""
        try:
            return from_leaf(self.packs.read(kept.leaf))  # type: ignore[arg-type]
        except Exception:  # a damaged pack may raise anything; the source has it all
            reading = self._reading(kept)
            return reading.record, reading.outline.written

    def filed(self, kept: CachedReport) -> Filed:
        """A report that is opened when it is first needed."""
        return Filed(kept.facts, partial(self.report, kept))

    def text(self, kept: CachedReport) -> Text:
        """The words of a report."""
        try:
            return from_words(self.packs.read(kept.words))  # type: ignore[arg-type]
        except Exception:
            return self._reading(kept).text

    def _reading(self, kept: CachedReport) -> PlacedReport:
        path = kept.facts.path
        return self.placed([(path, read_file(self.root, path, MOST)[0])])[0][0]

    def placed(self, sources: Iterable[tuple[str, bytes]]) -> list[tuple[PlacedReport, tuple[Issue, ...]]]:
        """Read and place reports, given the path and bytes of each; with what is wrong with each as read."""
        loaded = load_documents(sources, self.zone)
        return [(place(report, self.vocabulary), issues) for report, issues in loaded]  # type: ignore[arg-type]
