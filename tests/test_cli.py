"""The command line as a user meets it: `python build.py` in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from briefkit.cli import main
from tests.sites import ROOT, article, entity, make_site, run, topic


def test_build_is_what_happens_without_a_command(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    assert run("--no-search", cwd=site.root).returncode == 0
    assert (site.root / "output/index.html").is_file()
    assert run("--site", site.root, "--no-search", "--output", tmp_path / "x", cwd=tmp_path).returncode == 0
    assert (tmp_path / "x/index.html").is_file()


def test_errors_end_with_1_and_without_a_traceback(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "topics: [ports]", "[x](gone.md)"))
    done = run(cwd=site.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert "content/articles/a.md:4:10: " in done.stderr
    assert "content/articles/a.md:6:5: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site.root / "output").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["--nonsense"],
        ["build", "--format", "xml"],
        ["serve", "--port"],
        ["schema", "--strict"],
        ["schema", "reports"],
    ],
)
def test_wrong_words_end_with_2(tmp_path: Path, words: list[str]) -> None:
    done = run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_command_after_its_options_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--site", "desk", "check"])
    assert leaving.value.code == 2
    assert "build.py check --site" in capsys.readouterr().err


def test_a_folder_that_is_no_site_ends_with_1_and_says_so(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 1
    assert "site.yaml:1:1: " in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["build", "--help"], ["serve", "--help"], ["check", "--help"]])
def test_help_is_there_for_every_command(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 0
    assert "--" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out.split()[0] == "briefkit"


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("jinja2", ["build"]),
        ("markdown_it", ["build"]),
        ("mdit_py_plugins", ["check"]),
        ("yaml", ["build"]),
        ("nh3", ["build"]),
        ("ahocorasick", ["check"]),
        ("pagefind_bin", ["build"]),
        ("PIL", ["build", "--no-search"]),
        ("watchdog", ["serve", "--port", "0"]),
        ("yaml", ["schema"]),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, module: str, words: list[str]
) -> None:
    site = make_site(tmp_path, article("a", body="![Q](q.png)"))
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    code = f"""
import runpy, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {module!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
sys.argv = {["build.py", *words]!r}
sys.path.insert(0, {str(ROOT)!r})
runpy.run_path({str(ROOT / "build.py")!r}, run_name="__main__")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site.root, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2, done.stderr
    assert module in done.stderr
    assert "pip install -e ." in done.stderr
    assert "make" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_needs_no_library_at_all() -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "build.py"), "--help"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_knows_only_ascii_breaks_nothing(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    bad = make_site(tmp_path, article("वर्न", body="[Söderkaj — “x”](gone.md)", title="Söderkaj “𝄞”"), "bad")
    for words, code in ((["build"], 1), (["check"], 1), (["schema"], 0), (["--help"], 0)):
        done = run(*words, cwd=bad.root, **ascii_only)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        assert (done.stdout + done.stderr).isascii()
    good = make_site(tmp_path, article("वर्न", body="Söderkaj.", title="Söderkaj “𝄞”", date="2026-01-01"), "good")
    assert run("--no-search", cwd=good.root, **ascii_only).returncode == 0
    assert "Söderkaj “𝄞”" in (good.root / "output/articles/वर्न/index.html").read_text("utf-8")


def test_a_reader_of_the_output_who_leaves_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" "{ROOT / "build.py"}" schema | head -n 1',
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "{"
    assert done.stderr == ""


def test_the_schema_is_printed(tmp_path: Path) -> None:
    assert "$defs" in json.loads(run("schema", cwd=tmp_path).stdout)


def test_two_builds_anywhere_at_any_hour_of_the_day_are_alike(tmp_path: Path) -> None:
    text = (
        "-- site.yaml --\ntitle: Desk\nlatest: 2\ntimezone: Asia/Tokyo\nbase_url: https://brief.example/\n"
        + topic("ports", "terms: [quay]")
        + topic("grain", "terms: [barley]")
        + "".join(entity(f"e{n}", f"Entity Number{n}", "person") for n in range(12))
        + "".join(
            article(
                f"r{n}",
                f"source: Wire {n % 3}\nevents: [{{date: 2027-0{n}-01, title: Fair}}]",
                f"Entity Number{n} and Entity Number{n + 1} on the quay. Barley.\n\n[Text](q.txt)",
                date=f"2026-0{n}-02",
            )
            for n in range(1, 9)
        )
        + "-- content/media/q.txt --\nA file.\n"
    )
    sites = [make_site(tmp_path / name, text) for name in ("here", "there/farther")]
    built = []
    for site, cwd, environment in (
        (sites[0], sites[0].root, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}),
        (sites[1], tmp_path, {"TZ": "America/Adak", "PYTHONHASHSEED": "99", "LC_ALL": "C"}),
    ):
        done = run("build", "--site", site.root, "--as-of", "2026-10-01", cwd=cwd, **environment)
        assert done.returncode == 0, done.stderr
        built.append(
            {
                path.relative_to(site.root / "output").as_posix(): path.read_bytes()
                for path in (site.root / "output").rglob("*")
                if path.is_file() and "pagefind" not in path.parts
            }
        )
    assert len(built[0]) > 50
    assert built[0].keys() == built[1].keys()
    assert [name for name in built[0] if built[0][name] != built[1][name]] == []


def test_what_python_compiles_is_kept_even_where_images_tell_it_not_to(tmp_path: Path) -> None:
    asked = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    subprocess.run([sys.executable, str(ROOT / "build.py"), "--help"], env=asked, capture_output=True, check=True)
    assert [path.name.partition(".")[0] for path in tmp_path.rglob("cli.*.pyc")] == ["cli"]


@pytest.mark.parametrize("words", [["build", "--full", "--no-search"], ["check", "--format", "json"], ["schema"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_words_that_cannot_be_written_are_told_as_that(tmp_path: Path, words: list[str]) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *words],
            cwd=site.root,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert "No space left on device" in done.stderr
    assert (site.root / "output").exists() == (words[0] == "build")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_costs_nothing(tmp_path: Path, closed: str) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    command = f'exec "$0" "$1" build --jobs 1 {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, str(ROOT / "build.py")],
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (site.root / "output/pagefind/pagefind.js").is_file()


@pytest.mark.parametrize("option", ["--site", "--output"])
def test_a_name_that_the_disk_refuses_is_no_bug_of_ours(tmp_path: Path, option: str) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    done = run("build", "--no-search", option, "a" * 300, cwd=site.root)
    assert done.returncode == 2
    assert "File name too long" in done.stderr
    assert "bug" not in done.stderr
