"""The site with everything resolved: what pages, feeds and search are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefkit.model.liveness import Clock, Standing
from briefkit.model.moments import Moment
from briefkit.model.names import PassageId, Slug
from briefkit.model.passages import Markup, PassageKind
from briefkit.model.records import (
    ArticleRecord,
    EntityRecord,
    PageRecord,
    Settings,
    SourceRecord,
    TopicRecord,
)
from briefkit.model.snapshot import Media


class Placed(NamedTuple):
    """A passage in its place: links resolved, on the topics it speaks to, with the entities it names."""

    id: PassageId
    kind: PassageKind
    text: str
    html: str
    topics: tuple[Slug, ...]
    entities: tuple[Slug, ...]


def whole_html(block: Markup | Placed) -> str:
    """A block's HTML with the tag that a list item or caption needs around it."""
    if isinstance(block, Markup):
        return block.html
    around = {PassageKind.ITEM: "li", PassageKind.CAPTION: "figcaption"}.get(block.kind)
    return f"<{around}>{block.html}</{around}>\n" if around else block.html


class Citation(NamedTuple):
    """One report's link to another, the passage it stands in, if it is one, and a stamp of that passage."""

    citing: Slug
    passage: PassageId | None
    cited: Slug
    stamp: bytes = b""


class Share(NamedTuple):
    """What a report gives to one topic, or says of one entity.

    Bit n of `passages` stands for its nth passage. `stamp` changes when one of them does, `names` when they
    speak to other topics or name others.
    """

    passages: int
    stamp: bytes
    names: bytes


class Outline(NamedTuple):
    """What the rest of the site needs to know of a report's words, so that it need not open them.

    `topics` and `entities` are those of its passages, `written` the links in them: target, passage, stamp of
    that passage. `front` and `stamp` change when its front matter, or anything at all, does.
    """

    summary: str
    topics: Mapping[Slug, Share]
    entities: Mapping[Slug, Share]
    written: tuple[tuple[str, PassageId | None, bytes], ...]
    front: bytes
    stamp: bytes


class Kinship(NamedTuple):
    """A report's instant (in seconds) and names, and the older reports to which it is kin for that."""

    at: float
    names: tuple[str, ...]
    related: tuple[Slug, ...]


Text = tuple[Markup | Placed, ...]
"""A report's words, block by block."""


class Report(NamedTuple):
    """A live report in its place, its words aside. Topics and entities include those listed by hand.

    `standing` is what it is at the site's instant; `resolved` changes when a link in it leads elsewhere.
    """

    record: ArticleRecord
    standing: Standing
    outline: Outline
    topics: tuple[Slug, ...]
    entities: tuple[Slug, ...]
    source: Slug | None
    image: Media | None
    resolved: str

    @property
    def slug(self) -> Slug:
        """The report's slug."""
        return self.record.slug

    @property
    def summary(self) -> str:
        """The report's summary, or what stands in for it."""
        return self.outline.summary

    @property
    def entered(self) -> Moment:
        """When it entered the feeds: on its own date, and again with each material correction."""
        record = self.record
        return max([record.date, *[item.date for item in record.corrections if item.material]])

    @property
    def changed(self) -> Moment:
        """The last instant at which it changed: its date, an update, or a material correction."""
        return max([self.entered, *([self.record.updated] if self.record.updated else [])])


class Article(NamedTuple):
    """A report with its words, their links resolved."""

    report: Report
    blocks: Text

    @property
    def passages(self) -> tuple[Placed, ...]:
        """The passages alone, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Placed))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source of reports: its record where there is one, else only the name that reports give it."""

    slug: Slug
    name: str
    record: SourceRecord | None


@dataclass(frozen=True, slots=True)
class Site:
    """Everything, looked up by slug. `reports` are newest first; `bodies` are HTML by file path."""

    settings: Settings
    clock: Clock
    reports: Mapping[Slug, Report]
    withdrawn: tuple[ArticleRecord, ...]
    topics: Mapping[Slug, TopicRecord]
    entities: Mapping[Slug, EntityRecord]
    outlets: Mapping[Slug, Outlet]
    pages: tuple[PageRecord, ...]
    bodies: Mapping[str, str]
    kinship: Mapping[Slug, Kinship]
    citing: Mapping[Slug, tuple[Citation, ...]]
    media: Mapping[str, Media]

    def body(self, path: str) -> str:
        """The HTML of the body of the topic, entity, source or page that stands in the file `path`."""
        return self.bodies.get(path, "")
