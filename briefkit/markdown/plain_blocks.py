"""Shortcuts for plain headings, quotations, lists and tables; the result is what markdown-it's own rules give.

These ask every rule about every line, and make five tokens of an item and three of a cell. A block takes its shortcut
only outside of all other blocks, and where an empty line or the end follows: then nothing can continue it.
"""

import re
from collections.abc import Callable, Sequence

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.markdown.bounds import MAX_CHARACTERS
from briefkit.markdown.plain_prose import BEGINNING, ENDING, UNMARKED, one_line, prose_at, words_as_html

TABLE = "plain_table"
"""The type of the one token that stands for a table of plain words: its HTML, and its words in meta["words"]."""

_BEGINNING = rf"(?:(?:\*\*?|__?)?{BEGINNING}|\[(?!\^|[^\n]*\]:))"
"""How a paragraph can begin: as plain words do, with marks of stress, or with a link that is no definition."""

_CONTENT = rf"{_BEGINNING}[^\n]{{0,{MAX_CHARACTERS - 10}}}+"
"""A line that is part of a paragraph wherever it stands, whatever markup is in it."""

_PARAGRAPH = re.compile(_CONTENT + ENDING)
_QUOTATION = re.compile(rf"> ?({_CONTENT}){ENDING}")
_HEADING = re.compile(rf"(#{{1,6}}) +({_BEGINNING}[^#\n]{{0,{MAX_CHARACTERS - 10}}}+)(?=\n|\Z)")

_LIST_ENDING = r"(?=\n?\Z|\n\n(?![-+*\d\s]))"
_BULLETS = re.compile(rf"([-+*]) {_CONTENT}(?>(?:\n\1 {_CONTENT})*){_LIST_ENDING}")
_NUMBERED = re.compile(rf"([0-9]{{1,9}})([.)]) {_CONTENT}(?>(?:\n[0-9]{{1,9}}\2 {_CONTENT})*){_LIST_ENDING}")

_ROW = rf"\|(?>(?:{UNMARKED}{{0,{MAX_CHARACTERS}}}+\|)+)"
_TABLE = re.compile(rf"{_ROW}\n\|(?>(?: *:?-+:? *\|)+)(?>(?:\n{_ROW})*){ENDING}")


def blocks(state: StateCore) -> None:
    """The core rule that finds blocks: plain ones, up to the first that is not; markdown-it reads the rest.

    In most reports all blocks are plain.
    """
    text, at, line = state.src, 0, 0
    while at < len(text):
        if text[at] == "\n":
            at, line = at + 1, line + 1
            continue
        tokens, size = _plain_at(text, at, line)
        if not tokens:
            others = StateBlock(text, state.md, state.env, state.tokens)
            state.md.block.tokenize(others, line, others.lineMax)
            return
        state.tokens.extend(tokens)
        at, line = at + size + 1, _line_after(tokens)


def plain_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for plain blocks that stand after others."""
    if silent or state.level or state.tShift[start]:
        return False
    tokens, _ = _plain_at(state.src, state.bMarks[start], start)
    if tokens:
        state.tokens.extend(tokens)
        state.line = _line_after(tokens)
    return bool(tokens)


Taken = tuple[Sequence[Token], int]
"""The tokens of a block, and how many characters it has up to the end of its last line."""

_NOTHING: Taken = (), 0


def _plain_at(text: str, at: int, line: int) -> Taken:
    """The plain block, or paragraphs in a row, at character `at` of `text`, where line `line` begins."""
    if token := prose_at(text, at, line):
        return (token,), len(token.content)
    shortcut = _SHORTCUTS.get(text[at])
    taken = shortcut(text, at, line) if shortcut else _NOTHING
    return taken if taken[0] else _paragraph(text, at, line)


def _line_after(tokens: Sequence[Token]) -> int:
    first = tokens[0]
    assert first.map
    return first.map[1]


def _paragraph(text: str, at: int, line: int) -> Taken:
    """A paragraph of one line."""
    if not (found := _PARAGRAPH.match(text, at)):
        return _NOTHING
    return (one_line("p", mdTrim(found[0]), line),), len(found[0])


def _quotation(text: str, at: int, line: int) -> Taken:
    """A quotation of one line."""
    if not (found := _QUOTATION.match(text, at)):
        return _NOTHING
    return (one_line("blockquote", mdTrim(found[1]), line),), len(found[0])


def _heading(text: str, at: int, line: int) -> Taken:
    """A heading whose line holds no other `#`."""
    if not (found := _HEADING.match(text, at)):
        return _NOTHING
    tag = f"h{len(found[1])}"
    opening = Token("heading_open", tag, 1, map=[line, line + 1], block=True)
    closing = Token("heading_close", tag, -1, block=True)
    return (opening, one_line(tag, mdTrim(found[2]), line), closing), len(found[0])


def _bullets(text: str, at: int, line: int) -> Taken:
    """A tight list whose items are one line each."""
    if not (found := _BULLETS.match(text, at)):
        return _NOTHING
    return _items("bullet_list", "ul", found[0], line), len(found[0])


def _numbered(text: str, at: int, line: int) -> Taken:
    """The same with numbers. CommonMark counts on from the first and ignores the others."""
    if not (found := _NUMBERED.match(text, at)):
        return _NOTHING
    return _items("ordered_list", "ol", found[0], line, int(found[1])), len(found[0])


def _items(kind: str, tag: str, text: str, line: int, number: int = 1) -> list[Token]:
    attributes: dict[str, str | int | float] = {} if number == 1 else {"start": number}
    lines = text.split("\n")
    opening = Token(f"{kind}_open", tag, 1, attributes, map=[line, line + len(lines)], block=True)
    items = [one_line("li", mdTrim(words.partition(" ")[2]), line + n) for n, words in enumerate(lines)]
    return [opening, *items, Token(f"{kind}_close", tag, -1, block=True)]


def _table(text: str, at: int, line: int) -> Taken:
    """A table of plain words whose rows begin and end with a `|` and are equally long."""
    found = _TABLE.match(text, at)
    if not found:
        return _NOTHING
    head, rule, *body = ([cell.strip() for cell in row[1:-1].split("|")] for row in found[0].split("\n"))
    words = " ".join(cell for row in (head, *body) for cell in row).strip()
    if not words or any(len(row) != len(head) for row in (rule, *body)):
        return _NOTHING
    classes = [_ALIGNMENTS[cell[0] == ":", cell[-1] == ":"] for cell in rule]
    html = f"<table>\n<thead>\n{_row('th', head, classes)}</thead>\n"
    if body:
        html += f"<tbody>\n{''.join([_row('td', row, classes) for row in body])}</tbody>\n"
    token = Token(TABLE, "table", 0, content=f"{html}</table>\n", meta={"words": words}, block=True)
    token.map = [line, line + len(body) + 2]
    return (token,), len(found[0])


_ALIGNMENTS = {
    (False, False): "",
    (True, False): ' class="left"',
    (False, True): ' class="right"',
    (True, True): ' class="center"',
}


def _row(tag: str, cells: list[str], classes: list[str]) -> str:
    written = [f"<{tag}{name}>{words_as_html(cell)}</{tag}>\n" for cell, name in zip(cells, classes, strict=True)]
    return f"<tr>\n{''.join(written)}</tr>\n"


_SHORTCUTS: dict[str, Callable[[str, int, int], Taken]] = {
    "#": _heading,
    ">": _quotation,
    "|": _table,
    **dict.fromkeys("-+*", _bullets),
    **dict.fromkeys("0123456789", _numbered),
}
