"""Shortcuts for prose without markup, which is most of every wire report, to what the long way leads to.

A paragraph of one line that begins with a letter and holds nothing that any rule looks for needs none of them
tried on it: markdown-it asks ten block rules about each line, and ten inline rules about each run of words.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_PLAIN = r"[^\\`*_~\[\]<>&\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*"
_WORDS = re.compile(_PLAIN)
_LINE = re.compile(rf'["“‘(]?[^\W\d_]{_PLAIN}')
"""A line that begins with a letter, perhaps in quotation marks or brackets, without any character of markup."""


PROSE = "prose"
"""The type of the one token that stands for a plain paragraph."""


def plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph of one plain line that stands outside all other blocks, as a token with its words."""
    if silent or state.level or state.blkIndent or state.tShift[start]:
        return False
    after = start + 1
    if after < state.lineMax and not state.isEmpty(after):
        return False
    begin, stop = state.bMarks[start], state.eMarks[start]
    if not _LINE.fullmatch(state.src, begin, stop):
        return False
    state.line = after
    state.tokens.append(Token(PROSE, "p", 0, content=state.src[begin:stop].strip(), map=[start, after], block=True))
    return True


def inline(state: StateCore) -> None:
    """Parse what stands in each block; words without markup are one run of text."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type != "inline":
            continue
        content = token.content
        if content and _WORDS.fullmatch(content):
            token.children = [Token("text", "", 0, content=content)]
        else:
            token.children = []
            parse(content, state.md, state.env, token.children)
