"""A report read alone to a report in its place: its passages on their topics, its names linked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from briefkit.checks import check_alone
from briefkit.linking.markup import has_written_links, link_mentions, written_links
from briefkit.linking.mentions import Mention, Names
from briefkit.linking.terms import Terms
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.filed import Outline, Share
from briefkit.model.issues import Issue
from briefkit.model.names import PassageId, Slug
from briefkit.model.passages import Body, Markup, Passage
from briefkit.model.records import ArticleRecord, EntityRecord, Origin, TopicRecord
from briefkit.model.site import Placed, Text
from briefkit.model.stamps import stamped

SUMMARY_LENGTH = 240
_SENTENCE_END = re.compile(r"[.!?…।]['\"”’)]?(?= |$)")


@dataclass(frozen=True)
class Vocabulary:
    """What reports are read with: the terms of topics, the names of entities, and how entities are linked."""

    topics: tuple[TopicRecord, ...]
    entities: tuple[EntityRecord, ...]
    links: Links

    @cached_property
    def terms(self) -> Terms:
        """The terms of all topics."""
        return Terms(self.topics)

    @cached_property
    def names(self) -> Names:
        """The names of all entities."""
        return Names(self.entities)

    @cached_property
    def known_topics(self) -> frozenset[Slug]:
        """The slugs of all topics."""
        return frozenset(topic.slug for topic in self.topics)

    @cached_property
    def known_entities(self) -> frozenset[Slug]:
        """The slugs of all entities."""
        return frozenset(entity.slug for entity in self.entities)

    @cached_property
    def stamp(self) -> bytes:
        """Changes when a report might have to be read again."""
        topics = [(topic.slug, topic.terms, topic.exclude) for topic in self.topics]
        entities = [
            (entity.slug, entity.name, entity.aliases, entity.short_names, [role.title for role in entity.roles])
            for entity in self.entities
        ]
        return stamped(repr((topics, entities, self.links.base_url)))


class Reading(NamedTuple):
    """A report read and placed: front matter without the body's blocks, what is known of them, and they."""

    record: ArticleRecord
    outline: Outline
    text: Text
    issues: tuple[Issue, ...]


def place(record: ArticleRecord, vocabulary: Vocabulary) -> Reading:
    """Place the passages of `record`, knowing nothing of other reports; links in them stay as written."""
    passages = record.body.passages
    mentions, issues = vocabulary.names.mentions_in(passages)
    issues += check_alone(record, vocabulary.known_topics, vocabulary.known_entities)
    text = _placed(record, dict(zip((passage.id for passage in passages), mentions, strict=True)), vocabulary)
    bare = record._replace(origin=record.origin.packed(), body=record.body._replace(blocks=()))
    front = stamped(repr(bare._replace(origin=Origin(record.origin.path), body=Body())))
    return Reading(bare, _outline(record, text, front), text, tuple(issues))


def _placed(record: ArticleRecord, named: Mapping[PassageId, Sequence[Mention]], vocabulary: Vocabulary) -> Text:
    blocks: list[Markup | Placed] = []
    section, linked = 0, set[Slug]()
    for block in record.body.blocks:
        if isinstance(block, Markup):
            blocks.append(block)
            continue
        if block.section != section:
            section, linked = block.section, set()
        html, here = block.html, named[block.id]
        if record.autolink and here:
            html, new = link_mentions(
                html, block.text, here, linked, lambda slug: vocabulary.links.href(addresses.entity(slug))
            )
            linked |= new
        entities = tuple(dict.fromkeys(mention[0] for mention in here))
        blocks.append(Placed(block.id, block.kind, block.text, html, _topics_of(block, vocabulary.terms), entities))
    return tuple(blocks)


def _topics_of(passage: Passage, terms: Terms) -> tuple[Slug, ...]:
    if passage.topics is None:
        return terms.topics_of(passage.text)
    return tuple(dict.fromkeys(placement.topic for placement in passage.topics))


def _outline(record: ArticleRecord, text: Text, front: bytes) -> Outline:
    topics: dict[Slug, list[int]] = {}
    entities: dict[Slug, list[int]] = {}
    written: dict[tuple[str, PassageId | None, bytes], None] = {}
    stamps: list[bytes] = []
    names: list[str] = []
    for block in text:
        where, stamp = None, b""
        if isinstance(block, Placed):
            where, stamp = block.id, stamped(f"{len(stamps)}\0{block.kind}\0{block.id}\0{block.html}")
            for topic in block.topics:
                topics.setdefault(topic, []).append(len(stamps))
            for entity in block.entities:
                entities.setdefault(entity, []).append(len(stamps))
            stamps.append(stamp)
            names.append(f"{block.topics}{block.entities}")
        if has_written_links(block.html):
            written |= dict.fromkeys((target, where, stamp) for target in written_links(block.html))
    between = [block.html if isinstance(block, Markup) else "" for block in text]
    return Outline(
        summary=summary_of(record),
        topics={topic: _share(numbers, stamps, names) for topic, numbers in topics.items()},
        entities={entity: _share(numbers, stamps, names) for entity, numbers in entities.items()},
        written=tuple(written),
        front=front,
        stamp=stamped(f"{front!r}{between}{b''.join(stamps)!r}{names}"),
    )


def _share(numbers: Sequence[int], stamps: Sequence[bytes], names: Sequence[str]) -> Share:
    return Share(
        sum(1 << number for number in numbers),
        blake2b(b"".join([stamps[number] for number in numbers]), digest_size=8).digest(),
        stamped("\n".join([names[number] for number in numbers])),
    )


def summary_of(record: ArticleRecord) -> str:
    """The report's summary, else its first passage, cut at the last sentence (or word) that fits."""
    passages = record.body.passages
    if record.summary or not passages:
        return record.summary
    text = passages[0].text
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH)]
    return text[: ends[-1]] if ends else text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"
