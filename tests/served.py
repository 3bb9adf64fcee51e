"""What the preview serves: built folders, as GitHub Pages would, and pages without what the preview adds to them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from briefkit.serve.answers import Answer, file_answer
from briefkit.serve.server import SiteServer, bound, running

_ADDED = re.compile(rb'<script type="module" src="/\.briefkit/preview\.js\?[0-9a-f]+"></script>\n')


def without_additions(page: bytes) -> bytes:
    """`page` as a build writes it."""
    return _ADDED.sub(b"", page, count=1)


class Folder:
    """The files below `folder`, under `base_path`."""

    def __init__(self, folder: Path, base_path: str = "/") -> None:
        self.base_path = base_path
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }

    def answer(self, path: str) -> Answer:
        name = path.removeprefix(self.base_path)
        if path + "/" == self.base_path or f"{name}/index.html" in self.files:
            return Answer(HTTPStatus.MOVED_PERMANENTLY)
        name = f"{name}index.html" if not name or name.endswith("/") else name
        if path.startswith(self.base_path) and name in self.files:
            return file_answer(self.files[name], name)
        return file_answer(self.files.get("404.html", b""), ".html")._replace(status=HTTPStatus.NOT_FOUND)

    def follow(self, path: str) -> Iterator[bytes]:
        yield f"data: {path}\n\n".encode()


@contextmanager
def folder_server(folder: Path, base_path: str = "/", host: str = "127.0.0.1") -> Iterator[SiteServer]:
    """A running server for a built folder."""
    server = bound(Folder(folder, base_path), host, 0)
    with running(server):
        yield server
