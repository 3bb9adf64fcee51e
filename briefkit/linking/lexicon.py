"""What passages are searched for, in one pass: the terms of all topics and the names of all entities."""

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
    """The topics and the mentions of each passage of a report, and advice on names that are left unlinked."""

    topics: Sequence[tuple[Slug, ...]]
    mentions: Sequence[Sequence[Mention]]
    issues: list[Issue]


class Lexicon:
    """Terms and names, ready to be searched for."""

    def __init__(self, topics: Sequence[TopicRecord], entities: Sequence[EntityRecord]) -> None:
        self._terms = Terms(topics)
        self._names = Names(entities)
        self._phrases: Phrases[Uses | Name] = Phrases(
            [*self._terms.as_written.items(), *self._names.as_written.items()], self._terms.in_any_case.items()
        )

    def found_in(self, passages: Sequence[Passage]) -> Found:
        """What is found in `passages`, which must be all those of one report."""
        if not passages:
            return Found((), (), [])
        text = "\n".join([matchable(passage.text) for passage in passages])  # no passage holds a newline
        hits = list(self._phrases.hits(text))
        names: list[Hit[Name]] = [hit for hit in hits if isinstance(hit[2], Name)]  # type: ignore[misc]
        terms: list[Hit[Uses]] = [hit for hit in hits if isinstance(hit[2], list)]  # type: ignore[misc]
        return Found(self._terms.topics_of(text, terms), *self._names.mentions_in(passages, text, names))
