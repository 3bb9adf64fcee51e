"""Issues as SARIF 2.1.0 (OASIS), which code hosts and editors show; paths are relative to the site's folder."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from briefkit import __version__
from briefkit.model.issues import Issue, Severity
from briefkit.model.rules import RULES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.ADVICE: "warning"}
_ROOT = "%SRCROOT%"
"""What SARIF's readers take for the folder that was checked out; it is the site's where that is the repository."""


def sarif_report(issues: Sequence[Issue]) -> str:
    """All `issues` as one SARIF log of one run, with the help of each rule that they break."""
    broken = sorted({issue.rule for issue in issues})
    numbers = {rule: number for number, rule in enumerate(broken)}
    run = {
        "tool": {"driver": {"name": "briefkit", "version": __version__, "rules": [_rule(rule) for rule in broken]}},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the site's folder"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, numbers[issue.rule]) for issue in issues],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: str) -> dict[str, Any]:
    known = RULES[rule]
    return {
        "id": rule,
        "shortDescription": {"text": known.meaning},
        "help": {"text": f"{known.meaning} {known.cure}"},
    }


def _result(issue: Issue, number: int) -> dict[str, Any]:
    place = issue.place
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if issue.excerpt:
        region["snippet"] = {"text": issue.excerpt}
    told = f"{issue.message}\n{issue.hint}" if issue.hint else issue.message
    return {
        "ruleId": issue.rule,
        "ruleIndex": number,
        "level": _LEVELS[issue.severity],
        "message": {"text": told},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path, errors="replace"), "uriBaseId": _ROOT},
                    "region": region,
                }
            }
        ],
    }
