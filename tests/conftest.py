"""What all tests share: the project's own site, built once a process, and what happens where there is no browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from jinja2 import Environment

import tests.strategies  # noqa: F401 - the profile of hypothesis, for all tests
from briefkit.pipeline import build
from briefkit.request import Request
from tests.sites import ROOT, Built

OWN_NOW = datetime(2026, 2, 24, 12, tzinfo=UTC)
"""The day on which the project's own report is thought to have appeared."""

SAMPLE = ROOT / "content" / "articles" / "2026-02-24-india-israel-defence-ties.md"
"""Who makes a site of their own from this repository replaces it, and keeps the tests of the engine."""

OwnSite = Callable[..., Built]


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> OwnSite:
    """The project's own content as a site under `base_url`, built when first asked for, then shared."""
    if not SAMPLE.exists():
        pytest.skip("the sample report was replaced; what is tested here is what becomes of it")
    made: dict[tuple[str, bool], Built] = {}

    def own(base_url: str = "https://brief.example/", search: bool = False) -> Built:
        if (base_url, search) not in made:
            folder = tmp_path_factory.mktemp("own") / "output"
            outcome = build(Request(root=ROOT, output=folder, now=OWN_NOW, base_url=base_url, search=search))
            assert outcome.site is not None, "\n".join(map(str, outcome.issues))
            made[base_url, search] = Built(outcome, folder, base_url)
        return made[base_url, search]

    return own


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Small sites are built by the hundred from the same templates, and compiling those is most of such a build."""
    original, known = Environment.compile, {}

    def compile_once(self: Environment, source: Any, name: Any = None, filename: Any = None, *rest: Any) -> Any:
        key = (source, name, filename, rest)
        if key not in known:
            known[key] = original(self, source, name, filename, *rest)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


# --- Without a browser: all else runs, and the end says what did not; on a CI machine that is a failure. ---

_LEFT_OUT = pytest.StashKey[int]()


def find_chromium() -> str | None:
    """The browser to drive: what CHROMIUM names, else the first of the usual names that is installed."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in candidates if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_chromium() or os.environ.get("CI"):
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[_LEFT_OUT] = len(left_out)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under xdist only the workers collect: they hand the number on to the process that prints."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(_LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    output = getattr(node, "workeroutput", {})
    if "left_out" in output:
        node.config.stash[_LEFT_OUT] = output["left_out"]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    left_out = config.stash.get(_LEFT_OUT, 0)
    if left_out:
        wanted = os.environ.get("CHROMIUM") or "chromium"
        terminalreporter.write_line(
            f"NOT RUN: {left_out} browser tests (tests/browser): no {wanted} found; install it or set CHROMIUM",
            yellow=True,
        )
