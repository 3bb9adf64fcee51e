"""Issues as text for people: placed, cut, made visible, and many of one kind told together."""

from pathlib import Path

import pytest

from briefkit.commands.report.as_text import text_report
from briefkit.model.issues import Severity
from tests.commands.conftest import Tell
from tests.commands.report.issues import hostile, issue
from tests.sites import article, make_site

BAD = article("a", "topcs: [ports]", "See [the “Söderkaj” plan](gone.md).")


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


def test_the_caret_stands_under_the_fault_after_letters_of_every_width() -> None:
    for before in ("日本", "क्षमा", "e\u0301", "\u202e"):
        shown, caret = text_report([issue(excerpt=f"{before}!", line=1)]).splitlines()[1:3]
        assert shown.startswith("    | ")
        assert caret.endswith("^")
    wide = text_report([issue(excerpt="日本", line=1)]).splitlines()
    narrow = text_report([issue(excerpt="ab", line=1)]).splitlines()
    assert len(wide[2]) == len(narrow[2]) + 1


def test_nothing_is_said_of_no_issues() -> None:
    assert text_report([]) == ""


# --- grouping ---


def many(number: int, subject: str = "x") -> str:
    told = text_report(
        [issue(f"there is no “{subject}{n % 2}” here", line=n, excerpt="words") for n in range(1, number + 1)]
    )
    return told


@pytest.mark.parametrize("number", [1, 2, 3])
def test_three_equal_issues_are_each_told_in_full(number: int) -> None:
    assert many(number).count("^") == number
    assert "more place" not in many(number)


def test_of_more_equal_issues_three_places_are_told_and_the_others_counted() -> None:
    told = many(1003)
    assert told.count("^") == 1
    assert [f"a.md:{n}:2:" in told for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "1,000 more places" in told
    assert "“x1” 502" in told
    assert "“x0” 501" in told


def test_what_differs_in_rule_severity_or_words_is_told_apart() -> None:
    kinds = [
        *(issue("there is no “x” here", line=n) for n in range(9)),
        *(issue("there is no “x” there", line=n) for n in range(9)),
        *(issue("there is no “x” here", line=n, rule="key-is-known") for n in range(9)),
        *(issue("there is no “x” here", line=n, severity=Severity.ADVICE) for n in range(9)),
    ]
    assert text_report(kinds).count("6 more places") == 4


@pytest.mark.parametrize(("one", "other"), [("line 3", "line 12"), ("“a”", "“b”"), ("5,000 words", "6,000 words")])
def test_numbers_and_quoted_words_do_not_tell_issues_apart(one: str, other: str) -> None:
    told = text_report([issue(f"as on {(one, other)[n % 2]}", line=n) for n in range(9)])
    assert "6 more places" in told


def test_of_many_subjects_the_most_frequent_are_named() -> None:
    issues = [issue(f"there is no “s{a}”", line=a * 20 + b) for a in range(20) for b in range(a + 1)]
    told = text_report(issues)
    assert "“s19” 20" in told
    assert "“s1”" not in told
    assert len(told.splitlines()) < 10


def test_what_would_be_longer_than_a_screen_is_told_in_four_lines_a_kind() -> None:
    kinds = [
        issue(
            f"the {letter * 3} “{'x' * 99}{n % 4}” is bad",
            line=n + 1,
            rule="key-is-known",
            hint="cure it",
            excerpt="words",
        )
        for letter in "abcdefghij"
        for n in range(99)
    ]
    told = text_report(kinds).splitlines()
    assert len(told) == 4 * 10 + 1
    assert all(len(line) < 220 for line in told)
    assert told[2].endswith("^ hint: cure it")
    assert all(place in told[3] for place in ("a.md:2:2:", "a.md:3:2:", "96 more places", "x0” 25"))


def test_in_short_two_equal_ones_stand_together_and_none_is_lost() -> None:
    kinds = [
        issue(f"the {letter} is bad", path=f"content/{n}.md", excerpt=words)
        for letter in "abcdefghijkl"
        for n, words in ((1, "words"), (2, ""))
    ]
    told = text_report(kinds)
    assert told.count("1.md:") == told.count("also 2.md:") == 12
    assert told.splitlines()[-1] == "24 errors in 2 files"


def test_the_closing_line_counts_errors_advice_and_files() -> None:
    issues = [issue(path="a.md"), issue(path="b.md"), issue(path="b.md", severity=Severity.ADVICE)]
    assert text_report(issues).splitlines()[-1] == "2 errors, 1 piece of advice in 2 files"


def test_hostile_content_begins_no_line_and_moves_no_cursor() -> None:
    told = text_report([hostile()] * 9)
    assert not {"\x1b", "\u202e", "\ud800", "\r"} & set(told)
    assert "##[" not in told
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())


def test_of_equal_issues_each_that_says_something_else_is_told_with_its_own_hint() -> None:
    wrong = {"sumary": "summary?", "Topics": "topics?", "author": "authors?", "tags": "one of many"}
    told = text_report(
        [issue(f"“{key}” is not a key", line=n, hint=wrong[key], excerpt=key) for n, key in enumerate(wrong)]
    ).splitlines()
    assert told[3].endswith("summary?")
    for n, key in list(enumerate(wrong))[1:]:
        (line,) = [line for line in told if f"a.md:{n}:2:" in line]
        assert key in line
        assert wrong[key] in line
    assert not any("more place" in line for line in told)


def test_in_short_each_that_says_something_else_is_told_with_its_own_hint_too() -> None:
    kinds = [
        issue(f"“{key}” is not a key of {kind * 3}", line=n, hint=f"mean {key}s?", excerpt="words")
        for kind in "abcdefghijkl"
        for n, key in enumerate(("sumary", "author", "sumary", "tag"))
    ]
    told = text_report(kinds).splitlines()
    assert len(told) == 12 * 6 + 1
    assert [line.split("; ")[-1] for line in told[3:5]] == ["hint: mean authors?", "hint: mean tags?"]
    assert told[5].strip() == "and 1 more place; in all “sumary” 2 and 2 others"


def test_more_hints_than_a_few_are_counted_and_long_ones_cut() -> None:
    kinds = [
        issue(f"“{n}” is not a key of {kind * 3}", line=n, hint=f"{n} {'word ' * 50}", excerpt="words")
        for kind in "abcdefghijkl"
        for n in range(99)
    ]
    told = text_report(kinds).splitlines()
    assert len(told) == 12 * 9 + 1
    assert told[8].strip() == "and 93 more places"
    assert max(map(len, told[3:9])) < 120
