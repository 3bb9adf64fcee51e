"""The core rule that refuses blocks no writer means: some would take minutes to read, or hold what is lost.

markdown-it tries every `[` as a link's beginning, and an HTML parser rebuilds its stack for every tag left
open; both are quadratic. It also drops silently what nests deeper than its limit.
"""

from dataclasses import dataclass

from markdown_it.rules_core import StateCore

MAX_NESTING = 40
MAX_CHARACTERS = 20_000
MAX_OPEN_TAGS = 200
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
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
        elif token.type == "html_block" and _left_open(token.content) > MAX_OPEN_TAGS:
            message = f"more than {MAX_OPEN_TAGS} tags are left open in this raw HTML"
            refused.append(Refusal("raw-html-is-closed", message, "close them, or write Markdown", line))
            token.content = ""
        elif token.level >= MAX_NESTING - 1 and token.map and not too_deep:
            too_deep = True
            message = f"quotations or lists stand more than {MAX_NESTING // 2} deep in one another here"
            hint = "take some levels out: what lies deeper is not read"
            refused.append(Refusal("nesting-is-reasonable", message, hint, line))


def _left_open(html: str) -> int:
    return html.count("<") - 2 * html.count("</")
