"""Links and pictures in a body, each with the line and column where its target is written.

markdown-it keeps lines for blocks and no columns at all. The rules that make links are therefore wrapped:
each notes which characters of its paragraph it took (`remember_span`), and the paragraph's lines are found
again in the source.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, NamedTuple

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.markdown.plain_prose import LINK, PROSE, WORDS
from briefkit.model.issues import Place
from briefkit.model.passages import WIKI_SCHEME, Reference

_LINKS = ("link_open", "image", "html_inline")
_SPAN = "span"
_ENOUGH = 12
"""Characters by which a place in a line is found again."""

_ATTRIBUTE = re.compile(r"""([^\s=/>"'<]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


class _Found(NamedTuple):
    """A target and where it begins, in characters of the text that holds it."""

    target: str
    at: int
    is_picture: bool


def remember_span(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """`rule`, which then notes in the tokens of links from which characters of the paragraph they were made."""

    def remembering(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[known:]:
            if token.type in _LINKS and _SPAN not in token.meta:
                token.meta[_SPAN] = (start, state.pos)
        return True

    return remembering


def references_in(
    tokens: Sequence[Token], text: str, path: str, first_line: int, definitions: Mapping[str, Any]
) -> tuple[Reference, ...]:
    """Every link and picture in `tokens`, in order.

    `text` is the body's, whose first line is line `first_line` of the file `path`; `definitions` are markdown-it's
    `references`, for links whose target stands elsewhere (`[words][label]`).
    """
    references: list[Reference] = []
    lines = text.split("\n")
    in_row = (-1, 0)
    for index, token in enumerate(tokens):
        cell: int | None = None
        if token.type == "html_block" and token.map:
            start, found = token.map[0], list(_raw_links(token.content, 0))
        elif token.type in (PROSE, WORDS) and token.map:
            start, found = (
                token.map[0],
                [_Found(link[2], link.start(2), False) for link in LINK.finditer(token.content)],
            )
        elif token.type == "inline":
            start = token.map[0] if token.map else _line_of(token.content, text)
            found = list(_inline_links(token))
            if tokens[index - 1].type in ("th_open", "td_open"):
                begin = in_row[1] if in_row[0] == start else 0
                cell = max(lines[start].find(token.content, begin), begin)
                in_row = (start, cell + len(token.content))
        else:
            continue
        if not found:
            continue
        held = _Held(lines, start, token.content, cell)
        for target, at, is_picture in found:
            line, column = held.position(at) if at >= 0 else _defined(target, definitions, lines, held)
            references.append(Reference(target, Place(path, first_line + line, column), is_picture))
    return tuple(references)


class _Held:
    """A block's text, and the lines of the source that it was taken from, which may begin with marks of quotations or
    lists."""

    def __init__(self, lines: Sequence[str], start: int, content: str, cell: int | None) -> None:
        """`cell` is where a table's cell begins in its row; None of other blocks, whose text reaches to the ends of
        lines."""
        self._lines = lines
        self._start = start
        self._own = content.split("\n")
        self._starts = list(accumulate((len(own) + 1 for own in self._own), initial=0))
        self._cell = cell

    def position(self, at: int) -> tuple[int, int]:
        """Line of the body, from 0, and column, from 1, of character `at`."""
        number = bisect_right(self._starts, at) - 1
        own, in_line = self._own[number], at - self._starts[number]
        line = self._start + number
        source = self._lines[line] if line < len(self._lines) else ""
        words = own.strip()
        begin = source.rfind(words) if self._cell is None else source.find(words, self._cell)
        if begin < 0:  # the source differs from the text, as by `\\|` in a cell
            begin = source.find(own[in_line : in_line + _ENOUGH], self._cell or 0)
            return line, max(begin, 0) + 1
        return line, begin - (len(own) - len(own.lstrip())) + in_line + 1


def _line_of(content: str, whole: str) -> int:
    """The line, from 0, of an inline note (`^[words]`), for which markdown-it keeps none."""
    at = whole.find("^[" + content.split("\n", maxsplit=1)[0])
    return whole.count("\n", 0, at) if at >= 0 else 0


def _inline_links(token: Token) -> Iterator[_Found]:
    for child in token.children or ():
        start, end = child.meta.get(_SPAN, (0, 0))
        written = token.content[start:end]
        if child.type == "html_inline":
            yield from _raw_links(child.content, start)
        elif child.type == "link_open":
            target = str(child.attrs["href"])
            yield _Found(target, _target_offset(written, target, start), False)
        elif child.type == "image":
            yield _Found(str(child.attrs["src"]), _target_offset(written, "", start), True)


def _target_offset(written: str, target: str, start: int) -> int:
    """Where in the paragraph the target of `written` begins; -1 where it is defined elsewhere."""
    if written.startswith("<"):
        return start + 1
    if target.startswith(WIKI_SCHEME) and written.startswith("[["):
        return start + 2
    if not written.endswith(")"):
        return -1
    opening = _opening_of_target(written)
    return start + opening + len(written[opening:]) - len(written[opening:].lstrip(" \n<"))


def _opening_of_target(written: str) -> int:
    """The offset after `](` of `[words](target "title")`: the one whose words are balanced."""
    depth = 0
    position = written.find("[")
    while position < len(written):
        character = written[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = max(written.find("`", position + 1), position)
        elif character in "[]":
            depth += 1 if character == "[" else -1
            if depth == 0 and written.startswith("(", position + 1):
                return position + 2
        position += 1
    return len(written)


def _defined(target: str, definitions: Mapping[str, Any], lines: Sequence[str], held: _Held) -> tuple[int, int]:
    """Where the definition that gives `target` writes it."""
    for definition in definitions.values():
        if definition["href"] == target and definition.get("map"):
            line = definition["map"][0]
            return line, max(lines[line].find("]:"), 0) + 2 + _spaces(lines[line].partition("]:")[2]) + 1
    return held.position(0)


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" <"))


def _raw_links(html: str, start: int) -> Iterator[_Found]:
    """Targets in raw HTML, comments and scripts left out."""
    parser = _RawLinks(html)
    parser.feed(html)
    for target, at, is_picture in parser.found:
        yield _Found(target, start + at, is_picture)


class _RawLinks(HTMLParser):
    """Collects the targets of `<a>` and `<img>`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Found] = []
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Read `<![…` as a comment, as HTML does; the library fails on some of these."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"a": "href", "img": "src"}.get(tag)
        line, column = self.getpos()
        target = next((value or "" for name, value in attrs if name == wanted), None)
        if target is None:
            return
        for written in _ATTRIBUTE.finditer(self.get_starttag_text() or ""):
            if written[1].lower() == wanted:
                inside = written.start(2) + (written[2][0] in "\"'") if written[2] else written.start(1)
                self.found.append(_Found(target, self._starts[line - 1] + column + inside, tag == "img"))
                return
