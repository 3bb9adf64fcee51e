"""What was read of reports and stays in memory."""

from pathlib import Path

import pytest

from briefkit.disk.memory_packs import MemoryPacks, copy_cache
from tests.sites import article, make_site

PIECES = [b"a quay", b"a mole"]


def test_what_is_written_is_read_back_and_no_file_made(tmp_path: Path) -> None:
    held = MemoryPacks(tmp_path)
    extents = held.write(PIECES)
    assert [held.read(extent) for extent in extents] == PIECES
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_needs_is_forgotten(tmp_path: Path) -> None:
    held = MemoryPacks(tmp_path)
    (one, _), (two, _) = held.write(PIECES), held.write(PIECES)
    held.keep({two.pack})
    assert held.read(two) == PIECES[0]
    with pytest.raises(OSError):
        held.read(one)


def test_what_builds_remember_is_copied_where_there_is_any(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    site = make_site(tmp_path, article("a", body="A quay."))
    copy_cache(site.root, own)
    assert list(own.iterdir()) == []
    site.build()
    copy_cache(site.root, own)
    assert (own / "state").is_file()
    assert list(own.glob("*.pack"))
