"""What writers declare: one frozen record for each kind of file, field by field.

Defaults live in the schema's tables (`briefkit.schema.tables`), which are what fills these in.
"""

import marshal
from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from briefkit.model.issues import Place
from briefkit.model.moments import Moment
from briefkit.model.names import Slug
from briefkit.model.passages import Body

Trail = tuple[str | int, ...]
"""The way to a value inside front matter: `("topics", 2)` is the third of the topics."""


class Origin(NamedTuple):
    """The file a record was read from, and where each value stands in it.

    The places may be packed by marshal: ten thousand reports have some twenty each, and they are needed only where
    there is an issue.
    """

    path: str
    places: Mapping[Trail, tuple[int, int]] | bytes = b""

    def place(self, *trail: str | int) -> Place:
        """Where the value at `trail` stands; where that is not known, where the list or mapping around it does."""
        if not self.places:
            return Place(self.path)
        places = marshal.loads(self.places) if isinstance(self.places, bytes) else self.places
        for end in range(len(trail), -1, -1):
            if trail[:end] in places:
                return Place(self.path, *places[trail[:end]])
        return Place(self.path)

    def unpacked(self) -> "Origin":
        """The same with its places unpacked, for whoever asks for many."""
        return (
            Origin(self.path, marshal.loads(self.places)) if isinstance(self.places, bytes) and self.places else self
        )

    def packed(self) -> "Origin":
        """The same with its places packed."""
        return self if isinstance(self.places, bytes) else Origin(self.path, marshal.dumps(dict(self.places)))


class Credit(NamedTuple):
    """Where a report comes from: an agency or outlet, by name; the rest is optional."""

    name: str
    url: str = ""
    byline: str = ""
    licence: str = ""
    archived: str = ""
    retrieved: Moment | None = None


class Picture(NamedTuple):
    """The picture of a report; `src` as written."""

    src: str
    alt: str
    credit: str = ""


class Event(NamedTuple):
    """Something dated that a report tells of."""

    date: Moment
    title: str
    end: Moment | None = None
    topics: tuple[Slug, ...] = ()


class Correction(NamedTuple):
    """A change made to a report after it was published."""

    date: Moment
    note: str
    material: bool = False


class ArticleRecord(NamedTuple):
    """A report's front matter and body.

    A named tuple, as are its parts: ten thousand of them are read back in every incremental build, and these
    are made five times faster than dataclasses.
    """

    origin: Origin
    slug: Slug
    body: Body
    title: str
    date: Moment
    date_estimated: bool = False
    updated: Moment | None = None
    expires: Moment | None = None
    summary: str = ""
    source: Credit | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[Slug, ...] = ()
    entities: tuple[Slug, ...] = ()
    aliases: tuple[str, ...] = ()
    status: str = "published"
    lang: str = ""
    image: Picture | None = None
    events: tuple[Event, ...] = ()
    key_points: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    related: tuple[Slug, ...] = ()
    series: str = ""
    autolink: bool = True


class KeyPoint(NamedTuple):
    """A point of a topic's briefing; `cite` is `slug#p-xxxxxxxx`."""

    text: str
    cite: str = ""


class Question(NamedTuple):
    """What a topic leaves open; `answered_by` cites the passage that answers it."""

    text: str
    asked: Moment | None = None
    answered_by: str = ""


class TopicRecord(NamedTuple):
    """A topic's words and its standing brief."""

    origin: Origin
    slug: Slug
    body: Body
    title: str
    terms: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    parent: Slug | None = None
    order: float | None = None
    summary: str = ""
    reviewed: Moment | None = None
    key_points: tuple[KeyPoint, ...] = ()
    questions: tuple[Question, ...] = ()


class Role(NamedTuple):
    """An office that an entity holds or held; either end may be open."""

    title: str
    start: Moment | None = None
    end: Moment | None = None


class EntityRecord(NamedTuple):
    """A person, organisation, place, programme, system, agreement or event."""

    origin: Origin
    slug: Slug
    body: Body
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    summary: str = ""
    same_as: tuple[str, ...] = ()


class SourceRecord(NamedTuple):
    """An agency or outlet that reports come from."""

    origin: Origin
    slug: Slug
    body: Body
    name: str
    url: str = ""
    country: str = ""
    reliability: str = ""


class PageRecord(NamedTuple):
    """A free page such as `about`."""

    origin: Origin
    slug: Slug
    body: Body
    title: str
    order: float | None = None


OtherRecord = TopicRecord | EntityRecord | SourceRecord | PageRecord
"""What is read from any file that is not a report."""

Record = ArticleRecord | OtherRecord


class Publisher(NamedTuple):
    """Who answers for the site."""

    name: str
    url: str = ""
    email: str = ""


class FeedSettings(NamedTuple):
    """Whether feeds carry whole reports, and how many entries."""

    full_text: bool = False
    limit: int = 20


class SearchSettings(NamedTuple):
    """How the search index is cut: `auto`, `always` or `never` by year."""

    eras: str = "auto"


class DeploySettings(NamedTuple):
    """Where `deploy` pushes to."""

    remote: str = "origin"
    branch: str = "gh-pages"
    cname: str = ""
    history: str = "keep"


class Settings(NamedTuple):
    """What site.yaml says."""

    origin: Origin
    title: str
    zone: tzinfo
    base_url: str
    description: str = ""
    language: str = "en"
    publisher: Publisher | None = None
    navigation: tuple[Slug, ...] = ()
    latest: int = 20
    twins: bool = False
    search: SearchSettings = SearchSettings()
    feeds: FeedSettings = FeedSettings()
    deploy: DeploySettings = DeploySettings()
