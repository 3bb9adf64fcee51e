"""A report as most stages know it: a few facts in memory, and the rest of it opened only when somebody asks."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from briefkit.model.moments import ticks_of
from briefkit.model.names import PassageId, Slug
from briefkit.model.passages import Body
from briefkit.model.records import ArticleRecord, Origin
from briefkit.model.stamps import stamped


class Share(NamedTuple):
    """The passages of a report that speak to one topic, or name one entity.

    Bit n of `passages` stands for its nth passage. The first eight bytes of `stamp` change when the text of one of
    these does; the others when one of them speaks to other topics, or names other entities, than before.
    """

    passages: int
    stamp: bytes


_NONE = Share(0, b"")

Written = tuple[tuple[str, PassageId | None, bytes], ...]
"""The links in a report's words, each as written: its target, the passage that it stands in, if it is one, and the
stamp of that passage."""


class Outline(NamedTuple):
    """What the rest of the site needs to know of a report's words, so that it need not open them.

    `topics` and `entities` are those of its passages, `written` the links in them. `front` is a stamp of its front
    matter, `stamp` one of everything in it.
    """

    summary: str
    topics: Mapping[Slug, Share]
    entities: Mapping[Slug, Share]
    written: Written
    front: bytes
    stamp: bytes


class Facts(NamedTuple):
    """What the rest of the site looks at in every report, in values that cost little to keep and to compare.

    Instants are in microseconds of Unix time: `at` is its date, `expires` when it is withdrawn, `edits` when it was
    updated or corrected, and `turns` all instants at which pages begin to show it differently. `date` is its date for
    machines (ISO 8601), `day` for people; `changed` is the date of its last change. `lang` is its language, "" where
    that is the site's. `targets` is what its links and pictures lead to, as written.

    `topics` (in the site's order) and `entities` include those listed by hand. `passages` and `shares` have one item
    for each topic, and then one for each entity: the passages that speak to it, as bits (bit n for the nth), and the
    stamp of that share (`Share`), 0 and b"" where no passage does.

    `stamp` changes with anything in the file, `front` with its front matter, `line` with what lists show of it.
    """

    path: str
    slug: Slug
    title: str
    summary: str  # slugs that stand for titles are marked in it
    at: int
    date: str
    day: str
    is_estimated: bool
    lang: str
    year: int
    is_draft: bool
    expires: int | None
    edits: tuple[int, ...]
    turns: tuple[int, ...]
    topics: tuple[Slug, ...]
    entities: tuple[Slug, ...]
    source: str
    changed: str
    aliases: tuple[str, ...]
    related: tuple[Slug, ...]
    series: str
    targets: tuple[str, ...]
    image: str
    has_events: bool
    has_corrections: bool
    stamp: bytes
    front: bytes
    line: bytes
    passages: tuple[int, ...]
    shares: tuple[bytes, ...]

    def share(self, kind: str, slug: Slug) -> bytes:
        """The stamp of a topic's share (`kind` is then "topics") or an entity's; b"" where it has none."""
        place = self._place(kind, slug)
        return self.shares[place] if place >= 0 else b""

    def quoted(self, kind: str, slug: Slug) -> int:
        """The passages that speak to a topic (`kind` is then "topics") or name an entity, a bit for each."""
        place = self._place(kind, slug)
        return self.passages[place] if place >= 0 else 0

    def _place(self, kind: str, slug: Slug) -> int:
        if kind == "topics":
            return self.topics.index(slug) if slug in self.topics else -1
        return len(self.topics) + self.entities.index(slug) if slug in self.entities else -1


def facts_of(record: ArticleRecord, outline: Outline, topics: Iterable[Slug]) -> Facts:
    """The facts of a report, given its front matter, its outline and the site's `topics` in their order."""
    edits = [item.date for item in record.corrections] + ([record.updated] if record.updated else [])
    ends = [(event.end or event.date).end for event in record.events]
    at, changes = record.date.ticks, [moment.ticks for moment in edits]
    expires = record.expires.ticks if record.expires else None
    on_topics = tuple([slug for slug in topics if slug in outline.topics or slug in record.topics])
    entities = (*outline.entities, *[slug for slug in record.entities if slug not in outline.entities])
    shares = [outline.topics.get(slug, _NONE) for slug in on_topics]
    shares += [outline.entities.get(slug, _NONE) for slug in entities]
    date = record.date.iso
    return Facts(
        path=record.origin.path,
        slug=record.slug,
        title=record.title,
        summary=outline.summary,
        at=at,
        date=date,
        day=record.date.words,
        is_estimated=record.date_estimated,
        lang=record.lang,
        year=record.date.year,
        is_draft=record.status == "draft",
        expires=expires,
        edits=tuple(changes),
        turns=(at, *changes, *([] if expires is None else [expires]), *[ticks_of(end) for end in ends]),
        topics=on_topics,
        entities=entities,
        source=record.source.name if record.source else "",
        changed=last_change(record) if record.updated else date,
        aliases=record.aliases,
        related=record.related,
        series=record.series,
        targets=tuple(dict.fromkeys(reference.target for reference in record.body.references)),
        image=record.image.src if record.image else "",
        has_events=bool(record.events),
        has_corrections=bool(record.corrections),
        stamp=outline.stamp,
        front=outline.front,
        line=stamped(f"{record.title}\0{date}\0{record.date_estimated}\0{outline.summary}\0{record.lang}"),
        passages=tuple([passages for passages, _ in shares]),
        shares=tuple([stamp for _, stamp in shares]),
    )


def last_change(record: ArticleRecord) -> str:
    """The date, in ISO 8601, at which a report was last changed."""
    return (record.updated or record.date).iso


class Filed:
    """A report with its facts. Its front matter and links, which few pages need, are read when first asked for."""

    __slots__ = ("_open", "_opened", "facts")

    def __init__(self, facts: Facts, open_report: Callable[[], tuple[ArticleRecord, Written]]) -> None:
        """`open_report` gives the front matter and the links; it is called once at most."""
        self.facts = facts
        self._open = open_report
        self._opened: tuple[ArticleRecord, Written] | None = None

    def _both(self) -> tuple[ArticleRecord, Written]:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    @property
    def record(self) -> ArticleRecord:
        """The front matter."""
        return self._both()[0]

    @property
    def written(self) -> Written:
        """The links in its words."""
        return self._both()[1]

    @property
    def slug(self) -> Slug:
        """The report's slug."""
        return self.facts.slug

    @property
    def path(self) -> str:
        """The file it was read from."""
        return self.facts.path

    @property
    def origin(self) -> Origin:
        """The file, and where each value stands in it."""
        return self.record.origin

    @property
    def body(self) -> Body:
        """References and anchors of the body, without its blocks: those are opened apart, as a `Text`."""
        return self.record.body
