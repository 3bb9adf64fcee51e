"""Git as a program: it stores bytes as they are, pushes only onto what was looked at, and moves nothing of the user."""

import os
from pathlib import Path

import pytest

from briefkit.disk.git import GitError, RejectedError, Repository, repository_of
from tests.repositories import Published, git, make_published
from tests.sites import article


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    return make_published(tmp_path, article("a", body="A quay."), monkeypatch)


def repository(desk: Published) -> Repository:
    return repository_of(desk.root)


def test_the_repository_is_found_from_any_folder_in_it(desk: Published) -> None:
    assert repository_of(desk.root / "content" / "articles").top == repository(desk).top


def test_a_folder_under_no_version_control_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git init"):
        repository_of(tmp_path)


def test_without_git_that_is_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="install"):
        repository_of(tmp_path)


def test_revisions_are_known_by_any_name(desk: Published) -> None:
    head = git(desk.root, "rev-parse", "HEAD")
    assert [repository(desk).commit_of(name) for name in ("HEAD", "main", head[:8], ":/^Begin")] == [head] * 4


@pytest.mark.parametrize("name", ["nowhere", "--all", "HEAD:content", "", "HEAD~5"])
def test_what_names_no_commit_is_none(desk: Published, name: str) -> None:
    assert repository(desk).commit_of(name) is None


def test_a_new_file_makes_a_tree_dirty_and_an_ignored_one_does_not(desk: Published) -> None:
    assert not repository(desk).is_dirty(desk.root)
    desk.site.write("-- output/x --\n1\n")
    assert not repository(desk).is_dirty(desk.root)
    desk.site.write(article("b"))
    assert repository(desk).is_dirty(desk.root / "content")
    assert not repository(desk).is_dirty(desk.root / "templates", desk.root / "gone")


def test_files_are_stored_byte_for_byte_whatever_git_would_make_of_line_endings(
    desk: Published, tmp_path: Path
) -> None:
    git(desk.root, "config", "core.autocrlf", "input")
    desk.site.write("-- .gitattributes --\n* text=auto eol=lf\n")
    data = b"one\r\ntwo\r\n\x00\xff"
    (tmp_path / "Ünd so.bin").write_bytes(data)
    repo = repository(desk)
    files = repo.store({"ä b/ü.bin": tmp_path / "Ünd so.bin"}, {"CNAME": "desk.example\n"})
    commit = repo.commit_files(files, (), "Store")
    assert repo.files_of(commit) == files
    assert repo.text_of(files["CNAME"]) == "desk.example\n"
    assert repo.text_of(files["ä b/ü.bin"]).encode("utf-8", "surrogateescape") == data


def test_a_name_that_cannot_be_told_to_git_is_refused(desk: Published, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="rename"):
        repository(desk).store({"a\nb": tmp_path / "a\nb"}, {})


def test_a_commit_is_made_without_touching_the_index_or_a_branch(desk: Published) -> None:
    before = desk.state()
    repo = repository(desk)
    first = repo.commit_files(repo.store({}, {"x": "1"}), (), "First")
    second = repo.commit_files(repo.store({}, {"x": "2"}), (first,), "Second\n\nWith a body\n")
    assert desk.state() == before
    assert git(desk.root, "rev-parse", f"{second}^") == first
    assert repo.message_of(second).startswith("Second\n\nWith a body\n")


def test_a_hook_that_runs_us_does_not_lend_us_its_repository(
    desk: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", os.devnull)
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)
    assert repository(desk).branch() == "main"


def test_the_remote_is_asked_where_its_branch_stands_and_what_it_holds_is_brought_here(desk: Published) -> None:
    repo = repository(desk)
    assert repo.remote_tip("origin", "gh-pages") is None
    tip = desk.somebody_else_pushes()
    references = git(desk.root, "for-each-ref")
    assert repo.remote_tip("origin", "gh-pages") == tip
    assert set(repo.files_of(tip)) == {"note.txt"}
    assert git(desk.root, "for-each-ref") == references
    assert not (desk.root / ".git" / "FETCH_HEAD").exists()


