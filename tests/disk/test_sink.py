"""Writing the site: all or nothing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefkit.disk import sink
from briefkit.disk.owned import OutputError
from tests.sites import ROOT, Site, article, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, article("a", body="A quay."))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


NOT_SOURCES = ("output/", ".cache/", ".output.last/")


def leftovers(site: Site) -> set[str]:
    """Hidden files and folders beside the site's own."""
    return {path.name for path in site.root.iterdir() if path.name.startswith(".")}


def test_a_folder_that_is_not_there_is_made(site: Site, tmp_path: Path) -> None:
    assert site.build(output=tmp_path / "deep/er/site").has("/")


def test_what_a_killed_build_left_behind_blocks_nothing(site: Site) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom briefkit.disk.sink import NOTHING, new_tree\n"
        "with new_tree(Path('output'), Path(), NOTHING, ()) as tree:\n"
        "    tree.write('half/index.html', b'half')\n    os._exit(9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", code], cwd=site.root, env=environment, check=False)
    assert killed.returncode == 9
    assert not (site.root / "output").exists()
    built = site.build()
    assert built.has("/articles/a/")
    assert not built.has("/half/")
    assert leftovers(site) <= {".cache", ".output.last"}


def test_a_build_that_fails_half_way_leaves_the_old_site(site: Site, monkeypatch) -> None:
    built = site.build()
    before = tree(built.folder)
    site.write(article("b", body="Another."))
    calls = []

    def full_disk(self: sink.Tree, name: str, data: bytes) -> None:
        calls.append(name)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sink.Tree, "write", full_disk)
    with pytest.raises(OutputError):
        site.build()
    assert tree(built.folder) == before
    assert leftovers(site) <= {".cache", ".output.last"}


def test_a_failed_build_whose_tidying_is_cut_short_blocks_nothing(site: Site, monkeypatch) -> None:
    unlink, left = os.unlink, 0

    def interrupted(*given: object, **named: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        unlink(*given, **named)  # type: ignore[arg-type]

    def fail() -> None:
        with sink.new_tree(site.root / "output", site.root, sink.NOTHING, ()) as tree:
            tree.write("a/index.html", b"a")
            tree.write("b.txt", b"b")
            raise OSError(28, "No space left on device")

    for count in (1, 2, 3):
        with monkeypatch.context() as patched:
            left = count
            patched.setattr(os, "unlink", interrupted)
            with pytest.raises((KeyboardInterrupt, OutputError)):
                fail()
        site.write(article(f"b{count}", body="Another."))
        assert site.build().has(f"/articles/b{count}/")
        assert leftovers(site) <= {".cache", ".output.last"}


@pytest.mark.parametrize("exchange", [True, False])
def test_a_new_site_takes_the_old_ones_place_completely(site: Site, exchange: bool, monkeypatch) -> None:
    if not exchange:
        monkeypatch.setattr(sink, "exchange", lambda *_: False)
    site.build()
    site.remove("content/articles/a.md")
    site.write(article("b", body="Another."))
    built = site.build()
    assert built.has("/articles/b/")
    assert not (built.folder / "articles/a").exists()
    assert leftovers(site) <= {".cache", ".output.last"}


def test_published_files_can_be_read_by_everyone_whatever_the_mask(site: Site) -> None:
    site.write_bytes("content/articles/plan.pdf", b"%PDF")
    site.write(article("b", body="[Plan](plan.pdf)"))
    (site.root / "content/articles/plan.pdf").chmod(0o600)
    mask = os.umask(0o077)
    try:
        built = site.build()
    finally:
        os.umask(mask)
    for path in (built.folder, *built.folder.rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) & wanted == wanted, path


def test_building_leaves_the_mask_as_it_was(site: Site) -> None:
    mask = os.umask(0o077)
    try:
        site.build()
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(mask)


def test_sources_are_never_written_to(site: Site) -> None:
    before = tree(site.root)
    site.build()
    after = {name: data for name, data in tree(site.root).items() if not name.startswith(NOT_SOURCES)}
    assert after == before
