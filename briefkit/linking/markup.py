"""Rewriting HTML: names get links, and links that writers made get the addresses that they lead to."""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import NamedTuple

from briefkit.linking.mentions import Mention
from briefkit.model.names import Slug

_PIECES = re.compile(r'(<sup class="footnote-ref">.*?</sup>|<(?:"[^"]*"|[^">])*>)', re.DOTALL)
_TAG_NAME = re.compile(r"</?(a|br|code|pre)(?![a-zA-Z0-9])")
_SPACES = re.compile(r"\s+")
_NOTE_LINK = re.compile(r"#fn(?:ref)?\d+(?::\d+)?")
_SUBHEAD = '<p class="subhead">'
_CLOSED = frozenset(("a", "code", "pre"))
_LINK_OR_PICTURE = re.compile(r"<(/?)(a|img)\b((?:\"[^\"]*\"|[^\">])*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_ENTITY = '<a class="entity" '
"""How the link of a name begins. Links that writers made have no such class."""


def opening_tag(href: str) -> str:
    """The opening tag of the link of a name, which leads to `href`."""
    return f'{_ENTITY}href="{escape(href)}">'


def link_mentions(
    html: str, text: str, mentions: Sequence[Mention], done: set[Slug], tag: Callable[[Slug], str]
) -> tuple[str, set[Slug]]:
    """Link in `html`, whose plain text is `text`, the first mention of each entity that is not in `done`.

    Never inside links, code or headings. `tag` gives the opening tag of an entity's link. Returns the HTML and the
    entities linked.
    """
    waiting = [mention for mention in mentions if mention.entity not in done]
    if not waiting:
        return html, set()
    linked: set[Slug] = set()
    words = text.replace('"', "&quot;") if '"' in text else text
    for before, after in _AROUND:
        if html == f"{before}{words}{after}":
            return f"{before}{_linked(text, 0, waiting, linked, tag)}{after}", linked
    return _linked_along(html, text, waiting, linked, tag), linked


_AROUND = (("<p>", "</p>\n"), ("<blockquote>\n<p>", "</p>\n</blockquote>\n"), ("", ""))
"""Before and after the words of a passage that has no other tags."""


def _linked(
    words: str, offset: int, mentions: Sequence[Mention], linked: set[Slug], tag: Callable[[Slug], str]
) -> str:
    """`words` as HTML, with a link at the first mention of each entity that is not in `linked`, to which it is added.

    Mentions are counted in characters of the passage, in which `words` begin at `offset`. Gives "" where there is
    nothing to link.
    """
    has_marks = "&" in words or "<" in words or ">" in words
    written: list[str] = []
    cut = 0
    for entity, start, end in mentions:
        if entity not in linked:
            linked.add(entity)
            before, name = words[cut : start - offset], words[start - offset : end - offset]
            if has_marks:
                before, name = escape(before, quote=False), escape(name, quote=False)
            written.append(f"{before}{tag(entity)}{name}</a>")
            cut = end - offset
    rest = escape(words[cut:], quote=False) if has_marks else words[cut:]
    return f"{''.join(written)}{rest}" if written else ""


def _linked_along(
    html: str, text: str, waiting: Sequence[Mention], linked: set[Slug], tag: Callable[[Slug], str]
) -> str:
    """The same as `_linked` for `html` with tags among its words: the runs of text between the tags are found one
    after the other in the plain `text`, in whose characters mentions are counted.

    Where they do not fit (normalisation may have changed a character), nothing is linked.
    """
    output: list[str] = []
    position = closed = number = 0
    in_subhead = False
    for index, piece in enumerate(_PIECES.split(html)):
        if index % 2:
            output.append(piece)
            name = _TAG_NAME.match(piece)
            if name and name[1] == "br" and text[position : position + 1] == " ":
                position += 1
            if piece == _SUBHEAD or (name and name[1] in _CLOSED):
                closed += -1 if piece[1] == "/" else 1
                in_subhead |= piece == _SUBHEAD
            elif in_subhead and piece == "</p>":
                in_subhead = False
                closed -= 1
            continue
        run = laid = unescape(piece)
        if not text.startswith(run, position):
            run = _SPACES.sub(" ", run)
            laid = run[1:] if run[:1] == " " and (position == 0 or text[position - 1 : position] == " ") else run
            if not text.startswith(laid, position) and laid.rstrip() != text[position:]:
                linked.clear()
                return html
        end = position + len(laid)
        first = number
        while number < len(waiting) and waiting[number].start < end:
            number += 1
        if first < number and not closed:
            here = [one for one in waiting[first:number] if one.start >= position and one.end <= end]
            words = _linked(laid, position, here, linked, tag)
            piece = f"{run[: len(run) - len(laid)]}{words}" if words else piece  # noqa: PLW2901
        output.append(piece)
        position = end
    return "".join(output)


class Rewritten(NamedTuple):
    """What becomes of one link or picture: attributes to write, or None to leave only its words.

    One without words of its own gets `words`, in a `language` that is said where it is not "".
    """

    attributes: tuple[tuple[str, str], ...] | None
    words: str = ""
    language: str = ""


_AS_IT_IS = Rewritten(())


def has_written_links(html: str) -> bool:
    """Whether `html` has links or pictures that a writer made, besides the links of names."""
    return html.count("<a ") > html.count(_ENTITY) or "<img " in html


def written_links(html: str) -> list[str]:
    """The targets of the links that a writer wrote in `html`, in order; pictures and footnotes aside."""
    targets: list[str] = []
    if has_written_links(html):

        def note(target: str, is_picture: bool) -> Rewritten:
            if not is_picture:
                targets.append(target)
            return _AS_IT_IS

        rewrite_links(html, note)
    return targets


def rewrite_links(html: str, resolve: Callable[[str, bool], Rewritten]) -> str:
    """Give each `<a>` and `<img>` what `resolve(target, is_picture)` says; unwrap what resolves to nothing.

    The links of names stay as they are.
    """
    if not has_written_links(html):
        return html
    output: list[str] = []
    position = 0
    unwrapped: list[bool] = []
    fill = ""
    for tag in _LINK_OR_PICTURE.finditer(html):
        between = html[position : tag.start()]
        output.append(fill or between)
        fill, position = "", tag.end()
        if tag[1]:
            if unwrapped and not unwrapped.pop():
                output.append("</a>")
            continue
        if tag[0].startswith(_ENTITY):
            output.append(tag[0])
            unwrapped.append(False)
            continue
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[3])}
        is_picture = tag[2] == "img"
        target = attributes.get("src" if is_picture else "href")
        if target is None or _NOTE_LINK.fullmatch(target):
            output.append(tag[0])
            if not is_picture:
                unwrapped.append(False)
            continue
        new = resolve(target, is_picture)
        if attributes.pop("class", "") == "untitled" and new.words:
            fill = escape(new.words, quote=False)
            attributes |= {"lang": new.language} if new.language else {}
        if new.attributes is None:
            if is_picture:
                output.append(escape(attributes.get("alt", ""), quote=False))
            else:
                unwrapped.append(True)
            continue
        merged = attributes | dict(new.attributes)
        written = "".join(f' {name}="{escape(value)}"' for name, value in merged.items())
        output.append(f"<{tag[2]}{written}>")
        if not is_picture:
            unwrapped.append(False)
    output.append(html[position:])
    return "".join(output)
