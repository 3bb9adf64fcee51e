"""Issues as GitHub's workflow commands, which no content can add to."""

from urllib.parse import unquote

from hypothesis import given

from briefkit.commands.report.as_github import github_report
from briefkit.model.issues import Place, advice
from tests.commands.report.issues import HOSTILE, hostile, issue
from tests.strategies import broken_text


def test_an_issue_is_one_command_with_its_place_and_rule() -> None:
    told = github_report([issue("no such file", hint="look again")])
    assert (
        told
        == "::error file=content/articles/a.md,line=4,col=2,title=link-resolves::no such file (hint: look again)\n"
    )


def test_advice_is_a_warning() -> None:
    assert github_report([advice("link-resolves", "m", Place("a.md"))]).startswith("::warning file=a.md,line=1,")


def test_what_separates_properties_is_escaped_in_them_and_the_per_cent_sign_everywhere() -> None:
    told = github_report([issue("50%, a:b", path="content/50%,a:b.md")])
    assert told == "::error file=content/50%25%2Ca%3Ab.md,line=4,col=2,title=link-resolves::50%25, a:b\n"


def test_nothing_of_no_issues() -> None:
    assert github_report([]) == ""


def commands(text: str) -> list[list[str]]:
    """The command lines of `text` as the runner divides them: properties, data."""
    return [line.split("::", 2)[1:] for line in text.splitlines() if "::" in line]


@given(broken_text)
def test_no_content_adds_a_command_a_property_or_a_line(text: str) -> None:
    told = github_report([issue(text, path=text, hint=text)])
    assert len(told.splitlines()) == 1
    ((properties, _),) = commands(told)
    assert [piece.split("=")[0] for piece in properties.split(" ", 1)[1].split(",")][-3:] == ["line", "col", "title"]
    assert properties.split(" ", 1)[1].count(",") == 3


def test_hostile_content_is_shown_harmlessly() -> None:
    told = github_report([hostile()])
    assert len(told.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\ud800", "\r"} & set(told)
    assert "##[" not in told
    assert HOSTILE.split(",")[0] in unquote(told)
