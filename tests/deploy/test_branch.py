"""A folder as a commit on a branch: what is looked at before the push, and what is never lost."""

from pathlib import Path

import pytest

from briefkit.deploy.branch import DeployError, Deployment, prepared, push, refuse_unreachable
from briefkit.disk.git import RejectedError, Repository, repository_of
from briefkit.model.records import DeploySettings
from tests.repositories import Published, git, make_published
from tests.sites import article, make_site

TARGET = DeploySettings()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    return make_published(tmp_path, article("a", body="A quay."), monkeypatch)


def files(folder: Path, **texts: str) -> dict[str, Path]:
    """Files in a folder, by path; `__` stands for a slash."""
    found = {}
    for name, text in texts.items():
        path = name.replace("__", "/").replace("_", ".")
        place = folder / "published" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        found[path] = place
    return found


def published(
    desk: Published, folder: Path, target: DeploySettings = TARGET, take_over: bool = False, **texts: str
) -> Deployment:
    repo = repository_of(desk.root)
    deployment = prepared(repo, files(folder, **texts), target, take_over)
    if not deployment.is_empty:
        push(repo, deployment, "0123456789", "1.2.3")
    return deployment


def test_the_first_commit_has_no_parent_and_everything_that_pages_wants(desk: Published, tmp_path: Path) -> None:
    deployment = published(desk, tmp_path, index_html="1", a__index_html="2")
    assert deployment.added == (".nojekyll", "a/index.html", "index.html")
    assert desk.files() == set(deployment.added)
    assert len(desk.log()) == 1
    assert "0123456789" in git(desk.remote, "show", "--no-patch", "--format=%s", "gh-pages")


def test_the_next_touches_only_what_changed(desk: Published, tmp_path: Path) -> None:
    published(desk, tmp_path, index_html="1", a_html="2", b_html="3")
    deployment = published(desk, tmp_path, index_html="1", a_html="two", c_html="4")
    assert (deployment.added, deployment.changed, deployment.removed) == (("c.html",), ("a.html",), ("b.html",))
    assert desk.touched() == {"a.html", "b.html", "c.html"}
    assert len(desk.log()) == 2


def test_nothing_new_is_no_commit(desk: Published, tmp_path: Path) -> None:
    published(desk, tmp_path, index_html="1")
    assert published(desk, tmp_path, index_html="1").is_empty
    assert published(desk, tmp_path, TARGET._replace(history="squash"), index_html="1").is_empty
    assert len(desk.log()) == 1


def test_a_search_bundle_that_differs_by_chance_alone_is_no_change(desk: Published, tmp_path: Path) -> None:
    first = {"index_html": "1", "pagefind__pagefind_js": "engine", "pagefind__entry_json": "first"}
    published(desk, tmp_path, **first)
    assert published(desk, tmp_path, **first | {"pagefind__entry_json": "second"}).is_empty
    assert published(desk, tmp_path, **first | {"pagefind__entry_json": "x", "index_html": "2"}).changed == (
        "index.html",
        "pagefind/entry.json",
    )
    newer = published(desk, tmp_path, **first | {"index_html": "2", "pagefind__pagefind_js": "newer"})
    assert newer.changed == ("pagefind/entry.json", "pagefind/pagefind.js")


def test_history_is_kept_or_squashed(desk: Published, tmp_path: Path) -> None:
    for n in range(3):
        published(desk, tmp_path, index_html=str(n))
    assert len(desk.log()) == 3
    published(desk, tmp_path, TARGET._replace(history="squash"), index_html="new")
    assert len(desk.log()) == 1
    assert git(desk.remote, "show", "gh-pages:index.html") == "new"


def test_a_domain_of_its_own_is_published_with_the_site(desk: Published, tmp_path: Path) -> None:
    published(desk, tmp_path, TARGET._replace(cname="desk.example"), index_html="1")
    assert git(desk.remote, "show", "gh-pages:CNAME") == "desk.example"
    with pytest.raises(DeployError, match="cname: desk.example"):
        published(desk, tmp_path, index_html="1")
    with pytest.raises(DeployError, match="static/CNAME"):
        published(desk, tmp_path, TARGET._replace(cname="desk.example"), index_html="1", CNAME="other.example")


def test_another_remote_and_branch_may_be_named(desk: Published, tmp_path: Path) -> None:
    other = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", str(other))
    git(desk.root, "remote", "add", "mirror", str(other))
    published(desk, tmp_path, DeploySettings(remote="mirror", branch="site/live"), index_html="1")
    assert git(other, "rev-parse", "refs/heads/site/live")
    assert desk.tip() == ""


def test_a_missing_remote_is_told_with_what_to_do(desk: Published, tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="git remote add"):
        published(desk, tmp_path, TARGET._replace(remote="upstream"), index_html="1")


def test_the_branch_that_one_works_on_is_refused(desk: Published, tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="main"):
        published(desk, tmp_path, TARGET._replace(branch="main"), index_html="1")


@pytest.mark.parametrize("history", ["keep", "squash"])
def test_what_somebody_else_wrote_is_neither_replaced_nor_lost(desk: Published, tmp_path: Path, history: str) -> None:
    target = TARGET._replace(history=history)
    published(desk, tmp_path, target, index_html="1")
    theirs = desk.somebody_else_pushes()
    with pytest.raises(DeployError, match=theirs[:10]):
        published(desk, tmp_path, target, index_html="2")
    assert desk.tip() == theirs
    published(desk, tmp_path, target, take_over=True, index_html="2")
    assert theirs in desk.log()
    assert "note.txt" not in desk.files()
    for n in range(3, 6):
        published(desk, tmp_path, target, index_html=str(n))
        assert theirs in desk.log()
    assert len(desk.log()) == {"keep": 6, "squash": 3}[history]


def test_a_branch_that_moves_between_the_look_and_the_push_is_not_overwritten(
    desk: Published, tmp_path: Path
) -> None:
    published(desk, tmp_path, index_html="1")
    repo: Repository = repository_of(desk.root)
    deployment = prepared(repo, files(tmp_path, index_html="2"), TARGET, False)
    theirs = desk.somebody_else_pushes()
    with pytest.raises(RejectedError):
        push(repo, deployment, "0123456789", "1.2.3")
    assert desk.tip() == theirs


@pytest.mark.parametrize(
    "base_url", ["http://localhost:8000/", "http://127.0.0.1/b/", "http://[::1]/", "http://desk.localhost/"]
)
def test_a_site_for_this_machine_is_not_published(tmp_path: Path, base_url: str) -> None:
    built = make_site(tmp_path).build(base_url=base_url)
    assert built.outcome.site is not None
    with pytest.raises(DeployError, match="base_url"):
        refuse_unreachable(built.outcome.site.settings)


def test_a_domain_and_an_address_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    text = "-- site.yaml --\ntitle: Desk\ndeploy: {cname: desk.example}\n"
    site = make_site(tmp_path, text)
    fits, elsewhere, below = (
        site.build(base_url=f"https://{address}/").outcome.site
        for address in ("desk.example", "b.example", "desk.example/briefing")
    )
    assert fits is not None
    refuse_unreachable(fits.settings)
    for contradicts in (elsewhere, below):
        assert contradicts is not None
        with pytest.raises(DeployError, match="write base_url: https://desk.example/"):
            refuse_unreachable(contradicts.settings)
