"""Which passages of a report may be meant by a citation whose passage is not there."""

import re
from difflib import SequenceMatcher

from briefkit.linking.targets import MISTYPED
from briefkit.model.site import Placed, Text

_WORD = re.compile(r"\w{4,}")
"""Words of four letters and more: shorter ones stand in every sentence."""

_MOST = 2


def nearest_passages(anchor: str, words: str, text: Text) -> list[Placed]:
    """The two passages of `text` that are most likely meant by `anchor`, which was cited beside `words`.

    One whose id differs only by a slip comes first, then those that share most words with `words` (by Dice's
    coefficient).
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
