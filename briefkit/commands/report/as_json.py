"""Issues as JSON, every one with every field."""

import json
from collections.abc import Sequence
from typing import Any

from briefkit.model.issues import Issue


def json_report(issues: Sequence[Issue]) -> str:
    """All `issues` as one JSON list."""
    return json.dumps([_fields(issue) for issue in issues], indent=2) + "\n"


def _fields(issue: Issue) -> dict[str, Any]:
    return {
        "rule": issue.rule,
        "severity": issue.severity.value,
        "message": issue.message,
        "path": issue.place.path,
        "line": issue.place.line,
        "column": issue.place.column,
        "text": issue.excerpt,
        "hint": issue.hint,
    }
