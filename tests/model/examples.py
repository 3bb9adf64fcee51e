"""Made-up records, with only what a test cares about given. All names in them are fiction."""

from typing import Any
from zoneinfo import ZoneInfo

from briefkit.markdown.body import read_body
from briefkit.model.content import Content
from briefkit.model.filed import Filed, Outline, facts_of
from briefkit.model.moments import Moment, parse_moment
from briefkit.model.names import Slug
from briefkit.model.passages import Body
from briefkit.model.records import (
    ArticleRecord,
    EntityRecord,
    Origin,
    PageRecord,
    Settings,
    SourceRecord,
    TopicRecord,
)

ZONE = ZoneInfo("Asia/Kolkata")


def day(text: str) -> Moment:
    """A date in the zone of these examples."""
    return parse_moment(text, ZONE)


def body(text: str, path: str = "content/articles/x.md", first_line: int = 1) -> Body:
    """A Markdown body without faults."""
    parsed, issues = read_body(text, path, first_line)
    assert not issues
    return parsed


def article(slug: str, text: str = "", **fields: Any) -> ArticleRecord:
    """A report of 24 February 2026 in `content/articles/<slug>.md`; `path` and `date` (a text) say otherwise."""
    path = fields.pop("path", f"content/articles/{slug}.md")
    fields = {"origin": Origin(path), "title": f"Report {slug}", "body": body(text, path)} | fields
    return ArticleRecord(slug=Slug(slug), **fields | {"date": day(fields.get("date", "2026-02-24"))})


def topic(slug: str, *terms: str, **fields: Any) -> TopicRecord:
    """A topic with these terms."""
    fields = {"origin": Origin(f"content/topics/{slug}.md"), "title": slug.title(), "body": Body()} | fields
    return TopicRecord(slug=Slug(slug), terms=terms, **fields)


def entity(name: str, *short_names: str, **fields: Any) -> EntityRecord:
    """An entity, a person if nothing else is said, whose slug is made of its name."""
    slug = Slug(name.lower().replace(" ", "-"))
    fields = {
        "origin": Origin(f"content/entities/{slug}.md"),
        "slug": slug,
        "kind": "person",
        "body": Body(),
    } | fields
    return EntityRecord(name=name, short_names=short_names, **fields)


def source(name: str, **fields: Any) -> SourceRecord:
    """A source whose slug is made of its name."""
    slug = Slug(name.lower().replace(" ", "-"))
    return SourceRecord(
        **{"origin": Origin(f"content/sources/{slug}.md"), "slug": slug, "body": Body(), "name": name} | fields
    )


def page(slug: str, **fields: Any) -> PageRecord:
    """A free page."""
    origin = Origin(f"content/pages/{slug}.md")
    return PageRecord(**{"origin": origin, "slug": Slug(slug), "body": Body(), "title": slug.title()} | fields)


def settings(**fields: Any) -> Settings:
    """What site.yaml says."""
    base_url = "https://brief.example/briefing/"
    return Settings(**{"origin": Origin("site.yaml"), "title": "Brief", "zone": ZONE, "base_url": base_url} | fields)


def filed(record: ArticleRecord) -> Filed:
    """A report as the stages after reading know it, with no topics or entities but those it lists."""
    outline = Outline(record.summary, {}, {}, (), b"", b"")
    return Filed(facts_of(record, outline, record.topics), lambda: (record, ()))


def content(*records: Any, **fields: Any) -> Content:
    """These records, sorted into their kinds in the given order."""
    kinds = {
        "articles": ArticleRecord,
        "topics": TopicRecord,
        "entities": EntityRecord,
        "sources": SourceRecord,
        "pages": PageRecord,
    }
    sorted_in = {kind: tuple(r for r in records if isinstance(r, made)) for kind, made in kinds.items()}
    return Content(**sorted_in | {"articles": tuple(map(filed, sorted_in["articles"]))}, **fields)
