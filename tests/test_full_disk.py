"""Disks that are full or may not be written to, as real file systems: a clear error, nothing lost, and the next build is right."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefkit.disk.owned import OutputError
from tests.sites import Built, Site, article, entity, make_site, run, topic
from tests.test_any_moment import plain
from tests.writers import difference, files_below

MIB = 1 << 20
Mount = Callable[[Path, int], Path]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Make a folder a file system of so many bytes, in memory; it goes with the test."""
    mounted: list[Path] = []

    def on(folder: Path, size: int) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0 or shutil.which("mount") is None:
            pytest.skip("only root may mount a small file system")
        words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "briefkit-test", str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system may be mounted here: {done.stderr.strip()}")
        mounted.append(folder)
        return folder

    yield on
    for folder in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def a_site(folder: Path) -> Site:
    reports = "".join(article(f"r{n}", body=f"The quay of Orlo Venn, day {n}.\n\n" * 9) for n in range(9))
    return make_site(folder, topic("ports", "terms: [quay]") + entity("venn", "Orlo Venn") + reports)


def edit(site: Site) -> None:
    """A change of most pages."""
    site.write(topic("ports", "terms: [quay]\nsummary: All is calm.", "Ships come and go. " * 50))
    site.write("".join(article(f"n{n}", body=f"Another quay, day {n}.\n\n" * 9) for n in range(5)))


def fill(folder: Path, left: int) -> Path:
    """Fill the file system of `folder` but for so many bytes; the file that does so."""
    space, filler = os.statvfs(folder), folder / "filler"
    filler.write_bytes(b"x" * (space.f_bavail * space.f_frsize - left))
    return filler


@pytest.mark.parametrize(
    ("kib", "search"),
    [(0, False), (40, False), (100, False), (200, True)],
    ids=["at once", "among the pages", "later among the pages", "in the search index"],
)
def test_a_full_disk_loses_nothing_and_once_there_is_room_all_is_right(
    tmp_path: Path, mount: Mount, kib: int, search: bool
) -> None:
    site = a_site(mount(tmp_path / "small", 8 * MIB))
    before = files_below(site.build(jobs=1, search=search).folder)
    edit(site)
    filler = fill(site.root.parent, kib << 10)
    for _ in range(2):
        done = run(
            "--site",
            site.root,
            "--as-of",
            "2031-06-01",
            "--base-url",
            "https://brief.example/",
            *([] if search else ["--no-search"]),
        )
        assert (done.returncode, "No space left on device" in done.stderr) == (2, True), done.stderr
        assert "the previous site is untouched" in done.stderr
        assert "Traceback" not in done.stderr and "bug" not in done.stderr
        assert difference(files_below(site.root / "output"), before) == []
    filler.unlink()
    is_put_right(site, tmp_path, search)


def is_put_right(site: Site, folder: Path, search: bool = False) -> None:
    """The next build equals one of the same sources elsewhere, and nothing is left about."""
    built = site.build(jobs=1, search=search)
    shutil.copytree(site.root / "content", folder / "clean/content")
    shutil.copytree(site.root / "templates", folder / "clean/templates")
    shutil.copy(site.root / "site.yaml", folder / "clean")
    clean = Site(folder / "clean").build(jobs=1, search=search)
    assert difference(plain(files_below(built.folder)), plain(files_below(clean.folder))) == []
    assert built.broken_links() == []
    if search:
        assert built.indexed() == clean.indexed()
    assert {path.name for path in site.root.iterdir() if path.name.startswith(".")} <= {".cache", ".output.last"}


@pytest.mark.parametrize("kib", [0, 4, 16])
def test_a_cache_without_room_costs_time_and_nothing_else(tmp_path: Path, mount: Mount, kib: int) -> None:
    site = a_site(tmp_path)
    cache = mount(site.root / ".cache", MIB)
    site.build(jobs=1)
    edit(site)
    filler = fill(cache, kib << 10)
    site.build(jobs=1)
    site.write(article("n0", body="A third quay."))
    site.build(jobs=1)
    filler.unlink()
    is_put_right(site, tmp_path)


def test_a_folder_that_may_only_be_read_is_a_clear_error(
    tmp_path: Path, mount: Mount, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = mount(tmp_path / "small", 8 * MIB)
    site = a_site(place)
    before = files_below(site.build(jobs=1).folder)
    edit(site)
    remount(place, "ro")
    with pytest.raises(OutputError, match="Read-only file system"):
        site.build(jobs=1)
    done = run("--site", site.root, "--no-search", "--as-of", "2031-06-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Read-only file system" in done.stderr and len(done.stderr.splitlines()) == 1
    assert site.check() == ()
    assert difference(files_below(site.root / "output"), before) == []
    monkeypatch.setattr("tempfile.tempdir", str(place / "nowhere"))
    with pytest.raises(OutputError, match="temporary"):
        site.build(jobs=1, output=tmp_path / "elsewhere")
    monkeypatch.undo()
    elsewhere: Built = site.build(jobs=1, output=tmp_path / "elsewhere")
    assert elsewhere.has("/articles/n0/")
    remount(place, "rw")
    is_put_right(site, tmp_path)


def test_an_output_that_is_a_mount_point_is_brought_up_to_date_in_place(tmp_path: Path, mount: Mount) -> None:
    site = a_site(tmp_path)
    output = mount(site.root / "output", 8 * MIB)
    site.build(jobs=1)
    edit(site)
    site.build(jobs=1)
    assert output.is_mount()
    is_put_right(site, tmp_path)
