"""`build`: make the site, then say what was made and what to type next."""

import argparse
import sys
import time

from briefkit.commands.report import print_issues
from briefkit.commands.request import WrongUseError, called_as, request_from, say_wrong_use
from briefkit.disk.search import SearchError
from briefkit.disk.sink import OutputError
from briefkit.pipeline import Outcome, build


def run_build(options: argparse.Namespace) -> int:
    """Build; 0 when the site was written, 1 when the content has errors, 2 when it cannot be written."""
    started = time.perf_counter()
    try:
        request = request_from(options, options.output, not options.no_search)
        outcome = build(request)
    except (WrongUseError, OutputError, SearchError) as error:
        return say_wrong_use(error)
    print_issues(outcome.issues, options.format)
    if outcome.site is None:
        print("nothing was written; the previous site is as it was", file=sys.stderr)
        return 1
    if options.format == "text":
        print(summary(outcome, time.perf_counter() - started))
        print(f"the site is in {request.output}; look at it with: {called_as()} serve")
    return 0


def summary(outcome: Outcome, seconds: float) -> str:
    """One line that says what a build made."""
    site = outcome.site
    if site is None:
        return "nothing was built"
    passages = sum(len(article.passages) for article in site.articles)
    parts = (
        _counted(len(site.articles), "report"),
        _counted(passages, "passage"),
        _counted(len(site.topics), "topic"),
        _counted(len(site.entities), "entity", "entities"),
    )
    return f"built {outcome.pages} pages from {', '.join(parts)} in {seconds:.1f} s"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
