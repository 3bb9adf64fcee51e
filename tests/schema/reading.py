"""Front matter read as a content file's, and issues told in short."""

from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from briefkit.model.issues import Issue
from briefkit.schema.matter import KINDS, Matter, read_matter
from briefkit.schema.nodes import Pairs, compose
from briefkit.schema.reading import Reading
from briefkit.schema.shapes import Shape

ZONE = ZoneInfo("Asia/Kolkata")

ENOUGH = {
    "articles": {"title": "T", "date": "2026-02-24"},
    "topics": {"title": "T"},
    "entities": {"name": "N", "kind": "person"},
    "sources": {"name": "N"},
    "pages": {"title": "T"},
}
"""What each kind cannot do without."""


def matter(yaml: str, kind: str = "articles", path: str = "content/articles/x.md", zone: tzinfo = ZONE) -> Matter:
    """A file with this front matter: its first line is line 2 of the file."""
    return read_matter(f"---\n{yaml}\n---\nBody.\n", path, kind, zone)


def enough(kind: str, without: str = "") -> str:
    """The required keys of `kind`, but for `without`, as YAML, each on a line."""
    return "".join(f"{key}: {value}\n" for key, value in ENOUGH[kind].items() if key != without)


def article(yaml: str) -> Matter:
    """A report with these lines after its title and date, which stand on lines 2 and 3."""
    return matter(enough("articles") + yaml)


def told(issues: tuple[Issue, ...]) -> list[tuple[str, int, int]]:
    """Rule, line and column of each issue, from the top."""
    return sorted(
        ((issue.rule, issue.place.line, issue.place.column) for issue in issues), key=lambda told: told[1:] + told[:1]
    )


def read(shape: Shape, value: str) -> tuple[Any, Reading]:
    """`value` read by `shape`, as the third line of a file, in columns from 6; and the reading."""
    root, issues = compose(f"a: b\nkey: {value}", "x.md", first_line=2)
    assert isinstance(root, Pairs)
    assert not issues
    reading = Reading("x.md", ZONE, first_line=2)
    return shape.read(root.value[1][1], reading, ("key",)), reading


assert set(ENOUGH) == set(KINDS)
