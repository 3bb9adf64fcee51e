"""Places a report: its passages on their topics, and the names in it linked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefkit.checks import check_alone
from briefkit.linking.called import with_slugs
from briefkit.linking.lexicon import Found, Lexicon
from briefkit.linking.markup import link_mentions, opening_tag, written_links
from briefkit.markdown.plain import plain_text
from briefkit.markdown.wiki_link import UNTITLED
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.filed import Outline, Share
from briefkit.model.issues import Issue
from briefkit.model.names import PassageId, Slug
from briefkit.model.passages import Body, Markup, Passage
from briefkit.model.records import ArticleRecord, EntityRecord, TopicRecord
from briefkit.model.site import Placed, Text
from briefkit.model.stamps import stamped, stamped_bytes

SUMMARY_LENGTH = 240
_SENTENCE_END = re.compile(r"[.!?…।]['\"”’)]?(?= )")


@dataclass(frozen=True)
class Vocabulary:
    """What reports are searched for: the terms of topics, the names of entities, and how entities are linked."""

    topics: tuple[TopicRecord, ...]
    entities: tuple[EntityRecord, ...]
    links: Links

    @cached_property
    def lexicon(self) -> Lexicon:
        """Terms and names, ready to be searched for."""
        return Lexicon(self.topics, self.entities)

    @cached_property
    def known_topics(self) -> frozenset[Slug]:
        """The slugs of all topics."""
        return frozenset(topic.slug for topic in self.topics)

    @cached_property
    def known_entities(self) -> frozenset[Slug]:
        """The slugs of all entities."""
        return frozenset(entity.slug for entity in self.entities)

    @cached_property
    def tags(self) -> Mapping[Slug, str]:
        """The opening tag of the links to each entity."""
        return {entity.slug: opening_tag(self.links.href(addresses.entity(entity.slug))) for entity in self.entities}

    @cached_property
    def stamp(self) -> bytes:
        """A stamp of all that decides how reports are placed: those read with another one are read again."""
        topics = [(topic.slug, topic.terms, topic.exclude) for topic in self.topics]
        entities = [
            (entity.slug, entity.name, entity.aliases, entity.short_names, [role.title for role in entity.roles])
            for entity in self.entities
        ]
        return stamped(repr((topics, entities, self.links.base_url)))


class PlacedReport(NamedTuple):
    """A report that was read and placed: its front matter (without blocks in its body), its outline, and its text."""

    record: ArticleRecord
    outline: Outline
    text: Text
    issues: tuple[Issue, ...]


def place(record: ArticleRecord, vocabulary: Vocabulary) -> PlacedReport:
    """Place the passages of `record`, knowing nothing of other reports; links in them stay as written."""
    found = vocabulary.lexicon.found_in(record.body.passages)
    issues = (*found.issues, *check_alone(record, vocabulary.known_topics, vocabulary.known_entities))
    text = _placed(record, found, vocabulary.tags)
    outline = _outline(record, text)
    body = Body((), record.body.references, record.body.anchors)
    bare = ArticleRecord(record.origin.packed(), record.slug, body, *record[3:])
    return PlacedReport(bare, outline, text, issues)


def _placed(record: ArticleRecord, found: Found, tags: Mapping[Slug, str]) -> Text:
    """The blocks of `record`, its passages on their topics and with their names linked by `tags`."""
    blocks: list[Markup | Placed] = []
    number = section = 0
    linked = set[Slug]()
    for block in record.body.blocks:
        if type(block) is Markup:
            blocks.append(block)
            continue
        assert type(block) is Passage
        passage_id, kind, words, html, in_section, _, by_hand = block
        topics, here = found.topics[number], found.mentions[number]
        number += 1
        if in_section != section:
            section, linked = in_section, set()
        entities: tuple[Slug, ...] = ()
        if here:
            named = dict.fromkeys([entity for entity, _, _ in here])
            entities = tuple(named)
            if record.autolink and not named.keys() <= linked:
                html, new = link_mentions(html, words, here, linked, tags.__getitem__)
                linked |= new
        if by_hand is not None:
            topics = tuple(dict.fromkeys([placement.topic for placement in by_hand]))
        blocks.append(Placed(passage_id, kind, words, html, topics, entities))
    return tuple(blocks)


def _outline(record: ArticleRecord, text: Text) -> Outline:
    """What the rest of the site needs to know of `text`, the words of `record`.

    Only passages that are on a topic, name an entity or hold a link have a stamp of their own.
    """
    topics: dict[Slug, int] = {}
    entities: dict[Slug, int] = {}
    written: dict[tuple[str, PassageId | None, bytes], None] = {}
    front = _front(record)
    stamps: list[bytes] = [front]
    rest: list[str] = []
    has_links = bool(record.body.references)
    number = 0  # of the passage
    for block in text:
        links = written_links(block.html) if has_links else ()
        if type(block) is Markup:
            rest.append(block.html)
            for target in links:
                written[target, None, b""] = None
            continue
        assert type(block) is Placed
        passage, kind, _, html, on_topics, named = block
        if on_topics or named or links:
            stamp = stamped(f"{number}\0{passage}\0{kind}\0{html}")
            names = stamped("\0".join((*on_topics, "", *named)))
            stamps += stamp, names
            rest.append("")  # its stamps stand for it
            own = 1 << number + _BITS_AT | int.from_bytes(stamp) << _STAMP_AT | int.from_bytes(names)
            for topic in on_topics:
                topics[topic] = topics.get(topic, 0) + own
            for entity in named:
                entities[entity] = entities.get(entity, 0) + own
            for target in links:
                written[target, passage, stamp] = None
        else:
            rest += (kind, html)
        number += 1
    return Outline(
        summary=summary_of(record),
        topics={topic: _share(added) for topic, added in topics.items()},
        entities={entity: _share(added) for entity, added in entities.items()},
        written=tuple(written),
        front=front,
        stamp=stamped_bytes(b"".join([*stamps, "\0".join(rest).encode()])),
    )


def _front(record: ArticleRecord) -> bytes:
    """A stamp of the front matter of `record`."""
    return stamped(repr((record.origin.path, record.slug, *record[3:])))


_STAMP_AT, _BITS_AT = 88, 176
"""What `_outline` knows of a passage is one number: in bits 0 to 63 the stamp of what it names, in 88 to 151 its own
stamp, and from 176 on one bit for the passage itself. The sum of several such numbers is their share: the bits of all
of them, and the sums of their stamps. The gaps take the carries of millions of stamps."""

_BOTH_STAMPS = (1 << 64) - 1 << _STAMP_AT | (1 << 64) - 1


def _share(added: int) -> Share:
    """The share whose passages' numbers were `added`. A sum of digests serves as a digest of them all (AdHash:
    Bellare and Micciancio, 1997), and costs less than hashing them again.
    """
    return Share(added >> _BITS_AT, (added & _BOTH_STAMPS).to_bytes(19))


def summary_of(record: ArticleRecord) -> str:
    """The report's summary, else its first passage, cut at the last sentence (or word) that fits.

    Slugs that stand for titles are marked in it (`linking/called.py`).
    """
    if record.summary or not (passages := record.body.passages):
        return record.summary
    text = plain_text(with_slugs(passages[0].html)) if UNTITLED in passages[0].html else passages[0].text
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH + 1)]
    return text[: ends[-1]] if ends else text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"
