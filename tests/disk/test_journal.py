"""A folder brought up to date file by file: whatever interrupts it, the next build finishes it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.disk import journal
from briefkit.disk.journal import bring_up_to_date, finish_interrupted, journal_of
from briefkit.disk.owned import MARKER

FILES = st.dictionaries(st.sampled_from(["a", "b/c", "b/d/e", "f.html"]), st.binary(max_size=3))


def lay_out(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in {**files, MARKER: b""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@given(FILES, FILES)
def test_the_folder_becomes_what_the_new_tree_is(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("site")
    output, work = lay_out(root / "output", old), lay_out(root / ".output.new", new)
    bring_up_to_date(work, output)
    assert files_in(output) == files_in(work)
    assert not journal_of(output).exists()


def test_what_was_interrupted_is_finished_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = lay_out(tmp_path / "output", {"gone": b"1", "same": b"2", "other": b"3"})
    work = lay_out(tmp_path / ".output.new", {"same": b"2", "other": b"four", "new/page": b"5"})

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "remove_below", power_cut)
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date(work, output)
    assert (output / "gone").exists()
    finish_interrupted(output)
    assert files_in(output) == files_in(work)
    finish_interrupted(output)  # with nothing to finish, nothing happens
    assert files_in(output) == files_in(work)


def test_a_journal_that_was_begun_and_not_finished_is_dropped(tmp_path: Path) -> None:
    output = lay_out(tmp_path / "output", {"a": b"1"})
    lay_out(tmp_path / ".output.new", {"a": b"2"})
    (tmp_path / ".output.journal.draft").write_text('{"put": ["a"')
    finish_interrupted(output)
    assert files_in(output) == {"a": b"1", MARKER: b""}
    assert not (tmp_path / ".output.journal.draft").exists()


def test_a_journal_whose_tree_is_gone_is_dropped(tmp_path: Path) -> None:
    output = lay_out(tmp_path / "output", {"a": b"1"})
    journal_of(output).write_text('{"put": ["b"], "remove": ["a"]}')
    finish_interrupted(output)
    assert files_in(output) == {"a": b"1", MARKER: b""}
    assert not journal_of(output).exists()


FOREIGN = {
    "a file outside to remove": '{"put": [], "remove": ["../mine"]}',
    "a file outside to write": '{"put": ["../mine"], "remove": []}',
    "a file of another folder": '{"put": ["/etc/hosts"], "remove": []}',
    "a link to publish": '{"put": ["link"], "remove": []}',
    "a file behind a link": '{"put": ["beside/mine"], "remove": []}',
    "no journal": "nonsense",
    "another shape": '[{"put": 1}]',
    "names that are none": '{"put": [1], "remove": []}',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_journal_that_a_stranger_wrote_is_refused(tmp_path: Path, name: str) -> None:
    # As a pull request may bring it along, with the tree that it speaks of.
    output, mine = lay_out(tmp_path / "output", {"a": b"1"}), tmp_path / "mine"
    mine.write_bytes(b"mine")
    work = lay_out(tmp_path / ".output.new", {"beside/mine": b"2"})
    (work / "link").symlink_to(mine)
    (output / "beside").symlink_to(tmp_path)
    journal_of(output).write_text(FOREIGN[name])
    with pytest.raises(OSError, match="not made by briefkit"):
        finish_interrupted(output)
    assert mine.read_bytes() == b"mine"
    assert sorted(p.name for p in output.iterdir()) == [MARKER, "a", "beside"]


def test_files_behind_a_link_are_not_removed(tmp_path: Path) -> None:
    output, mine = lay_out(tmp_path / "output", {"a": b"1"}), tmp_path / "mine"
    mine.write_bytes(b"mine")
    lay_out(tmp_path / ".output.new", {})
    (output / "beside").symlink_to(tmp_path)
    journal_of(output).write_text('{"put": [], "remove": ["beside/mine", "a"]}')
    finish_interrupted(output)
    assert mine.read_bytes() == b"mine"
    assert not (output / "a").exists()
