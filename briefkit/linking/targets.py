"""Where a link or picture in a document leads, in whatever form it is written."""

import copy
import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.content import Document
from briefkit.model.filed import Filed
from briefkit.model.hints import did_you_mean, shown
from briefkit.model.issues import Severity
from briefkit.model.layout import CONTENT, MEDIA
from briefkit.model.liveness import Standing
from briefkit.model.names import PASSAGE_ID, Address, Slug
from briefkit.model.passages import WIKI_SCHEME
from briefkit.model.records import EntityRecord, PageRecord, SourceRecord, TopicRecord
from briefkit.model.registry import Registry
from briefkit.model.snapshot import Media

OUTWARD = ("http://", "https://", "mailto:", "tel:")
PICTURE_ENDINGS = frozenset(".png .jpg .jpeg .gif .webp .avif".split())
FILE_ENDINGS = PICTURE_ENDINGS | frozenset(
    ".pdf .csv .tsv .txt .docx .xlsx .pptx .odt .ods .odp .zip .epub .mp3 .ogg .mp4 .webm".split()
)
"""What may be published. SVG and HTML are not among them: opened on their own they can run scripts."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_NOWHERE = re.compile(r"https?://(?:[/\\?#:]|$)|(?:mailto|tel):$", re.IGNORECASE)
"""An address with a scheme that names nobody: what was to be filled in later."""

_HOST = re.compile(r"www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|int)(?:/|$)", re.IGNORECASE)
"""What most likely means another host, although without a scheme it is the name of a file."""

_PASSAGE = re.compile(PASSAGE_ID)
MISTYPED = 0.85
"""The likeness (0 to 1) of two ids of which one has a wrong character; ids of unlike passages have about 0.5."""


class Target(NamedTuple):
    """Where a link leads. Without `href` it is written as plain words; with a `rule` there is something to say.

    `title` is in `language`, "" for the site's.
    """

    href: str = ""
    title: str = ""
    language: str = ""
    article: Slug | None = None
    anchor: str = ""
    media: Media | None = None
    rule: str = ""
    message: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR


def address_of(record: Document) -> Address:
    """The address of the page that a document gets."""
    match record:
        case Filed():
            return addresses.article(record.slug)
        case TopicRecord():
            return addresses.topic(record.slug)
        case EntityRecord():
            return addresses.entity(record.slug)
        case SourceRecord():
            return addresses.source(record.slug)
        case PageRecord():
            return addresses.page(record.slug)


def title_of(record: Document) -> str:
    """What a document is called."""
    if isinstance(record, Filed):
        return record.facts.title
    return record.name if isinstance(record, EntityRecord | SourceRecord) else record.title


def is_outward(target: str) -> bool:
    """Whether `target` leads away from the site by a scheme that is allowed."""
    return target.lower().startswith(OUTWARD)


def has_scheme(target: str) -> bool:
    """Whether a browser would take `target` for an address with a scheme, or for another host's."""
    cleaned = re.sub(r"[\x00-\x20]", "", target)
    return bool(_SCHEME.match(cleaned)) or cleaned.startswith(("//", "\\\\", "/\\", "\\/"))


def path_of(record: Document) -> str:
    """The file that a document was read from."""
    return record.facts.path if isinstance(record, Filed) else record.origin.path


