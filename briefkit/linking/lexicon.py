"""The words that passages are searched for: the terms of all topics and the names of all entities, in one pass."""

from collections.abc import Sequence
from typing import NamedTuple

from briefkit.linking.matching import Hit, Phrases
from briefkit.linking.mentions import Mention, Name, Names
from briefkit.linking.terms import Terms, Uses
from briefkit.model.issues import Issue
from briefkit.model.names import Slug, matchable
from briefkit.model.passages import Passage
from briefkit.model.records import EntityRecord, TopicRecord


class Found(NamedTuple):
    """What the passages of a report speak to and name, passage by passage, and advice on names left unlinked."""

    topics: Sequence[tuple[Slug, ...]]
    mentions: Sequence[Sequence[Mention]]
    issues: list[Issue]


class Lexicon:
    """Terms and names, ready to be looked for."""

    def __init__(self, topics: Sequence[TopicRecord], entities: Sequence[EntityRecord]) -> None:
        self._terms = Terms(topics)
        self._names = Names(entities)
        self._phrases: Phrases[Uses | Name] = Phrases(
            [*self._terms.as_written.items(), *self._names.as_written.items()], self._terms.in_any_case.items()
        )

    def found_in(self, passages: Sequence[Passage]) -> Found:
        """What stands in `passages`, which are those of one report."""
        if not passages:
            return Found((), (), [])
        text = "\n".join([matchable(passage.text) for passage in passages])  # a newline stands nowhere else in it
        hits = list(self._phrases.hits(text))
        names: list[Hit[Name]] = [hit for hit in hits if isinstance(hit[2], Name)]  # type: ignore[misc]
        terms: list[Hit[Uses]] = [hit for hit in hits if isinstance(hit[2], list)]  # type: ignore[misc]
        return Found(self._terms.topics_of(text, terms), *self._names.mentions_in(passages, text, names))
