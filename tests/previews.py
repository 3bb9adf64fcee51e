"""A `serve` in a process of its own, asked over its socket and read as its terminal would be."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from queue import Empty, Queue
from threading import Thread
from urllib.parse import quote

from tests.served import without_additions
from tests.sites import ROOT, Site

PATIENCE = 20


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves it to the test where a redirect leads."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


class RunningPreview:
    """A running `serve`."""

    def __init__(self, site: Site, *options: str, **environment: str) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--port", "0", *options],
            cwd=site.root,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: Queue[str] = Queue()
        self.told: list[str] = []
        self.reader = Thread(target=self._read)
        self.reader.start()
        self.address = re.search(r"http://\S+", self.wait_for("http://"))[0]  # type: ignore[index]

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stdout:
            for line in stdout:
                self.lines.put(line)

    def wait_for(self, text: str) -> str:
        told = self.told
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                told.append(self.lines.get(timeout=1))
            except Empty:
                assert self.process.poll() is None, told
                continue
            if text in told[-1]:
                return told[-1]
        raise AssertionError(f"{text!r} was not told: {told}")

    def fetch(self, path: str) -> tuple[int, bytes]:
        """Status and bytes of what is served at `path`, below the base path; no redirect is followed."""
        try:
            with _OPENER.open(self.address + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def get(self, path: str = "") -> tuple[int, str]:
        status, body = self.fetch(path)
        return status, body.decode()

    def rest(self, seconds: float = 2.5) -> list[str]:
        """Wait until nothing has been told for so long; what was told meanwhile."""
        told: list[str] = []
        while True:
            try:
                told.append(self.lines.get(timeout=seconds))
            except Empty:
                self.told += told
                return told

    def differing(self, base_url: str) -> list[str]:
        """The files that `build --drafts` writes otherwise, search aside: its index is never twice the same."""
        folder = self.site.root.parent / "built"
        built = self.site.build(drafts=True, base_url=base_url, output=folder, full=True, now=datetime.now(UTC))
        files = {name: data for name, data in built.files().items() if name != ".briefkit"}
        served = {name: self.fetch(quote(name)) for name in files}
        return [n for n, (status, body) in served.items() if (status, without_additions(body)) != (200, files[n])]

    def eventually(self, path: str, text: str, every: float = 0.1) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if text in self.get(path)[1]:
                return True
            time.sleep(every)
        return False

    def wait_until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, self.told
            time.sleep(0.05)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self.reader.join()
        return code
