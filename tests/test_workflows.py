"""The workflows: well-formed, no more rights than they need, and their commands run here in a clean clone."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repositories import ENVIRONMENT, git
from tests.sites import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(path.name for path in FOLDER.glob("*.yml"))
ONE_TEST = "-n 0 tests/test_house.py::test_no_module_is_named_after_nothing"


def workflow(name: str) -> dict[str, Any]:
    # BaseLoader: YAML 1.1 would read the key `on` as true.
    return yaml.load((FOLDER / name).read_text("utf-8"), yaml.BaseLoader)  # type: ignore[no-any-return]


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_workflows_are_what_github_understands() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
        + [FOLDER / name for name in WORKFLOWS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_githubs_own_and_pinned_by_commit(name: str) -> None:
    lines = re.findall(r"uses: (.*)", (FOLDER / name).read_text("utf-8"))
    assert lines
    assert [line for line in lines if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_step_is_told_anything_by_a_stranger_or_keeps_a_token(name: str) -> None:
    # What a pull request is called or who wrote it is anybody's words: none of it reaches a shell.
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []
    assert "secrets." not in (FOLDER / name).read_text("utf-8")
    checkouts = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_the_oldest_python_that_is_taken_is_tested_and_the_one_that_publishes() -> None:
    tested = workflow("ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python-version"]
    publishing = {
        step["with"]["python-version"] for step in steps("pages.yml") if "setup-python" in step.get("uses", "")
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={tested[0]}"
    assert publishing <= set(tested)


def test_rights_are_the_least_that_will_do() -> None:
    assert workflow("ci.yml")["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow("ci.yml")["jobs"].values())
    assert "pull_request_target" not in workflow("ci.yml")["on"]
    pages = workflow("pages.yml")
    assert pages["permissions"] == "{}" or pages["permissions"] == {}
    assert pages["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert pages["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_site_is_published_on_push_and_every_day_one_deployment_at_a_time() -> None:
    pages = workflow("pages.yml")
    assert pages["on"]["push"]["branches"] == ["main"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", pages["on"]["schedule"][0]["cron"])
    assert pages["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clean clone of this project as it stands, with a commit before the last."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no Git checkout")
    origin = tmp_path / "origin"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in listed:
        if name and (ROOT / name).is_file() and not name.startswith(".venv"):
            (origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, origin / name)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(origin))
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "Begin")
    (origin / "content" / "pages" / "more.md").write_text("---\ntitle: More\n---\nMore to read.\n", "utf-8")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "Write more")
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "clone"))
    return tmp_path / "clone"


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_installed_here() -> None:
    """Steps that install find all in place: otherwise they would change the environment that runs this test."""
    lock = ROOT / "requirements-dev.txt"
    words = ["pip", "install", "--dry-run", "--quiet", "--no-index", "--require-hashes", "-r", str(lock)]
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0 and not os.environ.get("CI"):
        pytest.skip("this environment is not the locked one (make test)")
    assert done.returncode == 0, done.stderr


def run_steps(name: str, job: str, folder: Path, tools: Path, **environment: str) -> None:
    """Run a job's own commands in order, as the runner does: `bash -e`, with the step's environment, then ours."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "GITHUB_"))}
    path = f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    for step in workflow(name)["jobs"][job]["steps"]:
        if "run" not in step:
            continue
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**clean, **ENVIRONMENT, "PATH": path, "PIP_NO_INDEX": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"


def test_the_pages_workflow_builds_the_site_at_the_address_that_pages_gives(clone: Path, tmp_path: Path) -> None:
    run_steps("pages.yml", "build", clone, tmp_path, PAGES_URL="https://desk.example/briefing")
    assert 'href="https://desk.example/briefing/"' in (clone / "output/index.html").read_text("utf-8")
    assert (clone / "output/pagefind/pagefind.js").is_file()
    assert git(clone, "status", "--porcelain") == ""


def test_the_sites_own_address_wins_over_that_of_pages(clone: Path, tmp_path: Path) -> None:
    with (clone / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("\nbase_url: https://own.example/\n")
    run_steps("pages.yml", "build", clone, tmp_path, PAGES_URL="https://desk.example/briefing")
    assert 'href="https://own.example/"' in (clone / "output/index.html").read_text("utf-8")


def test_a_site_made_from_this_repository_as_the_readme_says_is_published(clone: Path, tmp_path: Path) -> None:
    for folder in ("articles", "topics", "entities", "sources"):
        shutil.rmtree(clone / "content" / folder)
    (clone / "content/pages/about.md").write_text("---\ntitle: About us\n---\nWho we are.\n", "utf-8")
    settings = (clone / "site.yaml").read_text("utf-8")
    settings = re.sub(r"(?m)^title: .*$", "title: Varnholt Desk", settings)
    (clone / "site.yaml").write_text(re.sub(r"(?m)^navigation: .*$", "navigation: []", settings), "utf-8")
    run_steps("pages.yml", "build", clone, tmp_path, PAGES_URL="https://desk.example")
    assert "Varnholt Desk" in (clone / "output/index.html").read_text("utf-8")


def test_a_pull_request_gets_a_summary_of_what_a_reader_would_see_change(clone: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    run_steps("ci.yml", "changes", clone, tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    told = summary.read_text("utf-8")
    assert told.startswith("**1 page added**\n")
    assert "More, /more/" in told


def test_the_tests_of_ci_run_in_a_clean_clone(clone: Path, tmp_path: Path) -> None:
    # What would be installed is there by name, the environment is this one, and one test stands for all.
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("chromium", "nginx"):
        (tools / name).symlink_to(shutil.which("true") or "/bin/true")
    (clone / ".venv").symlink_to(sys.prefix)
    run_steps("ci.yml", "test", clone, tools, CHROMIUM="chromium", ARGS=ONE_TEST)
