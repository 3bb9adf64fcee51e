"""Shortcuts for the plain shapes of other blocks, to what the long way leads to.

The long way asks every rule about every line, and makes five tokens of an item and three of a cell. A block takes its
shortcut only outside all other blocks and where an empty line, or the end, follows: nothing can then continue it.
"""

from collections.abc import Callable

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from briefkit.markdown.bounds import MAX_CHARACTERS
from briefkit.markdown.late import late
from briefkit.markdown.plain_prose import BEGINNING, ENDING, UNMARKED, one_line, words_as_html

TABLE = "plain_table"
"""The type of the one token that stands for a table of plain words: its HTML, and its words in meta["words"]."""

_BEGINNING = rf"(?:(?:\*\*?|__?)?{BEGINNING}|\[(?!\^|[^\n]*\]:))"
"""That of plain words, perhaps with stress that goes further than theirs, or a link that is no definition."""

_CONTENT = rf"{_BEGINNING}[^\n]{{0,{MAX_CHARACTERS - 10}}}+"
"""A line that is part of a paragraph wherever it stands, whatever markup is in it."""

_PARAGRAPH = late(_CONTENT + ENDING)
_QUOTATION = late(rf"> ?({_CONTENT}){ENDING}")
_HEADING = late(rf"(#{{1,6}}) +({_BEGINNING}[^#\n]{{0,{MAX_CHARACTERS - 10}}}+)(?=\n|\Z)")

_LIST_ENDING = r"(?=\n?\Z|\n\n(?![-+*\d\s]))"
_BULLETS = late(rf"([-+*]) {_CONTENT}(?:\n\1 {_CONTENT})*+{_LIST_ENDING}")
_NUMBERED = late(rf"([0-9]{{1,9}})([.)]) {_CONTENT}(?:\n[0-9]{{1,9}}\2 {_CONTENT})*+{_LIST_ENDING}")

_ROW = rf"\|(?:[{UNMARKED}]{{0,{MAX_CHARACTERS}}}+\|)++"
_TABLE = late(rf"{_ROW}\n\|(?: *:?-+:? *\|)++(?:\n{_ROW})*+{ENDING}")


def plain_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule that knows by a line's first character which shortcut may lead on."""
    if silent or state.level or state.tShift[start]:
        return False
    first = state.src[state.bMarks[start]]
    shortcut = _SHORTCUTS.get(first)
    return (shortcut is not None and shortcut(state, start)) or _paragraph(state, start)


def _paragraph(state: StateBlock, start: int) -> bool:
    """A paragraph of one line."""
    if not (found := _PARAGRAPH().match(state.src, state.bMarks[start])):
        return False
    return _take(state, start, one_line("p", mdTrim(found[0]), start))


def _quotation(state: StateBlock, start: int) -> bool:
    """A quotation of one line."""
    if not (found := _QUOTATION().match(state.src, state.bMarks[start])):
        return False
    return _take(state, start, one_line("blockquote", mdTrim(found[1]), start))


def _heading(state: StateBlock, start: int) -> bool:
    """A heading whose line holds no other `#`."""
    if not (found := _HEADING().match(state.src, state.bMarks[start])):
        return False
    tag = f"h{len(found[1])}"
    opening = Token("heading_open", tag, 1, map=[start, start + 1], block=True)
    closing = Token("heading_close", tag, -1, block=True)
    return _take(state, start, opening, one_line(tag, mdTrim(found[2]), start), closing)


def _bullets(state: StateBlock, start: int) -> bool:
    """A tight list whose items are one line each."""
    if not (found := _BULLETS().match(state.src, state.bMarks[start])):
        return False
    return _items(state, start, "bullet_list", "ul", found[0].split("\n"))


def _numbered(state: StateBlock, start: int) -> bool:
    """The same with numbers, of which only the first counts."""
    if not (found := _NUMBERED().match(state.src, state.bMarks[start])):
        return False
    return _items(state, start, "ordered_list", "ol", found[0].split("\n"), int(found[1]))


def _items(state: StateBlock, start: int, kind: str, tag: str, lines: list[str], number: int = 1) -> bool:
    attributes: dict[str, str | int | float] = {} if number == 1 else {"start": number}
    opening = Token(f"{kind}_open", tag, 1, attributes, map=[start, start + len(lines)], block=True)
    items = [one_line("li", mdTrim(line.partition(" ")[2]), start + n) for n, line in enumerate(lines)]
    return _take(state, start, opening, *items, Token(f"{kind}_close", tag, -1, block=True))


def _table(state: StateBlock, start: int) -> bool:
    """A table of plain words whose rows begin and end with a `|` and are equally long."""
    found = _TABLE().match(state.src, state.bMarks[start])
    if not found:
        return False
    head, rule, *body = ([cell.strip() for cell in line[1:-1].split("|")] for line in found[0].split("\n"))
    words = " ".join(cell for row in (head, *body) for cell in row).strip()
    if not words or any(len(row) != len(head) for row in (rule, *body)):
        return False
    classes = [_ALIGNMENTS[cell[0] == ":", cell[-1] == ":"] for cell in rule]
    html = f"<table>\n<thead>\n{_row('th', head, classes)}</thead>\n"
    if body:
        html += f"<tbody>\n{''.join([_row('td', row, classes) for row in body])}</tbody>\n"
    token = Token(TABLE, "table", 0, content=f"{html}</table>\n", meta={"words": words}, block=True)
    token.map = [start, start + len(body) + 2]
    return _take(state, start, token)


_ALIGNMENTS = {
    (False, False): "",
    (True, False): ' class="left"',
    (False, True): ' class="right"',
    (True, True): ' class="center"',
}


def _row(tag: str, cells: list[str], classes: list[str]) -> str:
    written = [f"<{tag}{name}>{words_as_html(cell)}</{tag}>\n" for cell, name in zip(cells, classes, strict=True)]
    return f"<tr>\n{''.join(written)}</tr>\n"


def _take(state: StateBlock, start: int, *tokens: Token) -> bool:
    """Add the tokens of a block, and go on below its last line."""
    state.tokens.extend(tokens)
    assert tokens[0].map
    state.line = tokens[0].map[1]
    return True


_SHORTCUTS: dict[str, Callable[[StateBlock, int], bool]] = {
    "#": _heading,
    ">": _quotation,
    "|": _table,
    **dict.fromkeys("-+*", _bullets),
    **dict.fromkeys("0123456789", _numbered),
}
