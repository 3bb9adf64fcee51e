"""The body of a document as blocks: passages, which can be quoted, and the markup between them."""

from enum import StrEnum
from typing import NamedTuple

from briefkit.model.issues import Place
from briefkit.model.names import PassageId, Slug

WIKI_SCHEME = "wiki:"
"""What a link written as `[[slug]]` begins with between reading and linking: its target is then `wiki:slug`."""


class PassageKind(StrEnum):
    """Which block of prose a passage is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    TABLE = "table"
    CAPTION = "caption"


class Markup(NamedTuple):
    """HTML that stands between passages: headings, list tags, code, rules, pictures."""

    html: str


class Placement(NamedTuple):
    """A topic that a `{topics=...}` line names, and where in the line."""

    topic: Slug
    place: Place


class Passage(NamedTuple):
    """An outermost block of prose as written, with nothing outside its own report resolved.

    `html` has links as the writer gave them; `topics` is what a `{topics=...}` line says, None without one.
    """

    id: PassageId
    kind: PassageKind
    text: str
    html: str
    section: int
    place: Place
    topics: tuple[Placement, ...] | None = None


Block = Markup | Passage


class Reference(NamedTuple):
    """A link or picture in a body: its target as written and where it stands."""

    target: str
    place: Place
    is_picture: bool = False


class Body(NamedTuple):
    """A parsed Markdown body. `anchors` are the ids that links may lead to, passages' ids included."""

    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages alone, in order."""
        return tuple([block for block in self.blocks if type(block) is Passage])
