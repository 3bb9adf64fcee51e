"""What is asked of a build, and what it answers."""

import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefkit.disk.up_to_date import Glance, build_key
from briefkit.model.issues import Issue
from briefkit.model.site import Site
from briefkit.steps.publish import Ready


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the site's folder, the instant it is built for, and the flags of the command line.

    `as_of`, where given, is a date that `parse_moment` accepts; it takes the place of `now`, a day meaning its end.
    `jobs` is the number of processes, None for one a core. `full` ignores what earlier builds left. `explain` is the
    address of a file: the outcome then says why it was made again, or not. `seen` is how the site stood a moment ago,
    where that is known.
    """

    root: Path
    output: Path
    now: datetime
    as_of: str | None = None
    drafts: bool = False
    base_url: str | None = None
    search: bool = True
    strict: bool = False
    jobs: int | None = None
    full: bool = False
    explain: str = ""
    seen: Glance | None = None

    @property
    def place(self) -> str:
        """The output folder, relative to the site's: both may have been moved or restored elsewhere together."""
        try:
            return os.path.relpath(self.output, self.root)
        except ValueError:  # on another drive
            return str(self.output.absolute())

    @property
    def key(self) -> bytes:
        """A digest of the program and of all flags: after a build with another one, everything is looked at."""
        return build_key(str(self.output), self.as_of, self.drafts, self.base_url, self.search, self.strict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. Without `published` nothing was written, and `issues` say why.

    `read` are the paths of the sources that were parsed, `made` the addresses of the files that were made again,
    `written` the names of the files that are new or have new bytes, `removed` of those that went; the site has
    `files` in all. `explanation` answers the request's `explain`. `seconds` tells how long each part of the build
    took.
    """

    issues: tuple[Issue, ...]
    published: Ready | None = None  # kept whole: to free its values one by one takes as long as to link them
    read: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: int = 0
    explanation: str = ""
    seconds: tuple[tuple[str, float], ...] = ()

    @property
    def site(self) -> Site | None:
        """The site that was published."""
        return self.published.catalogue.site if self.published else None

    @property
    def pages(self) -> int:
        """How many of its files are made by templates and feeds."""
        return len(self.published.sheets) if self.published else 0


class Stopwatch:
    """Measures how long each part of a build takes."""

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> tuple[tuple[str, float], ...]:
        """Count the time since the last lap as that of `name`. Gives all times so far, in seconds, by name."""
        now = time.perf_counter()
        self._laps[name] = self._laps.get(name, 0.0) + now - self._since
        self._since = now
        return tuple(self._laps.items())
