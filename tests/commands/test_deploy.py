"""`deploy` as an editor meets it: against a real bare repository, nothing lost and nothing touched."""

from pathlib import Path

import pytest

import briefkit.commands.deploy as deploy_command
from briefkit.request import Outcome
from tests.commands.conftest import Tell
from tests.repositories import Published, git, make_published
from tests.sites import BASE_URL, Built, article, topic

TEXT = (
    f"-- site.yaml --\ntitle: Varnholt Desk\nbase_url: {BASE_URL}\n"
    + topic("ports", "terms: [quay]")
    + topic("grain", "terms: [barley]")
    + article("a", body="A quay.", date="2024-04-02")
    + article("b", body="Some barley.", date="2024-04-03")
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    return make_published(tmp_path, TEXT, monkeypatch)


def test_the_first_deployment_publishes_the_whole_site_and_tells_its_address(desk: Published, tell: Tell) -> None:
    before = desk.state()
    told = tell("deploy", desk.site)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[-1].endswith(BASE_URL)
    built = {p.relative_to(desk.root / "output").as_posix() for p in (desk.root / "output").rglob("*") if p.is_file()}
    assert desk.files() == (built - {".briefkit"}) | {".nojekyll"}
    assert "pagefind/pagefind.js" in built
    assert desk.state() == before


def test_what_is_published_stands_by_itself_under_the_path_of_the_repository(
    desk: Published, tell: Tell, tmp_path: Path
) -> None:
    base_url = "https://desk.example/repo/"
    assert tell("deploy", desk.site, "--base-url", base_url).code == 0
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(desk.remote), "pages")
    published = Built(Outcome(()), tmp_path / "pages", base_url)
    assert published.has("/articles/a/")
    assert published.broken_links() == []
    assert set(published.indexed()) == {"/articles/a/", "/articles/b/"}


def test_a_second_one_is_one_commit_that_touches_only_what_changed(desk: Published, tell: Tell) -> None:
    tell("deploy", desk.site)
    desk.site.write(article("b", body="Much barley.", date="2024-04-03"))
    desk.commit()
    assert tell("deploy", desk.site).code == 0
    assert len(desk.log()) == 2
    touched = {path for path in desk.touched() if not path.startswith("pagefind/")}
    assert {"articles/b/index.html", "topics/grain/index.html"} <= touched
    assert touched.isdisjoint({"articles/a/index.html", "topics/ports/index.html", "about/index.html", ".nojekyll"})
    assert not any(path.startswith("assets/") for path in touched)


def test_nothing_new_makes_no_commit(desk: Published, tell: Tell) -> None:
    tell("deploy", desk.site)
    told = tell("deploy", desk.site)
    assert (told.code, len(desk.log())) == (0, 1)
    assert BASE_URL in told.out


def test_a_dry_run_tells_what_would_change_and_pushes_nothing(desk: Published, tell: Tell) -> None:
    told = tell("deploy", desk.site, "--dry-run")
    assert (told.code, desk.tip()) == (0, "")
    assert "+ 404.html" in told.out
    tell("deploy", desk.site)
    desk.site.write(article("a", body="A new quay.", date="2024-04-02"))
    told = tell("deploy", desk.site, "--dry-run")
    assert "~ articles/a/index.html" in told.out
    assert len(desk.log()) == 1


def test_history_can_be_squashed_by_option_or_by_the_settings(desk: Published, tell: Tell) -> None:
    for n in range(2):
        desk.site.write(article("a", body=f"A quay, {n}.", date="2024-04-02"))
        tell("deploy", desk.site)
    assert len(desk.log()) == 2
    desk.site.write(article("a", body="A last quay.", date="2024-04-02"))
    assert tell("deploy", desk.site, "--history", "squash").code == 0
    assert len(desk.log()) == 1


def test_content_with_errors_is_not_published(desk: Published, tell: Tell) -> None:
    desk.site.write(article("c", body="See [it](gone.md)."))
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (1, "")
    assert "content/articles/c.md:5:" in told.err


def test_drafts_and_reports_of_tomorrow_stay_at_home(desk: Published, tell: Tell) -> None:
    desk.site.write(article("c", "status: draft", date="2024-01-01") + article("d", date="2999-01-01"))
    tell("deploy", desk.site)
    assert not any(path.startswith(("articles/c/", "articles/d/")) for path in desk.files())
    assert tell("deploy", desk.site, "--drafts").code == 2


def test_a_site_without_an_address_is_not_published(desk: Published, tell: Tell) -> None:
    desk.site.write("-- site.yaml --\ntitle: Varnholt Desk\n")
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (2, "")
    assert "base_url" in told.err
    assert tell("deploy", desk.site, "--base-url", "https://desk.example/b/").code == 0


def test_a_rejected_push_is_told_and_can_be_tried_again(desk: Published, tell: Tell) -> None:
    hook = desk.remote / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho 'Only on Mondays.' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = desk.state()
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (2, "")
    assert "Only on Mondays." in told.err
    assert desk.state() == before
    hook.unlink()
    assert tell("deploy", desk.site).code == 0


