"""Issues as text for people, coloured on a terminal only, or as JSON for programs."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from briefkit.model.issues import Issue, Severity

_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.ADVICE: "\033[1;33m"}
_QUIET, _PLAIN = "\033[2m", "\033[0m"
_EXCERPT_WIDTH = 100


def print_issues(issues: Sequence[Issue], form: str, stream: TextIO | None = None) -> None:
    """Print `issues` in one form, `text` (to standard error) or `json` (to standard output)."""
    if form == "json":
        print(json.dumps([as_json(issue) for issue in issues], indent=2))
        return
    target = stream or sys.stderr
    colour = target.isatty() and "NO_COLOR" not in os.environ
    for issue in issues:
        print("\n".join(_lines(issue, colour)), file=target)
    if issues:
        print(count_of(issues), file=target)


def as_json(issue: Issue) -> dict[str, Any]:
    """An issue as JSON: every field, its place flattened."""
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


def count_of(issues: Iterable[Issue]) -> str:
    """How many errors and how much advice, in words."""
    kinds = [issue.severity for issue in issues]
    errors, pieces = kinds.count(Severity.ERROR), kinds.count(Severity.ADVICE)
    told = [f"{errors} error{'s' * (errors != 1)}"] if errors or not pieces else []
    return ", ".join([*told, *([f"{pieces} piece{'s' * (pieces != 1)} of advice"] if pieces else [])])


def visible(text: str) -> str:
    """`text` with control characters and direction overrides made visible: it may come from anywhere."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text
    )


def _lines(issue: Issue, colour: bool) -> Iterable[str]:
    place = issue.place
    paint, dim, plain = (_COLOURS[issue.severity], _QUIET, _PLAIN) if colour else ("", "", "")
    where = f"{visible(place.path)}:{place.line}:{place.column}"
    yield f"{where}: {paint}{issue.severity.value}{plain}: {visible(issue.message)} {dim}[{issue.rule}]{plain}"
    if issue.excerpt.strip():
        start = max(0, place.column - _EXCERPT_WIDTH // 2) if len(issue.excerpt) > _EXCERPT_WIDTH else 0
        cut = issue.excerpt[start : start + _EXCERPT_WIDTH].replace("\t", " ")
        caret = " " * len(visible(cut[: place.column - 1 - start])) + "^"
        yield f"    {visible(cut)}"
        yield f"    {paint}{caret}{plain}"
    if issue.hint:
        yield f"    hint: {visible(issue.hint)}"
