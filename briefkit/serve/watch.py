"""Watching a site's sources: which files change, and when; a burst of saves counts as one change."""

import contextlib
import os
import queue
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from briefkit.disk.files import is_passed_over
from briefkit.disk.up_to_date import sources_below
from briefkit.model.layout import FOLDERS, SITE_FILE

QUIET = 0.02
"""Seconds of silence that end a single save; an editor writes a file in several steps, all within a few ms."""
QUIET_OF_MANY = 0.15
"""Seconds of silence that end a burst: a branch switch, a sync, a replacement in all files."""
MANY = 12
"""Changes from which they count as a burst of many files."""
LONGEST = 2.0
"""Seconds after which a burst is reported although it goes on."""
POLL = 0.5
"""Seconds between two looks where there are no notifications."""


class Burst(NamedTuple):
    """Saves that belong together: the paths of the files, from the root; None where any file may have changed."""

    paths: frozenset[str] | None


ANYTHING = Burst(None)


class Watch:
    """Collects the changes of one site's sources."""

    def __init__(self) -> None:
        self._seen: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def tell(self, path: str | None) -> None:
        """The file at `path`, from the root, changed; None where it may be any."""
        self._seen.put(path)

    def wait(self, seconds: float | None) -> Burst | None:
        """Wait for a change and for the burst that it belongs to; None where none comes within `seconds`."""
        try:
            seen = [self._seen.get(timeout=seconds)]
        except queue.Empty:
            return None
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                seen.append(self._seen.get(timeout=QUIET_OF_MANY if len(seen) > MANY else QUIET))
            except queue.Empty:
                break
        paths = frozenset(path for path in seen if path is not None)
        return Burst(None if None in seen else paths)


@contextmanager
def watching(root: Path) -> Iterator[Watch]:
    """Watch site.yaml, content/ and templates/ below `root` from now on."""
    watch, root = Watch(), root.resolve()
    try:
        observer = _observer(root, watch)
    except OSError:  # no notifications here, or no more of them: many systems allow few watched folders
        with _polling(root, watch):
            yield watch
        return
    try:
        yield watch
    finally:
        observer.stop()
        observer.join()


def _observer(root: Path, watch: Watch) -> Any:
    """watchdog's observer of `root`, running. Raises OSError."""
    # watchdog takes some 70 ms to import: only the preview pays for it.
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    # watchdog hears twice of a folder that was made inside a new one, and warns; it does no harm.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning, "watchdog")
    observer = Observer()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.is_directory and event.event_type == "modified":
                return  # a file in it was written, which is told by an event of its own
            if event.event_type in ("created", "modified", "moved", "deleted"):
                paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
                for path in paths:
                    if is_source(path, root):  # where it is a folder, everything in it may have come or gone
                        watch.tell(None if event.is_directory else path.relative_to(root).as_posix())

    class RootHandler(Handler):
        """Sees content/ and templates/ themselves come and go, as they do when a branch is switched."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            super().on_any_event(event)
            for path in (event.src_path, event.dest_path):
                name = Path(os.fsdecode(path)).name if path else ""
                if name in FOLDERS and event.is_directory and event.event_type != "modified":
                    schedule(name)

    watched: dict[str, Any] = {}

    def schedule(name: str) -> None:
        if name in watched:
            with contextlib.suppress(KeyError, OSError):
                observer.unschedule(watched.pop(name))
        with contextlib.suppress(OSError):
            if (root / name).is_dir():
                watched[name] = observer.schedule(Handler(), str(root / name), recursive=True)

    observer.schedule(RootHandler(), str(root), recursive=False)
    for name in FOLDERS:
        if (root / name).is_dir():
            watched[name] = observer.schedule(Handler(), str(root / name), recursive=True)
    observer.start()
    return observer


@contextmanager
def _polling(root: Path, watch: Watch) -> Iterator[None]:
    """Look at all sources every `POLL` seconds."""
    ended = threading.Event()
    first = sources_below(str(root))  # in this thread: whatever is saved from now on must be noticed

    def poll() -> None:
        reported = before = first
        while not ended.wait(POLL):
            now = sources_below(str(root))
            if now == before != reported:  # a burst is over when two looks see the same
                reported = now
                watch.tell(None)
            before = now

    thread = threading.Thread(target=poll, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def is_source(path: Path, root: Path) -> bool:
    """Whether a changed file is part of the site, and neither hidden nor an editor's temporary one."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    if any(map(is_passed_over, parts)):
        return False
    return bool(parts) and (parts[0] in FOLDERS or parts == (SITE_FILE,))
