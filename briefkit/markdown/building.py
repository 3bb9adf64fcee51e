"""A body being read: the blocks so far, and what must be known to add the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from briefkit.markdown.bounds import MAX_OPEN_TAGS, RAW_HTML_IS_OPEN, REFUSED, left_open
from briefkit.markdown.parser import parser
from briefkit.markdown.plain import passage_hash, plain_text
from briefkit.markdown.plain_prose import WORDS, words_as_html, words_as_text
from briefkit.markdown.sanitize import refused_tags, sanitized
from briefkit.model.characters import UNPRINTABLE
from briefkit.model.issues import Issue, Place, advice
from briefkit.model.names import PassageId
from briefkit.model.passages import Block, Markup, Passage, PassageKind, Placement

Topics = tuple[Placement, ...] | None
"""What a `{topics=...}` line says of the block below it; None where there is none."""

_TOPICS_HINT = 'write {topics="ai trade"} on a line of its own before the paragraph, list, quotation or table'


@dataclass(slots=True)
class Building:
    """The body of the file `path`, which begins on line `first_line` of it; `env` is the parser's.

    `has_raw_html` may be False only for a body without a `<`. `anchors` are the ids given so far, `repeats` how often
    each was wanted again, `section` the number of headings. `pending` is the `{topics=...}` line above, until the
    block that it places is added.
    """

    path: str
    first_line: int
    env: dict[str, Any]
    has_raw_html: bool
    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    repeats: dict[str, int] = field(default_factory=dict)
    section: int = 0
    pending: tuple[Token, tuple[Placement, ...]] | None = None

    def place(self, token: Token) -> Place:
        """Where `token` begins."""
        return Place(self.path, self.first_line + (token.map[0] if token.map else 0))

    def html(self, tokens: Sequence[Token]) -> str:
        """The HTML of `tokens`."""
        return self._safe(self._rendered(tokens), tokens)

    def read(self, tokens: Sequence[Token], before: str = "", after: str = "") -> tuple[str, str]:
        """The HTML of `tokens`, with `before` and `after` around it, and its plain text."""
        first = tokens[0] if tokens else None
        if first and first.type == WORDS:
            return f"{before}{words_as_html(first.content)}{after}", words_as_text(first.content)
        html = printable(self._safe(f"{before}{self._rendered(tokens)}{after}", tokens))
        return html, plain_text(html)

    def _rendered(self, tokens: Sequence[Token]) -> str:
        markdown = parser()
        html: str = markdown.renderer.render(tokens, markdown.options, self.env)
        return html

    def _safe(self, html: str, tokens: Sequence[Token]) -> str:
        """`html`, made from `tokens`: raw HTML in it is sanitised, or refused where too many tags stay open."""
        if not (self.has_raw_html and _has_raw_html(tokens)):
            return html
        if left_open(html) > MAX_OPEN_TAGS:  # small pieces of raw HTML, each open, in one block
            self.issues.append(Issue(*RAW_HTML_IS_OPEN[:2], self.place(tokens[0]), RAW_HTML_IS_OPEN[2]))
            return ""
        if lost := refused_tags(html):
            tags = ", ".join(f"<{tag}>" for tag in lost)
            hint = "link to what is to be shown; headings are Markdown's"
            self.issues.append(advice("html-is-allowed", f"pages leave out {tags}", self.place(tokens[0]), hint))
        return sanitized(html)

    def markup(self, html: str) -> None:
        """Add HTML that is no passage."""
        if html:
            self.blocks.append(Markup(printable(html)))

    def add(self, kind: PassageKind, text: str, html: str, place: Place, topics: Topics) -> None:
        """Add a passage, with an id made from its plain text."""
        stem = name = passage_hash(text)
        if name in self.anchors:
            repeat = self.repeats[stem] = self.repeats.get(stem, 0) + 1
            name = f"{stem}-{repeat}"
        self.anchors.add(name)
        self.blocks.append(Passage(PassageId(name), kind, text, html, self.section, place, topics))

    def refuse_topics(self, token: Token, message: str) -> None:
        """Tell of a `{topics=...}` line that places nothing."""
        self.issues.append(Issue("topics-line-is-understood", message, self.place(token), _TOPICS_HINT))

    def tell_refused(self) -> None:
        """Tell of the blocks that the parser left out."""
        for refusal in self.env[REFUSED]:
            place = Place(self.path, self.first_line + refusal.line)
            self.issues.append(Issue(refusal.rule, refusal.message, place, refusal.hint))

    def take_topics(self) -> Topics:
        """What the `{topics=...}` line above says. Only the next block takes it."""
        pending, self.pending = self.pending, None
        return pending[1] if pending else None

    def drop_topics(self) -> None:
        """Refuse the `{topics=...}` line above, if there is one: what follows it is no passage."""
        if self.pending:
            self.refuse_topics(self.pending[0], "this topics line stands before nothing that it could place")
            self.pending = None


def printable(html: str) -> str:
    """`html` with U+FFFD for each character that must not be in it; an entity such as `&#12;` can still make one."""
    return html if html.isprintable() else UNPRINTABLE.sub("\ufffd", html)


def _has_raw_html(tokens: Sequence[Token]) -> bool:
    return any(token.type in ("html_block", "html_inline") or _has_raw_html(token.children or ()) for token in tokens)
