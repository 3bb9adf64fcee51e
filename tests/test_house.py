"""The house rules that no other tool checks: tests mirror the package, only commands print, README tells all."""

import ast
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefkit
from briefkit import cli
from briefkit.schema.matter import KINDS, SITE
from tests.sites import ROOT

PACKAGE = ROOT / "briefkit"
TESTS = ROOT / "tests"
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))

# Modules without a test file of their own, each with the reason.
UNTESTED = {
    "markdown/building.py": "seen in the bodies that are built: test_body.py",
    "model/layout.py": "two names",
    "model/outputs.py": "two records without behaviour",
    "model/site.py": "records without behaviour; tests of stages and views look at what they are made into",
    "model/snapshot.py": "two records without behaviour",
    "serve/answers.py": "seen as answers are sent: test_server.py",
    "serve/bounded.py": "seen as it cuts off slow and oversized requests: test_server.py",
    "views/page.py": "one record without behaviour",
    "model/content.py": "kinds of documents side by side: test_registry.py",
    "views/listing.py": "seen on year pages: test_years.py",
}
# Tests that are about no one module of their room.
OF_NO_MODULE = {"bad", "browser", "sites"}


def modules(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if path.name != "__init__.py"]


def test_every_test_file_mirrors_a_module() -> None:
    strays = []
    for path in sorted(TESTS.rglob("test_*.py")):
        place = path.relative_to(TESTS)
        if len(place.parts) == 1 or place.parts[0] in OF_NO_MODULE:
            continue
        module = PACKAGE / place.parent / path.name.removeprefix("test_")
        package = PACKAGE / place.parent / path.stem.removeprefix("test_")
        is_of_the_room = path.stem == f"test_{place.parts[0]}"  # what its __init__ holds
        if not module.is_file() and not package.is_dir() and not is_of_the_room:
            strays.append(str(place))
    assert strays == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_room_has_its_test_file(room: str) -> None:
    missing = []
    for module in modules(PACKAGE / room):
        place = module.relative_to(PACKAGE)
        test = TESTS / place.parent / f"test_{module.name}"
        if not test.is_file() and place.as_posix() not in UNTESTED:
            missing.append(place.as_posix())
    assert missing == []


def test_the_list_of_untested_modules_is_kept_up() -> None:
    gone = [place for place in UNTESTED if not (PACKAGE / place).is_file()]
    tested = [p for p in UNTESTED if (TESTS / Path(p).parent / f"test_{Path(p).name}").is_file()]
    assert (gone, tested) == ([], [])


def test_every_test_folder_is_a_package_so_that_names_may_repeat() -> None:
    folders = {path.parent for path in TESTS.rglob("test_*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def prints(tree: ast.AST) -> list[int]:
    """Lines that call print() or mention sys.stdout or sys.stderr."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
            found.append(node.lineno)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr", "sys.stdin"):
            found.append(node.lineno)
    return found


def test_only_the_command_line_talks_to_the_terminal() -> None:
    talking = {
        module.relative_to(PACKAGE).as_posix()
        for module in modules(PACKAGE)
        if prints(ast.parse(module.read_text("utf-8")))
    }
    assert {place for place in talking if place != "cli.py" and not place.startswith("commands/")} == set()
    assert "cli.py" in talking


def test_modules_are_small_enough_to_be_read_at_once() -> None:
    lengths = {m.relative_to(ROOT).as_posix(): len(m.read_text("utf-8").splitlines()) for m in modules(PACKAGE)}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert sum(length > 200 for length in lengths.values()) <= len(lengths) / 8


def test_no_expression_repeats_a_group_without_going_back_but_as_one_that_is_atomic() -> None:
    """`(ab?)*+` misses what it should match in Python 3.11.0 to 3.11.4 (gh-106052); `(?>(ab?)*)` is the same and right."""
    repeated = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    found = {
        value.pattern
        for info in pkgutil.walk_packages(briefkit.__path__, "briefkit.")
        for value in vars(importlib.import_module(info.name)).values()
        if isinstance(value, re.Pattern)
    }
    assert len(found) > 50
    assert not [pattern for pattern in found if repeated.search(str(pattern))]


def test_no_module_is_named_after_nothing() -> None:
    names = {module.stem for module in modules(PACKAGE)}
    assert names & {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"} == set()


# --- README ---


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_the_readme_tells_of_every_command(command: str) -> None:
    assert re.search(rf"build\.py(?: \[)?.*\b{command}\b", readme())


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key.name) for kind, table in {**KINDS, "site.yaml": SITE}.items() for key in table.keys]
)
def test_the_readme_tells_of_every_key(kind: str, key: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", readme()), f"{key} of {kind}"


@pytest.mark.parametrize("target", ["make", "make test"])
def test_the_readme_tells_the_two_commands(target: str) -> None:
    assert re.search(rf"(?:^\s*(?:\$ )?|`){target}(?:`|\s*(?:#.*)?$)", readme(), re.MULTILINE)


def test_every_option_is_told_in_the_readme() -> None:
    help_texts = "".join(
        subprocess.run(
            [sys.executable, str(ROOT / "build.py"), command, "--help"], capture_output=True, text=True, check=True
        ).stdout
        for command in cli.COMMANDS
    )
    options = set(re.findall(r"--[a-z][a-z-]+", help_texts)) - {"--help"}
    assert {option for option in options if option not in readme()} == set()


# --- Where there is no browser ---


def run_pytest(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """pytest in a process of its own, where no browser can be found."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST") and name != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=ROOT,
        env={**clean, "CHROMIUM": "/no/such/browser", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


ELSE = "tests/test_house.py::test_no_module_is_named_after_nothing"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_without_a_browser_all_else_runs_and_one_line_names_what_did_not(workers: str) -> None:
    done = run_pytest("-n", workers, "tests/browser", ELSE)
    assert done.returncode == 0, done.stdout
    named = [line for line in done.stdout.splitlines() if "tests/browser" in line]
    assert len(named) == 1
    assert "1 passed" in done.stdout


def test_without_a_browser_on_a_ci_machine_the_browser_tests_fail() -> None:
    done = run_pytest("-n", "0", "-x", "tests/browser", ELSE, CI="true")
    assert done.returncode == 1
    assert "/no/such/browser" in done.stdout
