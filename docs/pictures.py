"""The README's pictures: a briefing of the sample site on a desktop and a phone, light and dark.

    .venv/bin/python docs/pictures.py

Wants what `make test` wants: the development environment and Chromium (another one is named by CHROMIUM).
"""

import os
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
BRIEFING = "topics/defence/"
AS_OF = "2026-02-24"
"""The day before the visit that the sample tells of: there is a date ahead."""

SCREENS = {"desktop": (1280, 900, 1), "phone": (390, 844, 2)}
"""Width and height in pixels of CSS, and how many of the screen's own make one of them."""


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, told to nobody."""

    def log_message(self, *words: object) -> None:
        pass


def main() -> None:
    """Build the sample, look at it, write four pictures."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, str(DOCS.parent / "build.py"), "--output", folder, "--as-of", AS_OF, "--no-search"]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            _look(f"http://127.0.0.1:{server.server_port}/{BRIEFING}")
            server.shutdown()


def _look(address: str) -> None:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for screen, (width, height, dots) in SCREENS.items():
            for scheme in ("light", "dark"):
                view = {"width": width, "height": height}
                context = browser.new_context(viewport=view, device_scale_factor=dots, color_scheme=scheme)
                page = context.new_page()
                page.goto(address, wait_until="load")
                picture = Image.open(BytesIO(page.screenshot()))
                picture.convert("RGB").save(DOCS / f"briefing-{screen}-{scheme}.webp", quality=80, method=6)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