def test_a_dirty_tree_is_published_as_it_stands_with_a_warning(desk: Published, tell: Tell) -> None:
    desk.site.write(article("c", body="Not committed.", date="2024-04-04"))
    git(desk.root, "add", "content/articles/c.md")
    desk.site.write(article("a", body="A changed quay.", date="2024-04-02"))
    before = desk.state()
    told = tell("deploy", desk.site)
    assert told.code == 0
    assert told.err.startswith("warning: ")
    assert "articles/c/index.html" in desk.files()
    assert "not committed" in git(desk.remote, "show", "--no-patch", "--format=%s", "gh-pages")
    assert desk.state() == before


def test_a_detached_head_is_no_hindrance(desk: Published, tell: Tell) -> None:
    git(desk.root, "checkout", "--quiet", "--detach")
    before = desk.state()
    assert tell("deploy", desk.site).code == 0
    assert git(desk.root, "rev-parse", "HEAD")[:10] in git(
        desk.remote, "show", "--no-patch", "--format=%s", "gh-pages"
    )
    assert desk.state() == before


def test_a_site_that_was_never_committed_can_be_published(desk: Published, tell: Tell) -> None:
    git(desk.root, "update-ref", "-d", "refs/heads/main")
    assert tell("deploy", desk.site).code == 0
    assert len(desk.log()) == 1


def test_a_site_in_a_folder_of_a_larger_repository_is_published_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    desk = make_published(tmp_path, TEXT, monkeypatch)
    desk.site.write("-- notes/private.txt --\nKeep out.\n")
    (desk.root / "desk").mkdir()
    for name in ("content", "templates", "site.yaml"):
        (desk.root / name).rename(desk.root / "desk" / name)
    desk.commit()
    assert tell("deploy", desk.root / "desk").code == 0
    assert "articles/a/index.html" in desk.files()
    assert not any("private" in path for path in desk.files())


def test_a_missing_remote_is_wrong_use(desk: Published, tell: Tell) -> None:
    git(desk.root, "remote", "remove", "origin")
    told = tell("deploy", desk.site)
    assert told.code == 2
    assert "git remote add" in told.err


def test_a_remote_that_is_gone_is_wrong_use(desk: Published, tell: Tell) -> None:
    desk.remote.rename(desk.remote.with_name("gone.git"))
    told = tell("deploy", desk.site)
    assert told.code == 2
    assert told.err.startswith("error: git ls-remote")


def test_a_branch_that_somebody_else_moved_is_left_to_be_looked_at(desk: Published, tell: Tell) -> None:
    tell("deploy", desk.site)
    theirs = desk.somebody_else_pushes()
    desk.site.write(article("a", body="A changed quay.", date="2024-04-02"))
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (2, theirs)
    assert theirs[:10] in told.err
    assert tell("deploy", desk.site, "--take-over").code == 0
    assert desk.log()[1] == theirs


def test_somebody_who_does_not_say_who_they_are_is_told_so(
    desk: Published, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    git(desk.root, "config", "user.useConfigOnly", "true")
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (2, "")
    assert "user.email" in told.err


def test_a_site_under_no_version_control_is_wrong_use(tmp_path: Path, tell: Tell) -> None:
    (tmp_path / "site.yaml").write_text("title: Desk\n")
    told = tell("deploy", tmp_path)
    assert told.code == 2
    assert "git init" in told.err


def test_past_the_limits_of_pages_nothing_is_published(
    desk: Published, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deploy_command, "past_limits", lambda sizes: ["a.pdf has 101 MB; 100 MB a file is the most"])
    told = tell("deploy", desk.site)
    assert (told.code, desk.tip()) == (1, "")
    assert "a.pdf" in told.err


def test_near_the_limits_of_pages_there_is_a_warning(
    desk: Published, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deploy_command, "near_limits", lambda sizes, seconds: ["a.pdf has 90 MB of 100"])
    told = tell("deploy", desk.site)
    assert told.code == 0
    assert told.err.startswith("warning: a.pdf")


def test_names_of_files_do_not_speak_to_the_terminal(desk: Published, tell: Tell) -> None:
    assert tell("deploy", desk.site).code == 0
    desk.site.write_bytes("content/static/a##[error]\u202e.txt", b"x")
    desk.commit()
    told = tell("deploy", desk.site, "--dry-run")
    assert (told.code, "[error]" in told.out) == (0, True)
    assert "##[" not in told.out + told.err
    assert "\u202e" not in told.out


@pytest.mark.parametrize("kept", ["templates", "content/topics"])
def test_a_sparse_working_tree_is_not_published(desk: Published, tell: Tell, kept: str) -> None:
    git(desk.root, "sparse-checkout", "set", "--cone", kept)
    told = tell("deploy", desk.site)
    assert told.code == 2
    assert "git sparse-checkout disable" in told.err
    assert desk.tip() == ""


@pytest.mark.parametrize(("named", "code"), [("brief.example", 0), ("Brief.Example", 0), ("other.example", 2)])
def test_a_domain_among_the_static_files_has_to_be_the_sites_own(
    desk: Published, tell: Tell, named: str, code: int
) -> None:
    desk.site.write(f"-- content/static/CNAME --\n{named}\n")
    told = tell("deploy", desk.site, "--base-url", "https://brief.example/")
    assert told.code == code
    assert ("content/static/CNAME" in told.err) == (code == 2)
    assert bool(desk.tip()) == (code == 0)
