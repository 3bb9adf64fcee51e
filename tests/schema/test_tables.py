"""Every key of every kind of file: each accepted once, read as what it means, and described for editors."""

import json
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefkit.model.moments import Moment
from briefkit.model.passages import Body
from briefkit.schema.mappings import Key, Table, TextOr
from briefkit.schema.matter import KINDS, SITE, json_schema, read_settings
from briefkit.schema.shapes import ListOf
from tests.schema.reading import ENOUGH, enough, matter

KEYS = {
    "articles": "title date date_estimated updated expires summary source authors topics entities slug aliases status lang"
    " image events key_points corrections related series autolink",
    "topics": "title terms exclude parent order summary reviewed key_points questions",
    "entities": "name kind aliases short_names roles summary same_as",
    "sources": "name url country reliability",
    "pages": "title order",
    "site": "title base_url description language timezone publisher navigation latest twins search feeds deploy",
    "articles.source": "name url byline licence archived retrieved",
    "articles.image": "src alt credit",
    "articles.events": "date end title topics",
    "articles.corrections": "date note material",
    "topics.key_points": "text cite",
    "topics.questions": "text asked answered_by",
    "entities.roles": "title from to",
    "site.publisher": "name url email",
    "site.search": "eras",
    "site.feeds": "full_text limit",
    "site.deploy": "remote branch cname history",
}
"""The design's tables."""

