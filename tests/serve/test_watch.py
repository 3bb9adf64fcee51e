"""Noticing that a source was saved; each test waits for a change, never for its absence alone."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefkit.serve import watch as watch_module
from briefkit.serve.watch import ANYTHING, Burst, Watch, is_source, watching

SOON = 10
SETTLED = 0.4


class Watched:
    """A folder that is watched."""

    def __init__(self, root: Path, watch: Watch) -> None:
        self.root, self.watch = root, watch

    def settle(self) -> None:
        while self.watch.wait(SETTLED):
            pass


@pytest.fixture(scope="module", params=["notified", "polled"])
def watched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """By notifications, and by looking now and again where there are none."""
    root = tmp_path_factory.mktemp("watched")
    for name in ("content/articles", "templates", "output"):
        (root / name).mkdir(parents=True)
    (root / "site.yaml").write_text("title: Desk\n")
    (root / "templates/old.html").write_text("saved")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "polled":

            def refuse(*_: object) -> None:
                raise OSError("no notifications here")

            patch.setattr(watch_module, "_observer", refuse)
            patch.setattr(watch_module, "POLL", 0.1)
        with watching(root) as watch:
            yield Watched(root, watch)


@pytest.mark.parametrize(
    "name", ["content/articles/new.md", "templates/page.html", "site.yaml", "content/deep/er/a.md"]
)
def test_a_saved_source_is_noticed(watched: Watched, name: str) -> None:
    path = watched.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("saved")
    assert watched.watch.wait(SOON)
    watched.settle()


def test_a_file_saved_by_renaming_is_noticed(watched: Watched) -> None:
    temporary = watched.root / "content/articles/.a.md.tmp"
    temporary.write_text("saved")
    temporary.rename(watched.root / "content/articles/a.md")
    assert watched.watch.wait(SOON)
    watched.settle()


def test_a_deleted_source_is_noticed(watched: Watched) -> None:
    path = watched.root / "content/articles/gone.md"
    path.write_text("x")
    assert watched.watch.wait(SOON)
    watched.settle()
    path.unlink()
    assert watched.watch.wait(SOON)
    watched.settle()


def test_many_saves_at_once_are_one_change(watched: Watched) -> None:
    """Or a few, where the machine halts in the midst of them for longer than a burst may."""
    for number in range(60):
        (watched.root / f"content/articles/many-{number}.md").write_text("saved")
    assert watched.watch.wait(SOON)
    assert len(list(iter(lambda: watched.watch.wait(SETTLED), None))) < 5


def test_what_is_told_together_is_one_burst_of_all_its_files() -> None:
    watch = Watch()
    for number in range(60):
        watch.tell(f"content/articles/{number}.md")
    assert watch.wait(0) == Burst(frozenset(f"content/articles/{number}.md" for number in range(60)))
    assert watch.wait(0) is None
    for path in ("site.yaml", None, "content/articles/a.md"):
        watch.tell(path)
    assert watch.wait(0) == ANYTHING, "where one may be any file, all may be"


def test_a_save_is_told_by_its_path(watched: Watched) -> None:
    path = watched.root / "content/articles/told.md"
    path.write_text("saved")
    watched.settle()
    path.write_text("saved again")
    burst = watched.watch.wait(SOON)
    assert burst in (Burst(frozenset(["content/articles/told.md"])), ANYTHING)
    watched.settle()
    (watched.root / "content/articles").rename(watched.root / "content/moved")
    assert watched.watch.wait(SOON) == ANYTHING, "with a folder goes whatever is in it"
    (watched.root / "content/moved").rename(watched.root / "content/articles")
    watched.settle()


def test_folders_made_inside_new_ones_are_watched(watched: Watched) -> None:
    for number in range(4):
        folder = watched.root / f"content/new-{number}/er/est"
        folder.mkdir(parents=True)
        watched.settle()
        (folder / "a.md").write_text("saved")
        assert watched.watch.wait(SOON), number
        watched.settle()


def test_a_folder_that_went_and_came_back_is_still_watched(watched: Watched) -> None:
    """As when a branch is switched that has no templates of its own."""
    shutil.rmtree(watched.root / "templates")
    assert watched.watch.wait(SOON)
    watched.settle()
    (watched.root / "templates").mkdir()
    watched.settle()
    (watched.root / "templates/new.html").write_text("saved")
    assert watched.watch.wait(SOON)
    watched.settle()


def test_what_builds_and_editors_write_is_no_change(watched: Watched) -> None:
    for name in ("output/index.html", "content/articles/.hidden.md", "content/articles/a.md~"):
        (watched.root / name).write_text("not a source")
    (watched.root / ".output.new").mkdir()
    (watched.root / "site.yaml").read_text()
    assert not watched.watch.wait(0.7)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/articles/a.md", True),
        ("content/articles/4913-days.md", True),
        ("content/static/.well-known/security.txt", True),
        ("content", True),
        ("templates/assets/site.css", True),
        ("site.yaml", True),
        ("content/site.yaml", True),
        ("content/articles/4913", False),
        ("content/articles/.#a.md", False),
        ("content/articles/#a.md#", False),
        ("content/articles/a.md.swp", False),
        ("content/static/data.tmp", True),
        ("content/.obsidian/workspace.json", False),
        (".git/content/a", False),
        (".cache/state", False),
        (".output.new/index.html", False),
        ("output/content/a.html", False),
        ("", False),
    ],
)
def test_only_files_of_the_site_count(tmp_path: Path, path: str, expected: bool) -> None:
    assert is_source(tmp_path / path, tmp_path) is expected


def test_a_burst_that_does_not_end_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "LONGEST", 0.2)
    watch = Watch()
    for number in range(20_000):
        watch.tell(str(number))
    began = time.monotonic()
    assert watch.wait(0)
    assert time.monotonic() - began < 5
