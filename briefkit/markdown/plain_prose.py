"""Shortcuts for prose with no markup but stress and links, which is most of every report.

The result is what markdown-it's own rules give, which asks eleven of them about every line and as many about every
run of words. In such paragraphs no other rule can find anything.
"""

import re
from itertools import takewhile

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.markdown.bounds import MAX_CHARACTERS
from briefkit.markdown.plain import folded

_MARKS = r"\x00-\x1f&*<>\[\\\]_`~\x7f-\x9f"
UNMARKED = rf"[^{_MARKS}|]"
"""A character that no rule looks for inside a line. The class names those that rules do look for, all below U+0100:
with others in it, each of some twenty such classes would take a millisecond to compile. (Control characters that no
text may hold were refused before.)"""

_UNMARKED = rf"[^{_MARKS}]"
"""The same and `|`, which means nothing in a line of prose."""

BEGINNING = r'(?!\d+[.)])["“‘«„(]?[^\W_]'
"""How a line begins that cannot begin a block of another kind: with a letter or digit (but not with a list's number),
perhaps behind a quotation mark or bracket."""

ENDING = r"(?=\n?\Z|\n\n)"
"""What follows a block that nothing can continue: an empty line, or the end of the text."""

_OPENS = r'(?<![^ \n("“‘])'
_CLOSES = r'(?:(?<=[^\W_*]MARK)(?=[ \n.,:;!?)"”’]|\Z)|(?<=[.,:;!?)]MARK)(?=[ \n]|\Z))'
_STRESS = "|".join(
    rf"{_OPENS}{mark}[^\W_]{_UNMARKED}*+{mark}{_CLOSES.replace('MARK', mark)}" for mark in (r"\*", r"\*\*")
)
"""Words between two marks of stress of which the first can only open and the second only close it (CommonMark 0.31,
section 6.2)."""

_LINK = rf"(?<!!)\[{UNMARKED}++\]\((?!/)[A-Za-z0-9_./#-]++\)"
"""A link with plain words to a relative path, in characters that need no encoding."""

_REST = rf"{_UNMARKED}*+(?>(?:(?:{_STRESS}|{_LINK}){_UNMARKED}*+)*)"
_LINE = rf"(?:{BEGINNING}|{_STRESS}){_REST}"
_PARAGRAPH = rf"{_LINE}(?>(?:(?<! )\n{_LINE})*)(?:\n\n|\n?\Z)"
_PROSE = re.compile(f"(?>(?:{_PARAGRAPH})+)")
_WORDS = re.compile(_REST)
_PLAIN = re.compile(f"{_UNMARKED}++")

_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
"""A link among plain words, where there are no other brackets of this kind: its words and its target."""

PROSE = "prose"
"""The type of the one token that stands for paragraphs of plain words in a row; an empty line is between them."""

WORDS = "words"
"""The type of the one token that stands for a block that is a single line of plain words, its tag saying which."""


def prose_at(text: str, at: int, line: int) -> Token | None:
    """One token for the plain paragraphs that follow each other from character `at`, on line `line`; or None."""
    found = _PROSE.match(text, at)
    words = found[0].rstrip("\n") if found else ""
    if len(words) > MAX_CHARACTERS:  # all together: take those before the first that is too long by itself
        words = "\n\n".join(takewhile(lambda words: len(words) <= MAX_CHARACTERS, words.split("\n\n")))
    if not words:
        return None
    return Token(PROSE, "p", 0, content=words, map=[line, line + words.count("\n") + 1], block=True)


def one_line(tag: str, content: str, line: int) -> Token:
    """The token of a block that is a single line: of type `WORDS` if it is plain, else for markdown-it to parse."""
    kind = WORDS if _WORDS.fullmatch(content) else "inline"
    return Token(kind, tag, 0, content=content, map=[line, line + 1], block=True)


def words_as_html(words: str) -> str:
    """Plain words as HTML."""
    html = words.replace('"', "&quot;")  # plain words hold none of the other characters that HTML escapes
    if "*" in html:
        html = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))
    return LINK.sub(r'<a href="\2">\1</a>', html) if "[" in html else html


def words_as_text(words: str) -> str:
    """Plain words as a reader sees them."""
    text = words.replace("*", "") if "*" in words else words
    text = LINK.sub(r"\1", text) if "[" in text else text
    return text if text.isascii() and "  " not in text and "\n" not in text else folded(text)


def inline(state: StateCore) -> None:
    """Parse what stands in each block; words without markup are one run of text."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _PLAIN.fullmatch(token.content):
            token.children = [Token("text", "", 0, content=token.content)]
        else:
            token.children = []
            parse(token.content, state.md, state.env, token.children)
