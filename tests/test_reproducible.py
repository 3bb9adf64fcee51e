"""The same input and clock give the same bytes: in any folder, time zone, locale, hash seed, mask, order of files, number of workers."""

import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sites import ROOT, Site, article, entity, make_site, topic
from tests.writers import difference, files_below

NAMES = ("Orlo Venn", "Tarn Board", "Øre Pact", "राष्ट्र बोर्ड")


def a_site(folder: Path) -> Site:
    """A site with something of every kind, in several scripts, large enough for workers."""
    site = make_site(
        folder,
        "-- site.yaml --\ntitle: Varnholt Desk – बंदरगाह\ntimezone: Asia/Kolkata\ntwins: true\nfeeds: {full_text: true}\n",
    )
    site.write(topic("ports", "terms: [quay, AI]") + topic("बंदरगाह", "terms: [घाट]\nparent: ports") + topic("empty"))
    site.write(
        "".join(entity(f"e{n}", name, front="short_names: [Venn]" if n == 0 else "") for n, name in enumerate(NAMES))
    )
    for n in range(24):
        front = f"""
            source: {["Quillon Wire", "Tarn Post", "Ærø Nyt"][n % 3]}
            topics: [{["ports", "बंदरगाह"][n % 2]}]
            authors: [Ada Quoll, Bo Marl]
            events: [{{date: 2031-07-0{n % 9 + 1}, title: "Day “{n}” – घाट"}}, {{date: 2031-08, title: Fair}}]
            aliases: [/old/{n}/]
        """
        body = f"{NAMES[n % 4]} and {NAMES[(n + 1) % 4]} at the quay.\n\nघाट {n}. Straße, ΑΒΓ. See [[r{n - 1 if n else 1}]].[^1]\n\n[^1]: 👩‍🚀 note.\n"
        site.write(article(f"r{n}", front, body, f"20{29 + n % 3}-04-{n + 1:02}T23:{n:02}:00-03:00"))
    return site


def built(site: Site, mask: int = 0o022, words: tuple[str, ...] = (), **environment: str) -> Path:
    """The output of a build in a process of its own, with workers where there are more than two reports."""
    code = (
        "import sys\nfrom briefkit import workers\nworkers.WORTH_SPREADING = 2\nfrom briefkit.cli import run\nrun()"
    )
    arguments = [
        "--site",
        str(site.root),
        "--as-of",
        "2031-06-01T01:00:00+05:30",
        "--no-search",
        "--base-url",
        "https://brief.example/x/",
        *words,
    ]
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env=bare | environment,
        umask=mask,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode("utf-8", "replace")
    return site.root / "output"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files_below(built(a_site(tmp_path_factory.mktemp("once")), LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="0"))


@pytest.fixture
def locale(tmp_path: Path) -> Callable[[str, str], dict[str, str]]:
    """Make a locale that this machine need not have; the environment that chooses it."""

    def made(language: str, encoding: str) -> dict[str, str]:
        if shutil.which("localedef") is None:
            pytest.skip("no locale can be made here: there is no localedef")
        name = f"{language}.{encoding}"
        words = ["localedef", "--inputfile", language, "--charmap", encoding, str(tmp_path / name)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if not (tmp_path / name).is_dir():
            pytest.skip(f"no locale {name} can be made here: {done.stderr.strip()}")
        return {"LOCPATH": str(tmp_path), "LC_ALL": name}

    return made


WAYS: dict[str, dict[str, str]] = {
    "an ASCII locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "the POSIX locale": {"LC_ALL": "POSIX"},
    "no locale at all": {},
    "a time zone far in the east": {"TZ": "Pacific/Kiritimati"},
    "a time zone far in the west, with a quarter": {"TZ": "<-1145>+11:45"},
    "a time zone that does not exist": {"TZ": "Nowhere/Land"},
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "a random hash seed": {"PYTHONHASHSEED": "random"},
    "Python without its assertions": {"PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("way", WAYS)
def test_where_a_build_runs_changes_no_byte(tmp_path: Path, once: dict[str, bytes], way: str) -> None:
    assert difference(files_below(built(a_site(tmp_path), **WAYS[way])), once) == []


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("de_DE", "ISO-8859-1"), ("tr_TR", "UTF-8")],
)
def test_the_language_of_the_machine_changes_no_byte(
    tmp_path: Path, once: dict[str, bytes], locale: Callable[[str, str], dict[str, str]], language: str, encoding: str
) -> None:
    assert difference(files_below(built(a_site(tmp_path / "there"), **locale(language, encoding))), once) == []


@pytest.mark.parametrize("jobs", ["1", "2", "3", "7"])
def test_the_number_of_workers_changes_no_byte(tmp_path: Path, once: dict[str, bytes], jobs: str) -> None:
    assert difference(files_below(built(a_site(tmp_path), words=("--jobs", jobs))), once) == []


def test_the_folder_and_the_way_it_is_named_change_no_byte(tmp_path: Path, once: dict[str, bytes]) -> None:
    site = a_site(tmp_path / "a folder with 'quotes', 100 % बंदरगाह")
    assert difference(files_below(built(site)), once) == []
    assert (
        difference(files_below(built(site, words=("--full", "--output", f"{site.root}/../elsewhere/out"))), once)
        == []
    )
    assert difference(files_below(site.root.parent / "elsewhere/out"), once) == []


def test_the_order_in_which_files_were_made_and_their_dates_change_no_byte(
    tmp_path: Path, once: dict[str, bytes]
) -> None:
    site = a_site(tmp_path)
    files = [path for path in sorted((site.root / "content").rglob("*")) if path.is_file()]
    random.Random(7).shuffle(files)
    for number, path in enumerate(files):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (number * 10_000_000, number * 10_000_000))
    assert difference(files_below(built(site)), once) == []


def test_a_strict_mask_leaves_every_published_file_to_everybody(tmp_path: Path, once: dict[str, bytes]) -> None:
    site = a_site(tmp_path)
    site.write("-- content/static/.well-known/owner.txt --\nmine\n")
    output = built(site, mask=0o077, words=("--jobs", "2"), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert difference(files_below(output), once | {".well-known/owner.txt": b"mine\n"}) == []
    assert [str(path) for path in closed(output)] == []


def closed(folder: Path) -> Iterator[Path]:
    """What in `folder` a web server that is somebody else may not read or enter."""
    for path in (folder, *folder.rglob("*")):
        wanted = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
        if path.stat().st_mode & wanted != wanted:
            yield path