def find_file(target: str, path: str, files: frozenset[str]) -> str | None:
    """The file of content/ that `target`, written in the document `path`, means; None where there is none.

    It may lie beside the document, in content/media/, or be given from content/ or the root.
    """
    name = unquote(target.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]).lstrip("/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    for candidate in (beside, f"{MEDIA}{name}", f"{CONTENT}{name}", name):
        found = posixpath.normpath(candidate)
        if found in files and found.startswith(CONTENT):
            return found
    return None


class Targets:
    """Resolves what writers link to, given everything that exists."""

    def __init__(self, registry: Registry, media: Mapping[str, Media], links: Links) -> None:
        """`media` must hold every file that any document refers to, by path."""
        self._links = links
        self._media = media
        self._registry = registry
        self._near: dict[tuple[str, str], str] = {}
        self._beside: dict[str, list[str]] = {}

    # Each is made when it is first needed: a build after a small edit resolves a handful of links, or none.

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        registry = self._registry
        return (*registry.documents, *registry.withdrawn, *registry.hidden)

    @cached_property
    def _by_path(self) -> dict[str, Document]:
        """The documents. All other look-ups give paths, so that `reworded` has one place to replace a document in."""
        return {path_of(document): document for document in self._documents}

    @cached_property
    def _by_name(self) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._by_path:
            found[posixpath.basename(path)].append(path)
        return found

    @cached_property
    def _by_address(self) -> dict[str, str]:
        return {address_of(document): path for path, document in self._by_path.items()}

    @cached_property
    def _articles(self) -> dict[str, str]:
        return {document.slug: path for path, document in self._by_path.items() if isinstance(document, Filed)}

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {document.slug: path_of(document) for document in reversed(self._registry.documents)} | self._articles

    @cached_property
    def _hidden(self) -> frozenset[Slug]:
        return frozenset(article.slug for article in self._registry.hidden)

    def reworded(self, report: Filed) -> "Targets":
        """The same once `report` has another body. Its slug, title and file must be what they were."""
        other = copy.copy(self)
        other._by_path = {**self._by_path, report.path: report}
        return other

    def resolve(self, target: str, path: str, own_anchors: frozenset[str]) -> Target:
        """Where `target`, a link written in the document `path` with these `own_anchors`, leads."""
        if target.startswith(WIKI_SCHEME):
            return self._to_slug(target.removeprefix(WIKI_SCHEME))
        if not target.strip():
            hint = "write where it leads, or leave only its words"
            return Target(rule="link-resolves", message="this link leads nowhere", hint=hint)
        if _NOWHERE.match(target):
            hint = "write the whole address, such as https://example.org/"
            return Target(rule="link-resolves", message=f"{shown(target)} leads nowhere", hint=hint)
        if is_outward(target):
            return Target(href=target)
        if has_scheme(target):
            hint = f"links may begin with {', '.join(OUTWARD)} or lead to a file of content/"
            if target.startswith("//"):
                hint = "write https: in front of it"
            return Target(rule="link-scheme-is-allowed", message=f"{shown(target)} may not be linked", hint=hint)
        name, _, anchor = target.partition("#")
        anchor = unquote(anchor)
        if not name:
            if not anchor or anchor in own_anchors:
                return Target(href=f"#{anchor}", anchor=anchor)
            return self._no_anchor(anchor, "this report", own_anchors)
        record = self._record(unquote(name), path)
        if record is not None:
            return self._to_record(record, anchor)
        found = find_file(name, path, self._registry.files)
        if found is not None:
            return self._to_file(found)
        return self._nothing(name, path)

    def picture(self, target: str, path: str) -> Target:
        """What `target`, a picture in the document `path`, shows."""
        if has_scheme(target):
            return Target(
                rule="image-is-local",
                message=f"the picture {shown(target)} is not a file of content/",
                hint="save it in content/media/: pages load nothing from elsewhere",
            )
        found = find_file(target, path, self._registry.files)
        if found is None:
            near = did_you_mean(posixpath.basename(target), (posixpath.basename(f) for f in self._registry.files))
            hint = near or "put it beside the report or in content/media/"
            return Target(rule="image-exists", message=f"there is no picture {shown(target)}", hint=hint)
        # HTML that is broken on purpose can hold a picture that was not seen when the document was read: then there
        # is no media for it.
        media = self._media.get(found)
        is_of_a_kind = posixpath.splitext(found)[1].lower() in PICTURE_ENDINGS
        if not is_of_a_kind or media is None or not media.width:
            kinds = ", ".join(sorted(PICTURE_ENDINGS))
            message, hint = f"{shown(target)} is not a picture that can be shown", f"use one of {kinds}"
            if is_of_a_kind:
                hint = "whatever its name says, what it holds is no such picture: save it again as PNG or JPEG"
            return Target(rule="image-is-readable", message=message, hint=hint)
        return self._to_file(found)

    def called(self, reference: str) -> Target:
        """Where a `slug` or a `slug#p-xxxxxxxx` leads, as topics cite it and reports write it between brackets."""
        return self._to_slug(reference)

    def _record(self, name: str, path: str) -> Document | None:
        if name.startswith("/"):
            at = self._by_address.get(name if name.endswith("/") else f"{name}/")
            return self._by_path[at] if at else None
        for ending in ("", ".md"):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name + ending))
            if beside in self._by_path:
                return self._by_path[beside]
        named = self._by_name.get(posixpath.basename(name)) or self._by_name.get(posixpath.basename(name) + ".md", [])
        if len(named) == 1 and "/" not in name.removeprefix("./"):
            return self._by_path[named[0]]
        at = self._articles.get(name)
        return self._by_path[at] if at else None

    def _to_slug(self, reference: str) -> Target:
        slug, _, anchor = reference.partition("#")
        path = self._slugs.get(slug)
        if path is None:
            hint = did_you_mean(slug, self._slugs) or "write the slug of a report, topic or entity"
            return Target(rule="link-resolves", message=f"nothing has the slug {shown(slug)}", hint=hint)
        return self._to_record(self._by_path[path], anchor)

    def _to_record(self, record: Document, anchor: str) -> Target:
        title = title_of(record)
        if anchor and anchor not in record.body.anchors:
            return self._no_anchor(anchor, f"“{title}”", record.body.anchors)
        slug = record.slug if isinstance(record, Filed) else None
        standing = self._registry.standings.get(record.slug, Standing.LIVE) if slug else Standing.LIVE
        if slug and slug in self._hidden:
            # No title: nothing of a draft may be seen.
            return Target(
                rule="link-leads-to-live-report",
                message=f"“{title}” is not published at this time ({standing}); the link is written as plain words",
                hint="it becomes a link when that report appears",
                severity=Severity.ADVICE,
            )
        if standing is Standing.WITHDRAWN:
            anchor = ""
        language = record.facts.lang if isinstance(record, Filed) else ""
        return Target(self._links.href(address_of(record), anchor), title, language, slug, anchor)

    def _to_file(self, path: str) -> Target:
        if posixpath.splitext(path)[1].lower() not in FILE_ENDINGS:
            kinds = ", ".join(sorted(FILE_ENDINGS))
            message = f"a file of this kind is not published: {shown(posixpath.basename(path))}"
            return Target(rule="file-kind-is-allowed", message=message, hint=f"allowed are {kinds}")
        media = self._media.get(path)
        if media is None:  # as in `picture`
            return Target(rule="link-resolves", message=f"{shown(path)} is linked from broken HTML")
        return Target(href=self._links.href(addresses.media(media.name)), media=media)

    def _nothing(self, name: str, path: str) -> Target:
        hint = "links lead to files of content/, as other-report.md, or to slugs, as [[other-report]]"
        if name.startswith(("{{", "%7B%7B")):
            hint = f"nothing is run in a report, no shortcodes either; {hint}"
        elif _HOST.match(name):
            hint = f"write https://{name}"
        else:
            hint = self._nearest(name, posixpath.dirname(path)) or hint
        return Target(rule="link-resolves", message=f"there is no {shown(name)} to link to", hint=hint)

    def _nearest(self, name: str, folder: str) -> str:
        """A hint at the document whose path from `folder` is nearest to `name`; kept, since many links may need
        it."""
        if (name, folder) not in self._near:
            if folder not in self._beside:
                self._beside[folder] = [posixpath.relpath(known, folder) for known in self._by_path]
            self._near[name, folder] = did_you_mean(name, self._beside[folder])
        return self._near[name, folder]

    def _no_anchor(self, anchor: str, where: str, anchors: frozenset[str]) -> Target:
        if _PASSAGE.fullmatch(anchor):
            hint = did_you_mean(anchor, sorted(anchors), MISTYPED) or (
                "an id changes with the words of its passage: build with # and what follows left out, then copy the"
                " link beside the passage from the report's page"
            )
        else:
            hint = did_you_mean(anchor, sorted(anchors)) or (
                "copy the passage's link from the report's page, or write a note as [^1]; ids in raw HTML do not"
                " count"
            )
        return Target(rule="link-resolves", message=f"{where} has no passage {shown(anchor)}", hint=hint)
