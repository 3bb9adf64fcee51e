"""`pip install .`: a `briefkit` command equal to `python build.py`, with all that a new site needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefkit import __version__
from tests.sites import ROOT, run

NEEDED = ("briefkit", "templates", "setup.py", "pyproject.toml", "LICENSE", "README.md")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is unpacked into, with its command; nothing is asked of the network."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    offline = {**os.environ, "PIP_NO_INDEX": "1"}
    for words in (
        ["wheel", "--quiet", "--no-build-isolation", "--no-deps", "-w", folder, folder / "source"],
        [
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            folder / "site",
            *[folder / f"briefkit-{__version__}-py3-none-any.whl"],
        ],
    ):
        done = subprocess.run([*pip, *map(str, words)], env=offline, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def briefkit(installed: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed command, far from the checkout."""
    return subprocess.run(
        [str(installed / "bin" / "briefkit"), *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_is_build_py(installed: Path, tmp_path: Path) -> None:
    for words in (["--version"], ["schema"], ["diff"]):
        ours, theirs = briefkit(installed, *words, cwd=tmp_path), run(*words, cwd=tmp_path)
        assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)


def test_a_new_site_is_laid_out_and_built_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    done = briefkit(installed, "new", "site", "desk", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    done = briefkit(installed, cwd=tmp_path / "desk")
    assert (done.returncode, done.stderr) == (0, "")
    assert "briefkit serve" in done.stdout
    assert (tmp_path / "desk/output/index.html").is_file()
    assert (tmp_path / "desk/output/pagefind/pagefind.js").is_file()


def test_every_file_of_package_starter_and_templates_is_in_the_wheel(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
        return {path.relative_to(folder).as_posix() for path in found}

    packed = files(installed / "briefkit")
    assert {name for name in packed if name.startswith("theme/")} == {
        f"theme/{name}" for name in files(ROOT / "templates")
    }
    assert packed >= files(ROOT / "briefkit")


def test_the_version_stands_in_one_place() -> None:
    assert __version__ not in (ROOT / "pyproject.toml").read_text("utf-8")
    assert __version__ not in (ROOT / "setup.py").read_text("utf-8")
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
