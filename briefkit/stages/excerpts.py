"""Issues with the line of source that they speak of, for messages that show it."""

from collections.abc import Callable
from dataclasses import replace

from briefkit.model.issues import Issue


def with_excerpts(issues: tuple[Issue, ...], line: Callable[[str, int], str]) -> tuple[Issue, ...]:
    """`issues`, each with its line, which `line(path, number)` reads; "" where there is none."""
    return tuple(replace(issue, excerpt=line(issue.place.path, issue.place.line)) for issue in issues)
