"""The configured markdown-it parser, made once."""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import autolink, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from briefkit.markdown.bounds import MAX_NESTING, bounds
from briefkit.markdown.plain_blocks import blocks, plain_block
from briefkit.markdown.plain_prose import inline
from briefkit.markdown.references import remember_span
from briefkit.markdown.topics_line import topics_line
from briefkit.markdown.wiki_link import wiki_link


@cache
def parser(shortcuts: bool = True) -> MarkdownIt:
    """CommonMark with tables, strike-through, footnotes, `{topics=...}` lines and `[[links]]`.

    Every link is let through here, whatever its scheme: links are judged, with their places, where they
    are resolved, and one that does not pass there is never written. Without `shortcuts` plain prose takes
    the long way too, to the same result.
    """
    # markdown-it-py calls debug() at the head of every block rule, some 5 % of a parse.
    logging.getLogger("markdown_it").setLevel(logging.WARNING)
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "xhtmlOut": False})
    markdown.enable(["table", "strikethrough"])
    markdown.core.ruler.after("block", "bounds", bounds)
    markdown.use(footnote_plugin)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.add_render_rule("footnote_block_open", _open_notes)
    markdown.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    markdown.add_render_rule("footnote_anchor", _back_link)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "table", "footnote_def"]}
    markdown.block.ruler.before("code", "topics_line", topics_line, ends)
    markdown.inline.ruler.before("link", "wiki_link", remember_span(wiki_link))
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        markdown.inline.ruler.at(name, remember_span(rule))
    if shortcuts:
        markdown.core.ruler.at("normalize", _normalize)
        markdown.core.ruler.at("block", blocks)
        markdown.core.ruler.at("inline", inline)
        markdown.block.ruler.before("table", "plain_block", plain_block)
    return markdown


def _normalize(state: StateCore) -> None:
    """The core rule for odd newlines, which a file that was decoded has none of."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _open_notes(*_: Any) -> str:
    return '<div class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n'


def _back_link(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    number, again = tokens[index].meta["id"] + 1, tokens[index].meta["subId"]
    name = f"fnref{number}:{again}" if again else f"fnref{number}"
    return f' <a href="#{name}" class="footnote-backref" aria-label="Back to the text">↩︎</a>'
