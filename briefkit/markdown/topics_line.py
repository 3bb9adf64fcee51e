"""The block rule for `{topics="ai trade"}`: a line of its own that places the block after it by hand."""

import re

from markdown_it.rules_block import StateBlock

_LINE = re.compile(r'\{topics\s*=\s*(?:"([^"]*)"|“([^”]*)”|\'([^\']*)\')\s*\}\s*')
_WORD = re.compile(r"\S+")


def topics_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Turn the line into a `topics_line` token; meta["slugs"] has each slug with its column, from 1;
    it is None where the line is not understood.
    """
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{topics", begin):
        return False
    if silent:
        return True
    found = _LINE.fullmatch(state.src, begin, state.eMarks[start])
    token = state.push("topics_line", "", 0)
    token.hidden = True
    token.map = [start, start + 1]
    token.meta = {"slugs": None}
    if found:
        words = _WORD.finditer(state.src, *found.span(found.lastindex or 1))
        line_start = state.src.rfind("\n", 0, begin) + 1
        token.meta = {"slugs": tuple((word[0], word.start() - line_start + 1) for word in words)}
    state.line = start + 1
    return True
