"""A command that is told to end clears away what it began, says nothing, and ends with 128 and the signal's number."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.repositories import make_published
from tests.sites import ROOT, Site, article, make_site

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere there are no such signals")

PATIENCE = 30
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
MANY = "".join(article(f"r{n}", body=f"A quay, day {n}.\n\n" * 3, date="2026-04-01") for n in range(900))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of which a build makes use of worker processes."""
    return make_site(tmp_path_factory.mktemp("large"), MANY)


@pytest.fixture
def begun(tmp_path: Path) -> "Begun":
    return Begun(tmp_path / "temporary")


class Begun:
    """Commands, each in a session of its own, with a folder of their own for temporary files."""

    def __init__(self, temporary: Path) -> None:
        self.temporary = temporary
        temporary.mkdir()

    def begin(self, site: Site, *words: str, before: str = "") -> subprocess.Popen[str]:
        # Who runs the tests in the background may have let them pass over Ctrl+C, or outlive the terminal.
        heard = (
            "signal.signal(signal.SIGINT, signal.default_int_handler)\nsignal.signal(signal.SIGHUP, signal.SIG_DFL)"
        )
        run = f"import sys, runpy, signal\n{heard}\n{before}\nsys.argv = {['build.py', *words, '--site', str(site.root)]!r}\n"
        run += f"sys.path.insert(0, {str(ROOT)!r})\nrunpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')"
        return subprocess.Popen(
            [sys.executable, "-c", run],
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def left(self) -> list[str]:
        """What commands left among the temporary files; Jinja2's own folder is said to stay."""
        return [path.name for path in self.temporary.iterdir() if not path.name.startswith("_jinja2")]


def of_session(number: int) -> list[str]:
    """The processes of a session that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(session) == number and state != "Z":
            found.append(path.parent.name)
    return found


def is_over(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and what was said, once no process of the session is left."""
    _, said = process.communicate(timeout=PATIENCE)
    until = time.monotonic() + 5
    while of_session(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert of_session(process.pid) == []
    return process.returncode, said


@pytest.mark.skipif(sys.platform != "linux", reason="only there are there workers, and a list of processes")
@pytest.mark.parametrize("to_all", [True, False])
@pytest.mark.parametrize("number", SIGNALS)
def test_a_build_at_any_moment_ends_with_its_workers_and_without_a_word(
    large: Site, begun: Begun, number: signal.Signals, to_all: bool
) -> None:
    codes = set()
    for moment in (0.3, 0.6, 0.9, 1.2, 1.5):
        process = begun.begin(large, "build", "--full", "--jobs", "2")
        time.sleep(moment)
        for _ in range(2):  # who presses once presses twice
            if process.poll() is None:
                (os.killpg if to_all else os.kill)(process.pid, number)
        code, said = is_over(process)
        assert said == ""
        assert begun.left() == []
        codes.add(code)
    assert codes <= {128 + number, 0, -number}, "before a command runs, the system's own way to end it will do"
    assert 128 + number in codes


@pytest.mark.parametrize("number", SIGNALS)
def test_a_comparison_leaves_neither_folders_nor_names(
    tmp_path: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    desk = make_published(tmp_path, article("a", body="A quay.", date="2026-04-01"), monkeypatch)
    before = desk.state()
    # It stands still while both revisions lie in folders of their own.
    still = "import briefkit.commands.diff as d, time\nd._editions = lambda *_: print('here', flush=True) or time.sleep(60)"
    process = begun.begin(desk.site, "diff", "HEAD", "HEAD", before=f"sys.path.insert(0, {str(ROOT)!r})\n{still}")
    await_word(process)
    assert len(begun.left()) == 4
    process.send_signal(number)
    assert is_over(process) == (128 + number, "")
    assert begun.left() == []
    assert desk.state() == before


def await_word(process: "subprocess.Popen[str]") -> None:
    """Wait until a command that was begun says that it has come to the point in question."""
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"


def test_what_takes_long_to_clear_away_is_ended_by_asking_again(tmp_path: Path, begun: Begun) -> None:
    stuck = (
        "import briefkit.commands.check as c, time\n"
        "def check(options):\n"
        "    try: print('here', flush=True) or time.sleep(60)\n"
        "    finally: time.sleep(60)\n"
        "c.run_check = check"
    )
    process = begun.begin(make_site(tmp_path), "check", before=f"sys.path.insert(0, {str(ROOT)!r})\n{stuck}")
    await_word(process)
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)  # of the same moment
    time.sleep(1.2)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert is_over(process) == (128 + signal.SIGTERM, "")


def test_whoever_is_to_outlive_the_terminal_does(tmp_path: Path, begun: Begun) -> None:
    ignoring = "import signal, time\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    slow = "import briefkit.commands.check as c\nc.run_check = lambda _: print('here', flush=True) or time.sleep(0.5) or 0"
    process = begun.begin(make_site(tmp_path), "check", before=f"sys.path.insert(0, {str(ROOT)!r})\n{ignoring}{slow}")
    await_word(process)
    process.send_signal(signal.SIGHUP)
    assert is_over(process) == (0, "")


def test_what_is_lost_on_its_way_is_said_again(tmp_path: Path, begun: Begun) -> None:
    deaf = (
        "import briefkit.commands.check as c, time\n"
        "def check(options):\n"
        "    for _ in range(2):\n"
        "        try: print('here', flush=True) or time.sleep(60)\n"
        "        except KeyboardInterrupt: pass\n"
        "    time.sleep(60)\n"
        "c.run_check = check"
    )
    process = begun.begin(make_site(tmp_path), "check", before=f"sys.path.insert(0, {str(ROOT)!r})\n{deaf}")
    await_word(process)
    process.send_signal(signal.SIGTERM)
    assert is_over(process) == (128 + signal.SIGTERM, "")
