"""From Markdown text to a `Body`: passages where prose stands, markup between them."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

from briefkit.markdown.building import Building, Topics, printable
from briefkit.markdown.parser import parser
from briefkit.markdown.plain import folded, plain_text
from briefkit.markdown.plain_blocks import TABLE
from briefkit.markdown.plain_prose import PROSE, words_as_html, words_as_text
from briefkit.markdown.references import references_in
from briefkit.markdown.slips import may_slip, slips
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug, slugify
from briefkit.model.passages import Body, PassageKind, Placement, Reference

_CONTAINERS = {
    "p": PassageKind.PARAGRAPH,
    "blockquote": PassageKind.QUOTATION,
    "table": PassageKind.TABLE,
}
"""What a block is, by its tag."""

_AROUND = {"p": ("<p>", "</p>\n"), "blockquote": ("<blockquote>\n<p>", "</p>\n</blockquote>\n")}
"""The tags before and after the words of a block that is a single line."""

_LISTS = ("bullet_list_open", "ordered_list_open")
_NOTE_ID = re.compile(r' id="(fn(?:ref)?\d+(?::\d+)?)"')
"""Ids of notes, in raw HTML as well: links to them resolve."""


def read_body(text: str, path: str, first_line: int, shortcuts: bool = True) -> tuple[Body, tuple[Issue, ...]]:
    """Parse a Markdown body whose first line is line `first_line` of `path`.

    Never raises for what a writer wrote. Problems are `{topics...}` lines that are not understood or
    stand before nothing; links are collected, not judged. Without `shortcuts` the result is the same, more slowly.
    """
    env: dict[str, Any] = {}
    tokens = parser(shortcuts).parse(text, env)
    building = Building(path, first_line, env, has_raw_html="<" in text)
    building.tell_refused()
    _prepare(tokens)
    _add_blocks(tokens, building)
    references: tuple[Reference, ...] = ()
    if "[" in text or "<" in text:
        references = references_in(tokens, text, path, first_line, env.get("references", {}))
        html = "".join([block.html for block in building.blocks])
        if 'id="fn' in html:
            building.anchors.update(_NOTE_ID.findall(html))
    if may_slip(text):
        building.issues += slips(building.blocks, text.split("\n"), first_line)
    return Body(tuple(building.blocks), references, frozenset(building.anchors)), tuple(building.issues)


def _add_blocks(tokens: Sequence[Token], building: Building) -> None:
    for start, end in _outermost(tokens):
        opening = tokens[start]
        if opening.type == PROSE:
            _add_prose(opening, building)
            continue
        inner = tokens[start : end + 1]
        for token in inner[1:]:
            if token.type == "topics_line":
                building.refuse_topics(token, "this topics line stands inside another block")
        if opening.type == "topics_line":
            building.drop_topics()
            _take_up_topics(opening, building)
        elif opening.type == "heading_open":
            building.drop_topics()
            _add_heading(inner, building)
        elif opening.type in _LISTS:
            _add_items(inner, building, building.take_topics())
        elif opening.type == "paragraph_open" and _is_picture(inner):
            _add_figure(inner[1], building)
        elif opening.tag in _CONTAINERS:
            _add_container(inner, building)
        else:
            building.drop_topics()
            building.markup(building.html(inner))
    building.drop_topics()


def _take_up_topics(line: Token, building: Building) -> None:
    """Keep what a `{topics=...}` line says for the block that follows."""
    slugs = line.meta["slugs"]
    if slugs is None:
        building.refuse_topics(line, "this topics line is not understood")
        return
    number = building.place(line).line
    named = [Placement(Slug(slug), Place(building.path, number, column)) for slug, column in slugs]
    building.pending = (line, tuple(named))


def _outermost(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last index of each outermost block."""
    depth = start = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            yield start, index


def _add_prose(prose: Token, building: Building) -> None:
    """Paragraphs of plain words, with an empty line between each two."""
    topics = building.take_topics()
    path, line = building.path, building.place(prose).line
    lines = prose.content.split("\n")
    one_line_each = not any(lines[1::2])
    for paragraph in lines[::2] if one_line_each else prose.content.split("\n\n"):
        words = paragraph.strip()
        html = f"<p>{words_as_html(words)}</p>\n"
        building.add(PassageKind.PARAGRAPH, words_as_text(words), html, Place(path, line), topics)
        line += 2 if one_line_each else paragraph.count("\n") + 2
        topics = None


def _add_container(tokens: Sequence[Token], building: Building) -> None:
    """A paragraph, quotation or table: one passage, if there are words in it."""
    first = tokens[0]
    kind = _CONTAINERS[first.tag]
    if first.type == TABLE:
        html, text = first.content, folded(first.meta["words"])
    elif first.nesting:
        html, text = building.read(tokens)
    else:
        html, text = building.read(tokens, *_AROUND[first.tag])
    if text:
        building.add(kind, text, html, building.place(first), building.take_topics())
    else:
        building.markup(html)
        building.drop_topics()


def _add_heading(tokens: Sequence[Token], building: Building) -> None:
    """A heading. Its id begins with `s-`, as no id of the theme's templates does."""
    building.section += 1
    html, text = building.read(tokens[1:-1])
    stem = "s-" + (slugify(text) or "section")
    name = stem
    while name in building.anchors:
        repeat = building.repeats[stem] = building.repeats.get(stem, 0) + 1
        name = f"{stem}-{repeat + 1}"
    building.anchors.add(name)
    building.markup(f'<{tokens[0].tag} id="{name}">{html}</{tokens[0].tag}>\n')


def _add_items(tokens: Sequence[Token], building: Building, topics: Topics) -> None:
    """A list: each of its outermost items is a passage."""
    building.markup(building.html(tokens[:1]))
    items = tokens[1:-1]
    for start, end in _outermost(items):
        item = items[start : end + 1]
        html, text = building.read(item[1:-1] or item)  # an item of a shortcut is a single token
        if text:
            building.add(PassageKind.ITEM, text, html, building.place(items[start]), topics)
        else:
            building.markup(building.html(item) if item[1:] else building.read(item, "<li>", "</li>\n")[0])
    building.markup(f"</{tokens[0].tag}>\n")


def _is_picture(tokens: Sequence[Token]) -> bool:
    children = tokens[1].children or []
    return len(children) == 1 and children[0].type == "image"


def _add_figure(inline: Token, building: Building) -> None:
    """A paragraph that is one picture: a figure, whose caption, if it has a title, is a passage."""
    picture = (inline.children or [])[0]
    caption = str(picture.attrs.pop("title", ""))
    building.markup(f"<figure>{building.html([inline])}")
    if caption.strip():
        html = printable(escape(caption))
        building.add(PassageKind.CAPTION, plain_text(html), html, building.place(inline), building.take_topics())
    else:
        building.drop_topics()
    building.markup("</figure>\n")


def _prepare(tokens: Sequence[Token]) -> None:
    """Let headings begin at h2 and skip no level; turn the alignment of cells from a style into a class."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open" and token.level == 0]
    shift = 2 - min(levels, default=2)
    last = 1
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            if token.level:  # inside a quotation or list it is no part of the page's outline
                token.tag = tokens[index + 2].tag = "p"
                token.attrs = {"class": "subhead"}
                continue
            last = min(int(token.tag[1]) + shift, last + 1, 6)
            token.tag = tokens[index + 2].tag = f"h{last}"
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).rsplit(":", 1)[-1]}
