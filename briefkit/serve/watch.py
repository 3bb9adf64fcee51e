"""Telling when a site's sources change: a burst of saves is one change."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIET_SECONDS = 0.15
_SOURCES = ("content", "templates")


@contextmanager
def watching(root: Path) -> Iterator[Iterator[None]]:
    """Watch site.yaml, content/ and templates/ below `root` from now on; gives one item for each burst of changes."""
    # watchdog takes some 70 ms to import: only the preview pays for it.
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    seen: queue.Queue[None] = queue.Queue()
    site_file = str(root.resolve() / "site.yaml")

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.is_directory and event.event_type == "modified":
                return  # a file in it was written, which is told by an event of its own
            paths = [str(path) for path in (event.src_path, event.dest_path) if path]
            in_sources = any(_is_source(Path(path), root.resolve()) for path in paths)
            if event.event_type in ("created", "modified", "moved", "deleted") and (in_sources or site_file in paths):
                seen.put(None)

    observer = Observer()
    observer.schedule(Handler(), str(root.resolve()), recursive=False)
    for name in _SOURCES:
        if (root / name).is_dir():
            observer.schedule(Handler(), str(root.resolve() / name), recursive=True)
    observer.start()
    try:
        yield _bursts(seen)
    finally:
        observer.stop()
        observer.join()


def _bursts(seen: "queue.Queue[None]") -> Iterator[None]:
    while True:
        seen.get()
        while True:
            try:
                seen.get(timeout=QUIET_SECONDS)
            except queue.Empty:
                break
        yield


def _is_source(path: Path, root: Path) -> bool:
    """Whether a changed file is part of the site, and not an editor's temporary one."""
    if path.name.startswith((".", "#", "4913")) or path.name.endswith(("~", ".swp", ".tmp")):
        return False
    return any((root / name) in path.parents for name in _SOURCES)
