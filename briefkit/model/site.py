"""The site with everything resolved: what pages, feeds and search are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefkit.model.liveness import Clock, Standing
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
    """One report's link to another (perhaps to a passage of it), and the passage it stands in."""

    citing: Slug
    passage: PassageId | None
    cited: Slug


@dataclass(frozen=True, slots=True)
class Article:
    """A report with everything resolved. Topics and entities include those listed by hand."""

    record: ArticleRecord
    standing: Standing
    summary: str
    blocks: tuple[Markup | Placed, ...]
    topics: tuple[Slug, ...]
    entities: tuple[Slug, ...]
    source: Slug | None
    image: Media | None
    citations: tuple[Citation, ...]

    @property
    def slug(self) -> Slug:
        """The report's slug."""
        return self.record.slug

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
    """Everything, looked up by slug. `articles` are newest first; `bodies` are HTML by file path."""

    settings: Settings
    clock: Clock
    articles: tuple[Article, ...]
    withdrawn: tuple[ArticleRecord, ...]
    topics: Mapping[Slug, TopicRecord]
    entities: Mapping[Slug, EntityRecord]
    outlets: Mapping[Slug, Outlet]
    pages: tuple[PageRecord, ...]
    bodies: Mapping[str, str]
    related: Mapping[Slug, tuple[Slug, ...]]
    media: Mapping[str, Media]

    def body(self, path: str) -> str:
        """The HTML of the body of the topic, entity, source or page that stands in the file `path`."""
        return self.bodies.get(path, "")
