"""The bar of a long build: on a terminal and after a while, nowhere else, and gone at the end."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefkit.commands import progress
from tests.commands.conftest import Tell
from tests.sites import ROOT, Site, article, make_site

SLOW = "from briefkit.commands import progress; progress.SHOWN_AFTER = 0.0"
MAIN = "import sys; from briefkit.cli import main; code = main(sys.argv[1:]); {after}; sys.exit(code)"
ERASED = "\r"


def a_site(folder: Path) -> Site:
    return make_site(folder, article("a", body="A quay.") + article("b", body="A crane."))


def on_a_terminal(site: Site, before: str = "", after: str = "") -> str:
    """What a terminal shows on standard error of a build in a process of its own."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    words = [sys.executable, "-c", f"{before or 'pass'}; {MAIN.format(after=after or 'pass')}"]
    options = ["build", "--site", str(site.root), "--as-of", "2031-06-01"]
    with subprocess.Popen([*words, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # Linux says so where the other end was closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


def test_a_long_build_shows_on_a_terminal_how_it_gets_on_and_leaves_nothing(tmp_path: Path) -> None:
    shown = on_a_terminal(a_site(tmp_path), SLOW)
    for what in ("reading reports: 2 of 2", "making pages: ", "indexing: 0 of 1", "indexing: 1 of 1"):
        assert what in shown
    assert shown.endswith(ERASED)
    assert not shown.split(ERASED)[-2].strip()


def test_a_short_build_shows_no_bar_and_does_not_load_one(tmp_path: Path) -> None:
    never = "from briefkit.commands import progress; progress.SHOWN_AFTER = 600.0"
    assert on_a_terminal(a_site(tmp_path), never, "assert 'tqdm' not in sys.modules") == ""


def test_nothing_is_shown_or_loaded_where_nobody_watches(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    monkeypatch.setitem(sys.modules, "tqdm", None)  # importing it would fail
    told = tell("build", a_site(tmp_path), "--no-search", "--as-of", "2031-06-01")
    assert (told.code, told.err) == (0, "")


def test_the_bar_starts_no_thread(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    with progress.watched(time.perf_counter()) as tell:
        tell("counting crates", 400, 1000)
        tell("counting crates", 600, 1000)
        tell("nothing at all", 0, 0)
        assert [thread.name for thread in threading.enumerate() if "Monitor" in thread.name] == []
    shown = capsys.readouterr().err
    assert "counting crates: 400 of 1000" in shown
    assert "counting crates: 1000 of 1000" in shown
    assert "nothing" not in shown


def test_the_bar_is_erased_when_the_work_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    with pytest.raises(ValueError, match="crates"), progress.watched(time.perf_counter()) as tell:
        tell("counting crates", 1, 2)
        raise ValueError("the crates are gone")
    assert capsys.readouterr().err.endswith(ERASED)
