"""Whole-word search for many phrases at once (Aho-Corasick), shared by terms and names."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

from briefkit.model.names import is_word_character

Value = TypeVar("Value")

_APART = frozenset(" \n.,;:!?()'\"-")
"""Characters that are known to be no part of a word without looking them up."""


class Phrases(Generic[Value]):
    """An automaton over phrases, each with a value; built once, then only asked."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        """`values` by phrase; blank phrases are left out. A phrase is found as it is written: fold both sides."""
        self._automaton = ahocorasick.Automaton()
        for phrase, value in values.items():
            if phrase:
                ends = is_word_character(phrase[0]), is_word_character(phrase[-1])
                self._automaton.add_word(phrase, (len(phrase), *ends, value))
        if self._automaton:
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        """Whether there is anything to be found."""
        return bool(self._automaton)

    def hits(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Start, end and value of every phrase that stands in `text` as whole words, overlaps included, as they end.

        A hyphen or apostrophe ends a word, so `AI` is found in `AI-enhanced` and `Modi` in `Modi's`.
        """
        size = len(text)
        for last, (length, begins_word, ends_word, value) in self._automaton.iter(text) if self else ():
            start, end = last + 1 - length, last + 1
            if begins_word and start and text[start - 1] not in _APART and is_word_character(text[start - 1]):
                continue
            if ends_word and end < size and text[end] not in _APART and is_word_character(text[end]):
                continue
            yield start, end, value

    def longest(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Hits that do not overlap, leftmost first and the longest of those that begin together."""
        free = 0
        for start, end, value in sorted(self.hits(text), key=lambda hit: (hit[0], -hit[1])):
            if start >= free:
                yield start, end, value
                free = end
