"""What a first question costs its reader: requests and bytes from opening search until it is answered."""

import gzip
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from benchmarks.measure import TimeUpError
from benchmarks.preview import chromium
from benchmarks.sites import Site

QUESTIONS = ("tidal", "harbour dues", "Port Aldermouth ferry timetable", "zeppelin")
"""Of one word to four; the last is in no report, so that every year is asked."""

_SETTLED = 500
"""Milliseconds without a request after which nothing more is fetched."""


class Asked(NamedTuple):
    """A question put to a site of `size` reports, the answer's first words, and what it took in gzipped bytes."""

    size: int
    question: str
    told: str
    requests: int
    weight: int


def first_questions(site: Site, until: float, questions: Sequence[str] = QUESTIONS) -> Iterator[Asked]:
    """Ask each question of the built `site` in a browser that knows nothing of it. There must be a Chromium.

    Raises TimeUpError when it is `until` (of perf_counter).
    """
    from playwright.sync_api import Page, Response, sync_playwright

    def asked(page: Page, question: str) -> Asked:
        answers: list[Response] = []
        page.goto(f"{address}search/", wait_until="networkidle")
        page.on("response", partial(list.append, answers))
        page.fill("#search [name=q]", question)
        status = page.locator("#search-status", has_text="report")
        status.wait_for(timeout=max(1.0, (until - time.perf_counter()) * 1000))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(_SETTLED)
        bodies = [answer.body() for answer in answers]
        weight = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
        return Asked(site.size, question, status.inner_text(), len(bodies), weight)

    options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with (
        _served(site.folder / "output") as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=options) as browser,
    ):
        for question in questions:
            if time.perf_counter() > until:
                raise TimeUpError
            with browser.new_context() as context:
                yield asked(context.new_page(), question)


class _Quiet(SimpleHTTPRequestHandler):
    """Answers with files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address at which the files of `folder` are served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