VALUES: list[tuple[str, str, str, Any]] = [
    ("articles", "title", "Talks: no end".replace(":", " –"), "Talks – no end"),
    ("articles", "date", "2026-02-24", "2026-02-24"),
    ("articles", "date_estimated", "true", True),
    ("articles", "updated", "2026-02-25T10:00:00+05:30", "2026-02-25T10:00:00+05:30"),
    ("articles", "expires", "2027-01-01", "2027-01-01"),
    ("articles", "summary", "Short.", "Short."),
    ("articles", "source", "ANI", {"name": "ANI"}),
    (
        "articles",
        "source",
        "{name: ANI, url: https://a.example/, byline: B, licence: L, archived: https://w.example/, retrieved: 2026-02-24}",
        {
            "name": "ANI",
            "url": "https://a.example/",
            "byline": "B",
            "licence": "L",
            "archived": "https://w.example/",
            "retrieved": "2026-02-24",
        },
    ),
    ("articles", "authors", "[A. Uthor, B]", ("A. Uthor", "B")),
    ("articles", "topics", "[ai, make-in-india]", ("ai", "make-in-india")),
    ("articles", "entities", "[iron-dome]", ("iron-dome",)),
    ("articles", "slug", "my-slug", "my-slug"),
    ("articles", "aliases", "[/old/path/, /old.html]", ("/old/path/", "/old.html")),
    ("articles", "status", "draft", "draft"),
    ("articles", "status", "published", "published"),
    ("articles", "lang", "pt-BR", "pt-BR"),
    ("articles", "image", "{src: a.png, alt: A map, credit: C}", {"src": "a.png", "alt": "A map", "credit": "C"}),
    (
        "articles",
        "events",
        "[{date: 2026-02, end: 2026-03-01, title: Visit, topics: [ai]}, {date: 2027, title: Later}]",
        (
            {"date": "2026-02", "end": "2026-03-01", "title": "Visit", "topics": ("ai",)},
            {"date": "2027", "title": "Later"},
        ),
    ),
    ("articles", "key_points", "[One., Two.]", ("One.", "Two.")),
    (
        "articles",
        "corrections",
        "[{date: 2026-02-25, note: A name, material: true}]",
        ({"date": "2026-02-25", "note": "A name", "material": True},),
    ),
    ("articles", "related", "[other-report]", ("other-report",)),
    ("articles", "series", "Visits", "Visits"),
    ("articles", "autolink", "false", False),
    ("topics", "title", "AI", "AI"),
    ("topics", "terms", "[AI, artificial intelligence]", ("AI", "artificial intelligence")),
    ("topics", "exclude", "[AI Gore]", ("AI Gore",)),
    ("topics", "parent", "defence", "defence"),
    ("topics", "order", "1.5", 1.5),
    ("topics", "summary", "Bottom line.", "Bottom line."),
    ("topics", "reviewed", "2026-02-24", "2026-02-24"),
    (
        "topics",
        "key_points",
        "[{text: One., cite: a-report#p-0123abcd-2}, {text: Two.}]",
        ({"text": "One.", "cite": "a-report#p-0123abcd-2"}, {"text": "Two."}),
    ),
    (
        "topics",
        "questions",
        "[{text: Why, asked: 2026-02-24, answered_by: a#p-0123abcd}]",
        ({"text": "Why", "asked": "2026-02-24", "answered_by": "a#p-0123abcd"},),
    ),
    ("entities", "name", "Iron Dome", "Iron Dome"),
    *[
        ("entities", "kind", kind, kind)
        for kind in "person organisation place programme system agreement event".split()
    ],
    ("entities", "aliases", "[Kippat Barzel]", ("Kippat Barzel",)),
    ("entities", "short_names", "[Dome]", ("Dome",)),
    (
        "entities",
        "roles",
        "[{title: Envoy, from: 2021, to: 2026-02}, {title: Now}]",
        ({"title": "Envoy", "start": "2021", "end": "2026-02"}, {"title": "Now"}),
    ),
    ("entities", "summary", "A system.", "A system."),
    ("entities", "same_as", "[https://w.example/Q1]", ("https://w.example/Q1",)),
    ("sources", "name", "ANI", "ANI"),
    ("sources", "url", "https://a.example/", "https://a.example/"),
    ("sources", "country", "India", "India"),
    *[("sources", "reliability", letter, letter) for letter in "ABCDEF"],
    ("pages", "title", "About", "About"),
    ("pages", "order", "-1", -1.0),
    ("site", "title", "Brief", "Brief"),
    ("site", "base_url", "https://a.example/b/", "https://a.example/b/"),
    ("site", "description", "One sentence.", "One sentence."),
    ("site", "language", "hi", "hi"),
    ("site", "timezone", "Asia/Kolkata", ZoneInfo("Asia/Kolkata")),
    (
        "site",
        "publisher",
        "{name: Desk, url: https://d.example/, email: d@d.example}",
        {"name": "Desk", "url": "https://d.example/", "email": "d@d.example"},
    ),
    ("site", "navigation", "[ai, trade]", ("ai", "trade")),
    ("site", "latest", "30", 30),
    ("site", "twins", "true", True),
    *[("site", "search", f"{{eras: {word}}}", {"eras": word}) for word in ("auto", "always", "never")],
    ("site", "feeds", "{full_text: true, limit: 9}", {"full_text": True, "limit": 9}),
    (
        "site",
        "deploy",
        "{remote: origin, branch: pages/x, cname: www.a.example, history: squash}",
        {"remote": "origin", "branch": "pages/x", "cname": "www.a.example", "history": "squash"},
    ),
]
"""Kind, key, a value as YAML, and what is read of it; dates by their ISO form, records by what they hold of it."""

