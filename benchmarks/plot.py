"""Measurements as a picture: seconds against the number of reports, both logarithmic, a line a kind of build."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from benchmarks.measure import Measured, middle
from benchmarks.table import RIVALS

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 380, 60, 150, 40, 40
LABEL_HEIGHT = 15
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #57606a } .title { font-weight: 600 }
path, circle { stroke-width: 2; fill: none } circle { stroke-width: 3 } .grid { stroke: #8884; stroke-width: 1 }
.l0 { stroke: #c2410c } .l1 { stroke: #15803d } .l2 { stroke: #2563eb } .l3 { stroke: #9333ea }
.l4 { stroke: #a16207 }
.rival { stroke: #808890 } path.rival { stroke-dasharray: 5 4 }
@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 }
.l0 { stroke: #fb923c } .l1 { stroke: #4ade80 } .l2 { stroke: #60a5fa } .l3 { stroke: #c084fc }
.l4 { stroke: #fcd34d } }
"""


class Line(NamedTuple):
    """One kind of build: its name, its class in the style, and its points: reports, seconds."""

    name: str
    style: str
    points: Sequence[tuple[float, float]]


def plot(rows: Sequence[Measured]) -> str:
    """An SVG picture with a part without and a part with search; its colours follow the reader's light or dark."""
    parts = [(s, [row for row in rows if row.search == s]) for s in (False, True)]
    panels = [(search, _lines(chosen, RIVALS[search])) for search, chosen in parts if chosen]
    points = [point for _, lines in panels for line in lines for point in line.points]
    width = WIDTH * max(1, len(panels))
    drawn = [
        f'<g transform="translate({WIDTH * place} 0)">{"".join(_panel(search, lines, points))}</g>'
        for place, (search, lines) in enumerate(panels)
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img">'
    title = "<title>Seconds of a build against the number of reports</title>"
    return "\n".join((head, title, f"<style>{STYLE}</style>", *drawn, "</svg>", ""))


def _lines(rows: Sequence[Measured], rival: str) -> list[Line]:
    modes = list(dict.fromkeys(row.mode for row in rows))
    lines = [
        Line(mode, f"l{place % 5}", [(row.size, middle(row.ours).wall) for row in rows if row.mode == mode])
        for place, mode in enumerate(modes)
    ]
    # A rival that keeps nothing between builds has one cost: that of its first kind of build stands for all.
    theirs = [(row.size, middle(row.theirs).wall) for row in rows if row.mode == modes[0] and row.theirs]
    return [*lines, Line(rival, "rival", theirs)] if theirs else lines


def _panel(search: bool, lines: Sequence[Line], points: Sequence[tuple[float, float]]) -> Iterator[str]:
    sizes = sorted({size for size, _ in points})
    low = math.floor(math.log10(min(seconds for _, seconds in points)))
    high = max(low + 1, math.ceil(math.log10(max(seconds for _, seconds in points))))
    span = math.log10(sizes[-1] / sizes[0]) or 1.0

    def x(size: float) -> float:
        return LEFT + math.log10(size / sizes[0]) / span * (WIDTH - LEFT - RIGHT)

    def y(seconds: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(seconds) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    yield f'<text class="title" x="{LEFT}" y="20">{"With" if search else "Without"} search</text>'
    for power in range(low, high + 1):
        yield f'<path class="grid" d="M{LEFT} {y(10**power):.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
    for size in sizes:
        yield f'<text x="{x(size):.1f}" y="{HEIGHT - 16}" text-anchor="middle">{size:,.0f}</text>'
    lowest = -math.inf
    for line in sorted(lines, key=lambda line: y(line.points[-1][1])):
        places = [f"{x(size):.1f} {y(seconds):.1f}" for size, seconds in line.points]
        yield f'<path class="{line.style}" d="M{"L".join(places)}"/>'
        yield from (f'<circle class="{line.style}" r="1.5" cx="{a}" cy="{b}"/>' for a, b in map(str.split, places))
        lowest = max(y(line.points[-1][1]) + 4, lowest + LABEL_HEIGHT)  # names of near lines stand below one another
        yield f'<text x="{x(line.points[-1][0]) + 8:.1f}" y="{lowest:.1f}">{escape(line.name)}</text>'
