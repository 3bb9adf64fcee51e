"""A problem in the content, as a value: where it is, what is wrong and what to do about it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops the build; advice does not."""

    ERROR = "error"
    ADVICE = "advice"


class Place(NamedTuple):
    """A point in a source file: `path` relative to the site's root, `line` and `column` counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem. `rule` is a stable name for the good state that is missing, such as `link-resolves`."""

    rule: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Issues are told file by file, from the top of each."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)


def advice(rule: str, message: str, place: Place, hint: str = "") -> Issue:
    """An issue that does not stop the build."""
    return Issue(rule, message, place, hint, Severity.ADVICE)


def has_errors(issues: tuple[Issue, ...]) -> bool:
    """Whether any of `issues` must stop the build."""
    return any(issue.severity is Severity.ERROR for issue in issues)


def made_strict(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The same issues with all advice turned into errors."""
    return tuple(replace(issue, severity=Severity.ERROR) for issue in issues)


Plain = tuple[str, str, str, int, int, str, str, str]
"""An issue as plain values: rule, message, path, line, column, hint, severity, excerpt."""


def as_plain(issue: Issue) -> Plain:
    """`issue` as plain values, to be kept between builds."""
    return (issue.rule, issue.message, *issue.place, issue.hint, issue.severity.value, issue.excerpt)


def from_plain(plain: Plain) -> Issue:
    """What `as_plain` was given."""
    rule, message, path, line, column, hint, severity, excerpt = plain
    return Issue(rule, message, Place(path, line, column), hint, Severity(severity), excerpt)
