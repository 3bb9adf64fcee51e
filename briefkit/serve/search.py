"""The preview's search index: made again in the background whenever the writer pauses."""

import threading
import time
from collections.abc import Callable, Mapping

from briefkit.disk.search import Indexer
from briefkit.model.addresses import SEARCH_BUNDLE, SEARCH_EDITION
from briefkit.steps.index import Bundle, bundles, edition_digest, index
from briefkit.views.catalogue import Catalogue
from briefkit.views.stamps import Stamps

QUIET = 1.5
"""Seconds without a save before the index is made again, which takes a second for each thousand reports."""
PATIENCE = 20.0
"""Seconds that a request waits for the first index."""


class Search:
    """The index of the last edition that there was time to index.

    Three kinds of threads use it: its own, the one that updates the site, and those that answer requests. One lock,
    `_changed`, guards all attributes.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """`tell` is told why there is no index."""
        self._tell = tell
        self._changed = threading.Condition()
        self._wanted: Catalogue | None = None
        self._made: dict[str, tuple[bytes, Mapping[str, bytes]]] = {}
        self._language = ""
        self._updating = False
        self._is_first = True
        self._closed = False

    def start(self) -> None:
        """Start the thread that makes the index."""
        threading.Thread(target=self._run, daemon=True).start()

    def pause(self) -> None:
        """Stop indexing while the site is updated: nothing may compete with that."""
        with self._changed:
            self._updating = True
            self._changed.notify_all()

    def follow(self, catalogue: Catalogue | None) -> None:
        """The update is over: index `catalogue` next, or go on where there is no new one."""
        with self._changed:
            self._updating = False
            self._wanted = catalogue or self._wanted
            self._changed.notify_all()

    def file(self, name: str) -> bytes | None:
        """A file of the index by its name in the site; waits for the first index."""
        if not f"/{name}".startswith(SEARCH_BUNDLE):
            return None
        with self._changed:
            self._changed.wait_for(lambda: not self._is_first or self._closed, PATIENCE)
            if name == SEARCH_EDITION:
                return edition_digest(basis for basis, _ in self._made.values())
            return next((files[name] for _, files in self._made.values() if name in files), None)

    def close(self) -> None:
        """End the thread, and let waiting requests go on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while self._follows():
            with self._changed:
                self._is_first = False
                self._changed.notify_all()

    def _follows(self) -> bool:
        """Wait for the next edition and index it; False once the preview is over."""
        catalogue = self._next()
        if catalogue is None:
            return False
        try:
            self._index(catalogue.passing())
        except Exception as error:  # the preview goes on without search
            self._tell(str(error))
        return True

    def _next(self) -> Catalogue | None:
        """Wait for an edition, and for the writer to pause; None once the preview is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is not None or self._closed)
            if not self._is_first:
                while (self._changed.wait(QUIET) or self._updating) and not self._closed:
                    pass  # with each save the wait begins again
            catalogue, self._wanted = self._wanted, None
            return None if self._closed else catalogue

    def _index(self, catalogue: Catalogue) -> None:
        wanted, stamps, language = bundles(catalogue), Stamps(catalogue), catalogue.site.settings.language
        if language != self._language:  # which is not part of a bundle's basis
            with self._changed:
                self._made, self._language = {}, language
        with Indexer(language) as indexer:
            for bundle in wanted:
                basis = bundle.basis(stamps.of)
                if self._basis(bundle) != basis:
                    files = index(catalogue, bundle, indexer, self._give_way)
                    with self._changed:
                        self._made[bundle.folder] = basis, files
        with self._changed:
            self._made = {bundle.folder: self._made[bundle.folder] for bundle in wanted}

    def _basis(self, bundle: Bundle) -> bytes:
        return self._made.get(bundle.folder, (b"", {}))[0]

    def _give_way(self) -> None:
        """Wait while the site is updated, and give other threads a turn."""
        with self._changed:
            self._changed.wait_for(lambda: not self._updating or self._closed)
        time.sleep(0.0005)