MISTAKES: list[tuple[str, str, str, str]] = [
    ("articles", "title", "[a]", "value-has-its-type"),
    ("articles", "date", "soon", "date-is-plausible"),
    ("articles", "date", "2026-02", "date-is-plausible"),
    ("articles", "date_estimated", "perhaps", "value-has-its-type"),
    ("articles", "source", "[ANI]", "value-has-its-type"),
    ("articles", "source", "{url: https://a.example/}", "required-key-is-given"),
    ("articles", "source", "{name: A, url: ftp://a.example/}", "address-is-web"),
    ("articles", "source", "{name: A, by: B}", "key-is-known"),
    ("articles", "authors", "A. Uthor", "value-has-its-type"),
    ("articles", "topics", "ai", "value-has-its-type"),
    ("articles", "topics", "[Make in India]", "slug-is-well-formed"),
    ("articles", "slug", "A/B", "slug-is-well-formed"),
    ("articles", "aliases", "[old/path]", "alias-is-an-address"),
    ("articles", "aliases", "[//host/path]", "alias-is-an-address"),
    ("articles", "aliases", "['/a?b']", "alias-is-an-address"),
    ("articles", "aliases", "['/a b']", "alias-is-an-address"),
    ("articles", "aliases", "[https://a.example/]", "alias-is-an-address"),
    ("articles", "status", "hidden", "value-is-known"),
    ("articles", "lang", "english!", "language-is-a-tag"),
    ("articles", "image", "{src: a.png}", "required-key-is-given"),
    ("articles", "events", "[{title: Visit}]", "required-key-is-given"),
    ("articles", "events", "{date: 2026, title: Visit}", "value-has-its-type"),
    ("articles", "corrections", "[{date: 2026, note: A}]", "date-is-plausible"),
    ("articles", "autolink", "[]", "value-has-its-type"),
    ("topics", "order", "first", "value-has-its-type"),
    ("topics", "parent", "Not A Slug", "slug-is-well-formed"),
    ("topics", "key_points", "[One.]", "value-has-its-type"),
    ("topics", "key_points", "[{text: One., cite: a-report}]", "citation-is-well-formed"),
    ("topics", "questions", "[{text: Why, answered_by: 'a#p-0123ABCD'}]", "citation-is-well-formed"),
    ("entities", "kind", "persn", "value-is-known"),
    ("entities", "roles", "[{from: 2021}]", "required-key-is-given"),
    ("entities", "same_as", "[www.example.org]", "address-is-web"),
    ("sources", "reliability", "G", "value-is-known"),
    ("sources", "url", "javascript:x", "address-is-web"),
    ("pages", "order", "{}", "value-has-its-type"),
    ("site", "latest", "0", "value-is-in-range"),
    ("site", "latest", "many", "value-has-its-type"),
    ("site", "twins", "perhaps", "value-has-its-type"),
    ("site", "feeds", "{limit: 0}", "value-is-in-range"),
    ("site", "search", "{eras: some}", "value-is-known"),
    ("site", "publisher", "{name: D, email: nobody}", "email-is-plausible"),
    ("site", "deploy", "{remote: --upload-pack=x}", "git-name-is-well-formed"),
    ("site", "deploy", "{cname: localhost}", "host-is-well-formed"),
]


def read(kind: str, key: str, value: str) -> tuple[dict[str, Any], list[str]]:
    """The fields read of `value` for `key` (a required one among those that the kind needs), and the broken rules."""
    if kind == "site":
        text = ("" if key == "title" else "title: T\n") + f"{key}: {value}\n"
        settings, issues = read_settings(text, "site.yaml", "http://localhost:8000/")
        fields = settings._asdict()
    else:
        found = matter(enough(kind, without=key) + f"{key}: {value}", kind)
        fields, issues = found.values, found.issues
    return fields, [issue.rule for issue in issues]


def plain(value: Any) -> Any:
    """Records as mappings of what is not left at its default, dates in ISO form."""
    if isinstance(value, Moment):
        return value.iso
    if hasattr(value, "_field_defaults"):
        fields, defaults = value._asdict(), value._field_defaults
        return {
            name: plain(given) for name, given in fields.items() if name not in defaults or given != defaults[name]
        }
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return value


def field_of(kind: str, key: str) -> str:
    table = SITE if kind == "site" else KINDS[kind]
    return next(known.field or known.name for known in table.keys if known.name == key)


def as_editors_read(text: str) -> Any:
    """YAML 1.2's meaning of scalars, dates left as text, as editors have it when they check a file."""

    def typed(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: typed(value) for key, value in node.items()}
        if isinstance(node, list):
            return [typed(value) for value in node]
        if re.fullmatch(r"true|false|null|[-+]?\d+(?:\.\d+)?", node):
            return json.loads(node.lstrip("+0") or "0")
        return node or None

    return typed(yaml.load(text, Loader=yaml.BaseLoader))


def schema_for(kind: str) -> Draft202012Validator:
    return Draft202012Validator({**json_schema(), "$ref": f"#/$defs/{kind}"})


def document(kind: str, key: str, value: str) -> Any:
    required = "title: T\n" if kind == "site" else enough(kind)
    lines = [line for line in required.splitlines() if not line.startswith(f"{key}:")]
    return as_editors_read("\n".join([*lines, f"{key}: {value}"]))


