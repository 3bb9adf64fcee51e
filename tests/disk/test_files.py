"""Which files a folder holds, and files that know whether they are whole."""

from pathlib import Path

import pytest

from briefkit.disk.files import digest, entries_below, has_content, seal, unsealed


def below(root: Path) -> list[str]:
    return [path for path, _ in entries_below(str(root), "content")]


def test_plain_files_come_in_the_order_of_their_paths_and_folders_do_not(tmp_path: Path) -> None:
    for name in ("b/z.md", "b/a.md", "a.md", "c.md"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_bytes(b"")
    assert below(tmp_path) == ["content/a.md", "content/b/a.md", "content/b/z.md", "content/c.md"]


@pytest.mark.parametrize("name", [".hidden.md", ".git/config", "#draft.md#", "report.md~", ".#lock"])
def test_hidden_files_and_what_editors_leave_are_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "content" / name).write_bytes(b"")
    assert below(tmp_path) == []


def test_verification_files_are_seen_though_their_folder_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "content/.well-known").mkdir(parents=True)
    (tmp_path / "content/.well-known/proof.txt").write_bytes(b"")
    assert below(tmp_path) == ["content/.well-known/proof.txt"]


def test_a_folder_that_is_not_there_or_is_a_file_holds_nothing(tmp_path: Path) -> None:
    assert below(tmp_path) == []
    (tmp_path / "content").write_bytes(b"")
    assert below(tmp_path) == []


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.md").write_bytes(b"")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/way").symlink_to(tmp_path / "elsewhere")
    assert below(tmp_path) == ["content/way"]
    (tmp_path / "content/way").unlink()
    (tmp_path / "content").rmdir()
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    assert below(tmp_path) == ["content"]


def test_what_was_sealed_comes_back(tmp_path: Path) -> None:
    for data in (b"", b"words", bytes(range(256)) * 99):
        seal(tmp_path / "state", data)
        assert unsealed(tmp_path / "state") == data
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_a_sealed_file_with_any_byte_changed_or_missing_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "state"
    seal(path, ("words", {"a": [1, 2.5]}))
    whole = path.read_bytes()
    damaged = [whole[:n] for n in range(len(whole))]
    damaged += [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in range(len(whole))]
    for data in (*damaged, whole + b"\0"):
        path.write_bytes(data)
        with pytest.raises(ValueError):
            unsealed(path)


def test_digests_tell_texts_apart() -> None:
    assert digest(b"a") == digest(b"a") != digest(b"b")


def test_a_site_has_content_where_there_is_something_in_it_or_it_cannot_be_looked_into(tmp_path: Path) -> None:
    assert not has_content(tmp_path)
    (tmp_path / "content").mkdir()
    assert not has_content(tmp_path)
    (tmp_path / "content" / ".gitkeep").touch()
    assert not has_content(tmp_path), "what is hidden is no part of a site"
    (tmp_path / "content" / "articles").mkdir()
    assert has_content(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "content").touch()
    assert has_content(tmp_path / "site"), "that it is no folder is told elsewhere"
