"""A content file or site.yaml as typed records: front matter is read, the body is handed on as text."""

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from briefkit.model.issues import Issue, Place
from briefkit.model.names import MAX_SLUG_BYTES, Slug, slugify
from briefkit.model.records import (
    ArticleRecord,
    EntityRecord,
    Origin,
    PageRecord,
    Settings,
    SourceRecord,
    TopicRecord,
)
from briefkit.schema import tables
from briefkit.schema.nodes import compose
from briefkit.schema.shapes import Reading, Table

KINDS: dict[str, Table] = {
    "articles": Table("a report", ArticleRecord, tables.ARTICLE_KEYS),
    "topics": Table("a topic", TopicRecord, tables.TOPIC_KEYS),
    "entities": Table("an entity", EntityRecord, tables.ENTITY_KEYS),
    "sources": Table("a source", SourceRecord, tables.SOURCE_KEYS),
    "pages": Table("a page", PageRecord, tables.PAGE_KEYS),
}
"""Folder of content/ by folder: what one of its files declares."""

SITE = Table("site.yaml", Settings, tables.SITE_KEYS)
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LEADING_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)")


@dataclass(frozen=True, slots=True)
class Matter:
    """One content file, read: `values` by field name (None where it cannot be used), body text, problems."""

    kind: str
    origin: Origin
    values: dict[str, Any] | None
    body: str
    body_line: int
    issues: tuple[Issue, ...]


def slug_from_path(path: str) -> Slug:
    """The slug a file gets without a `slug` key: its name, less the ending and a leading date."""
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return slugify(_LEADING_DATE.sub("", name, count=1))


def read_matter(text: str, path: str, kind: str, zone: tzinfo) -> Matter:
    """Read the content file `path` (text with plain newlines) of the folder `kind`."""
    start = _FENCE.match(text)
    if not start:
        hint = "begin the file with a line ---, the keys, and another line ---"
        issue = Issue("front-matter-is-present", "this file has no front matter", Place(path), hint)
        return Matter(kind, Origin(path), None, text, 1, (issue,))
    end = _CLOSING.search(text, start.end())
    if not end:
        issue = Issue(
            "front-matter-is-closed",
            "this front matter has no end",
            Place(path),
            "close it with a line ---",
        )
        return Matter(kind, Origin(path), None, "", 1, (issue,))
    body_line = text.count("\n", 0, end.end()) + 2
    body = text[end.end() + 1 :]
    root, problems = compose(text[start.end() : end.start()], path, first_line=2)
    reading = Reading(path, zone, first_line=2, issues=list(problems))
    values = None
    if root is not None:
        values = KINDS[kind].values(root, reading)
    elif not problems:
        names = ", ".join(key.name for key in KINDS[kind].keys if key.required)
        reading.issues.append(
            Issue("required-key-is-given", "this front matter is empty", Place(path), f"it needs {names}")
        )
    fields = None if values is None else dict(values)
    if fields is not None:
        slug = fields.get("slug") or slug_from_path(path)
        if not slug or len(slug.encode()) > MAX_SLUG_BYTES:
            hint = "rename the file" if kind != "articles" else "rename the file or add slug: …"
            message = f"no slug of 1 to {MAX_SLUG_BYTES} bytes can be made from this file's name"
            reading.issues.append(Issue("slug-is-well-formed", message, Place(path), hint))
            fields = None
        else:
            fields["slug"] = slug
    return Matter(kind, reading.origin, fields, body, body_line, tuple(reading.issues))


def read_settings(
    text: str, path: str, default_base_url: str, base_url: str | None = None
) -> tuple[Settings | None, tuple[Issue, ...]]:
    """Read site.yaml; `base_url` wins over the file's, `default_base_url` stands in where neither is given.

    Returns None for settings that cannot be used, and every problem found.
    """
    root, problems = compose(text, path)
    reading = Reading(path, UTC, issues=list(problems))
    if root is None:
        if not problems:
            message, hint = "site.yaml is empty", "it needs at least title: …"
            reading.issues.append(Issue("required-key-is-given", message, Place(path), hint))
        return None, tuple(reading.issues)
    values = SITE.values(root, reading)
    if values is None:
        return None, tuple(reading.issues)
    fields = {"zone": UTC, "base_url": default_base_url, **values}
    fields["base_url"] = (base_url or fields["base_url"]).rstrip("/") + "/"
    return Settings(origin=reading.origin, **fields), tuple(reading.issues)


def json_schema() -> dict[str, Any]:
    """Every kind's front matter and site.yaml as one JSON Schema (draft 2020-12), a definition each."""
    definitions = {kind: table.schema() for kind, table in KINDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefkit",
        "$defs": {**definitions, "site": SITE.schema()},
    }
