"""Issues in the form that was asked for: text for people, json, sarif and github for programs; one module a form."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from briefkit.commands.report.as_github import github_report
from briefkit.commands.report.as_json import json_report
from briefkit.commands.report.as_sarif import sarif_report
from briefkit.commands.report.as_text import text_report
from briefkit.model.issues import Issue

_FOR_PROGRAMS: dict[str, Callable[[Sequence[Issue]], str]] = {
    "json": json_report,
    "sarif": sarif_report,
    "github": github_report,
}


def print_issues(issues: Sequence[Issue], form: str, stream: TextIO | None = None) -> None:
    """Print `issues` in one of FORMATS: text to standard error (or `stream`), the others to standard output."""
    if form in _FOR_PROGRAMS:
        sys.stdout.write(_FOR_PROGRAMS[form](issues))
        return
    target = stream or sys.stderr
    colour = target.isatty() and "NO_COLOR" not in os.environ
    target.write(text_report(issues, colour))
