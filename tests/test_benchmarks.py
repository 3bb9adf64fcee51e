"""The benchmarks: reports that depend on nothing but their number, sites that build, a table and a plot of it all."""

import re
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from benchmarks.__main__ import main
from benchmarks.asking import QUESTIONS, Asked
from benchmarks.measure import Cost, FailedError, Measured, TimeUpError, cost, middle
from benchmarks.plot import plot
from benchmarks.preview import Waits, _fetched
from benchmarks.reports import AFTER_ALL, PEOPLE, TOPICS, name_of, registry, report, written
from benchmarks.sites import MODES, briefkit_site, edit_one, hugo_site
from benchmarks.table import asking_table, preview_table, table
from tests.sites import ROOT, Built
from tests.sites import Site as WholeSite

SOON = 600.0


# --- Reports ---


def test_a_report_is_the_same_in_every_process() -> None:
    code = "from benchmarks.reports import *; print(written(report(13), 'briefkit'), end='')"
    environment = {"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf-8"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert elsewhere.stdout == written(report(13), "briefkit")


def test_a_report_depends_on_its_number_alone() -> None:
    forward = [report(number) for number in range(30)]
    backward = [report(number) for number in reversed(range(30))]
    assert forward == backward[::-1]
    assert len({written(made, "briefkit") for made in forward}) == 30


def test_reports_link_to_earlier_ones_only_and_are_older_than_what_is_added() -> None:
    made = [report(number) for number in range(200)]
    assert any(each.links for each in made)
    assert all(target < each.number for each in made for target in each.links)
    assert max(each.date for each in made) < AFTER_ALL


def test_both_generators_get_the_same_words() -> None:
    ours, theirs = written(report(3), "briefkit"), written(report(3), "hugo")
    assert ours != theirs
    unlinked = [re.sub(r"\]\(.*?\)", "]()", text) for text in (ours, theirs)]
    assert unlinked[0] == unlinked[1]


def test_the_registry_has_every_topic_and_if_asked_for_every_name() -> None:
    assert len(list(registry(with_entities=False))) == len(TOPICS)
    files = dict(registry(with_entities=True))
    assert len(files) == 152
    assert any(PEOPLE[0] in text for text in files.values())


# --- Sites ---


def build(site_folder: Path) -> Built:
    return WholeSite(site_folder).build(strict=True, base_url=None)


@pytest.mark.parametrize("with_entities", [False, True])
def test_its_sites_build_without_issues(tmp_path: Path, with_entities: bool) -> None:
    site = briefkit_site(tmp_path / "site", 10, search=False, with_entities=with_entities)
    built = build(site.folder)
    assert built.issues == ()
    assert len(built.outcome.site.reports) == 10  # type: ignore[union-attr]
    assert bool(built.outcome.site.entities) == with_entities  # type: ignore[union-attr]
    assert built.quotations("/topics/harbours/")


@pytest.mark.parametrize(
    ("mode", "made"),
    [("unchanged", 0), ("one edit", 1), ("one added", 1), ("template edited", 10), ("cold", 10)],
)
def test_a_change_is_what_its_name_says(tmp_path: Path, mode: str, made: int) -> None:
    site = briefkit_site(tmp_path / "site", 10, search=False, with_entities=False)
    before = build(site.folder).files()
    MODES[mode](site, 1)
    built = build(site.folder)
    reports = [name for name in built.outcome.written if re.fullmatch(r"articles/report-\d+/index.html", name)]
    assert built.issues == ()
    # Beside a report that is added, its neighbour and those related to it may be made again.
    assert len(reports) == made or (mode == "one added" and len(reports) <= 3)
    assert (built.files() == before) == (mode in ("unchanged", "cold"))


def test_changes_are_made_to_a_site_for_hugo_too(tmp_path: Path) -> None:
    site = hugo_site(tmp_path / "site", 4, "hugo", pagefind=None)
    assert len(site.commands) == 1
    assert len(hugo_site(tmp_path / "searched", 4, "hugo", "pagefind").commands) == 2
    for step in (1, 2):
        for change in MODES.values():
            change(site, step)
    assert (site.folder / "content" / name_of(5)).is_file()
    assert (site.folder / site.template).read_text().count("<!-- edition") == 2
    edit_one(site, 3)
    assert "Statement 3 " in (site.folder / "content" / name_of(2)).read_text()


# --- Measuring ---


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_cost_of_several_commands_is_that_of_all_and_of_what_they_start(tmp_path: Path) -> None:
    busy = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    commands = [python(starts), python("x = bytearray(80 << 20)")]
    # Linux counts what a process was before it became another program: one that measures must be small.
    small = f"""
import sys, time
from pathlib import Path
from benchmarks.measure import cost
print(*cost({commands!r}, Path({str(tmp_path)!r}), time.perf_counter() + {SOON}))
"""
    said = subprocess.run(python(small), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    wall, cpu, peak = map(float, said.split())
    assert cpu >= 0.2
    assert wall >= 0.2
    assert 80 <= peak < 400


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no quay"):
        cost([python("raise SystemExit('no quay')")], tmp_path, time.perf_counter() + SOON)


def test_a_command_ends_with_the_time(tmp_path: Path) -> None:
    started = time.perf_counter()
    with pytest.raises(TimeUpError):
        cost([python("import time; time.sleep(60)")], tmp_path, started + 0.5)
    assert time.perf_counter() - started < 30


def test_ratios_are_taken_pair_by_pair() -> None:
    ours, theirs = (Cost(1, 2, 30), Cost(4, 2, 10)), (Cost(2, 1, 10), Cost(4, 4, 10))
    row = Measured(100, False, "cold", ours, theirs)
    assert (row.ratios("wall"), row.ratios("cpu")) == ([0.5, 1.0], [2.0, 0.5])
    assert middle(ours) == Cost(2.5, 2, 20)


# --- Table and plot ---


def measured(size: int, search: bool, mode: str, with_rival: bool = True) -> Measured:
    costs = (Cost(size / 500, size / 400, 90), Cost(size / 450, size / 400, 90))
    return Measured(size, search, mode, costs, tuple(Cost(*[x * 2 for x in c]) for c in costs) if with_rival else ())


ROWS = [measured(size, search, mode) for size in (100, 1000) for search in (False, True) for mode in MODES]


@pytest.mark.parametrize("with_rival", [True, False])
def test_the_table_is_well_formed(with_rival: bool) -> None:
    rows = ROWS if with_rival else [row._replace(theirs=()) for row in ROWS]
    text = table(rows, ["Two cores."])
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == len(rows) + 4
    assert {line.count("|") for line in lines} == {lines[0].count("|")}
    assert "- Two cores." in text
    assert ("**0.50**" in text) == with_rival


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], [measured(100, False, "cold", with_rival=False)]])
def test_the_plot_is_well_formed(rows: list[Measured]) -> None:
    picture = etree.fromstring(plot(rows).encode())
    words = {text.text for text in picture.iter("{*}text")}
    assert {row.mode for row in rows} <= words
    assert {f"{row.size:,}" for row in rows} <= words
    lines = [path for path in picture.iter("{*}path") if path.get("class") != "grid"]
    kinds = {(row.search, row.mode) for row in rows}
    rivals = {row.search for row in rows if row.theirs}
    assert len(lines) == len(kinds) + len(rivals)
    assert "nan" not in plot(rows)


