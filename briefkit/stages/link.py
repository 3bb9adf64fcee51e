"""A registry to a site: passages on their topics, names and links resolved, kinship worked out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from briefkit.linking.markup import Rewritten, link_mentions, rewrite_links
from briefkit.linking.mentions import Names
from briefkit.linking.related import related_reports
from briefkit.linking.targets import Target, Targets
from briefkit.linking.terms import Terms
from briefkit.markdown.plain import plain_text
from briefkit.markdown.wiki_link import UNTITLED
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, Place
from briefkit.model.names import PassageId, Slug, slugify
from briefkit.model.passages import Block, Body, Markup, Passage
from briefkit.model.records import ArticleRecord, Record, SourceRecord
from briefkit.model.registry import Registry
from briefkit.model.site import Article, Citation, Outlet, Placed, Site, whole_html
from briefkit.model.snapshot import Media

_SENTENCE_END = re.compile(r"[.!?…।]['\"”’)]?(?= |$)")
SUMMARY_LENGTH = 240


def link(registry: Registry, media: Mapping[str, Media], links: Links) -> tuple[Site, tuple[Issue, ...]]:
    """Resolve everything. `media` holds every file that documents refer to, by path."""
    linker = _Linker(Terms(registry.topics), Names(registry.entities), Targets(registry, media, links), media, links)
    issues: list[Issue] = []
    documents: tuple[Record, ...] = (*registry.records, *registry.withdrawn, *registry.hidden)
    for document in documents:
        issues.extend(_bad_references(linker.targets, document.body, document.origin.path))
    for topic in registry.topics:
        citations = [(point.cite, ("key_points", n, "cite")) for n, point in enumerate(topic.key_points)]
        citations += [(q.answered_by, ("questions", n, "answered_by")) for n, q in enumerate(topic.questions)]
        for citation, trail in citations:
            if citation:
                place = topic.origin.place(*trail)
                issues.extend(_told(linker.targets.cited(citation), place))
    articles: list[Article] = []
    for record in registry.articles:
        article, found = linker.article(record, registry)
        articles.append(article)
        issues.extend(found)
    standing: tuple[Record, ...] = (*registry.topics, *registry.entities, *registry.sources, *registry.pages)
    bodies = {record.origin.path: linker.body(record.body, record.origin.path) for record in standing}
    oldest_first = [
        (article.slug, article.record.date.instant, (*article.entities, *(f"topic {t}" for t in article.topics)))
        for article in reversed(articles)
    ]
    site = Site(
        settings=registry.settings,
        clock=registry.clock,
        articles=tuple(articles),
        withdrawn=registry.withdrawn,
        topics={topic.slug: topic for topic in registry.topics},
        entities={entity.slug: entity for entity in registry.entities},
        outlets=_outlets(registry),
        pages=registry.pages,
        bodies=bodies,
        related=related_reports(oldest_first),
        media=_published(registry, linker, media),
    )
    return site, tuple(issues)


def summary_of(record: ArticleRecord) -> str:
    """The report's summary, else its first passage, cut at the last sentence (or word) that fits."""
    passages = record.body.passages
    if record.summary or not passages:
        return record.summary
    text = passages[0].text
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH)]
    return text[: ends[-1]] if ends else text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"


def outlet_slug(name: str, sources: Mapping[str, SourceRecord]) -> Slug:
    """The slug of the source called `name`: its record's where one is registered, else made from the name."""
    record = sources.get(name.casefold())
    return record.slug if record else slugify(name)


def _bad_references(targets: Targets, body: Body, path: str) -> list[Issue]:
    issues: list[Issue] = []
    for reference in body.references:
        if reference.is_picture:
            target = targets.picture(reference.target, path)
        else:
            target = targets.resolve(reference.target, path, body.anchors)
        issues.extend(_told(target, reference.place))
    return issues


def _told(target: Target, place: Place) -> list[Issue]:
    if not target.rule:
        return []
    return [Issue(target.rule, target.message, place, target.hint, target.severity)]


