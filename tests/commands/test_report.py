"""How issues are told: as text for people, as JSON for programs."""

import io
import json
from pathlib import Path

import pytest

from briefkit.commands.report import print_issues
from tests.commands.conftest import Tell
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


def test_text_shows_place_rule_line_and_hint_of_each_issue(tmp_path: Path, tell: Tell) -> None:
    told = tell("check", make_site(tmp_path, BAD))
    lines = told.err.splitlines()
    assert lines[0].startswith("content/articles/a.md:4:1: ")
    assert "[key-is-known]" in lines[0]
    assert "topcs: [ports]" in lines[1]
    assert any(line.strip() == "^" for line in lines)
    assert "topics" in told.err
    assert "\033" not in told.err


def test_the_caret_stands_under_the_text_it_speaks_of(tmp_path: Path, tell: Tell) -> None:
    told = tell("check", make_site(tmp_path, article("a", body="Look [here](gone.md)."))).err.splitlines()
    shown, caret = told[1], told[2]
    assert shown[caret.index("^") :].startswith("gone.md")


def test_a_long_line_is_cut_around_the_fault(tmp_path: Path, tell: Tell) -> None:
    told = tell("check", make_site(tmp_path, article("a", body="word " * 400 + "[x](gone.md) " + "word " * 400)))
    lines = told.err.splitlines()
    assert max(map(len, lines)) < 200
    assert lines[1][lines[2].index("^") :].startswith("gone.md")


def test_control_characters_of_the_content_never_reach_the_terminal(tmp_path: Path, tell: Tell) -> None:
    told = tell("check", make_site(tmp_path, article("a", body="[x](gone\u202eexe.md) [y](\u200bz.md)")))
    assert "\u202e" not in told.err
    assert "\u200b" not in told.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issues = make_site(tmp_path, BAD).check()
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain, piped = Terminal(), Terminal(), io.StringIO()
    print_issues(issues, "text", coloured)
    print_issues(issues, "text", piped)
    monkeypatch.setenv("NO_COLOR", "1")
    print_issues(issues, "text", plain)
    assert "\033[" in coloured.getvalue()
    assert "\033[" not in plain.getvalue() + piped.getvalue()
