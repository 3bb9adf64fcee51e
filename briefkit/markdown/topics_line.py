"""The block rule for `{topics="ai trade"}`: a line of its own that places the block after it by hand."""

import re

from markdown_it.rules_block import StateBlock

_LINE = re.compile(r'\{topics\s*=\s*(?:"([^"]*)"|“([^”]*)”|\'([^\']*)\')\s*\}\s*')


def topics_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Turn the line into a `topics_line` token; meta["slugs"] is None where the line is not understood."""
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
    token.meta = {"slugs": tuple(found[found.lastindex or 1].split()) if found else None}
    state.line = start + 1
    return True