def test_one_command_measures_and_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--sizes", "3,5", "--runs", "2,1", "--hugo", "", "--no-search", "--modes", "cold,unchanged"]
    assert main([*words, "--parts", "builds", "--results", str(tmp_path / "results")]) == 0
    text = (tmp_path / "results/table.md").read_text()
    assert [line.split("|")[1].strip() for line in text.splitlines() if re.match(r"\| \d", line)] == list("3355")
    assert str(ROOT) not in text
    assert str(tmp_path) not in text
    etree.fromstring((tmp_path / "results/plot.svg").read_bytes())
    assert "laying out 5 reports" in capsys.readouterr().out


PREVIEW = ["--parts", "preview", "--sizes", "3", "--saves", "2", "--hugo", ""]


def test_a_preview_is_measured_without_a_browser_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.__main__.chromium", lambda: "")
    monkeypatch.setattr("benchmarks.preview.chromium", lambda: "")
    assert main([*PREVIEW, "--results", str(tmp_path)]) == 0
    text = (tmp_path / "preview.md").read_text("utf-8")
    assert re.findall(r"^\| 3 \| (\w+) \| \d+ ms", text, re.MULTILINE) == ["served"]
    assert "no Chromium" in text
    assert not (tmp_path / "table.md").exists()


@pytest.mark.browser
def test_a_save_is_measured_until_it_is_seen_in_a_browser(tmp_path: Path) -> None:
    # In a process of its own: other tests drive a browser from this one, and one event loop does not suffer another.
    subprocess.run([sys.executable, "-m", "benchmarks", *PREVIEW, "--results", tmp_path], cwd=ROOT, check=True)
    text = (tmp_path / "preview.md").read_text("utf-8")
    assert re.findall(r"^\| 3 \| (.*?) \| [1-9]\d* ms", text, re.MULTILINE) == ["served", "painted by Chromium"]


