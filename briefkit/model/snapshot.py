"""The site's files as they were at one instant."""

from collections.abc import Mapping
from typing import NamedTuple

from briefkit.model.issues import Issue
from briefkit.model.layout import SITE_FILE, STATIC, TEMPLATES


class Stat(NamedTuple):
    """When a file was last written (nanoseconds of its file system's clock) and how many bytes it has."""

    written: int
    size: int


class Survey(NamedTuple):
    """Every file that a build may read, by path with forward slashes, none of them opened.

    `documents` and `files` are keyed from the site's root (`content/...`), `templates` from templates/,
    `static` from content/static/. `issues` tell of what cannot be read.
    """

    site: Stat | None
    documents: Mapping[str, Stat]
    templates: Mapping[str, Stat]
    static: Mapping[str, Stat]
    files: Mapping[str, Stat]
    issues: tuple[Issue, ...] = ()

    @property
    def sources(self) -> dict[str, tuple[int, int]]:
        """How each file stood, by its path from the site's root."""
        found: dict[str, tuple[int, int]] = {SITE_FILE: self.site} if self.site else {}
        found |= {f"{TEMPLATES}{name}": stat for name, stat in self.templates.items()}
        found |= {f"{STATIC}{name}": stat for name, stat in self.static.items()}
        return found | dict(self.documents) | dict(self.files)


WIDTHS = (480, 960, 1440)
"""Pixels: a phone's column, the same on a dense screen or a report's on a plain one, a report's on a dense one."""
MOST_PIXELS = 40_000_000
"""Pixels above which a picture is published without copies: to unpack it takes three or four bytes for each."""

_NARROWED = (".jpg", ".jpeg", ".png", ".webp")
_WORTH = 1.25  # times as wide as a copy a picture must be, or the copy would save next to nothing


class Media(NamedTuple):
    """A picture or file that reports use. `name` carries a hash of its bytes; sizes in pixels, 0 if no picture.

    A picture that `is_located` holds the place where it was taken.
    """

    path: str
    name: str
    width: int = 0
    height: int = 0
    is_located: bool = False

    @property
    def narrower(self) -> dict[int, str]:
        """The names of the narrower copies that are published beside a wide picture, by width."""
        stem, digest, suffix = self.name.rsplit(".", 2) if self.name.count(".") > 1 else (self.name, "", "")
        if f".{suffix}" not in _NARROWED or self.width * self.height > MOST_PIXELS:
            return {}
        return {width: f"{stem}-{width}.{digest}.{suffix}" for width in WIDTHS if width * _WORTH <= self.width}
