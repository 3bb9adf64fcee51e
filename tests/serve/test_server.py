"""The preview server, asked over a socket as browsers and attackers do."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from briefkit.serve.server import SiteServer, site_server

SECRET = b"Zyxolith"


BASE_PATHS = ["/", "/briefing/"]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SiteServer]]:
    """A running server for each base path, over a small folder with secrets around and hidden in it."""
    folder = tmp_path_factory.mktemp("served") / "output"
    for name, data in {
        "index.html": b"home",
        "404.html": b"missing",
        "articles/a/index.html": b"report a",
        "articles/वर्न/index.html": b"report v",
        "feed.xml": b"<feed/>",
        "pagefind/wasm.en.pagefind": b"\0asm",
        "assets/site.js": b"let a",
        ".briefkit": SECRET,
        ".git/config": SECRET,
        "../secret.txt": SECRET,
        "../output-secret/index.html": SECRET,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with ExitStack() as stack:
        running = {base: stack.enter_context(site_server(folder, "127.0.0.1", 0)) for base in BASE_PATHS}
        for base, server in running.items():
            server.base_path = base
        yield running


@pytest.fixture(params=BASE_PATHS)
def server(request: pytest.FixtureRequest, servers: dict[str, SiteServer]) -> SiteServer:
    return servers[request.param]


def ask(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request; `path` goes out as it is, below the base path."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.putrequest(method, server.base_path.rstrip("/") + path, skip_host="Host" in headers)
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
    assert (status, headers["location"]) == (301, f"{server.base_path}articles/a/")


def test_a_question_survives_the_way_to_the_slash(server: SiteServer) -> None:
    _, headers, _ = ask(server, "/articles/a?q=quay&topic=ports")
    assert headers["location"] == f"{server.base_path}articles/a/?q=quay&topic=ports"


def test_the_base_path_without_its_slash_leads_to_the_site(server: SiteServer) -> None:
    status, headers, body = ask(server, "" if server.base_path != "/" else "/")
    assert (status, headers.get("location", body)) in ((301, server.base_path), (200, b"home"))


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
    answer = raw(server, f"GET {server.base_path} HTTP/1.0\r\n\r\n".encode())
    assert answer.split()[1] in (b"400", b"403")


@pytest.mark.parametrize(
    "line", ["GET {}  HTTP/1.1\r\nHost: [::1", "GET {} HTTP/1.1\r\nHost: [", "GET //[{} HTTP/1.1\r\nHost: localhost"]
)
def test_a_malformed_request_gets_an_answer(server: SiteServer, line: str) -> None:
    answer = raw(server, line.format(server.base_path).encode() + b"\r\nConnection: close\r\n\r\n")
    assert answer[9:10] == b"4", answer


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/articles/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/articles/..%5c..%5csecret.txt",
        "/./../secret.txt",
        "/.../secret.txt",
        "/..;/secret.txt",
        "/../output-secret/",
        "/../output-secret",
        "/..%c0%afsecret.txt",
        "/%00/../secret.txt",
        "/articles/a/index.html%00.txt",
        "/.briefkit",
        "/.git/config",
        "/%2egit/config",
        "/%2ebriefkit",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/file:///etc/passwd",
    ],
)
def test_nothing_outside_the_site_or_hidden_in_it_is_served(server: SiteServer, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404, (status, body)
    assert SECRET not in body
    assert b"root:" not in body


def test_an_absolute_request_reads_no_other_file(server: SiteServer) -> None:
    answer = raw(server, b"GET http://localhost/../secret.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert SECRET not in answer


def test_what_was_saved_is_not_kept_by_the_browser(server: SiteServer) -> None:
    assert ask(server, "/")[1]["cache-control"] == "no-cache"


def test_a_port_that_is_taken_is_told(server: SiteServer, tmp_path: Path) -> None:
    with pytest.raises(OSError), site_server(tmp_path, "127.0.0.1", server.server_port):
        pass


def test_the_other_loopback_address_can_be_served_on_where_there_is_one(tmp_path: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return
    (tmp_path / "index.html").write_bytes(b"home")
    with site_server(tmp_path, "::1", 0) as running:
        connection = http.client.HTTPConnection("::1", running.server_port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"home"
        connection.close()
