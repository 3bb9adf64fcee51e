"""From Markdown text to a `Body`: passages where prose stands, markup between them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it.token import Token

from briefkit.markdown.bounds import MAX_OPEN_TAGS, RAW_HTML_IS_OPEN, REFUSED, left_open
from briefkit.markdown.parser import parser
from briefkit.markdown.plain import passage_hash, plain_text
from briefkit.markdown.plain_prose import PROSE
from briefkit.markdown.references import references_in
from briefkit.markdown.sanitize import sanitized
from briefkit.model.issues import Issue, Place
from briefkit.model.names import PassageId, Slug, slugify
from briefkit.model.passages import Block, Body, Markup, Passage, PassageKind, Placement

_CONTAINERS = {
    "paragraph_open": PassageKind.PARAGRAPH,
    "blockquote_open": PassageKind.QUOTATION,
    "table_open": PassageKind.TABLE,
}
_LISTS = ("bullet_list_open", "ordered_list_open")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an entity such as `&#12;` can still make, and neither a feed nor a terminal can hold."""

_NOTE_ID = re.compile(r' id="(fn(?:ref)?\d+(?::\d+)?)"')
"""Ids of notes, which raw HTML may write too: links to them lead somewhere."""

_TOPICS_HINT = 'write {topics="ai trade"} on a line of its own before the paragraph, list, quotation or table'


def read_body(text: str, path: str, first_line: int, shortcuts: bool = True) -> tuple[Body, tuple[Issue, ...]]:
    """Parse a Markdown body whose first line is line `first_line` of `path`.

    Never raises for what a writer wrote. Problems are `{topics...}` lines that are not understood or
    stand before nothing; links are collected, not judged. Without `shortcuts` the same is read more slowly.
    """
    env: dict[str, Any] = {}
    tokens = parser(shortcuts).parse(text, env)
    building = _Building(path, first_line, env)
    building.tell_refused()
    _prepare(tokens)
    _add_blocks(tokens, building)
    definitions = env.get("references", {})
    references = references_in(tokens, text.split("\n"), path, first_line, definitions)
    anchors = building.anchors | {block.id for block in building.blocks if isinstance(block, Passage)}
    anchors |= {name for block in building.blocks if 'id="fn' in block.html for name in _NOTE_ID.findall(block.html)}
    body = Body(tuple(building.blocks), references, frozenset(anchors))
    return body, tuple(building.issues)


@dataclass(slots=True)
class _Building:
    """What has been read of one body so far."""

    path: str
    first_line: int
    env: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    repeats: Counter[str] = field(default_factory=Counter)
    section: int = 0
    pending: tuple[Token, tuple[Placement, ...]] | None = None

    def place(self, token: Token) -> Place:
        return Place(self.path, self.first_line + (token.map[0] if token.map else 0))

    def html(self, tokens: Sequence[Token]) -> str:
        markdown = parser()
        html: str = markdown.renderer.render(list(tokens), markdown.options, self.env)
        if not _has_raw_html(tokens):
            return html
        if left_open(html) > MAX_OPEN_TAGS:  # small pieces of raw HTML, each open, in one block
            self.issues.append(Issue(*RAW_HTML_IS_OPEN[:2], self.place(tokens[0]), RAW_HTML_IS_OPEN[2]))
            return ""
        return sanitized(html)

    def markup(self, html: str) -> None:
        if html:
            self.blocks.append(Markup(_UNPRINTABLE.sub("\ufffd", html)))

    def passage(self, kind: PassageKind, html: str, token: Token, topics: tuple[Placement, ...] | None) -> bool:
        """Add a passage; False where there are no words in it."""
        html = _UNPRINTABLE.sub("\ufffd", html)
        text = plain_text(html)
        if text:
            self.add(kind, text, html, token, topics)
        return bool(text)

    def add(
        self, kind: PassageKind, text: str, html: str, token: Token, topics: tuple[Placement, ...] | None
    ) -> None:
        """Add a passage of which the plain text is known."""
        name = passage_hash(text)
        repeat = self.repeats[name]
        self.repeats[name] += 1
        passage_id = PassageId(f"{name}-{repeat}" if repeat else name)
        self.blocks.append(Passage(passage_id, kind, text, html, self.section, self.place(token), topics))

    def refuse_topics(self, token: Token, message: str) -> None:
        self.issues.append(Issue("topics-line-is-understood", message, self.place(token), _TOPICS_HINT))

    def tell_refused(self) -> None:
        """Tell of the blocks that the parser left out."""
        for refusal in self.env[REFUSED]:
            place = Place(self.path, self.first_line + refusal.line)
            self.issues.append(Issue(refusal.rule, refusal.message, place, refusal.hint))

    def take_topics(self) -> tuple[Placement, ...] | None:
        pending, self.pending = self.pending, None
        return pending[1] if pending else None

    def drop_topics(self) -> None:
        if self.pending:
            self.refuse_topics(self.pending[0], "this topics line stands before nothing that it could place")
            self.pending = None


