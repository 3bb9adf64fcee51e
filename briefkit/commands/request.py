"""Command-line options as a request, with the words for those that cannot be used."""

import argparse
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

from briefkit.commands.report.visible import visible
from briefkit.model.moments import parse_moment
from briefkit.request import Request
from briefkit.schema.web_addresses import is_site_address


class WrongUseError(Exception):
    """The command was called with something it cannot use; the text says what and what to do."""


def request_from(options: argparse.Namespace, output: Path | None = None, search: bool = True) -> Request:
    """The request that `options` describe. Raises WrongUseError."""
    root: Path = options.site
    if not root.is_dir():
        raise WrongUseError(f"--site {root} is no folder")
    base_url: str | None = options.base_url
    if base_url is not None and not is_site_address(base_url):
        raise WrongUseError(f"--base-url {base_url} is no web address; write https://example.org/briefing/")
    try:
        if options.as_of is not None:
            parse_moment(options.as_of, UTC)
    except ValueError as error:
        hint = "write 2026-02-24 or 2026-02-24T10:00:00+05:30"
        raise WrongUseError(f"--as-of {options.as_of}: {error}; {hint}") from None
    return Request(
        root=root,
        output=output or root / "output",
        now=datetime.now(UTC),
        as_of=options.as_of,
        drafts=options.drafts,
        base_url=base_url,
        search=search,
        strict=options.strict,
        jobs=getattr(options, "jobs", None),
        full=getattr(options, "full", False),
        explain=getattr(options, "explain", None) or "",
    )


def called_as() -> str:
    """How to call this program again, as it was called: by build.py, or as installed."""
    return "briefkit" if Path(sys.argv[0]).stem == "briefkit" else "python build.py"


def preview_of(options: argparse.Namespace) -> str:
    """How to look at the site that `options` describe: the same folder, day and base address."""
    words = [called_as(), "serve"]
    if options.site != Path():
        words += ["--site", shlex.quote(str(options.site))]
    if options.as_of:
        words += ["--as-of", shlex.quote(options.as_of)]
    if options.base_url:
        words += ["--base-url", shlex.quote(options.base_url)]
    return " ".join(words)


def say_wrong_use(error: Exception) -> int:
    """Print why a command cannot run; returns exit code 2."""
    lines = f"error: {error}".splitlines()
    print("\n".join(map(visible, lines)), file=sys.stderr)  # it may tell of files that somebody else named
    return 2
