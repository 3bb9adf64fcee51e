"""Which topics a passage speaks to, by the terms that the topics declare."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefkit.linking.matching import Hit
from briefkit.model.names import Slug, matchable
from briefkit.model.records import TopicRecord

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")

Uses = list[tuple[Slug, bool]]
"""The topics that a phrase belongs to, each with whether it keeps passages off the topic (`exclude`)."""


def plurals(term: str) -> tuple[str, ...]:
    """`term` and the regular English plurals of its last word: `treaty` → treaty, treatys, treaties.

    Possessives need no forms of their own, since an apostrophe ends a word.
    """
    forms = [term, term + "s"]
    if term.endswith(_SIBILANTS):
        forms.append(term + "es")
    if term.endswith("y") and len(term) > 1 and term[-2] not in _VOWELS:
        forms.append(term[:-1] + "ies")
    return tuple(forms)


class Terms:
    """The terms of all topics: those in capitals (AI, US) are looked for as written, others in any case."""

    def __init__(self, topics: Sequence[TopicRecord]) -> None:
        self.as_written: defaultdict[str, Uses] = defaultdict(list)
        self.in_any_case: defaultdict[str, Uses] = defaultdict(list)
        for topic in topics:
            for phrases, keeps_off in ((topic.terms, False), (topic.exclude, True)):
                for phrase in phrases:
                    words = matchable(" ".join(phrase.split()))
                    capitals = words.isupper()
                    for form in plurals(words if capitals else words.casefold()):
                        (self.as_written if capitals else self.in_any_case)[form].append((topic.slug, keeps_off))
        self._order = tuple(topic.slug for topic in topics)

    def topics_of(self, text: str, hits: Iterable[Hit[Uses]]) -> list[tuple[Slug, ...]]:
        """For each line of `text` the topics, in their order, that have a term in it and no excluded phrase.

        `hits` are the terms found in `text`, in the order in which they end.
        """
        found: defaultdict[int, dict[Slug, bool]] = defaultdict(dict)
        line = position = 0
        for _, end, uses in hits:
            line, position = line + text.count("\n", position, end), end
            for slug, keeps_off in uses:
                found[line][slug] = found[line].get(slug, False) or keeps_off
        topics: list[tuple[Slug, ...]] = [()] * (text.count("\n") + 1)
        for line, kept_off in found.items():
            topics[line] = tuple([slug for slug in self._order if kept_off.get(slug) is False])
        return topics
