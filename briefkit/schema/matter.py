"""From the text of a content file or site.yaml to typed values; bodies are handed on as text."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from briefkit.model.issues import Issue, Place
from briefkit.model.layout import SITE_FILE
from briefkit.model.moments import Moment
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
from briefkit.schema.mappings import Table
from briefkit.schema.nodes import Node, compose
from briefkit.schema.plain_nodes import plain_nodes
from briefkit.schema.reading import Reading

KINDS: dict[str, Table] = {
    "articles": Table("a report", ArticleRecord, tables.ARTICLE_KEYS),
    "topics": Table("a topic", TopicRecord, tables.TOPIC_KEYS),
    "entities": Table("an entity", EntityRecord, tables.ENTITY_KEYS),
    "sources": Table("a source", SourceRecord, tables.SOURCE_KEYS),
    "pages": Table("a page", PageRecord, tables.PAGE_KEYS),
}
"""For each folder of content/ the keys of the files in it, and the record that they make."""

SITE = Table(SITE_FILE, Settings, tables.SITE_KEYS)
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DASH = "[-\u2010-\u2015]"
_OTHER_FENCE = re.compile(
    rf"^(?!---$|---[ \t])(?:{_DASH}[{_DASH[1:-1]} ]*{_DASH}|([+*_=~;])\1\1)[ \t]*$", re.MULTILINE
)
"""A line at its left edge that YAML knows no use for, and that was meant to close front matter."""

_NEAR_FENCE = re.compile(r"^(?:[ \t]+---[ \t]*|---.*)$", re.MULTILINE)
"""One that means something else in YAML."""

_FOREIGN = (
    (r"\+\+\+[ \t]*\n", "this is TOML; write --- in place of both lines +++, and title: … in place of title = …"),
    (r";;;[ \t]*\n", "this is JSON; write --- in place of both lines ;;;"),
    (r"\{\s*\"", "this is JSON; write a line --- above it, and another below it"),
    (
        rf"(?!---[ \t]*\n)(?:----|{_DASH}[{_DASH[1:-1]} ]*{_DASH}[ \t]*\n)",
        "the first line has three hyphens and nothing else: write ---",
    ),
    (r"---", "delete what stands above the first line ---"),
)
"""What files begin with that have front matter as others read it, or nearly, and what makes ours of it."""

_LEADING_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)")


_BEGINNING = Moment(datetime(1, 1, 2, tzinfo=UTC))
"""Stands in for a date that cannot be read: it is before every other, so that no rule about dates is broken by it."""


class Matter(NamedTuple):
    """One content file, read: `values` by field name, the body's text and its first line, and the problems.

    What is required but missing or wrong is an issue and has a stand-in, so that the rest of the file, and
    everything that refers to it, can be checked in the same run.
    """

    kind: str
    origin: Origin
    values: dict[str, Any]
    body: str
    body_line: int
    issues: tuple[Issue, ...]


def slug_from_path(path: str) -> Slug:
    """The slug a file gets without a `slug` key: its name, less the ending and a leading date."""
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return slugify(_LEADING_DATE.sub("", name, count=1))


def read_matter(text: str, path: str, kind: str, zone: tzinfo) -> Matter:
    """Read the content file `path` (text with plain newlines) of the folder `kind`."""
    divided = _divided(text, path)
    yaml_text = divided.yaml
    reading = Reading(path, zone, first_line=2, issues=list(divided.issues))
    values: dict[str, Any] = {}
    if yaml_text is not None:
        root: Node | None = plain_nodes(yaml_text)
        problems: tuple[Issue, ...] = ()
        if root is None:
            root, problems = compose(yaml_text, path, first_line=2)
        reading.issues.extend(problems)
        if root is not None:
            values = KINDS[kind].values(root, reading)
        elif not problems:
            names = ", ".join(key.name for key in KINDS[kind].keys if key.required)
            message, hint = "this front matter is empty", f"it needs {names}"
            reading.issues.append(Issue("required-key-is-given", message, Place(path), hint))
    values = _stand_ins(kind, path) | values
    if not values["slug"] or len(values["slug"].encode()) > MAX_SLUG_BYTES:
        hint = "rename the file or add slug: …" if kind == "articles" else "rename the file"
        message = f"no slug of 1 to {MAX_SLUG_BYTES} bytes can be made from this file's name"
        reading.issues.append(Issue("slug-is-well-formed", message, Place(path), hint))
    return Matter(kind, reading.origin, values, divided.body, divided.body_line, tuple(reading.issues))


class _Divided(NamedTuple):
    """A content file in two: its YAML (None where there is none) and its body, which begins on line `body_line`; and
    what is wrong with the lines `---` around the YAML."""

    yaml: str | None
    body: str
    body_line: int
    issues: tuple[Issue, ...] = ()


def _divided(text: str, path: str) -> _Divided:
    start = _FENCE.match(text)
    if not start:
        message, hint = "this file has no front matter", _meant_by(text)
        return _Divided(None, text, 1, (Issue("front-matter-is-present", message, Place(path), hint),))
    begin, issues = start.end(), tuple[Issue, ...]()
    end = _CLOSING.search(text, begin)
    other = _OTHER_FENCE.search(text, begin, end.start() if end else len(text))
    if not end and not other:
        other = _NEAR_FENCE.search(text, begin)
    if other:
        message, hint = "this line does not close the front matter", "write three hyphens and nothing else: ---"
        place = Place(path, text.count("\n", 0, other.start()) + 1)
        end, issues = other, (Issue("front-matter-is-closed", message, place, hint),)
    if not end:
        message, hint = "this front matter has no end", "close it with a line ---"
        return _Divided(None, "", 1, (Issue("front-matter-is-closed", message, Place(path), hint),))
    body_line = text.count("\n", 0, end.end()) + 2
    return _Divided(text[start.end() : end.start()], text[end.end() + 1 :], body_line, issues)


def _meant_by(text: str) -> str:
    """What to do about a text that does not begin with front matter."""
    if text.startswith("---"):
        return "the first line has three hyphens and nothing else: write ---"
    begin = text.lstrip()
    hints = (hint for pattern, hint in _FOREIGN if re.match(pattern, begin))
    return next(hints, "begin the file with a line ---, the keys, and another line ---")


def _stand_ins(kind: str, path: str) -> dict[str, Any]:
    """What a file's required fields hold until it gives them."""
    slug = slug_from_path(path)
    given: dict[str, Any] = {"title": slug, "name": slug, "date": _BEGINNING, "kind": "organisation"}
    required = {key.name: given[key.name] for key in KINDS[kind].keys if key.required}
    return {"slug": slug, **required}


def read_settings(
    text: str, path: str, default_base_url: str, base_url: str | None = None
) -> tuple[Settings, tuple[Issue, ...]]:
    """Read site.yaml; `base_url` wins over the file's, `default_base_url` stands in where neither is given."""
    root, problems = compose(text, path)
    reading = Reading(path, UTC, issues=list(problems))
    values: dict[str, Any] = {}
    if root is not None:
        values = SITE.values(root, reading)
    elif not problems:
        message, hint = "site.yaml is empty", "it needs at least title: …"
        reading.issues.append(Issue("required-key-is-given", message, Place(path), hint))
    fields = {"title": "", "zone": UTC, "base_url": default_base_url, **values}
    fields["base_url"] = (base_url or fields["base_url"]).rstrip("/") + "/"
    return Settings(origin=reading.origin, **fields), tuple(reading.issues)


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """What a file of `kind` (a folder of content/, or `site`) may hold, as a JSON Schema (draft 2020-12).

    Without a kind, one that has a definition for each, which validates nothing by itself.
    """
    definitions = {name: table.schema() for name, table in {**KINDS, "site": SITE}.items()}
    title = f"briefkit: {kind}" if kind else "briefkit"
    held = definitions[kind] if kind else {"$defs": definitions}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **held}
