"""`serve`: builds with drafts, serves under the base path, builds again when a file is saved; in its own process."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefkit.serve.server import EVENTS
from tests.commands.conftest import Tell
from tests.previews import PATIENCE, RunningPreview
from tests.sites import article, make_site


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[RunningPreview]:
    site = make_site(
        tmp_path,
        "-- site.yaml --\ntitle: Desk\nbase_url: https://brief.example/briefing/\n"
        + article("a", body="A quay.")
        + article("draft", "status: draft", "Not yet."),
    )
    running = RunningPreview(site)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    running.reader.join()


def test_the_preview_shows_the_site_as_it_is_saved(preview: RunningPreview) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    assert preview.address.endswith("/briefing/")
    assert preview.get("articles/a/")[0] == 200
    assert preview.get("articles/draft/")[0] == 200, "drafts are shown"
    assert preview.get("pagefind/pagefind.js")[0] == 200, "search works"
    assert preview.get("nothing/")[0] == 404
    assert preview.get("articles/draft/")[1].count("preview.js") == 1, "pages hear of changes"

    preview.site.write(article("a", body="A pier."))
    assert preview.eventually("articles/a/", "A pier."), "a save is shown"

    preview.site.write(article("a", "topcs: []", "A bridge."))
    assert "content/articles/a.md:4:1" in preview.wait_for("content/articles/a.md")
    assert "A pier." in preview.get("articles/a/")[1], "the last good site stays"

    preview.site.write(article("a", body="A bridge."))
    assert preview.eventually("articles/a/", "A bridge."), "the mistake is put right"

    assert not (preview.site.root / "output").exists(), "the published folder is not touched"
    assert not (preview.site.root / ".cache").exists(), "nor what builds remember"
    began = time.monotonic()
    assert preview.stop() == 0
    assert time.monotonic() - began < 3


def test_a_port_that_is_taken_gives_way_to_the_next_free_one(tmp_path: Path, preview: RunningPreview) -> None:
    port = preview.address.split(":")[2].split("/")[0]
    other = RunningPreview(make_site(tmp_path, name="other"), "--port", port)
    try:
        assert f":{port}/" not in other.address
        assert any(port in line for line in other.told), "it is told"
        assert other.get()[0] == 200
    finally:
        assert other.stop() == 0


def test_it_leaves_at_once_whoever_is_still_connected(preview: RunningPreview) -> None:
    place = urlsplit(preview.address)
    with ExitStack() as stack:
        for said in (f"GET {EVENTS}?path=/briefing/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /brief", "", ""):
            connection = socket.create_connection((place.hostname or "", place.port or 0), timeout=10)
            stack.enter_context(connection).sendall(said.encode())
        began = time.monotonic()
        assert preview.stop() == 0
        assert time.monotonic() - began < 3


def test_it_opens_a_browser_if_asked_to(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    browser.chmod(0o755)
    running = RunningPreview(make_site(tmp_path, article("a")), "--open", BROWSER=f"{browser} %s")
    try:
        running.wait_until(lambda: opened.is_file() and opened.read_text() == running.address)
    finally:
        assert running.stop() == 0


@pytest.mark.parametrize(
    ("host", "is_warned"), [("192.0.2.7", True), ("::", True), ("127.0.0.1", False), ("127.9.9.9", False)]
)
def test_who_serves_beyond_this_machine_is_warned(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, host: str, is_warned: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("nothing is served in this test")

    monkeypatch.setattr("briefkit.commands.serve.bound", refuse)
    told = tell("serve", make_site(tmp_path), "--host", host)
    assert told.code == 2
    assert (f"warning: everyone who reaches {host}" in told.err) == is_warned


def test_a_template_that_fails_is_told_and_cured(preview: RunningPreview) -> None:
    article_template = preview.site.root / "templates/article.html"
    good = article_template.read_text("utf-8")
    before = preview.get("articles/a/")[1]
    article_template.write_text(
        good.replace("{% block main %}", "{% block main %}{{ page.nothing.at.all }}"), "utf-8"
    )
    assert "templates/article.html" in preview.wait_for("template-renders")
    assert "A quay." in preview.get("articles/a/")[1], "the last good page stays"
    article_template.write_text(good, "utf-8")
    preview.wait_for("up to date")
    assert preview.get("articles/a/")[1] == before


def test_whoever_ends_it_by_a_signal_finds_nothing_left_behind(tmp_path: Path) -> None:
    left = tmp_path / "temporary"
    left.mkdir()
    running = RunningPreview(make_site(tmp_path, article("a")), TMPDIR=str(left))
    assert list(left.glob("briefkit-*"))
    running.process.terminate()
    assert running.process.wait(PATIENCE) == 0
    running.reader.join()
    assert list(left.glob("briefkit-*")) == []


@pytest.mark.parametrize("port", ["-1", "70000", "http"])
def test_what_is_no_port_ends_with_2(tmp_path: Path, tell: Tell, port: str) -> None:
    told = tell("serve", make_site(tmp_path), "--port", port)
    assert told.code == 2
    assert "Traceback" not in told.err


def test_a_site_with_errors_is_served_once_they_are_put_right(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "topcs: []", "A quay."))
    running = RunningPreview(site)
    try:
        assert running.get("articles/a/")[0] == 503
        site.write(article("a", body="A quay."))
        assert running.eventually("articles/a/", "A quay.")
    finally:
        assert running.stop() == 0