@pytest.mark.parametrize(("kind", "key", "written", "value"), VALUES)
def test_each_key_takes_its_value(kind: str, key: str, written: str, value: Any) -> None:
    fields, rules = read(kind, key, written)
    assert rules == []
    if kind == "site":
        got = fields[field_of(kind, key)]
        assert got == (got._replace(**value) if isinstance(value, dict) else value)
    else:
        assert plain(fields[field_of(kind, key)]) == value


@pytest.mark.parametrize(("kind", "key", "written", "value"), VALUES)
def test_what_is_read_is_valid_for_editors_too(kind: str, key: str, written: str, value: Any) -> None:
    assert [error.message for error in schema_for(kind).iter_errors(document(kind, key, written))] == []


@pytest.mark.parametrize(("kind", "key", "written", "rule"), MISTAKES)
def test_each_key_refuses_what_is_no_value_for_it(kind: str, key: str, written: str, rule: str) -> None:
    assert read(kind, key, written)[1] == [rule]


SEEN_BY_EDITORS = [mistake for mistake in MISTAKES if mistake[2] not in ("soon",)]


@pytest.mark.parametrize(("kind", "key", "written", "rule"), SEEN_BY_EDITORS)
def test_what_is_refused_is_marked_by_editors_too(kind: str, key: str, written: str, rule: str) -> None:
    assert not schema_for(kind).is_valid(document(kind, key, written))


def tables() -> dict[str, tuple[Key, ...]]:
    """Every mapping that can be written, by kind and key."""
    found: dict[str, tuple[Key, ...]] = {}
    for kind, table in {**KINDS, "site": SITE}.items():
        found[kind] = table.keys
        for key in table.keys:
            shape = key.shape
            inner = shape.item if isinstance(shape, ListOf) else shape.table if isinstance(shape, TextOr) else shape
            if isinstance(inner, Table):
                found[f"{kind}.{key.name}"] = inner.keys
    return found


def test_the_keys_are_those_of_the_design() -> None:
    assert {name: {key.name for key in keys} for name, keys in tables().items()} == {
        name: set(keys.split()) for name, keys in KEYS.items()
    }


def test_every_key_is_tried_above() -> None:
    top = {f"{kind}.{key}" for kind, key, _, _ in VALUES}
    assert top == {f"{kind}.{key}" for kind, keys in KEYS.items() if "." not in kind for key in keys.split()}
    for name, keys in KEYS.items():
        if "." in name:
            written = " ".join(value for kind, key, value, _ in VALUES if f"{kind}.{key}" == name)
            assert {key for key in keys.split() if f"{key}: " not in written} == set()


@pytest.mark.parametrize("kind", ENOUGH)
def test_what_a_kind_cannot_do_without_is_required_and_nothing_else(kind: str) -> None:
    assert {key.name for key in KINDS[kind].keys if key.required} == set(ENOUGH[kind])
    for missing in ENOUGH[kind]:
        found = matter(enough(kind, without=missing) + "x-a: b", kind)
        assert [issue.rule for issue in found.issues] == ["required-key-is-given"]
        assert KINDS[kind].make(**found.values, origin=found.origin, body=Body())  # something stands in for it


@pytest.mark.parametrize("kind", ENOUGH)
def test_a_key_left_empty_is_as_good_as_absent(kind: str) -> None:
    bare = matter(enough(kind), kind)
    for word in ("", "~", "null"):
        optional = [key.name for key in KINDS[kind].keys if not key.required]
        empty = matter(enough(kind) + "".join(f"{key}: {word}\n" for key in optional), kind)
        assert empty.issues == ()
        assert empty.values == bare.values


@pytest.mark.parametrize("kind", ENOUGH)
def test_editors_too_take_a_key_left_empty_for_absent(kind: str) -> None:
    optional = [key.name for key in KINDS[kind].keys if not key.required]
    given = {**as_editors_read(enough(kind)), **dict.fromkeys(optional)}
    assert [error.json_path for error in schema_for(kind).iter_errors(given)] == []
