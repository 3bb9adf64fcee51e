"""Issues as JSON for programs: all of them, whole."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.commands.report.issues import hostile, issue
from tests.sites import article, make_site, run

FIELDS = {"rule", "severity", "message", "path", "line", "column", "text", "hint"}
BAD = article("a", "topcs: [ports]", "See [the “Söderkaj” 𝄞 plan](gone.md).")


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_holds_every_field_of_every_issue(tmp_path: Path, tell: Tell, command: str) -> None:
    told = tell(command, make_site(tmp_path, BAD), "--format", "json")
    issues = json.loads(told.out)
    assert told.code == 1
    assert [set(issue) for issue in issues] == [FIELDS, FIELDS]
    unknown, broken = issues
    assert (unknown["rule"], unknown["severity"], unknown["path"]) == (
        "key-is-known",
        "error",
        "content/articles/a.md",
    )
    assert (unknown["line"], unknown["column"], unknown["text"]) == (4, 1, "topcs: [ports]")
    assert "topics" in unknown["hint"]
    assert (broken["rule"], broken["line"]) == ("link-resolves", 6)
    assert broken["text"][broken["column"] - 1 :].startswith("gone.md")


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_of_a_good_site_is_an_empty_list(tmp_path: Path, tell: Tell, command: str) -> None:
    told = tell(command, make_site(tmp_path, article("a")), "--format", "json")
    assert (told.code, json.loads(told.out)) == (0, [])


def test_json_stays_json_where_the_terminal_knows_only_ascii(tmp_path: Path) -> None:
    site = make_site(tmp_path, BAD)
    done = run("check", "--format", "json", cwd=site.root, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert json.loads(done.stdout)[1]["text"] == "See [the “Söderkaj” 𝄞 plan](gone.md)."


def test_of_many_equal_issues_none_is_left_out(tmp_path: Path, tell: Tell) -> None:
    told = tell("check", make_site(tmp_path, article("a", body="[x](gone.md)\n\n" * 9)), "--format", "json")
    assert [found["line"] for found in json.loads(told.out)] == list(range(5, 23, 2))


def test_hostile_content_stays_as_it_is_inside() -> None:
    from briefkit.commands.report.as_json import json_report

    (told,) = json.loads(json_report([hostile()]))
    assert (told["message"], told["path"]) == (hostile().message, hostile().place.path)
    assert json_report([issue()]).isascii()
