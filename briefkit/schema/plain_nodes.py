"""A shortcut for the front matter of most reports; the result is what PyYAML gives.

It takes keys in small letters whose value is a text on the same line, or a list of such texts, without comments, and
with no escapes but those of quotes. Front matter with anything else in it is read by PyYAML as a whole.
"""

import re

from briefkit.schema.nodes import MAX_CHARACTERS, Items, Node, Pairs, Scalar

_QUOTED = r""""[^"\\\n]*+(?>(?:\\["\\][^"\\\n]*+)*)"|'[^'\n]*+'"""
_ESCAPE = re.compile(r'\\(["\\])')
_RUN = r"[^#:\n]*+"
_TEXT = rf"(?:{_QUOTED}|[^\W_]{_RUN}(?>(?::(?![ \n]){_RUN})*))"
"""In quotes, or without a `#` and without a `:` before a space: there a comment or a mapping may begin."""

_IN_BRACKETS = rf"(?:{_QUOTED}|[^\W_][\w .-]*+)"
_ITEM = re.compile(rf"- +({_TEXT}) *\n")
_ITEM_IN_BRACKETS = re.compile(_IN_BRACKETS)
_ENTRY = re.compile(
    rf"([a-z][a-z_-]{{0,60}}+):(?: +({_TEXT}) *\n"
    rf"| *\n(( *)- +{_TEXT} *\n(?>(?:\4- +{_TEXT} *\n)*))"
    rf"| +(\[ *(?:{_IN_BRACKETS} *(?>(?:, *{_IN_BRACKETS} *)*))?\]) *\n)"
)


def plain_nodes(text: str) -> Pairs | None:
    """The mapping in the YAML `text`; None where the shortcut cannot read it."""
    pairs: list[tuple[Node, Node]] = []
    at = line = 0
    # Characters that cannot be printed are other line breaks, or not allowed. They are looked for here, not in each
    # expression: with such ranges in them, these would take longer to compile than everything else here.
    if len(text) > MAX_CHARACTERS or not text.replace("\n", " ").isprintable():
        return None
    while at < len(text):
        found = _ENTRY.match(text, at)
        if not found:
            return None
        key, written, block, indent, _ = found.groups()
        value: Node
        if written is not None:
            value = _scalar(written, line, found.start(2) - at)
            lines = 1
        elif block is not None:
            texts = _ITEM.finditer(text, found.start(3), found.end(3))
            column = len(indent)
            items = [_scalar(one[1], line + n, column + one.start(1) - one.start()) for n, one in enumerate(texts, 1)]
            value = Items(tuple(items), line + 1, column)
            lines = 1 + len(items)
        else:
            texts = _ITEM_IN_BRACKETS.finditer(text, found.start(5), found.end(5))
            items = [_scalar(one[0], line, one.start() - at) for one in texts]
            value = Items(tuple(items), line, found.start(5) - at)
            lines = 1
        pairs.append((Scalar(key, line, 0), value))
        at, line = found.end(), line + lines
    return Pairs(tuple(pairs), 0, 0) if pairs else None


def _scalar(written: str, line: int, column: int) -> Scalar:
    if written[0] in "\"'":
        text = written[1:-1]
        return Scalar(_ESCAPE.sub(r"\1", text) if written[0] == '"' and "\\" in text else text, line, column, True)
    return Scalar(written.rstrip(" "), line, column)
