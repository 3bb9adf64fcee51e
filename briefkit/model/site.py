"""The site with everything resolved: what pages, feeds and search are made from."""

from collections.abc import Mapping
from typing import NamedTuple

from briefkit.model.filed import Facts, Filed
from briefkit.model.issues import Issue
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
    """A passage in its place: links resolved, on the topics it speaks to, with the entities it names.

    `kind` is the value of a `PassageKind`.
    """

    id: PassageId
    kind: str
    text: str
    html: str
    topics: tuple[Slug, ...]
    entities: tuple[Slug, ...]


_TAGS_AROUND: Mapping[str, str] = {PassageKind.ITEM: "li", PassageKind.CAPTION: "figcaption"}


def whole_html(block: Markup | Placed) -> str:
    """A block's HTML with the tag that a list item or caption needs around it."""
    if isinstance(block, Markup):
        return block.html
    around = _TAGS_AROUND.get(block.kind)
    return f"<{around}>{block.html}</{around}>\n" if around else block.html


class Citation(NamedTuple):
    """One report's link to another, the passage it stands in, if it is one, and a stamp of that passage."""

    citing: Slug
    passage: PassageId | None
    cited: Slug
    stamp: bytes = b""


class Linked(NamedTuple):
    """What became of the links and pictures of a report.

    `resolved` is a text that changes when one of them leads elsewhere. `citations` are the links to other reports,
    `media` the files of content/ that it uses. `image` is the path of its own picture, which is among these, or "".
    """

    resolved: str = ""
    citations: tuple[Citation, ...] = ()
    media: tuple[str, ...] = ()
    image: str = ""
    issues: tuple[Issue, ...] = ()


Text = tuple[Markup | Placed, ...]
"""A report's words, block by block."""


class Report(NamedTuple):
    """A live report, without its words.

    `standing` is what it is at the site's instant, `source` the slug of its source. `resolved` changes when a link in
    it leads elsewhere. `summary` is its own or what stands in for it, in which titles stand where they belong.
    """

    filed: Filed
    standing: Standing
    source: Slug | None
    image: Media | None
    resolved: str
    summary: str

    @property
    def slug(self) -> Slug:
        """The report's slug."""
        return self.filed.facts.slug

    @property
    def facts(self) -> Facts:
        """What is kept in memory of every report."""
        return self.filed.facts

    @property
    def record(self) -> ArticleRecord:
        """Its front matter, as of the site's instant."""
        return self.filed.record

    @property
    def topics(self) -> tuple[Slug, ...]:
        """The topics it stands on, in their order, those listed by hand included."""
        return self.filed.facts.topics

    @property
    def entities(self) -> tuple[Slug, ...]:
        """What it names, what is listed by hand included."""
        return self.filed.facts.entities

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
        return tuple([block for block in self.blocks if type(block) is Placed])


class Outlet(NamedTuple):
    """A source of reports: its record where there is one, else only the name that reports give it."""

    slug: Slug
    name: str
    record: SourceRecord | None


class Site(NamedTuple):
    """Everything, looked up by slug. `reports` are newest first.

    `bodies` are the HTML of topics, entities, sources and pages, and `media` the files that are published, both by
    path. `kinship` gives the older reports that each is kin to, the nearest first; `citing` the links that lead to
    each, those of the newest report first.
    """

    settings: Settings
    clock: Clock
    reports: Mapping[Slug, Report]
    withdrawn: tuple[Filed, ...]
    topics: Mapping[Slug, TopicRecord]
    entities: Mapping[Slug, EntityRecord]
    outlets: Mapping[Slug, Outlet]
    pages: tuple[PageRecord, ...]
    bodies: Mapping[str, str]
    kinship: Mapping[Slug, tuple[Slug, ...]]
    citing: Mapping[Slug, tuple[Citation, ...]]
    media: Mapping[str, Media]

    def body(self, path: str) -> str:
        """The HTML of the body of the topic, entity, source or page that stands in the file `path`."""
        return self.bodies.get(path, "")
