"""Measurements as tables in Markdown."""

from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks.asking import Asked
from benchmarks.measure import Measured, middle
from benchmarks.preview import Waits

HEADS = ("reports", "build", "briefkit", "{rival}", "ratio", "from – to", "CPU ratio", "CPU s", "peak MiB", "runs")
RIVALS = {False: "Hugo", True: "Hugo, then pagefind"}


def table(rows: Sequence[Measured], remarks: Iterable[str]) -> str:
    """Everything measured, without and with search; `remarks` say on what kind of machine, and what to mind."""
    parts = _opening("How fast briefkit builds", remarks)
    for search, heading in ((False, "Without search"), (True, "With search")):
        chosen = [row for row in rows if row.search == search]
        if chosen:
            parts += ["", f"## {heading}", "", *_lines(chosen, RIVALS[search])]
    return "\n".join((*parts, "", "![Seconds against the number of reports](plot.svg)", ""))


def preview_table(seen: Sequence[Waits], remarks: Iterable[str]) -> str:
    """How long a save took to be seen; `remarks` as above."""
    parts = [
        *_opening("How fast a preview follows", remarks),
        "- From a save of one report until its page is served with the new words, asked for every few milliseconds;",
        "  and until an open page, which follows by itself, is painted with them. Medians, each with its range; the",
        "  ratio is that of the medians.",
        "",
        _line(["reports", "a save is", "briefkit", "Hugo", "ratio", "saves"]),
        _line(["---:", "---", "---:", "---:", "---:", "---:"]),
    ]
    return "\n".join((*parts, *(_line(_preview_cells(wait)) for wait in seen), ""))


def asking_table(told: Sequence[Asked], remarks: Iterable[str]) -> str:
    """What first questions of search cost a reader; `remarks` as above."""
    parts = [
        *_opening("What a first question costs", remarks),
        "- From the first letter in the field of the search page until nothing more is fetched, by a browser that",
        "  has nothing of search yet: its program, the indexes of the years asked, the reports that are shown. Bytes",
        "  as a server that compresses sends them, without headers.",
        "",
        _line(["reports", "question", "told", "requests", "gzipped"]),
        _line(["---:", "---", "---", "---:", "---:"]),
    ]
    lines = [_line([f"{a.size:,}", a.question, a.told, str(a.requests), f"{a.weight / 1000:.0f} kB"]) for a in told]
    return "\n".join((*parts, *lines, ""))


def _opening(title: str, remarks: Iterable[str]) -> list[str]:
    told = [f"- {remark}" for remark in remarks]
    return [f"# {title}", "", "`make bench` wrote this; all reports are made up.", "", *told]


def _preview_cells(wait: Waits) -> list[str]:
    ratio = f"**{median(wait.ours) / median(wait.theirs):.2f}**" if wait.theirs else "–"
    return [
        f"{wait.size:,}",
        wait.where,
        _range(wait.ours),
        _range(wait.theirs) if wait.theirs else "–",
        ratio,
        str(len(wait.ours)),
    ]


def _range(times: Sequence[float]) -> str:
    return f"{median(times):.0f} ms ({min(times):.0f} – {max(times):.0f})"


def _lines(rows: Sequence[Measured], rival: str) -> list[str]:
    heads = [head.format(rival=rival) for head in HEADS]
    rule = ["---:" if head != "build" else "---" for head in HEADS]
    return [_line(heads), _line(rule), *(_line(_cells(row)) for row in rows)]


def _cells(row: Measured) -> list[str]:
    ours = middle(row.ours)
    cells = [f"{row.size:,}", row.mode, _seconds(ours.wall)]
    if row.theirs:
        theirs, ratios = middle(row.theirs), row.ratios("wall")
        cells += [_seconds(theirs.wall), f"**{_middle(ratios)}**", f"{min(ratios):.2f} – {max(ratios):.2f}"]
        cells += [_middle(row.ratios("cpu")), f"{ours.cpu:.2f} / {theirs.cpu:.2f}"]
        cells += [f"{ours.peak:.0f} / {theirs.peak:.0f}"]
    else:
        cells += ["–", "–", "–", "–", f"{ours.cpu:.2f}", f"{ours.peak:.0f}"]
    return [*cells, str(len(row.ours))]


def _middle(ratios: Sequence[float]) -> str:
    ordered = sorted(ratios)
    return f"{(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2:.2f}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
