"""A registry to a site: links and pictures resolved, sources known, kinship and citations worked out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from briefkit.linking.markup import Rewritten, has_written_links, rewrite_links
from briefkit.linking.related import related_reports
from briefkit.linking.targets import Target, Targets
from briefkit.markdown.plain import plain_text
from briefkit.markdown.wiki_link import UNTITLED
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug, slugify
from briefkit.model.passages import Body, Markup, Reference
from briefkit.model.records import ArticleRecord, Record, SourceRecord, TopicRecord
from briefkit.model.registry import Registry
from briefkit.model.site import Article, Citation, Kinship, Outlet, Outline, Placed, Report, Site, Text, whole_html
from briefkit.model.snapshot import Media

_UNKNOWN = Outline("", {}, {}, (), b"", b"")


class Linker:
    """Resolves what is written in documents, given everything that exists."""

    def __init__(self, registry: Registry, media: Mapping[str, Media], links: Links) -> None:
        """`media` holds every file that documents refer to, by path."""
        self._registry = registry
        self._links = links
        self._media = media
        self.targets = Targets(registry, media, links)
        self._order = {topic.slug: number for number, topic in enumerate(registry.topics)}

    def site(
        self, outlines: Mapping[str, Outline], kinship: Mapping[Slug, Kinship]
    ) -> tuple[Site, tuple[Issue, ...]]:
        """The site, its reports known by their `outlines` (by path); and what is wrong with any link.

        `kinship` is that of an earlier site, or empty.
        """
        registry, issues = self._registry, list[Issue]()
        standing: tuple[Record, ...] = (*registry.topics, *registry.entities, *registry.sources, *registry.pages)
        for document in (*standing, *registry.withdrawn, *registry.hidden):
            issues.extend(self._bad_references(document.body, document.origin.path))
        for topic in registry.topics:
            issues.extend(self._bad_citations(topic))
        reports: dict[Slug, Report] = {}
        citing: defaultdict[Slug, list[Citation]] = defaultdict(list)
        outlet_of = _Outlets(registry)
        for record in registry.articles:
            report = self._report(record, outlines.get(record.origin.path, _UNKNOWN), outlet_of, issues)
            reports[record.slug] = report
            for citation in self._citations(report):
                citing[citation.cited].append(citation)
        oldest_first = [
            (slug, report.record.date.at.timestamp(), (*report.entities, *[f"topic {t}" for t in report.topics]))
            for slug, report in reversed(reports.items())
        ]
        site = Site(
            settings=registry.settings,
            clock=registry.clock,
            reports=reports,
            withdrawn=registry.withdrawn,
            topics={topic.slug: topic for topic in registry.topics},
            entities={entity.slug: entity for entity in registry.entities},
            outlets=outlet_of.all(),
            pages=registry.pages,
            bodies={record.origin.path: self._body(record.body, record.origin.path) for record in standing},
            kinship=related_reports(oldest_first, kinship),
            citing={slug: tuple(found) for slug, found in citing.items()},
            media=self._published(),
        )
        return site, tuple(issues)

    def article(self, report: Report, text: Text) -> Article:
        """`report` with its words, `text`, in which every link leads where it should."""
        record = report.record
        if not record.body.references:
            return Article(report, text)
        resolver = self._resolver(record.origin.path, record.body.anchors)
        return Article(report, tuple(_linked(block, resolver) for block in text))

    def _report(self, record: ArticleRecord, outline: Outline, outlet_of: "_Outlets", issues: list[Issue]) -> Report:
        registry, path, body = self._registry, record.origin.path, record.body
        image = None
        if record.image:
            target = self.targets.picture(record.image.src, path)
            issues.extend(_told(target, record.origin.place("image", "src")))
            image = target.media
        resolved = ""
        if body.references:
            found = [self._target(reference, path, body) for reference in body.references]
            resolved = "\n".join([f"{target.href} {target.title}{target.media or ''}" for target in found])
            for reference, target in zip(body.references, found, strict=True):
                if target.rule:
                    issues.extend(_told(target, reference.place))
        shown = {*outline.topics, *record.topics} & self._order.keys()
        return Report(
            record=record,
            standing=registry.standings[record.slug],
            outline=outline,
            topics=tuple(sorted(shown, key=self._order.__getitem__)),
            entities=(*outline.entities, *[slug for slug in record.entities if slug not in outline.entities]),
            source=outlet_of(record),
            image=image,
            resolved=resolved,
        )

    def _citations(self, report: Report) -> Iterator[Citation]:
        """The links of `report` to other reports, each once."""
        record = report.record
        for target, passage, stamp in report.outline.written:
            found = self.targets.resolve(target, record.origin.path, record.body.anchors)
            if found.article and found.href and found.article != record.slug:
                yield Citation(record.slug, passage, found.article, stamp)

    def _target(self, reference: Reference, path: str, body: Body) -> Target:
        if reference.is_picture:
            return self.targets.picture(reference.target, path)
        return self.targets.resolve(reference.target, path, body.anchors)

    def _bad_references(self, body: Body, path: str) -> Iterator[Issue]:
        for reference in body.references:
            yield from _told(self._target(reference, path, body), reference.place)

    def _bad_citations(self, topic: TopicRecord) -> Iterator[Issue]:
        citations = [(point.cite, ("key_points", n, "cite")) for n, point in enumerate(topic.key_points)]
        citations += [(q.answered_by, ("questions", n, "answered_by")) for n, q in enumerate(topic.questions)]
        for citation, trail in citations:
            if citation:
                yield from _told(self.targets.cited(citation), topic.origin.place(*trail))

    def _body(self, body: Body, path: str) -> str:
        """The HTML of a body that is not quoted from: topic, entity, source or page."""
        resolver = self._resolver(path, body.anchors)
        blocks = (block._replace(html=rewrite_links(block.html, resolver)) for block in body.blocks)
        return "".join(
            whole_html(block if isinstance(block, Markup) else Placed(*block[:2], block.text, block.html, (), ()))
            for block in blocks
        )

    def _resolver(self, path: str, anchors: frozenset[str]) -> Callable[[str, bool], Rewritten]:
        def resolve(target: str, is_picture: bool) -> Rewritten:
            if is_picture:
                return _picture(self.targets.picture(target, path), self._links)
            found = self.targets.resolve(target, path, anchors)
            return Rewritten((("href", found.href),) if found.href else None, found.title)

        return resolve

    def _published(self) -> dict[str, Media]:
        """The media that documents with a page use: a draft's picture does not leave content/."""
        used: dict[str, Media] = {}
        for record in self._registry.records if self._media else ():
            path = record.origin.path
            found = [self._target(reference, path, record.body) for reference in record.body.references]
            if isinstance(record, ArticleRecord) and record.image:
                found.append(self.targets.picture(record.image.src, path))
            used |= {target.media.path: target.media for target in found if target.media is not None}
        return used


