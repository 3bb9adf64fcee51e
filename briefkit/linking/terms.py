"""Which topics a passage speaks to, by the terms that the topics declare."""

from collections import defaultdict
from collections.abc import Sequence

from briefkit.linking.matching import Phrases
from briefkit.model.names import Slug, matchable
from briefkit.model.records import TopicRecord

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")

_Use = tuple[Slug, bool]
"""A topic, and whether the phrase keeps passages off it."""


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
    """The terms of all topics, ready to be looked for."""

    def __init__(self, topics: Sequence[TopicRecord]) -> None:
        exact: defaultdict[str, list[_Use]] = defaultdict(list)
        folded: defaultdict[str, list[_Use]] = defaultdict(list)
        for topic in topics:
            for phrases, keeps_off in ((topic.terms, False), (topic.exclude, True)):
                for phrase in phrases:
                    words = matchable(" ".join(phrase.split()))
                    capitals = words.isupper()
                    for form in plurals(words if capitals else words.casefold()):
                        (exact if capitals else folded)[form].append((topic.slug, keeps_off))
        self._order = tuple(topic.slug for topic in topics)
        self._exact = Phrases(exact)
        self._folded = Phrases(folded)

    def topics_of(self, texts: Sequence[str]) -> list[tuple[Slug, ...]]:
        """Of each text the topics, in their given order, one of whose terms stands in it and none of those excluded.

        Case counts only for terms written in capitals, such as AI and US.
        """
        found: defaultdict[int, dict[Slug, bool]] = defaultdict(dict)
        plain = "\n".join([matchable(text) for text in texts])  # a newline stands nowhere else in it
        for phrases, searched in ((self._exact, plain), (self._folded, plain.casefold())):
            number = position = 0
            for _, end, uses in phrases.hits(searched) if phrases else ():
                number, position = number + searched.count("\n", position, end), end
                for slug, keeps_off in uses:
                    found[number][slug] = found[number].get(slug, False) or keeps_off
        topics: list[tuple[Slug, ...]] = [()] * len(texts)
        for number, kept_off in found.items():
            topics[number] = tuple([slug for slug in self._order if kept_off.get(slug) is False])
        return topics
