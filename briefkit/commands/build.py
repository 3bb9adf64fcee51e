"""`build`: make the site, then say what was made and what to type next."""

import argparse
import os
import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit.disk.up_to_date import Glance, build_key, glance, glance_from, is_large, plain_glance
from briefkit.workers import Aside, look_once_for_garbage

if TYPE_CHECKING:
    from briefkit.request import Outcome

_HEAVY = (
    "yaml",
    "markdown_it",
    "jinja2",
    "briefkit.stages.load",
    "briefkit.stages.link",
    "briefkit.stages.plan",
    "briefkit.stages.render",
    "briefkit.pipeline",
)
"""What a build imports, one after the other: each takes some 20 ms."""


SHOWN_FROM = 0.1
"""Seconds from which a part of the build is named in the summary."""


def run_build(options: argparse.Namespace) -> int:
    """Build; 0 when the site stands, 1 when the content has errors, 2 when it cannot be written."""
    started = time.perf_counter()
    look_once_for_garbage()
    seen: Glance | None = None
    if not options.full and not options.explain:
        seen = _glance(options)
        if seen.issues is not None:
            return _say_again(options, seen.issues, started)
    # Imported only now: nothing before needs anything heavy.
    from dataclasses import replace

    from briefkit.commands.progress import watched
    from briefkit.commands.report import print_issues
    from briefkit.commands.request import WrongUseError, preview_of, request_from, say_wrong_use
    from briefkit.disk.owned import OutputError
    from briefkit.disk.search import SearchError
    from briefkit.pipeline import build

    try:
        request = replace(request_from(options, options.output, not options.no_search), seen=seen)
        with watched(started) as progress:
            outcome = build(request, progress)
    except (WrongUseError, OutputError, SearchError) as error:
        return say_wrong_use(error)
    print_issues(outcome.issues, options.format)
    if outcome.site is None:
        is_there = (request.output / "index.html").is_file()
        print(f"nothing was written{'; the previous site is as it was' if is_there else ''}", file=sys.stderr)
        return 1
    if options.format == "text":
        if outcome.explanation:
            print(outcome.explanation)
        print(summary(outcome, time.perf_counter() - started))
        print(f"the site is in {request.output}; look at it with: {preview_of(options)}")
    return 0


def summary(outcome: "Outcome", seconds: float) -> str:
    """One line that says what a build made, and where its `seconds` went."""
    site = outcome.site
    if site is None:
        return "nothing was built"
    counts = (
        _counted(len(site.reports), "report"),
        _counted(len(site.topics), "topic"),
        _counted(len(site.entities), "entity", "entities"),
    )
    made = len(outcome.made)
    done = f"{_counted(made, 'page')} built, {outcome.pages - made} kept, {len(outcome.removed)} removed"
    laps = ", ".join(f"{name} {spent:.1f}" for name, spent in outcome.seconds if spent >= SHOWN_FROM)
    return f"{', '.join(counts)}: {done} in {seconds:.1f} s{f' ({laps})' if laps else ''}"


def _glance(options: argparse.Namespace) -> Glance:
    """How the site compares with its last build.

    In a large site, finding that out takes as long as importing what a build needs: both are then done at once.
    """
    root, output = os.fspath(options.site), str(options.output or Path(options.site, "output"))
    flags = (options.as_of, options.drafts, options.base_url, not options.no_search, options.strict)
    look = partial(glance, root, output, build_key(output, *flags), time.time())
    if not is_large(root):
        return look()
    aside = Aside(lambda: plain_glance(look()))
    for module in _HEAVY:
        if aside.is_here or aside.is_done():
            break
        import_module(module)
    return glance_from(aside.result())


def _say_again(options: argparse.Namespace, issues: tuple[tuple[str | int, ...], ...], started: float) -> int:
    """Print what the last build told, `issues` as plain values, and that there is nothing to do."""
    if issues or options.format != "text":
        from briefkit.commands.report import print_issues
        from briefkit.model.issues import from_plain

        print_issues([from_plain(issue) for issue in issues], options.format)  # type: ignore[arg-type]
    if options.format == "text":
        print(f"nothing changed: the site is up to date, seen in {time.perf_counter() - started:.1f} s")
    return 0


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
