"""Noticing that a source was saved; each test waits for a change, never for its absence alone."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefkit.serve.watch import watching

SOON = 10


class Watched:
    """A folder being watched in a thread that ends with the test's process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: queue.Queue[None] = queue.Queue()
        started = threading.Event()

        def watch() -> None:
            with watching(root) as changes:
                started.set()
                for _ in changes:
                    self.seen.put(None)

        threading.Thread(target=watch, daemon=True).start()
        assert started.wait(SOON)

    def next(self, seconds: float = SOON) -> bool:
        try:
            self.seen.get(timeout=seconds)
        except queue.Empty:
            return False
        return True


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    root = tmp_path_factory.mktemp("watched")
    for name in ("content/articles", "templates", "output"):
        (root / name).mkdir(parents=True)
    (root / "site.yaml").write_text("title: Desk\n")
    yield Watched(root)


@pytest.mark.parametrize(
    "name", ["content/articles/new.md", "templates/page.html", "site.yaml", "content/deep/er/a.md"]
)
def test_a_saved_source_is_noticed(watched: Watched, name: str) -> None:
    path = watched.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("saved")
    assert watched.next()
    while watched.next(0.5):
        pass


def test_a_file_saved_by_renaming_is_noticed(watched: Watched) -> None:
    temporary = watched.root / "content/articles/.a.md.tmp"
    temporary.write_text("saved")
    temporary.rename(watched.root / "content/articles/a.md")
    assert watched.next()
    while watched.next(0.5):
        pass


def test_a_deleted_source_is_noticed(watched: Watched) -> None:
    path = watched.root / "content/articles/gone.md"
    path.write_text("x")
    assert watched.next()
    while watched.next(0.5):
        pass
    path.unlink()
    assert watched.next()
    while watched.next(0.5):
        pass


def test_many_saves_at_once_are_one_change(watched: Watched) -> None:
    for number in range(20):
        (watched.root / f"content/articles/many-{number}.md").write_text("saved")
    assert watched.next()
    assert not watched.next(0.5)


def test_what_builds_and_editors_write_is_no_change(watched: Watched) -> None:
    for name in (
        "output/index.html",
        "content/articles/.hidden.md",
        "content/articles/a.md~",
        "content/articles/4913",
    ):
        (watched.root / name).write_text("not a source")
    (watched.root / ".output.new").mkdir()
    (watched.root / "site.yaml").read_text()
    assert not watched.next(0.7)
