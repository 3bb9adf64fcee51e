"""Whole-word search for many phrases at once (Aho-Corasick): terms and names are found in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import ahocorasick

from briefkit.model.names import is_word_character

Value = TypeVar("Value")
Hit = tuple[int, int, Value]
"""Where a phrase begins and ends in a text, and its value."""

_APART = frozenset(" \n.,;:!?()'\"-")
"""Characters that are part of no word: looking these up first is faster than `is_word_character`."""


class Phrases(Generic[Value]):
    """An automaton that finds phrases, each with a value."""

    def __init__(
        self, as_written: Iterable[tuple[str, Value]], in_any_case: Iterable[tuple[str, Value]] = ()
    ) -> None:
        """Each phrase has a value; blank phrases are left out.

        All are searched for in case-folded text; where one of those `as_written` is found, its spelling is compared.
        """
        phrases: defaultdict[str, list[tuple[str, Value]]] = defaultdict(list)
        for phrase, value in as_written:
            phrases[phrase.casefold()].append((phrase, value))
        for phrase, value in in_any_case:
            phrases[phrase.casefold()].append(("", value))
        self._automaton = ahocorasick.Automaton()
        for phrase, values in phrases.items():
            if phrase:
                ends = is_word_character(phrase[0]), is_word_character(phrase[-1])
                self._automaton.add_word(phrase, (len(phrase), *ends, values))
        if self._automaton:
            self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[Hit[Value]]:
        """Every phrase that stands in `text` as whole words, overlaps included, in the order in which they end.

        A hyphen or apostrophe ends a word, so `AI` is found in `AI-enhanced` and `Modi` in `Modi's`.
        """
        if not self._automaton:
            return
        folded = text.casefold()
        size = len(folded)
        # Folding turns some letters into two, such as ß: for each folded letter, the index of the one it was.
        origins = () if size == len(text) else [at for at, letter in enumerate(text) for _ in letter.casefold()]
        for last, (length, begins_word, ends_word, values) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if begins_word and start and folded[start - 1] not in _APART and is_word_character(folded[start - 1]):
                continue
            if ends_word and end < size and folded[end] not in _APART and is_word_character(folded[end]):
                continue
            if origins:
                start, end = origins[start], origins[last] + 1
            for phrase, value in values:
                if not phrase or text[start:end] == phrase:
                    yield start, end, value


def longest(hits: Sequence[Hit[Value]]) -> Sequence[Hit[Value]]:
    """`hits` without overlaps: from the left, the longest of those that begin in one place is kept."""
    free = 0
    for start, end, _ in hits:
        if start < free:
            break
        free = end
    else:
        return hits
    kept: list[Hit[Value]] = []
    free = 0
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= free:
            kept.append(hit)
            free = hit[1]
    return kept
