"""Advice on markup that was not understood, and so is shown among the words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from briefkit.model.issues import Issue, Place, advice
from briefkit.model.passages import Block, Passage

_ENDING = "|".join(rf"(?<=\.\w{{{length}}})" for length in range(2, 6))
_SLIP = re.compile(
    r"(?P<topics>\{\s*topics?\s*=[^}]*+\}?)"
    rf"|\]\((?P<target>(?=[^()<>]+ )[^()<>]++(?:{_ENDING}))\)"
    r"|\[\^(?P<note>[^\[\]\s]++)\]",
    re.IGNORECASE,
)
"""No quantifier gives back, and no part can match past the beginning of another: some texts would take minutes."""


def may_slip(text: str) -> bool:
    """Whether there can be such a slip in `text`: a quick test, made for every text."""
    return "{" in text or "](" in text or "[^" in text


def slips(blocks: Iterable[Block], lines: Sequence[str], first_line: int) -> Iterator[Issue]:
    """Advice on markup in the words of `blocks`, which were read from `lines`, of which the first is `first_line`.

    What stands as code is meant as it stands.
    """
    for block in blocks:
        if isinstance(block, Passage) and may_slip(block.text) and "<code" not in block.html:
            begin = block.place
            for found in _SLIP.finditer(block.text):
                place = _place_of(found[0].split()[0], begin, lines, first_line)
                if place:
                    begin = place._replace(column=place.column + 1)
                message, hint = _message_and_hint(found)
                yield advice("markup-is-understood", message, place or block.place, hint)


def _message_and_hint(found: re.Match[str]) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    if target := found["target"]:
        return f"the link to “{target}” stands as it is written", f"put the name in angle brackets: (<{target}>)"
    if note := found["note"]:
        return f"there is no note “{note}”", f"write it in a paragraph of its own: [^{note}]: …"
    hint = 'write {topics="ai trade"} on a line of its own before the block that it places'
    return f"“{found['topics']}” stands as it is written, and places nothing", hint


def _place_of(words: str, begin: Place, lines: Sequence[str], first_line: int) -> Place | None:
    """Where `words` stand first from `begin` on; None where they are written otherwise."""
    left_out = begin.column - 1
    for number in range(begin.line - first_line, len(lines)):
        column = lines[number].find(words, left_out)
        if column >= 0:
            return Place(begin.path, first_line + number, column + 1)
        left_out = 0
    return None
