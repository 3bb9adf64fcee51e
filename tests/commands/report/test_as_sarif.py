"""Issues as SARIF 2.1.0: what the standard demands of a log, and what code hosts show."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefkit.commands.report.as_sarif import sarif_report
from briefkit.model.issues import Place, advice
from briefkit.model.rules import RULES
from tests.commands.conftest import Tell
from tests.commands.report.issues import hostile, issue
from tests.sites import article, make_site

# The parts of the standard's schema that logs of ours touch (OASIS SARIF 2.1.0, sections 3.13 to 3.49).
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "shortDescription": MESSAGE, "help": MESSAGE},
    "additionalProperties": False,
}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "format": "uri-reference"}, "uriBaseId": {"type": "string"}},
    "additionalProperties": False,
}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn"],
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "snippet": MESSAGE,
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "physicalLocation": {
                        "type": "object",
                        "required": ["artifactLocation"],
                        "properties": {"artifactLocation": ARTIFACT, "region": REGION},
                        "additionalProperties": False,
                    }
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
    },
    "additionalProperties": False,
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
                    "originalUriBaseIds": {"type": "object", "additionalProperties": {"type": "object"}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def run_of(log: str) -> dict[str, Any]:
    """The one run of a log that follows the standard."""
    from jsonschema import Draft202012Validator

    read = json.loads(log)
    assert [error.message for error in Draft202012Validator(LOG).iter_errors(read)] == []
    (run,) = read["runs"]
    return run


def test_a_log_of_nothing_has_a_run_without_results() -> None:
    assert run_of(sarif_report([]))["results"] == []


def test_a_result_has_its_rule_level_place_and_line() -> None:
    run = run_of(sarif_report([issue("no such file", hint="look again", excerpt="See it.")]))
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("link-resolves", "error")
    assert result["message"]["text"].split("\n") == ["no such file", "look again"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/articles/a.md"
    assert place["region"] == {"startLine": 4, "startColumn": 2, "snippet": {"text": "See it."}}


def test_each_rule_stands_once_with_the_guides_words_and_results_point_at_it() -> None:
    issues = [issue(), issue(), issue(rule="key-is-known"), advice("short-name-is-clear", "m", Place("a.md"))]
    run = run_of(sarif_report(issues))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [found.rule for found in issues]
    assert len(rules) == 3
    for rule in rules:
        assert RULES[rule["id"]].cure in rule["help"]["text"]


def test_every_rule_that_can_be_told_has_its_help() -> None:
    run = run_of(sarif_report([issue(rule=rule) for rule in RULES]))
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/articles/two words.md", "content/articles/two%20words.md"),
        ("content/articles/रक्षा.md", "content/articles/%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE.md"),
        ("content/articles/a#b?c%d.md", "content/articles/a%23b%3Fc%25d.md"),
    ],
)
def test_a_path_is_written_as_an_address(path: str, uri: str) -> None:
    (result,) = run_of(sarif_report([issue(path=path)]))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_hostile_content_leaves_the_log_whole() -> None:
    assert len(run_of(sarif_report([hostile()]))["results"]) == 1


@pytest.mark.parametrize("command", ["build", "check"])
def test_both_commands_tell_in_it(tmp_path: Path, tell: Tell, command: str) -> None:
    told = tell(command, make_site(tmp_path, article("a", "topcs: []")), "--format", "sarif")
    assert told.code == 1
    assert [result["ruleId"] for result in run_of(told.out)["results"]] == ["key-is-known"]
