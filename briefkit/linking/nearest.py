"""Which passages of a report somebody may have meant who cites one that is not there."""

import re
from difflib import SequenceMatcher

from briefkit.linking.targets import MISTYPED
from briefkit.model.site import Placed, Text

_WORD = re.compile(r"\w{4,}")
"""Shorter ones stand in every sentence."""

_MOST = 2


def nearest_passages(anchor: str, words: str, text: Text) -> list[Placed]:
    """The passages of `text`, at most two, that are nearest to what is cited as `anchor` for these `words`.

    First one whose id differs by a slip, then those that share most words with `words` (Dice's coefficient).
    """
    said = _words_of(words)
    passages = [block for block in text if isinstance(block, Placed)]

    def nearness(passage: Placed) -> tuple[bool, float]:
        own = _words_of(passage.text)
        is_slip = SequenceMatcher(None, anchor, passage.id).ratio() >= MISTYPED
        return is_slip, 2 * len(said & own) / (len(said) + len(own) or 1)

    return sorted(passages, key=nearness, reverse=True)[:_MOST]


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
