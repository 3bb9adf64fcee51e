"""docs/nginx.conf, run by Debian's nginx on loopback: every address answers, and with the headers it promises."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import ROOT, Built, article, make_site, topic

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
TEXT = (
    topic("ports", "terms: [quay]")
    + article("kai-वर्न", "aliases: [/old/kai/]", "A quay.\n\n[Text](q.txt)")
    + "-- content/articles/q.txt --\nA file.\n"
    + "-- content/static/.well-known/proof.txt --\nProven.\n"
    + "-- content/static/plan.ics --\nBEGIN:VCALENDAR\n"
)

pytestmark = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"), reason="nginx is not installed (Debian: apt install nginx-light)"
)


class Server:
    """A running nginx and what it answers."""

    def __init__(self, port: int, built: Built) -> None:
        self.port, self.built = port, built

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert NGINX, "nginx is not installed; .ci/run installs it"
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    built = make_site(folder, TEXT).build(search=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    ours = given.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/briefing", str(built.folder))
    assert ours.count(str(port)) == ours.count(str(built.folder)) == 1
    (folder / "site.conf").write_text(ours, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # pytest's folders are closed to others
    types = next(path for path in ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types") if Path(path).exists())
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; master_process off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{ include {types}; access_log off; {paths} include {folder}/site.conf; }}\n"
    )
    with subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            _wait_for(port, process)
            yield Server(port, built)
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(100):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def test_every_link_of_the_site_is_answered(server: Server) -> None:
    links = {link.split("#")[0] for page, link in server.built.links() if link.startswith("/")}
    assert len(links) >= 15
    assert {link: status for link in links if (status := server.get(link)[0]) != 200} == {}


def test_an_address_without_its_slash_is_redirected_under_any_name(server: Server) -> None:
    status, headers, _ = server.get("/topics/ports", Host="other.example")
    assert (status, headers["location"]) == (301, "/topics/ports/")


def test_an_old_address_leads_on(server: Server) -> None:
    status, _, body = server.get("/old/kai/")
    assert status == 200
    assert b"refresh" in body


def test_what_does_not_exist_is_404_with_the_sites_own_page(server: Server) -> None:
    status, headers, body = server.get("/nowhere/")
    assert status == 404
    assert body == server.built.data("/404.html")
    assert "content-security-policy" in headers


def test_the_header_says_what_the_pages_say_and_forbids_frames(server: Server) -> None:
    (meta,) = server.built.page("/").cssselect("meta[http-equiv=Content-Security-Policy]")
    status, headers, _ = server.get("/")
    assert status == 200
    assert headers["content-security-policy"] == f"{meta.get('content')}; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_what_has_a_hash_in_its_name_is_kept_and_the_rest_asked_for_again(server: Server) -> None:
    hashed = [
        f"/{name}" for name in server.built.files() if re.match(r"(assets|media|pagefind/(fragment|index))/", name)
    ]
    assert len(hashed) > 5
    for address in hashed:
        assert "immutable" in server.get(address)[1]["cache-control"], address
    for address in ("/", "/feed.xml", "/pagefind/pagefind.js", "/pagefind/pagefind-entry.json"):
        status, headers, _ = server.get(address)
        assert (status, headers["cache-control"]) == (200, "no-cache")
        assert server.get(address, If_None_Match=headers["etag"])[0] == 304


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/plan.ics", "text/calendar; charset=utf-8"),
        ("/pagefind/pagefind.js", "application/javascript; charset=utf-8"),
    ],
)
def test_files_say_what_they_are(server: Server, address: str, kind: str) -> None:
    status, headers, _ = server.get(address)
    assert (status, headers["content-type"]) == (200, kind)


def test_hidden_files_stay_hidden_but_for_well_known_ones(server: Server) -> None:
    assert server.get("/.briefkit")[0] == 404
    assert server.get("/.well-known/proof.txt")[2] == b"Proven.\n"


def test_pages_travel_compressed(server: Server) -> None:
    _, headers, body = server.get("/", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == server.built.data("/")
