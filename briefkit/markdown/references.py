"""Links and pictures in a body, each with the line and column where its target is written.

markdown-it keeps lines for blocks and no columns at all. The rules that make links are therefore wrapped:
each notes which characters of its paragraph it took (`remember_span`), and the paragraph's lines are found
again in the source.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, NamedTuple

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.markdown.wiki_link import SCHEME
from briefkit.model.issues import Place
from briefkit.model.passages import Reference

_LINKS = ("link_open", "image", "html_inline")
_SPAN = "span"


class _Found(NamedTuple):
    """A target and where it begins, in characters of the text that holds it."""

    target: str
    at: int
    is_picture: bool


def remember_span(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The same inline rule, leaving in the tokens of links which characters of the paragraph they were made from."""

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
    tokens: Sequence[Token], lines: Sequence[str], path: str, first_line: int, definitions: Mapping[str, Any]
) -> tuple[Reference, ...]:
    """Every link and picture in `tokens`, in order.

    `lines` are the body's, line 0 being `first_line` of the file `path`; `definitions` are markdown-it's
    `references`, for links whose target stands elsewhere (`[words][label]`).
    """
    references: list[Reference] = []
    for token in tokens:
        if token.type == "html_block" and token.map:
            held, found = _Held(lines, token.map[0], token.content), list(_raw_links(token.content, 0))
        elif token.type == "inline":
            start = token.map[0] if token.map else _line_of(token.content, lines)
            held, found = _Held(lines, start, token.content), list(_inline_links(token))
        else:
            continue
        for target, at, is_picture in found:
            line, column = held.position(at) if at >= 0 else _defined(target, definitions, lines, held)
            references.append(Reference(target, Place(path, first_line + line, column), is_picture))
    return tuple(references)


class _Held:
    """A block's text and the source lines that hold it, marks of quotations and lists aside."""

    def __init__(self, lines: Sequence[str], start: int, content: str) -> None:
        self._lines = lines
        self.start = start
        self._content = content

    def position(self, at: int) -> tuple[int, int]:
        """Line of the body, from 0, and column, from 1, of character `at`."""
        before = self._content[:at]
        number = before.count("\n")
        in_line = at - (before.rfind("\n") + 1)
        own = self._content.split("\n")[number]
        line = self.start + number
        source = self._lines[line] if line < len(self._lines) else ""
        return line, max(source.rfind(own.strip()), 0) - (len(own) - len(own.lstrip())) + in_line + 1


def _line_of(content: str, lines: Sequence[str]) -> int:
    """The line that holds a note written where it stands, which markdown-it keeps no line for."""
    first = content.split("\n", maxsplit=1)[0]
    return next((number for number, line in enumerate(lines) if first in line), 0)


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
    if target.startswith(SCHEME) and written.startswith("[["):
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"a": "href", "img": "src"}.get(tag)
        line, column = self.getpos()
        written = self.get_starttag_text() or ""
        for name, value in attrs:
            if name == wanted and value is not None:
                named = written.lower().find(wanted)
                equals = written.find("=", named) + 1
                inside = equals + len(written[equals:]) - len(written[equals:].lstrip(" \"'\n"))
                self.found.append(_Found(value, self._starts[line - 1] + column + inside, tag == "img"))
                return
