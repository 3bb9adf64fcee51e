"""One build at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path

from briefkit.disk.lock import locked
from tests.sites import ROOT, article, make_site, run, topic

HOLD = "import sys, time\nfrom pathlib import Path\nfrom briefkit.disk.lock import locked\nwith locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"


def holder(file: Path) -> "subprocess.Popen[str]":
    """Another process that holds the lock."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    other = holder(tmp_path / "lock")
    other.kill()
    other.communicate()
    began = time.monotonic()
    with locked(tmp_path / "lock"):  # this would wait for as long as the lock is held
        assert time.monotonic() - began < 60


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a"))
    (site.root / ".cache").mkdir()
    other = holder(site.root / ".cache" / "lock")
    arguments = [
        sys.executable,
        str(ROOT / "build.py"),
        "--site",
        str(site.root),
        "--no-search",
        "--as-of",
        "2031-06-01",
    ]
    second = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    time.sleep(2)
    assert second.poll() is None
    assert not (site.root / "output").exists()
    other.kill()
    other.communicate()
    assert second.wait(60) == 0
    assert (site.root / "output/articles/a/index.html").is_file()


def test_builds_of_two_sites_into_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    sites = [
        make_site(tmp_path, "".join(article(f"{name}{n}") for n in range(60)), name=name) for name in ("one", "two")
    ]
    place = tmp_path / "there/site"
    for _ in range(5):
        racing = [
            subprocess.Popen(
                [
                    sys.executable,
                    str(ROOT / "build.py"),
                    "--site",
                    str(site.root),
                    "--output",
                    str(place),
                    "--no-search",
                    "--full",
                    "--as-of",
                    "2031-06-01",
                ],
                stdout=subprocess.DEVNULL,
            )
            for site in sites
        ]
        assert [one.wait(120) for one in racing] == [0, 0]
        found = {path.name.strip("0123456789") for path in (place / "articles").iterdir()}
        assert (len(found), len(list((place / "articles").iterdir()))) == (1, 60), "one site, and all of it"
    assert {path.name for path in place.parent.iterdir()} <= {"site", ".site.last"}


def test_builds_that_race_leave_one_complete_site(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, topic("ports", "terms: [quay]") + "".join(article(f"r{n}", body="A quay.") for n in range(9))
    )
    arguments = [
        sys.executable,
        str(ROOT / "build.py"),
        "--site",
        str(site.root),
        "--no-search",
        "--as-of",
        "2031-06-01",
    ]
    racing = [subprocess.Popen(arguments, stdout=subprocess.DEVNULL) for _ in range(5)]
    assert [one.wait(120) for one in racing] == [0] * 5
    assert run("--site", site.root, "--no-search", "--as-of", "2031-06-01").stdout.startswith("nothing changed")
    assert len(list((site.root / "output/articles").iterdir())) == 9
