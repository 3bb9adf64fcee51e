"""The site's files as they were at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefkit.model.issues import Issue


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All bytes that a build may read, by path with forward slashes.

    `documents` and `files` are keyed from the site's root (`content/...`), `templates` from templates/,
    `static` from content/static/. `files` are only named: their bytes are read when a report uses them.
    `issues` tell of what could not be read.
    """

    site: bytes | None
    documents: Mapping[str, bytes]
    templates: Mapping[str, bytes]
    static: Mapping[str, bytes]
    files: frozenset[str]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or file that reports use. `name` carries a hash of its bytes; sizes in pixels, 0 if no picture."""

    path: str
    name: str
    width: int = 0
    height: int = 0
