"""What only some systems grant: two folders exchanged in one step, and a folder apart from others."""

import errno
import sys
from pathlib import Path

import pytest

from briefkit.disk import kernel
from briefkit.disk.kernel import exchange, make_apart

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks for what Linux grants")

GROUP = 4096
"""Inodes that stand together, or twice as many; folders of one parent are numbered in a row."""


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "told").write_text(name)
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one/told").read_text() == "other"
    assert (tmp_path / "other/told").read_text() == "one"


def test_where_one_of_them_is_not_there_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one").is_dir()


def refuse(*_: object) -> None:
    raise OSError(errno.ENOTTY, "not granted")


@pytest.mark.parametrize("is_granted", [True, False])
def test_a_folder_made_apart_is_empty_and_nothing_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_granted: bool
) -> None:
    if not is_granted:
        monkeypatch.setattr("fcntl.ioctl", refuse)
    make_apart(tmp_path / "deep/er/site")
    assert [path.name for path in (tmp_path / "deep/er").iterdir()] == ["site"]
    assert list((tmp_path / "deep/er/site").iterdir()) == []


def test_what_a_killed_build_left_there_goes(tmp_path: Path) -> None:
    for name in ("0a1b2c3d", "4e5f6a7b"):
        (tmp_path / "site.apart" / name).mkdir(parents=True)
    (tmp_path / "site.apart/4e5f6a7b/4e5f6a7b").touch()
    make_apart(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_somebody_elses_files_there_stay(tmp_path: Path) -> None:
    (tmp_path / "site.apart").mkdir()
    (tmp_path / "site.apart/summer.jpg").write_bytes(b"precious")
    make_apart(tmp_path / "site")
    assert (tmp_path / "site").is_dir()
    assert (tmp_path / "site.apart/summer.jpg").read_bytes() == b"precious"


def test_of_several_places_the_one_is_taken_where_files_are_made_fastest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []

    def seconds(folder: Path) -> float:
        folder.mkdir()
        numbers.append(folder.stat().st_ino)
        return 0.001 if len(numbers) == 3 else 0.002

    monkeypatch.setattr(kernel, "_set_top_of_hierarchies", lambda folder: None)
    monkeypatch.setattr(kernel, "_seconds_to_begin", seconds)
    make_apart(tmp_path / "site")
    assert (tmp_path / "site").stat().st_ino == numbers[2]


def test_folders_made_apart_are_far_from_one_another(tmp_path: Path) -> None:
    (tmp_path / "asked").mkdir()
    try:
        kernel._set_top_of_hierarchies(tmp_path / "asked")
    except OSError:
        pytest.skip("this file system puts folders where it likes")
    numbers = []
    for name in "abcdefgh":
        make_apart(tmp_path / name)
        numbers.append((tmp_path / name).stat().st_ino)
    assert len({number // GROUP for number in numbers}) > len(numbers) // 2