def test_a_remote_that_cannot_be_reached_is_an_error_of_git(desk: Published) -> None:
    desk.remote.rename(desk.remote.with_name("elsewhere.git"))
    with pytest.raises(GitError, match="ls-remote"):
        repository(desk).remote_tip("origin", "gh-pages")


def test_a_push_is_taken_only_where_the_branch_stands_as_expected(desk: Published) -> None:
    repo = repository(desk)
    mine = repo.commit_files(repo.store({}, {"x": "1"}), (), "Mine")
    theirs = desk.somebody_else_pushes()
    for expected in (None, mine):
        with pytest.raises(RejectedError, match="somebody else"):
            repo.push("origin", "gh-pages", mine, expected)
    assert desk.tip() == theirs
    repo.push("origin", "gh-pages", mine, theirs)
    assert desk.tip() == mine


def test_a_push_that_the_remote_refuses_says_why(desk: Published) -> None:
    hook = desk.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'The branch is frozen.' >&2\nexit 1\n")
    hook.chmod(0o755)
    repo = repository(desk)
    with pytest.raises(RejectedError, match="The branch is frozen"):
        repo.push("origin", "gh-pages", repo.commit_files(repo.store({}, {"x": "1"}), (), "Mine"), None)
    assert desk.tip() == ""


def test_a_commit_is_checked_out_into_a_folder_that_is_gone_at_the_end(desk: Published) -> None:
    first = git(desk.root, "rev-parse", "HEAD")
    desk.site.remove("content/articles/a.md")
    desk.commit()
    before = desk.state()
    with repository(desk).checked_out(first) as tree:
        assert (tree / "content/articles/a.md").is_file()
        assert len(git(desk.root, "worktree", "list").splitlines()) == 1, "no name of it in the repository"
        assert desk.state() == before
    assert not tree.exists()
    assert desk.state() == before


def test_a_commit_is_checked_out_beside_a_lock_that_somebody_else_holds(desk: Published) -> None:
    (desk.root / ".git" / "index.lock").touch()
    with repository(desk).checked_out("HEAD") as tree:
        assert (tree / "content/articles/a.md").is_file()


def test_a_commit_is_checked_out_whole_where_the_working_tree_is_sparse(desk: Published) -> None:
    git(desk.root, "sparse-checkout", "set", "--cone", "templates")
    assert not (desk.root / "content/articles/a.md").exists()
    with repository(desk).checked_out("HEAD") as tree:
        assert (tree / "content/articles/a.md").is_file()


def test_what_a_sparse_working_tree_leaves_out_is_known(desk: Published) -> None:
    content, templates = desk.root / "content", desk.root / "templates"
    assert repository(desk).left_out(content, templates, desk.root / "gone") == ()
    git(desk.root, "sparse-checkout", "set", "--cone", "templates")
    assert repository(desk).left_out(content, templates) == ("content/articles/a.md",)
    assert repository(desk).left_out(templates) == ()


def test_submodules_of_a_commit_are_known(desk: Published, tmp_path: Path) -> None:
    desk.add_submodule(tmp_path / "other", "engine")
    assert repository(desk).submodules_of("HEAD") == ()
    assert repository(desk).submodules_of(desk.commit()) == ("engine",)


def test_a_clone_of_the_newest_commits_alone_is_known(desk: Published, tmp_path: Path) -> None:
    desk.commit()
    git(tmp_path, "clone", "--quiet", "--depth", "1", desk.root.as_uri(), "shallow")
    assert repository_of(tmp_path / "shallow").is_shallow()
    assert not repository(desk).is_shallow()


def test_a_repository_without_working_tree_is_told_with_what_to_do(desk: Published) -> None:
    with pytest.raises(GitError, match="clone"):
        repository_of(desk.remote)
