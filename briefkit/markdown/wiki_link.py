"""The inline rule for `[[slug]]` and `[[slug|text]]`: links to reports by slug."""

import re

from markdown_it.rules_inline import StateInline

from briefkit.model.passages import WIKI_SCHEME

UNTITLED = 'class="untitled"'
_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Turn `[[slug|text]]` into a link whose address is `wiki:slug`; without a text the slug stands for it."""
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found or not found[1].strip():
        return False
    if not silent:
        target, words = found[1].strip(), (found[2] or "").strip()
        link = state.push("link_open", "a", 1)
        link.attrSet("href", WIKI_SCHEME + target)
        if not words:
            link.attrSet("class", "untitled")  # whoever resolves the link puts its title in
        state.push("text", "", 0).content = words or target
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
