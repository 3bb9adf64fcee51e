"""The previewed site, kept in memory between saves and brought up to date after each."""

import gc
import time
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.memory_packs import MemoryPacks, copy_cache
from briefkit.disk.source import survey_again
from briefkit.disk.state import Cache, State
from briefkit.disk.up_to_date import sources_below
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue
from briefkit.model.records import Settings
from briefkit.model.snapshot import Survey
from briefkit.pipeline import Prepared, for_display, prepare, settings_of, stops
from briefkit.request import Request, Stopwatch
from briefkit.serve.edition import Edition, bug
from briefkit.serve.reworded import reworded
from briefkit.serve.search import Search
from briefkit.serve.shown import Shown
from briefkit.serve.watch import ANYTHING, Burst, Watch
from briefkit.steps.remember import cache_key
from briefkit.views.catalogue import Catalogue

SECOND_LOOK = 1.0
"""Seconds after a save at which all sources are looked at again: notifications from new folders can be lost."""


EDITIONS_HELD = 4
"""Editions after which old ones are freed even if the writer does not pause."""


class Update(NamedTuple):
    """What came of bringing the site up to date: what is wrong; the new edition, None where the last one stays; how
    many files were read; and how long it took."""

    issues: tuple[Issue, ...]
    edition: Edition | None
    read: int
    seconds: float


class Preview:
    """Brings one site up to date. It belongs to one thread; `shown` and `search` may be used by all."""

    def __init__(self, request: Request, folder: Path, shown: Shown, search: Search) -> None:
        """`folder` is for this preview alone, and to be removed after it: nothing is written anywhere else."""
        self._request = replace(request, drafts=True, search=False)
        self._shown, self._search = shown, search
        settings = settings_of(self._request)[0]
        copy_cache(request.root, folder)
        self._cache = Cache(folder, cache_key(settings))
        self._packs = self._cache.packs = MemoryPacks(folder)
        self._state = self._cache.load().at("the preview")
        self._settings = settings
        self._held: list[tuple[weakref.ref[Catalogue], frozenset[str]]] = []
        self._last: Prepared | None = None
        self._sources: Survey | Mapping[str, tuple[int, int]] = {}
        self._until: datetime | None = None
        shown.base_path = Links(settings.base_url).base_path

    def update(self, now: datetime, jobs: int | None = 1, saved: Burst = ANYTHING) -> Update:
        """Bring the site up to date, as it is at `now`. Where it has errors, the last good edition stays.

        `saved` are the only files that may have changed since the last time. `jobs` must be 1 once the server runs:
        several are forks, which a process with threads must not make.
        """
        started = time.perf_counter()
        request = replace(self._request, now=now, jobs=jobs)
        edition: Edition | None = None
        self._search.pause()
        self._shown.expect()
        try:
            edition, issues, read = self._edition(request, saved.paths)
        except Exception as error:  # no save, however bad, ends the server
            issues, read = (bug(error),), 0
            self._last, self._sources = None, sources_below(str(request.root))
        self._shown.show(edition, issues)
        self._shown.make_ahead()
        if edition is not None:
            self._held.append((weakref.ref(edition.ready.catalogue), self._state.packs))
        self._search.follow(edition.ready.catalogue if edition else None)
        return Update(issues, edition, read, time.perf_counter() - started)

    def updates(self, watch: Watch) -> Iterator[Update]:
        """An update for each burst of changes, and whenever the site changes by itself."""
        while True:
            if len(self._held) > EDITIONS_HELD:
                self._tidy()
            saved = watch.wait(SECOND_LOOK)
            if saved is None:
                self._tidy()
                if not self._is_behind(datetime.now(UTC)):
                    saved = watch.wait(self._patience(datetime.now(UTC)))
            yield self.update(datetime.now(UTC), saved=saved or ANYTHING)

    def _tidy(self) -> None:
        """Free the editions that nobody shows or indexes any more, and their packs; to be done while nobody waits.
        Their values refer to one another in circles, so only the garbage collector can free them."""
        gc.collect()
        self._held = [(catalogue, packs) for catalogue, packs in self._held if catalogue() is not None]
        self._packs.keep(self._state.packs.union(*[packs for _, packs in self._held]))

    def _patience(self, now: datetime) -> float | None:
        """Seconds until the site changes by itself; None if it never does."""
        return None if self._until is None else max(0.0, (self._until - now).total_seconds())

    def _is_behind(self, now: datetime) -> bool:
        is_over = self._until is not None and self._until <= now
        seen = self._sources.sources if isinstance(self._sources, Survey) else self._sources
        return is_over or seen != sources_below(str(self._request.root))

    def _edition(
        self, request: Request, paths: frozenset[str] | None
    ) -> tuple[Edition | None, tuple[Issue, ...], int]:
        """The edition to show, None where there are errors; what is wrong; and how many files were read."""
        settings, issues, _ = settings_of(request)
        prepared = self._reworded(request, settings, paths) or self._prepared(request, settings, paths)
        self._last, self._state, self._settings = prepared, prepared.state, settings
        self._sources, self._until = prepared.found, prepared.until
        issues = for_display(issues + prepared.issues, request)
        read = len(prepared.library.read)
        if prepared.ready is None or stops(issues, request):
            return None, issues, read
        return Edition(request, prepared.ready, prepared.library), issues, read

    def _reworded(self, request: Request, settings: Settings, paths: frozenset[str] | None) -> Prepared | None:
        """The last edition with the new words of the files at `paths`; None where more may have changed."""
        if (
            self._last is None or paths is None or settings != self._settings
        ):  # settings may have changed before their burst arrives
            return None
        return reworded(self._last, request, self._cache, paths)

    def _prepared(self, request: Request, settings: Settings, paths: frozenset[str] | None) -> Prepared:
        before = self._state if settings.zone == self._settings.zone else State()
        found = None
        if self._last is not None and paths is not None:
            found = survey_again(request.root, self._last.found, paths)
        return prepare(request, settings, self._cache, before, Stopwatch(), found=found)
