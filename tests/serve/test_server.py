"""The preview server, asked over a socket as browsers and attackers do."""

import contextlib
import http.client
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path

import pytest

from briefkit.serve import bounded
from briefkit.serve.answers import Answer
from briefkit.serve.server import CONNECTIONS, EVENTS, SiteServer, bound, running
from tests.served import Folder, folder_server

BASE_PATHS = ["/", "/briefing/"]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SiteServer]]:
    """A running server for each base path, over a small site."""
    folder = tmp_path_factory.mktemp("served")
    for name, data in {
        "index.html": b"home",
        "404.html": b"missing",
        "articles/a/index.html": b"report a",
        "articles/वर्न/index.html": b"report v",
        "feed.xml": b"<feed/>",
        "assets/site.js": b"let a",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with ExitStack() as stack:
        yield {base: stack.enter_context(folder_server(folder, base)) for base in BASE_PATHS}


@pytest.fixture(params=BASE_PATHS)
def server(request: pytest.FixtureRequest, servers: dict[str, SiteServer]) -> SiteServer:
    return servers[request.param]


def base_of(server: SiteServer) -> str:
    assert isinstance(server.site, Folder)
    return server.site.base_path


def ask(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request; `path` goes out as it is, below the base path."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.putrequest(method, base_of(server).rstrip("/") + path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def raw(server: SiteServer, request: bytes) -> bytes:
    """What comes back for `request`, sent byte for byte; empty where the connection is closed without an answer."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/", b"home", "text/html"),
        ("/articles/a/", b"report a", "text/html"),
        ("/articles/a/?q=1", b"report a", "text/html"),
        ("/articles/a/index.html", b"report a", "text/html"),
        ("/articles/%E0%A4%B5%E0%A4%B0%E0%A5%8D%E0%A4%A8/", b"report v", "text/html"),
        ("/feed.xml", b"<feed/>", "application/xml"),
        ("/assets/site.js", b"let a", "text/javascript"),
    ],
)
def test_a_page_is_served_under_the_base_path(server: SiteServer, path: str, body: bytes, kind: str) -> None:
    status, headers, answer = ask(server, path)
    assert (status, answer) == (200, body)
    assert headers["content-type"].startswith(kind)
    assert headers["x-content-type-options"] == "nosniff"


def test_an_address_without_its_slash_leads_to_the_one_with_it(server: SiteServer) -> None:
    status, headers, _ = ask(server, "/articles/a")
    assert (status, headers["location"]) == (301, f"{base_of(server)}articles/a/")


class Moved:
    """A site in which every address wants a slash."""

    def answer(self, path: str) -> Answer:
        return Answer(HTTPStatus.MOVED_PERMANENTLY)

    def follow(self, path: str) -> Iterator[bytes]:
        yield b""


class Elsewhere(Moved):
    """A site in which every address leads to one path."""

    def answer(self, path: str) -> Answer:
        return Answer(HTTPStatus.FOUND, to="//briefing/")


@pytest.mark.parametrize(
    ("host", "answered"), [("localhost", b"302"), ("evil.example", b"403")], ids=["its own name", "another's"]
)
def test_who_may_ask_is_led_to_a_path_of_this_server(host: str, answered: bytes) -> None:
    server = SiteServer(Elsewhere(), "127.0.0.1", 0)
    with running(server):
        answer = raw(server, f"GET /?q=quay HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
    assert answer.split()[1] == answered
    assert re.findall(rb"Location: (.*)\r", answer) == ([b"/briefing/?q=quay"] if answered == b"302" else [])


@pytest.mark.parametrize("path", ["//evil.example", "///evil.example/a", "//evil.example//"])
def test_no_way_to_a_slash_leads_to_another_server(path: str) -> None:
    server = SiteServer(Moved(), "127.0.0.1", 0)
    with running(server):
        answer = raw(server, f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
    assert re.findall(rb"Location: (.*)\r", answer)[0].startswith(b"/evil.example/")


def test_a_question_survives_the_way_to_the_slash(server: SiteServer) -> None:
    _, headers, _ = ask(server, "/articles/a?q=quay&topic=ports")
    assert headers["location"] == f"{base_of(server)}articles/a/?q=quay&topic=ports"


def test_the_base_path_without_its_slash_leads_to_the_site(server: SiteServer) -> None:
    status, headers, body = ask(server, "" if base_of(server) != "/" else "/")
    assert (status, headers.get("location", body)) in ((301, base_of(server)), (200, b"home"))


def test_what_is_missing_gets_the_sites_own_page_for_it(server: SiteServer) -> None:
    for path in ("/nothing/", "/nothing", "/assets/", "/feed.xml/", "/articles/a/index.html/x", "/" + "x" * 300):
        status, headers, body = ask(server, path)
        assert (status, body) == (404, b"missing"), path
        assert headers["content-type"].startswith("text/html")


def test_nothing_stands_outside_the_base_path(server: SiteServer) -> None:
    answer = raw(server, b"GET /elsewhere/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert answer.split()[1] == b"404"


def test_heads_are_told_without_bodies(server: SiteServer) -> None:
    for path, expected in (("/", 200), ("/nothing/", 404), ("/articles/a", 301)):
        status, headers, body = ask(server, path, "HEAD")
        assert (status, body) == (expected, b""), path
        assert "content-length" in headers
    assert ask(server, "/articles/a/", "HEAD")[1]["content-length"] == "8"
    answer = raw(server, f"HEAD {base_of(server)}articles/a/ HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert answer.endswith(b"\r\n\r\n"), "nothing comes after the headers, whatever a client makes of it"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_offered(server: SiteServer, method: str) -> None:
    assert ask(server, "/", method)[0] == 501


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
def test_a_foreign_name_is_refused(server: SiteServer, host: str) -> None:
    status, _, body = ask(server, "/", Host=host)
    assert status in (400, 403)
    assert b"home" not in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"])
def test_its_own_names_are_answered_to(server: SiteServer, host: str) -> None:
    assert ask(server, "/", Host=host)[0] == 200


def test_a_request_without_a_name_is_refused(server: SiteServer) -> None:
    answer = raw(server, f"GET {base_of(server)} HTTP/1.0\r\n\r\n".encode())
    assert answer.split()[1] in (b"400", b"403")


@pytest.mark.parametrize(
    "line", ["GET {}  HTTP/1.1\r\nHost: [::1", "GET {} HTTP/1.1\r\nHost: [", "GET //[{} HTTP/1.1\r\nHost: localhost"]
)
def test_a_malformed_request_gets_an_answer(server: SiteServer, line: str) -> None:
    answer = raw(server, line.format(base_of(server)).encode() + b"\r\nConnection: close\r\n\r\n")
    assert answer[9:10] == b"4", answer


def test_what_was_saved_is_not_kept_by_the_browser(server: SiteServer) -> None:
    assert ask(server, "/")[1]["cache-control"] == "no-cache"


def test_a_port_that_is_taken_gives_way_to_the_next_free_one(server: SiteServer, tmp_path: Path) -> None:
    other = bound(Folder(tmp_path), "127.0.0.1", server.server_port)
    other.server_close()
    assert server.server_port < other.server_port <= server.server_port + 20


def test_the_other_loopback_address_can_be_served_on_where_there_is_one(tmp_path: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return
    (tmp_path / "index.html").write_bytes(b"home")
    with folder_server(tmp_path, host="::1") as server:
        connection = http.client.HTTPConnection("::1", server.server_port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"home"
        connection.close()


# --- Who may ask ---


def own(server: SiteServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("path", ["/", "/nothing/", EVENTS])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"])
def test_pages_of_other_sites_are_refused(servers: dict[str, SiteServer], path: str, origin: str) -> None:
    status, _, body = ask(servers["/"], path, Origin=origin)
    assert status == 403
    assert b"home" not in body


def test_its_own_pages_may_ask(servers: dict[str, SiteServer]) -> None:
    assert ask(servers["/"], "/", Origin=own(servers["/"]))[0] == 200


def test_nothing_of_it_can_be_embedded_elsewhere_but_links_lead_to_it(server: SiteServer) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert ask(server, "/assets/site.js", **elsewhere, **{"Sec-Fetch-Mode": "no-cors"})[0] == 403
    assert ask(server, "/", **elsewhere, **{"Sec-Fetch-Mode": "navigate"})[0] == 200
    assert ask(server, "/")[1]["cross-origin-resource-policy"] == "same-origin"


def test_a_page_can_be_followed(servers: dict[str, SiteServer]) -> None:
    status, headers, body = ask(servers["/"], f"{EVENTS}?path=%2Farticles%2Fa%2F")
    assert (status, headers["content-type"]) == (200, "text/event-stream")
    assert body == b"data: /articles/a/\n\n"


@pytest.mark.parametrize("host", ["evil.example", ""])
def test_a_foreign_name_cannot_follow(servers: dict[str, SiteServer], host: str) -> None:
    assert ask(servers["/"], f"{EVENTS}?path=%2F", Host=host)[0] in (400, 403)


# --- Parts, and what the browser has already ---


def test_what_the_browser_has_is_not_sent_again(server: SiteServer) -> None:
    tag = ask(server, "/feed.xml")[1]["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, headers, body = ask(server, "/feed.xml", **{"If-None-Match": given})
        assert (status, body, headers["etag"]) == (304, b"", tag)
    assert ask(server, "/feed.xml", **{"If-None-Match": '"other"'})[0] == 200


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=0-3", 206, b"<fee"),
        ("bytes=5-", 206, b"/>"),
        ("bytes=-2", 206, b"/>"),
        ("bytes=-99", 206, b"<feed/>"),
        ("bytes=3-99", 206, b"ed/>"),
        ("bytes=7-", 416, b""),
        ("bytes=5-3", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=" + "9" * 5000 + "-", 416, b""),
        ("bytes=-", 200, b"<feed/>"),
        ("bytes=0-1,3-4", 200, b"<feed/>"),
        ("lines=0-1", 200, b"<feed/>"),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(
    servers: dict[str, SiteServer], wanted: str, status: int, body: bytes
) -> None:
    answer = ask(servers["/"], "/feed.xml", Range=wanted)
    assert (answer[0], answer[2]) == (status, body)
    if status == 206:
        start = b"<feed/>".find(body)
        assert answer[1]["content-range"] == f"bytes {start}-{start + len(body) - 1}/7"


def test_a_part_of_what_has_changed_is_not_sent(servers: dict[str, SiteServer]) -> None:
    tag = ask(servers["/"], "/feed.xml")[1]["etag"]
    assert ask(servers["/"], "/feed.xml", **{"Range": "bytes=0-1", "If-Range": '"old"'})[0] == 200
    assert ask(servers["/"], "/feed.xml", **{"Range": "bytes=0-1", "If-Range": tag})[0] == 206


# --- The slow, the large, the many ---


def test_a_connection_serves_many_requests(servers: dict[str, SiteServer]) -> None:
    answer = raw(servers["/"], b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
    assert answer.count(b"<feed/>") == 3


def test_what_comes_with_a_request_is_not_taken_for_another(servers: dict[str, SiteServer]) -> None:
    inner = b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n"
    outer = b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner)
    assert b"<feed/>" not in raw(servers["/"], outer + inner)


@pytest.mark.parametrize("part", [b"x" * 100_000, b"A: b\r\n" * 20_000, b"A: " + b"b" * 60_000])
def test_an_oversized_request_is_cut_off(servers: dict[str, SiteServer], part: bytes) -> None:
    with socket.create_connection(("127.0.0.1", servers["/"].server_port), timeout=10) as connection:
        answer = b""
        try:
            connection.sendall(b"GET / HTTP/1.1\r\n" + part)
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionError:
            pass
    assert b"home" not in answer


def test_a_slow_request_is_cut_off(servers: dict[str, SiteServer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "PATIENCE", 0.5)
    with socket.create_connection(("127.0.0.1", servers["/"].server_port), timeout=10) as connection:
        began = time.monotonic()
        try:
            while True:  # a byte now and again keeps a connection alive for ever where only silence is counted
                connection.sendall(b"G")
                time.sleep(0.1)
                if time.monotonic() > began + 8:
                    raise AssertionError("still connected")
        except ConnectionError:
            pass


def test_a_silent_request_is_cut_off(servers: dict[str, SiteServer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "PATIENCE", 0.5)
    with socket.create_connection(("127.0.0.1", servers["/"].server_port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        assert b"home" not in connection.recv(65536)


def test_who_does_not_take_an_answer_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "PATIENCE", 0.5)
    (tmp_path / "large.bin").write_bytes(bytes(50_000_000))
    with (
        folder_server(tmp_path) as server,
        socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection,
    ):
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        time.sleep(2)
        taken = 0
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(1 << 20):
                taken += len(piece)
    assert taken < 50_000_000


def test_a_place_is_given_back_when_its_connection_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.serve.server.CONNECTIONS", 3)
    (tmp_path / "index.html").write_bytes(b"home")
    with folder_server(tmp_path) as server:
        for _ in range(8):
            assert raw(server, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").endswith(b"home")
            time.sleep(0.05)


def test_one_connection_too_many_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.serve.server.CONNECTIONS", 3)
    with folder_server(tmp_path) as server, ExitStack() as stack:
        address = ("127.0.0.1", server.server_port)
        for _ in range(3):
            stack.enter_context(socket.create_connection(address, timeout=10))
        with contextlib.suppress(ConnectionError):
            assert stack.enter_context(socket.create_connection(address, timeout=10)).recv(1) == b""


def test_hundreds_of_idle_connections_do_not_hurt(servers: dict[str, SiteServer]) -> None:
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(socket.create_connection(("127.0.0.1", servers["/"].server_port), timeout=10))
        assert ask(servers["/"], "/")[2] == b"home"
    assert CONNECTIONS > 300
