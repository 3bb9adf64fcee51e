"""`check`: everything that build would refuse, and advice; nothing is written but the cache."""

import argparse

from briefkit.commands.report import print_issues
from briefkit.commands.request import WrongUseError, request_from, say_wrong_use
from briefkit.disk.owned import OutputError
from briefkit.model.issues import has_errors
from briefkit.pipeline import check
from briefkit.workers import look_once_for_garbage


def run_check(options: argparse.Namespace) -> int:
    """Check; 0 when a build would be made, 1 when not."""
    look_once_for_garbage()
    try:
        issues = check(request_from(options))
    except (WrongUseError, OutputError) as error:
        return say_wrong_use(error)
    print_issues(issues, options.format)
    if not issues and options.format == "text":
        print("nothing to say: a build would be made")
    return 1 if has_errors(issues) else 0
