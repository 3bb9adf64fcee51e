"""A share card: what it is, its title and the site's name, on paper; the same bytes on every machine."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from briefkit.views.pieces import CARD_SIZE

FONT = Path(__file__).with_name("DejaVuSerifCondensed-Bold.ttf")

# One shade a pixel, from ink to paper, keeps the file small. No letter has the shade 0: it is free for the accent.
_ACCENT, _INK, _QUIET, _RULE, _PAPER = 0, 1, 60, 210, 255
_COLOURS = {_ACCENT: (160, 28, 23), _INK: (23, 25, 27), _PAPER: (255, 255, 255)}  # as in templates/assets/site.css

_MARGIN = 80
_SIZES = (96, 84, 72, 60, 50)
_LEADING = 1.12
_ROOM = 380  # for the title, above the rule
_EFFORT = 3
"""Of zlib's nine: to save the last fifth of 20 kB, which nobody waits for, would take twice the time."""

_NOWHERE = "\uffff"
"""No font has this character: it shows what stands in for one that is missing."""


def card(kind: str, title: str, site: str) -> bytes:
    """A PNG. Words that the font cannot write are left out: better nothing than rows of empty boxes."""
    width, height = CARD_SIZE
    image = Image.new("L", CARD_SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 24), fill=_ACCENT)
    draw.text((_MARGIN, 76), _drawable(kind), font=_font(34), fill=_QUIET)
    size, lines = _fitted(_drawable(title), width - 2 * _MARGIN)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, 132 + number * size * _LEADING), line, font=_font(size), fill=_INK)
    draw.line((_MARGIN, height - 104, width - _MARGIN, height - 104), fill=_RULE, width=2)
    draw.text(
        (_MARGIN, height - 82), _cut(_drawable(site), _font(34), width - 2 * _MARGIN), font=_font(34), fill=_INK
    )
    image.putpalette(_palette())
    data = BytesIO()
    image.save(data, "PNG", compress_level=_EFFORT)
    return data.getvalue()


@cache
def _palette() -> tuple[int, ...]:
    return tuple([channel for shade in range(256) for channel in _colour(shade)])


def _colour(shade: int) -> tuple[int, ...]:
    if shade == _ACCENT:
        return _COLOURS[_ACCENT]
    return tuple(
        ink + (paper - ink) * shade // 255 for ink, paper in zip(_COLOURS[_INK], _COLOURS[_PAPER], strict=True)
    )


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # Pillow's own layout: the other one hangs on libraries that not every machine has.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _drawable(words: str) -> str:
    """`words`, or "" where the font lacks any of their characters."""
    font = _font(24)
    missing = bytes(font.getmask(_NOWHERE))
    return "" if any(bytes(font.getmask(c)) == missing for c in set(words) if not c.isspace()) else words


def _fitted(words: str, width: int) -> tuple[int, list[str]]:
    """The largest size in which `words` fit, and their lines; cut in the smallest, if they do not fit in that."""
    for size in _SIZES:
        lines, most = _lines(words, _font(size), width), int(_ROOM / size / _LEADING)
        if len(lines) <= most and all(_font(size).getlength(line) <= width for line in lines):
            return size, lines
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return size, [_cut(line, _font(size), width) for line in kept]


def _lines(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line} …") > width:
        line = line[:-1]
    return f"{line.rstrip()} …"
