"""From a registry to a site: links and pictures resolved, sources known, citations worked out."""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from briefkit.linking.called import with_titles
from briefkit.linking.changes import ReportChanges
from briefkit.linking.markup import Rewritten, has_written_links, rewrite_links
from briefkit.linking.nearest import nearest_passages
from briefkit.linking.outlets import Outlets
from briefkit.linking.targets import Target, Targets
from briefkit.markdown.plain import plain_text
from briefkit.markdown.wiki_link import UNTITLED
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.filed import Filed
from briefkit.model.hints import shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug
from briefkit.model.passages import Body, Markup, Reference
from briefkit.model.records import OtherRecord, TopicRecord
from briefkit.model.registry import Registry
from briefkit.model.site import Article, Citation, Linked, Placed, Report, Site, Text, whole_html
from briefkit.model.snapshot import Media

_NO_LINKS = Linked()


class Linker:
    """Resolves what is written in documents, given everything that exists."""

    def __init__(self, registry: Registry, media: Mapping[str, Media], links: Links) -> None:
        """`media` must hold every file that documents refer to, by path."""
        self._registry = registry
        self._links = links
        self._media = media
        self.targets = Targets(registry, media, links)

    def site(
        self,
        before: Mapping[str, Linked],
        kinship: Callable[[], Mapping[Slug, tuple[Slug, ...]]],
        changes: ReportChanges | None,
        opened: Callable[[Filed], Text] = lambda _: (),
    ) -> tuple[Site, Mapping[str, Linked], tuple[Issue, ...]]:
        """The site; what became of the links of each report that has any, by path; what is wrong with any link.

        `before` is what became of the links of reports in an earlier build. It is still right except for `changes`,
        which are None where anything may have changed. `kinship` gives who is kin to whom; it is asked last, since it
        waits for work in other processes. `opened` gives the words of a report: where a topic cites a passage that is
        not there, the hint names those that may be meant.
        """
        registry = self._registry
        others: tuple[OtherRecord, ...] = (*registry.topics, *registry.entities, *registry.sources, *registry.pages)
        issues: list[Issue] = []
        for record in others:
            issues += self._bad_references(record.body, record.origin.path)
        for topic in registry.topics:
            issues += self._bad_citations(topic, opened)
        linked = self._linked_reports(before, changes)
        for own in linked.values():
            issues += own.issues
        outlets = Outlets(registry.sources, registry.articles)
        reports, citing = self._reports(linked, outlets)
        site = Site(
            settings=registry.settings,
            clock=registry.clock,
            reports=reports,
            withdrawn=registry.withdrawn,
            topics={topic.slug: topic for topic in registry.topics},
            entities={entity.slug: entity for entity in registry.entities},
            outlets=outlets.all(),
            pages=registry.pages,
            bodies={record.origin.path: self._body(record.body, record.origin.path) for record in others},
            kinship=kinship(),
            citing=citing,
            media=self._published(linked) if self._media else {},
        )
        return site, linked, tuple(issues)

    def _linked_reports(self, before: Mapping[str, Linked], changes: ReportChanges | None) -> dict[str, Linked]:
        """What becomes of the links of each report that has any, by path; taken from `before` where that is right."""
        linked: dict[str, Linked] = {}
        for filed in (*self._registry.articles, *self._registry.withdrawn, *self._registry.hidden):
            facts = filed.facts
            if facts.targets or facts.image:
                own = before.get(facts.path, _NO_LINKS)
                if changes is None or own.issues or facts.path in changes.paths or changes.may_concern(facts.targets):
                    own = self.linked(filed)
                linked[facts.path] = own
        return linked

    def _reports(
        self, linked: Mapping[str, Linked], outlets: Outlets
    ) -> tuple[dict[Slug, Report], dict[Slug, tuple[Citation, ...]]]:
        """The live reports by slug, newest first, and who cites each of them, in the same order."""
        reports: dict[Slug, Report] = {}
        citing: defaultdict[Slug, list[Citation]] = defaultdict(list)
        standings, media = self._registry.standings, self._media
        for filed in self._registry.articles:
            facts = filed.facts
            slug, own = facts.slug, linked.get(facts.path, _NO_LINKS)
            source = outlets.slug_of(facts.source) if facts.source else None
            reports[slug] = Report(
                filed, standings[slug], source, media.get(own.image), own.resolved, self.summary(filed)
            )
            for citation in own.citations:
                citing[citation.cited].append(citation)
        return reports, {slug: tuple(found) for slug, found in citing.items()}

    def article(self, report: Report, text: Text) -> Article:
        """`report` with its words, `text`, in which every link leads where it should."""
        if not report.filed.facts.targets:  # of its links and pictures: then there is no need to open the record
            return Article(report, text)
        record = report.record
        resolver = self._resolver(record.origin.path, record.body.anchors, record.lang)
        return Article(report, tuple(_linked(block, resolver) for block in text))

    def summary(self, filed: Filed) -> str:
        """The summary of a report, with the titles of what is called by its slug alone."""
        return with_titles(filed.facts.summary, lambda slug: self.targets.called(slug).title)

    def reworded(self, report: Filed) -> "Linker":
        """The same linker once `report` has another body. Its slug, title and file must be what they were."""
        other = copy.copy(self)
        other.targets = self.targets.reworded(report)
        return other

    def linked(self, filed: Filed) -> Linked:
        """What becomes of the links and pictures of a report."""
        record, body, path = filed.record, filed.body, filed.path
        issues: list[Issue] = []
        media: list[str] = []
        image = ""
        if record.image:
            target = self.targets.picture(record.image.src, path)
            issues += _issues_of(target, record.origin.place("image", "src"))
            image = target.media.path if target.media else ""
        references = body.references
        found = [self._target(reference, path, body) for reference in references]
        links: dict[str, Target] = {}
        for reference, target in zip(references, found, strict=True):
            issues += _issues_of(target, reference.place)
            if target.media:
                media.append(target.media.path)
            if not reference.is_picture:
                links[reference.target] = target
        return Linked(
            resolved="\n".join([f"{to.href} {to.title} {to.language}{to.media or ''}" for to in found]),
            citations=tuple(self._citations(filed, links)),
            media=(*media, image) if image else tuple(media),
            image=image,
            issues=tuple(issues),
        )

    def _citations(self, filed: Filed, known: Mapping[str, Target]) -> Iterator[Citation]:
        """The links of a report to other reports, each once; `known` are targets that were resolved already."""
        for target, passage, stamp in filed.written:
            found = known.get(target) or self.targets.resolve(target, filed.path, filed.body.anchors)
            if found.article and found.href and found.article != filed.slug:
                yield Citation(filed.slug, passage, found.article, stamp)

    def _target(self, reference: Reference, path: str, body: Body) -> Target:
        if reference.is_picture:
            return self.targets.picture(reference.target, path)
        return self.targets.resolve(reference.target, path, body.anchors)

    def _bad_references(self, body: Body, path: str) -> Iterator[Issue]:
        for reference in body.references:
            yield from _issues_of(self._target(reference, path, body), reference.place)

    def _bad_citations(self, topic: TopicRecord, opened: Callable[[Filed], Text]) -> Iterator[Issue]:
        points, questions = topic.key_points, topic.questions
        citations = [(point.cite, point.text, ("key_points", n, "cite")) for n, point in enumerate(points)]
        citations += [(q.answered_by, q.text, ("questions", n, "answered_by")) for n, q in enumerate(questions)]
        for citation, words, trail in citations:
            if citation:
                target = self.targets.called(citation)
                if target.rule == "link-resolves" and (meant := self._meant(citation, words, opened)):
                    target = target._replace(hint=meant)
                yield from _issues_of(target, topic.origin.place(*trail))

    def _meant(self, citation: str, words: str, opened: Callable[[Filed], Text]) -> str:
        """A hint at which passages may be meant by a citation whose passage is gone; `words` stand beside it."""
        registry = self._registry
        slug, _, anchor = citation.partition("#")
        for filed in (*registry.articles, *registry.withdrawn, *registry.hidden):
            if filed.slug == slug:
                near = nearest_passages(anchor, words, opened(filed))
                named = " or ".join(f"{slug}#{passage.id} {shown(passage.text)}" for passage in near)
                return f"an id changes with the words of its passage: perhaps {named}" if near else ""
        return ""

    def _body(self, body: Body, path: str) -> str:
        """The HTML of a body that is not quoted from: topic, entity, source or page."""
        resolver = self._resolver(path, body.anchors)
        blocks = (block._replace(html=rewrite_links(block.html, resolver)) for block in body.blocks)
        return "".join(
            whole_html(block if isinstance(block, Markup) else Placed(*block[:2], block.text, block.html, (), ()))
            for block in blocks
        )

    def _resolver(self, path: str, anchors: frozenset[str], language: str = "") -> Callable[[str, bool], Rewritten]:
        """What rewrites the links of a document with these `anchors`, which is in `language` ("" for the site's)."""

        def resolve(target: str, is_picture: bool) -> Rewritten:
            if is_picture:
                return _picture(self.targets.picture(target, path), self._links)
            found = self.targets.resolve(target, path, anchors)
            other = (found.language or self._registry.settings.language) if found.language != language else ""
            return Rewritten((("href", found.href),) if found.href else None, found.title, other)

        return resolve

    def _published(self, linked: Mapping[str, Linked]) -> dict[str, Media]:
        """The media of documents that have a page, by path. A draft's picture is not published."""
        used: set[str] = set()
        for document in self._registry.documents:
            if isinstance(document, Filed):
                used.update(linked.get(document.path, _NO_LINKS).media)
            else:
                path = document.origin.path
                found = [self._target(reference, path, document.body) for reference in document.body.references]
                used.update(target.media.path for target in found if target.media is not None)
        return {path: self._media[path] for path in sorted(used)}


def _linked(block: Markup | Placed, resolver: Callable[[str, bool], Rewritten]) -> Markup | Placed:
    """A block with its links resolved. A report that is linked by slug alone gets its title, in the text as well."""
    if not has_written_links(block.html):
        return block
    html = rewrite_links(block.html, resolver)
    if isinstance(block, Placed) and UNTITLED in block.html:
        return block._replace(html=html, text=plain_text(html))
    return block._replace(html=html)


def _issues_of(target: Target, place: Place) -> list[Issue]:
    if not target.rule:
        return []
    return [Issue(target.rule, target.message, place, target.hint, target.severity)]


def _picture(found: Target, links: Links) -> Rewritten:
    if found.media is None:
        return Rewritten(None)
    media = found.media
    size = (("width", str(media.width)), ("height", str(media.height)), ("loading", "lazy"))
    copies = (("srcset", addresses.srcset(links, media)), ("sizes", addresses.SIZES)) if media.narrower else ()
    return Rewritten((("src", links.href(addresses.media(media.name))), *size, *copies))
