"""The core rule that refuses blocks which no writer means: some take minutes to parse, others lose words.

markdown-it tries every `[` as the beginning of a link, and an HTML parser rebuilds its stack for every tag that is
left open: both take quadratic time. And markdown-it silently drops what nests deeper than its limit.
"""

import re
from collections import Counter
from typing import NamedTuple

from markdown_it.rules_core import StateCore

MAX_NESTING = 40
MAX_CHARACTERS = 20_000
MAX_OPEN_TAGS = 200
REFUSED = "refused"
RAW_HTML_IS_OPEN = (
    "raw-html-is-closed",
    f"more than {MAX_OPEN_TAGS} tags are left open in this raw HTML",
    "close them, or write Markdown",
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Refusal(NamedTuple):
    """A block that was not read: what is wrong with it, and its line in the body, from 0."""

    rule: str
    message: str
    hint: str
    line: int


def bounds(state: StateCore) -> None:
    """Empty every block that is out of bounds and note why in `env["refused"]`; runs before inline parsing."""
    refused: list[Refusal] = state.env.setdefault(REFUSED, [])
    too_deep = False
    for token in state.tokens:
        line = token.map[0] if token.map else 0
        if token.type == "inline" and len(token.content) > MAX_CHARACTERS:
            message = f"this paragraph has more than {MAX_CHARACTERS:,} characters"
            refused.append(Refusal("paragraph-is-of-readable-length", message, "divide it", line))
            token.content = ""
        elif token.type == "html_block" and left_open(token.content) > MAX_OPEN_TAGS:
            refused.append(Refusal(*RAW_HTML_IS_OPEN, line))
            token.content = ""
        elif token.level >= MAX_NESTING - 1 and not too_deep:
            too_deep = True
            message = f"quotations or lists stand more than {MAX_NESTING // 2} deep in one another here"
            hint = "take some levels out: what lies deeper is not read"
            refused.append(Refusal("nesting-is-reasonable", message, hint, line))


def left_open(html: str) -> int:
    """The greatest number of tags that are open at once; an end tag closes one of its own name only."""
    if html.count("<") <= MAX_OPEN_TAGS:
        return 0
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if not closing and name.lower() not in _VOID:
            opened[name.lower()] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif closing and opened[name.lower()]:
            opened[name.lower()] -= 1
            depth -= 1
    return deepest