def _add_blocks(tokens: Sequence[Token], building: _Building) -> None:
    for start, end in _outermost(tokens):
        opening = tokens[start]
        if opening.type == PROSE and opening.content:
            _add_prose(opening, building)
            continue
        inner = tokens[start : end + 1]
        for token in inner[1:]:
            if token.type == "topics_line":
                building.refuse_topics(token, "this topics line stands inside another block")
        if opening.type == "topics_line":
            building.drop_topics()
            slugs = opening.meta["slugs"]
            if slugs is None:
                building.refuse_topics(opening, "this topics line is not understood")
            else:
                line = building.place(opening).line
                named = (Placement(Slug(slug), Place(building.path, line, column)) for slug, column in slugs)
                building.pending = (opening, tuple(named))
        elif opening.type == "heading_open":
            building.drop_topics()
            _add_heading(inner, building)
        elif opening.type in _LISTS:
            _add_items(inner, building, building.take_topics())
        elif opening.type == "paragraph_open" and _is_picture(inner):
            _add_figure(inner[1], building)
        elif opening.type in _CONTAINERS:
            _add_container(inner, building)
        else:
            building.drop_topics()
            building.markup(building.html(inner))
    building.drop_topics()


def _outermost(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last index of each outermost block."""
    depth = start = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            yield start, index


def _add_container(tokens: Sequence[Token], building: _Building) -> None:
    """A paragraph, quotation or table: one passage, if there are words in it."""
    html = building.html(tokens)
    topics = building.pending[1] if building.pending else None
    if building.passage(_CONTAINERS[tokens[0].type], html, tokens[0], topics):
        building.pending = None
    else:
        building.markup(html)
        building.drop_topics()


def _add_prose(token: Token, building: _Building) -> None:
    """A plain paragraph, which is a passage unless it was refused."""
    words = token.content
    topics, building.pending = (building.pending[1] if building.pending else None), None
    html = words.replace('"', "&quot;")
    text = " ".join(unicodedata.normalize("NFC", words).split())
    building.add(PassageKind.PARAGRAPH, text, f"<p>{html}</p>\n", token, topics)


def _add_heading(tokens: Sequence[Token], building: _Building) -> None:
    """A heading with an id that no name of the theme begins like."""
    building.section += 1
    html = building.html(tokens[1:-1])
    stem = "s-" + (slugify(plain_text(html)) or "section")
    name = stem
    while name in building.anchors:
        building.repeats[stem] += 1
        name = f"{stem}-{building.repeats[stem] + 1}"
    building.anchors.add(name)
    building.markup(f'<{tokens[0].tag} id="{escape(name)}">{html}</{tokens[0].tag}>\n')


def _add_items(tokens: Sequence[Token], building: _Building, topics: tuple[Placement, ...] | None) -> None:
    """A list: each of its outermost items is a passage."""
    building.markup(building.html(tokens[:1]))
    items = tokens[1:-1]
    for start, end in _outermost(items):
        if not building.passage(PassageKind.ITEM, building.html(items[start + 1 : end]), items[start], topics):
            building.markup(building.html(items[start : end + 1]))
    building.markup(f"</{tokens[0].tag}>\n")


def _is_picture(tokens: Sequence[Token]) -> bool:
    children = tokens[1].children or []
    return len(children) == 1 and children[0].type == "image"


def _add_figure(inline: Token, building: _Building) -> None:
    """A paragraph that is one picture: a figure, whose caption, if it has a title, is a passage."""
    picture = (inline.children or [])[0]
    caption = str(picture.attrs.pop("title", ""))
    building.markup(f"<figure>{building.html([inline])}")
    if caption.strip():
        building.passage(PassageKind.CAPTION, escape(caption), inline, building.take_topics())
    else:
        building.drop_topics()
    building.markup("</figure>\n")


def _prepare(tokens: Sequence[Token]) -> None:
    """Fit the outline under the page's own h1 without gaps, and write alignment as a class, not a style."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open" and token.level == 0]
    shift = 2 - min(levels, default=2)
    last = 1
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            if token.level:  # inside a quotation or list: words that stand out, no part of the page's outline
                token.tag = tokens[index + 2].tag = "p"
                token.attrs = {"class": "subhead"}
                continue
            last = min(int(token.tag[1]) + shift, last + 1, 6)
            token.tag = tokens[index + 2].tag = f"h{last}"
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).rsplit(":", 1)[-1]}


def _has_raw_html(tokens: Sequence[Token]) -> bool:
    return any(token.type in ("html_block", "html_inline") or _has_raw_html(token.children or ()) for token in tokens)
