"""From save to what is seen: previews of made-up sites, asked for the page of a report that was just saved."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from typing import NamedTuple

from benchmarks.measure import FailedError, TimeUpError
from benchmarks.reports import slug_of
from benchmarks.sites import PROJECT, Site, edit_one

POLL = 0.003
"""Seconds between two looks at a page that is served."""
PAUSE = 0.7
"""Seconds between two saves, so that nothing of the one before is still going on."""

Seen = Callable[[str], float]
"""Waits until a text is seen; when it was first, in seconds of Unix time."""

_PAINTED = """text => {
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  return painted && document.body.textContent.includes(text) && performance.timeOrigin + painted.startTime;
}"""
"""When the page that has a text was painted, by the browser's own clock: whoever asks is told only later."""


class Waits(NamedTuple):
    """How long what was saved took to be seen, in ms, by briefkit and, where there is one, its rival in turns."""

    size: int
    where: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()


def preview_of(site: Site, port: int, hugo: str) -> list[str]:
    """The command that previews `site` at `port`."""
    if site.generator == "hugo":
        return [hugo, "server", "--port", str(port), "--bind", "127.0.0.1"]
    return [sys.executable, str(PROJECT / "build.py"), "serve", "--site", str(site.folder), "--port", str(port)]


def waits(sites: Sequence[Site], saves: int, hugo: str, until: float) -> Iterator[Waits]:
    """What it takes until a save is served by each of `sites`, in turns, and until the first is seen in a browser.

    Raises TimeUpError when it is `until` (of perf_counter).
    """
    with ExitStack() as stack:
        pages = [stack.enter_context(_served(site, hugo, until)) for site in sites]
        looks = [_asked(page, until) for page in pages]
        found: list[list[float]] = [[] for _ in sites]
        for step in range(saves):
            for site, look, times in zip(sites, looks, found, strict=True):
                times.append(_timed(site, step, look))
        yield Waits(sites[0].size, "served", *map(tuple, found))
        browser = stack.enter_context(_in_chromium(pages[0], until))
        if browser:
            shown = [_timed(sites[0], saves + step, browser) for step in range(saves)]
            yield Waits(sites[0].size, "painted by Chromium", tuple(shown))


def _timed(site: Site, step: int, look: Seen) -> float:
    time.sleep(PAUSE)
    edit_one(site, step)
    started = time.time()
    return (look(f"Statement {step} was read out") - started) * 1000


def _asked(page: str, until: float) -> Seen:
    """Asks for a page again and again."""

    def look(text: str) -> float:
        while text not in _fetched(page):
            if time.perf_counter() > until:
                raise TimeUpError
            time.sleep(POLL)
        return time.time()

    return look


def _fetched(page: str) -> str:
    try:
        with urllib.request.urlopen(page, timeout=10) as answer:
            return str(answer.read(), "utf-8", "replace")
    except (OSError, HTTPException):  # the answer may end in the middle of a page that is made anew
        return ""


@contextmanager
def _served(site: Site, hugo: str, until: float) -> Iterator[str]:
    """The address of the report that is edited, while a preview of `site` runs. Raises FailedError."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = preview_of(site, port, hugo)
    page = f"http://localhost:{port}/articles/{slug_of(site.size // 2)}/"
    server = subprocess.Popen(command, cwd=site.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while "</html>" not in _fetched(page):
            if server.poll() is not None:
                raise FailedError(f"{' '.join(command)} ended with {server.returncode}")
            if time.perf_counter() > until:
                raise TimeUpError
            time.sleep(POLL)
        yield page
    finally:
        server.terminate()
        server.wait()


def chromium() -> str:
    """The browser to drive: what CHROMIUM names, else one of the usual names; "" without it or Playwright."""
    with contextlib.suppress(ImportError):
        import playwright  # noqa: F401  (a tool of the tests, which who only builds has not installed)

        names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
        return next((path for name in names if name and (path := shutil.which(name))), "")
    return ""


@contextmanager
def _in_chromium(page: str, until: float) -> Iterator[Seen | None]:
    """Looks at a page that is open in a browser; None where there is none."""
    path = chromium()
    if not path:
        yield None
        return
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=options) as browser:
        tab = browser.new_page()
        tab.goto(page)

        def look(text: str) -> float:
            patience = max(1.0, (until - time.perf_counter()) * 1000)
            painted = tab.wait_for_function(_PAINTED, arg=text, timeout=patience)
            return float(painted.json_value()) / 1000

        yield look
