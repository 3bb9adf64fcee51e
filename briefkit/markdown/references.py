"""Links and pictures in a body, each with the line and column where its target is written."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from briefkit.markdown.wiki_link import SCHEME
from briefkit.model.issues import Place
from briefkit.model.passages import Reference

_RAW_TARGET = re.compile(r"""<(a|img)\b[^>]*?\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def references_in(tokens: Sequence[Token], lines: Sequence[str], path: str, first_line: int) -> tuple[Reference, ...]:
    """Every link and picture in `tokens`; `lines` are the body's, line 0 being `first_line` of the file.

    markdown-it keeps lines for blocks and no columns at all, so the target is looked for in its block.
    """
    found: list[Reference] = []
    for token in tokens:
        if token.type not in ("inline", "html_block") or token.map is None:
            continue
        start, end = token.map
        text = "\n".join(lines[start:end])
        position = 0
        for target, is_picture in _targets(token):
            at = _offset(text, target, position)
            position = at if at >= 0 else position
            before = text[: max(at, 0)]
            line = first_line + start + before.count("\n")
            place = Place(path, line, len(before) - (before.rfind("\n") + 1) + 1)
            found.append(Reference(target, place, is_picture))
    return tuple(found)


def _targets(token: Token) -> Iterator[tuple[str, bool]]:
    if token.type == "html_block":
        yield from _raw_targets(token.content)
        return
    for child in token.children or ():
        if child.type == "link_open":
            yield str(child.attrs["href"]), False
        elif child.type == "image":
            yield str(child.attrs["src"]), True
            yield from _targets(child)
        elif child.type == "html_inline":
            yield from _raw_targets(child.content)


def _raw_targets(html: str) -> Iterator[tuple[str, bool]]:
    for found in _RAW_TARGET.finditer(html):
        yield found[2] or found[3] or "", found[1].lower() == "img"


def _offset(text: str, target: str, position: int) -> int:
    """Where `target` is written in `text` at or after `position`; -1 where it stands elsewhere (`[x][1]`)."""
    if target.startswith(SCHEME):
        at = text.find("[[", position)
        return at if at < 0 else at + 2
    for written in dict.fromkeys((target, unquote(target))):
        found = re.compile(r"\(\s*<?" + re.escape(written)).search(text, position)
        if found:
            return found.end() - len(written)
        at = text.find(written, position)
        if at >= 0:
            return at
    return -1
