"""Issues as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Sequence

from briefkit.commands.report.visible import visible
from briefkit.model.issues import Issue, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.ADVICE: "warning"}


def github_report(issues: Sequence[Issue]) -> str:
    """One `::error` or `::warning` command an issue."""
    return "".join(f"{_command(issue)}\n" for issue in issues)


def _command(issue: Issue) -> str:
    place = issue.place
    properties = {"file": place.path, "line": str(place.line), "col": str(place.column), "title": issue.rule}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    told = f"{issue.message} (hint: {issue.hint})" if issue.hint else issue.message
    return f"::{_COMMANDS[issue.severity]} {written}::{_data(told)}"


def _data(text: str) -> str:
    # No line break is left that could begin another command; the per cent sign would be decoded.
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
