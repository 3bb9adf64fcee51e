"""A web server for one built folder: loopback by default, under the site's base path, as GitHub Pages answers."""

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = ("0.0.0.0", "::", "")


class SiteServer(http.server.ThreadingHTTPServer):
    """Serves `folder` under `base_path`, which is known once the site has been built."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder = folder
        self.base_path = "/"
        self.names = frozenset() if host in _EVERYWHERE else _LOCAL_NAMES | {host.lower()}
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD; everything else is refused by the base class."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(send_body=True)

    def do_HEAD(self) -> None:
        self._answer(send_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told: the terminal belongs to the writer's mistakes."""

    def _answer(self, send_body: bool) -> None:
        # Any web site could make a browser ask this server under a name of its own (DNS rebinding).
        # Whoever serves to all addresses has been warned and is reached under names unknown here.
        asked_name = _host_name(self.headers.get("Host", ""))
        if self.server.names and asked_name not in self.server.names:
            self._send(HTTPStatus.FORBIDDEN, b"This preview answers to its own names only.", ".txt", send_body)
            return
        asked, _, query = self.path.partition("?")
        path = unquote(asked)
        found = self._file(path)
        if found is None:
            missing = self.server.folder / "404.html"
            body = missing.read_bytes() if missing.is_file() else b"There is no such page."
            self._send(HTTPStatus.NOT_FOUND, body, ".html" if missing.is_file() else ".txt", send_body)
        elif found.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{asked.strip('/')}/" + (f"?{query}" if query else ""))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send(HTTPStatus.OK, found.read_bytes(), found.suffix, send_body)

    def _file(self, path: str) -> Path | None:
        """The file behind `path`, a folder that wants a slash, or None; never anything outside the site."""
        base = self.server.base_path
        if path + "/" == base:
            return self.server.folder
        if not path.startswith(base) or "\0" in path or "\\" in path:
            return None
        parts = path.removeprefix(base).split("/")
        if any(part.startswith(".") for part in parts):
            return None
        found = self.server.folder.joinpath(*parts)
        if path.endswith("/"):
            found /= "index.html"
        try:
            return found if found.exists() else None
        except (OSError, ValueError):  # a name that no file system takes
            return None

    def _send(self, status: HTTPStatus, body: bytes, suffix: str, send_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", CONTENT_TYPES.get(suffix.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if send_body:
            self.wfile.write(body)


def _host_name(header: str) -> str:
    """The name in a Host header, "" where it is malformed."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


@contextmanager
def site_server(folder: Path, host: str, port: int) -> Iterator[SiteServer]:
    """A running server in a thread of its own; stopped at the end. Raises OSError where the port is taken."""
    server = SiteServer(folder, host, port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