@dataclass(frozen=True, slots=True)
class _Linker:
    """What every document is linked with."""

    terms: Terms
    names: Names
    targets: Targets
    media: Mapping[str, Media]
    links: Links

    def article(self, record: ArticleRecord, registry: Registry) -> tuple[Article, list[Issue]]:
        path, anchors = record.origin.path, record.body.anchors
        blocks: list[Markup | Placed] = []
        citations: list[Citation] = []
        linked_blocks = [
            self._with_links(block, path, anchors, _Citing(record.slug, citations)) for block in record.body.blocks
        ]
        passages = [block for block in linked_blocks if isinstance(block, Passage)]
        mentions, issues = self.names.mentions_in(passages)
        named = dict(zip((passage.id for passage in passages), mentions, strict=True))
        section, linked = 0, set[Slug]()
        for block in linked_blocks:
            if not isinstance(block, Passage):
                blocks.append(block)
                continue
            html = block.html
            if block.section != section:
                section, linked = block.section, set()
            here = named[block.id]
            if record.autolink and here:
                html, new = link_mentions(html, block.text, here, linked, self._entity_href)
                linked |= new
            if block.topics is None:
                topics = self.terms.topics_of(block.text)
            else:
                topics = tuple(dict.fromkeys(placement.topic for placement in block.topics))
            entities = tuple(dict.fromkeys(mention.entity for mention in here))
            blocks.append(Placed(block.id, block.kind, block.text, html, topics, entities))
        placed = [block for block in blocks if isinstance(block, Placed)]
        shown_topics = {topic for passage in placed for topic in passage.topics} | set(record.topics)
        named_here = dict.fromkeys(entity for passage in placed for entity in passage.entities)
        image = self.targets.picture(record.image.src, path) if record.image else None
        if record.image and image:
            issues.extend(_told(image, record.origin.place("image", "src")))
        article = Article(
            record=record,
            standing=registry.standings[record.slug],
            summary=summary_of(record),
            blocks=tuple(blocks),
            topics=tuple(topic.slug for topic in registry.topics if topic.slug in shown_topics),
            entities=(*named_here, *(slug for slug in record.entities if slug not in named_here)),
            source=self._outlet(record, registry),
            image=image.media if image else None,
            citations=tuple(dict.fromkeys(citations)),
        )
        return article, issues

    def body(self, body: Body, path: str) -> str:
        """The HTML of a body that is not quoted from: topic, entity, source or page."""
        resolver = self._resolver(path, body.anchors, None)
        blocks = (block._replace(html=rewrite_links(block.html, resolver)) for block in body.blocks)
        return "".join(
            whole_html(block if isinstance(block, Markup) else Placed(*block[:2], block.text, block.html, (), ()))
            for block in blocks
        )

    def _with_links(self, block: Block, path: str, anchors: frozenset[str], citing: "_Citing") -> Block:
        """A block with its links resolved; its text then has the titles of reports linked by slug alone."""
        if isinstance(block, Markup):
            return Markup(rewrite_links(block.html, self._resolver(path, anchors, citing)))
        html = rewrite_links(block.html, self._resolver(path, anchors, replace(citing, passage=block.id)))
        text = plain_text(html) if UNTITLED in block.html else block.text
        return block._replace(html=html, text=text)

    def _entity_href(self, slug: Slug) -> str:
        return self.links.href(addresses.entity(slug))

    def _outlet(self, record: ArticleRecord, registry: Registry) -> Slug | None:
        if record.source is None:
            return None
        return outlet_slug(record.source.name, {source.name.casefold(): source for source in registry.sources})

    def _resolver(
        self, path: str, anchors: frozenset[str], citing: "_Citing | None"
    ) -> Callable[[str, bool], Rewritten]:
        def resolve(target: str, is_picture: bool) -> Rewritten:
            if is_picture:
                return _picture(self.targets.picture(target, path), self.links)
            found = self.targets.resolve(target, path, anchors)
            if citing and found.article and found.href and found.article != citing.slug:
                citing.citations.append(Citation(citing.slug, citing.passage, found.article))
            return Rewritten((("href", found.href),) if found.href else None, found.title)

        return resolve


@dataclass(frozen=True, slots=True)
class _Citing:
    """Where the links being resolved stand, and where to note those that lead to other reports."""

    slug: Slug
    citations: list[Citation]
    passage: PassageId | None = None


def _picture(found: Target, links: Links) -> Rewritten:
    if found.media is None:
        return Rewritten(None)
    size = (("width", str(found.media.width)), ("height", str(found.media.height)), ("loading", "lazy"))
    return Rewritten((("src", links.href(addresses.media(found.media.name))), *size))


def _outlets(registry: Registry) -> dict[Slug, Outlet]:
    outlets = {source.slug: Outlet(source.slug, source.name, source) for source in registry.sources}
    by_name = {source.name.casefold(): source for source in registry.sources}
    for article in sorted(registry.articles, key=lambda article: article.origin.path):
        if article.source is not None:
            slug = outlet_slug(article.source.name, by_name)
            outlets.setdefault(slug, Outlet(slug, article.source.name, None))
    return dict(sorted(outlets.items(), key=lambda item: (item[1].name.casefold(), item[0])))


def _published(registry: Registry, linker: _Linker, media: Mapping[str, Media]) -> dict[str, Media]:
    """The media that documents with a page use: a draft's picture does not leave content/."""
    used: dict[str, Media] = {}
    for record in registry.records:
        path = record.origin.path
        found = [
            linker.targets.picture(r.target, path)
            if r.is_picture
            else linker.targets.resolve(r.target, path, record.body.anchors)
            for r in record.body.references
        ]
        if isinstance(record, ArticleRecord) and record.image:
            found.append(linker.targets.picture(record.image.src, path))
        used |= {target.media.path: target.media for target in found if target.media is not None}
    return used