def _linked(block: Markup | Placed, resolver: Callable[[str, bool], Rewritten]) -> Markup | Placed:
    """A block with its links resolved; its text then has the titles of reports linked by slug alone."""
    if not has_written_links(block.html):
        return block
    html = rewrite_links(block.html, resolver)
    if isinstance(block, Placed) and UNTITLED in block.html:
        return block._replace(html=html, text=plain_text(html))
    return block._replace(html=html)


def _told(target: Target, place: Place) -> list[Issue]:
    if not target.rule:
        return []
    return [Issue(target.rule, target.message, place, target.hint, target.severity)]


def _picture(found: Target, links: Links) -> Rewritten:
    if found.media is None:
        return Rewritten(None)
    size = (("width", str(found.media.width)), ("height", str(found.media.height)), ("loading", "lazy"))
    return Rewritten((("src", links.href(addresses.media(found.media.name))), *size))


@dataclass
class _Outlets:
    """The sources of reports: those registered, and those that reports only name."""

    registry: Registry
    by_name: dict[str, SourceRecord] = field(init=False)
    named: dict[str, Slug] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_name = {source.name.casefold(): source for source in self.registry.sources}

    def __call__(self, record: ArticleRecord) -> Slug | None:
        """The slug of the source of `record`: its record's where one is registered, else made from the name."""
        if record.source is None:
            return None
        name = record.source.name
        if name not in self.named:
            known = self.by_name.get(name.casefold())
            self.named[name] = known.slug if known else slugify(name)
        return self.named[name]

    def all(self) -> dict[Slug, Outlet]:
        """Every source by its slug, in the order of names; one that is only named is called as it is first."""
        outlets = {source.slug: Outlet(source.slug, source.name, source) for source in self.registry.sources}
        spelt: dict[Slug, tuple[str, str]] = {}
        for article in self.registry.articles:
            slug = self(article)
            if slug is not None and article.source is not None and slug not in outlets:
                path = article.origin.path
                if slug not in spelt or path < spelt[slug][0]:
                    spelt[slug] = (path, article.source.name)
        outlets |= {slug: Outlet(slug, name, None) for slug, (_, name) in spelt.items()}
        return dict(sorted(outlets.items(), key=lambda item: (item[1].name.casefold(), item[0])))
