"""A web server for one site in memory: loopback by default, under the site's base path, as GitHub Pages answers."""

import errno
import http.server
import os
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BufferedReader
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from briefkit.serve import bounded
from briefkit.serve.answers import Answer, headed
from briefkit.serve.bounded import Bounded

EVENTS = "/.briefkit/events"
"""Where pages hear of changes, whatever the base path. No site has it: hidden files are not published."""

CONNECTIONS = 512
_PORTS_TRIED = 20
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = ("0.0.0.0", "::", "")


class Served(Protocol):
    """What a server serves. Both methods are called in threads of their own, with decoded paths."""

    def answer(self, path: str) -> Answer:
        """The answer to a request for `path`."""

    def follow(self, path: str) -> Iterator[bytes]:
        """Server-sent events for the page at `path`, until the preview ends."""


class SiteServer(http.server.ThreadingHTTPServer):
    """Serves `site`; connections wait until `serve_forever` is called."""

    daemon_threads = True
    request_queue_size = CONNECTIONS
    allow_reuse_address = os.name != "nt"  # there it would share a port with whoever has it

    def __init__(self, site: Served, host: str, port: int) -> None:
        self.site = site
        self.names = frozenset() if host in _EVERYWHERE else _LOCAL_NAMES | {host.lower()}
        self._places = threading.BoundedSemaphore(CONNECTIONS)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind, without asking the network what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Answer in a thread of its own; one connection too many is closed."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Answer, and give the place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a connection that breaks is no fault of the site's."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD; everything else is refused by the base class."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "briefkit", ""

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self._bounded = Bounded(self.connection)
        self.rfile = BufferedReader(self._bounded)

    def handle_one_request(self) -> None:
        self._bounded.begin()
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Print no requests: the terminal is for the writer's mistakes."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.connection.settimeout(bounded.PATIENCE)
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # we do not read the body, so the next request could not be found
        if not self._is_ours():
            self._send(Answer(HTTPStatus.FORBIDDEN, b"This preview answers to its own names and pages only."))
            return
        asked, _, query = self.path.partition("?")
        if asked == EVENTS and self.command == "GET":
            self._follow(unquote(parse_qs(query).get("path", [""])[0]))
            return
        answer = self.server.site.answer(unquote(asked))
        # A path of two slashes would lead to another server.
        here = answer.to or asked
        self._send(answer, f"/{here.strip('/')}/" + (f"?{query}" if query else ""))

    def _is_ours(self) -> bool:
        """Whether the request names this server, and comes from none but its own pages.

        Any web site could make a browser ask this server, under a name of its own even (DNS rebinding). Whoever
        serves to all addresses has been warned and is reached under names unknown here.
        """
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if not _host_name(host) or (self.server.names and _host_name(host) not in self.server.names):
            return False
        if origin is not None and origin.lower() != f"http://{host.lower()}":
            return False
        is_elsewhere = self.headers.get("Sec-Fetch-Site") == "cross-site"
        return not is_elsewhere or self.headers.get("Sec-Fetch-Mode") == "navigate"

    def _follow(self, path: str) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._end_headers()
        for told in self.server.site.follow(path):
            self.wfile.write(told)

    def _send(self, answer: Answer, here: str = "") -> None:
        asked = [self.headers.get(name, "") for name in ("If-None-Match", "Range", "If-Range")]
        status, body, headers = headed(answer, *asked)
        self.send_response(status)
        if status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND):
            headers = {"Location": here}
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


def _host_name(header: str) -> str:
    """The name in a Host header, "" where it is malformed."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def bound(site: Served, host: str, port: int) -> SiteServer:
    """A server at `port`, or at the next that is free. Raises OSError where there is none."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65535)):
        try:
            return SiteServer(site, host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return SiteServer(site, host, min(port + _PORTS_TRIED, 65535))


@contextmanager
def running(server: SiteServer) -> Iterator[None]:
    """Let `server` answer in threads of its own, and stop at the end."""
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
