"""The choice of the form in which issues are told, and of colours."""

import io
from pathlib import Path

import pytest

from briefkit.commands import FORMATS, report
from briefkit.commands.report import print_issues
from tests.commands.conftest import Tell
from tests.sites import article, make_site

BAD = article("a", "topcs: [ports]")


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_that_can_be_asked_for_tells_of_the_rule(
    tmp_path: Path, tell: Tell, command: str, form: str
) -> None:
    told = tell(command, make_site(tmp_path, BAD), "--format", form)
    assert told.code == 1
    assert "key-is-known" in (told.err if form == "text" else told.out)
    assert "key-is-known" not in (told.out if form == "text" else told.err)


def test_no_form_is_left_out_of_the_options() -> None:
    assert set(FORMATS) == {"text", *report._FOR_PROGRAMS}


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