def test_an_answer_that_ends_in_the_middle_counts_as_none() -> None:
    class Cut(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"half a page")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Cut) as server:
        Thread(target=server.handle_request).start()
        assert _fetched(f"http://127.0.0.1:{server.server_port}/") == ""


def test_waits_are_put_beside_those_of_a_rival() -> None:
    text = preview_table([Waits(1000, "served", (30.0, 40.0, 60.0), (100.0, 160.0, 400.0))], ["Two cores."])
    assert "| 1,000 | served | 40 ms (30 – 60) | 160 ms (100 – 400) | **0.25** | 3 |" in text
    assert "- Two cores." in text


ASKING = ["--parts", "asking", "--sizes", "3", "--hugo", ""]


@pytest.mark.browser
def test_first_questions_are_asked_in_a_browser_and_weighed(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks", *ASKING, "--results", tmp_path], cwd=ROOT, check=True)
    text = (tmp_path / "asking.md").read_text("utf-8")
    told = re.findall(r"^\| 3 \| (.*?) \| (.*?) \| (\d+) \| (\d+) kB", text, re.MULTILINE)
    assert tuple(question for question, *_ in told) == QUESTIONS
    found = [not words.startswith("No reports match") for _, words, *_ in told]
    assert any(found[:-1]) and not found[-1]
    assert all(int(requests) >= 6 and 90 < int(weight) < 160 for *_, requests, weight in told)


def test_where_there_is_no_browser_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.__main__.chromium", lambda: "")
    assert main([*ASKING, "--results", str(tmp_path)]) == 1
    assert not list(tmp_path.iterdir())


def test_questions_stand_with_what_they_were_told_and_took() -> None:
    text = asking_table([Asked(10_000, "tidal", "205 reports in 2024", 52, 175_200)], ["Two cores."])
    assert "| 10,000 | tidal | 205 reports in 2024 | 52 | 175 kB |" in text
    assert "- Two cores." in text


def test_the_committed_weights_keep_to_what_a_reader_may_be_asked_for() -> None:
    text = (ROOT / "benchmarks/results/asking.md").read_text("utf-8")
    weights = [int(weight) for weight in re.findall(r"^\| 10,000 \|.* (\d+) kB", text, re.MULTILINE)]
    assert len(weights) == len(QUESTIONS)
    assert max(weights) <= 300


def test_when_time_is_up_at_once_nothing_is_written(tmp_path: Path) -> None:
    words = ["--sizes", "2", "--hugo", "", "--limit", "0", "--results", str(tmp_path / "results")]
    assert main(words) == 1
    assert not (tmp_path / "results").exists()


def test_a_generator_that_fails_ends_it_with_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hugo = tmp_path / "hugo"
    hugo.write_text("#!/bin/sh\n[ $1 = version ] && echo 'hugo v9.8.7-quay' && exit\necho no quay\nexit 3\n")
    hugo.chmod(0o755)
    assert main(["--sizes", "2", "--hugo", str(hugo), "--results", str(tmp_path / "results")]) == 1
    said = capsys.readouterr().out
    assert "Hugo 9.8.7" in said
    assert "no quay" in said


@pytest.mark.parametrize(
    "words", [["--sizes", "0"], ["--modes", "hot"], ["--parts", "lunch"], ["--sizes", "1,2", "--runs", "1,2,3"]]
)
def test_wrong_use_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 2


# --- What is committed ---


def cells(line: str) -> list[str]:
    return [cell.strip().strip("*") for cell in line.split("|")[1:-1]]


def test_the_readme_quotes_the_committed_table() -> None:
    _, *parts = (ROOT / "benchmarks/results/table.md").read_text("utf-8").split("\n## ")
    ratios = [  # one without, one with search
        {(size, mode): ratio for size, mode, _, _, ratio, *_ in map(cells, re.findall(r"\| \d.*", part))}
        for part in parts
    ]
    section = (ROOT / "README.md").read_text("utf-8").split("\n## How fast\n")[1].split("\n## ")[0]
    (_, *heads), _, *lines = map(cells, re.findall(r"\|.*", section))
    columns = [(head.split()[0], ratios["search" in head]) for head in heads]
    assert [line[0] for line in lines] == list(MODES)
    for mode, *quoted in lines:
        assert quoted == [part[size, mode] for size, part in columns], "make bench was run: quote it anew"
