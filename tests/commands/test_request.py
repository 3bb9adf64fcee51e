"""Options that cannot be used end with 2 and say why, before anything is read or written."""

from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.sites import make_site


@pytest.mark.parametrize("command", ["build", "check", "serve"])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--base-url", "brief.example"),
        ("--base-url", "ftp://brief.example/"),
        ("--base-url", "/briefing/"),
        ("--base-url", ""),
        ("--base-url", "https://"),
        ("--base-url", "https://brief.example/?a=1"),
        ("--base-url", "https://brief.example/#a"),
        ("--base-url", "https://brief example/"),
        ("--base-url", "https://brief.example:port/"),
        ("--as-of", "yesterday"),
        ("--as-of", "2031-13-01"),
        ("--as-of", "2031-02-30"),
        ("--as-of", ""),
        ("--as-of", "9999-01-01"),
        ("--nonsense", "1"),
    ],
)
def test_what_cannot_be_used_ends_with_2(tmp_path: Path, tell: Tell, command: str, option: str, value: str) -> None:
    site = make_site(tmp_path)
    told = tell(command, site, option, value)
    assert (told.code, told.out) == (2, "")
    assert told.err.strip()
    assert "Traceback" not in told.err
    assert not (site.root / "output").exists()


def test_a_folder_that_is_not_there_ends_with_2(tmp_path: Path, tell: Tell) -> None:
    told = tell("build", tmp_path / "nothing")
    assert told.code == 2
    assert "nothing" in told.err


@pytest.mark.parametrize("address", ["https://desk:secret@brief.example/", "https://brief.example//x/"])
def test_an_address_that_would_spoil_every_link_ends_with_2(tmp_path: Path, tell: Tell, address: str) -> None:
    """A password would be published in each page's head; links that begin with // lead to another host."""
    assert tell("check", make_site(tmp_path), "--base-url", address).code == 2


def test_what_cannot_be_done_is_told_without_speaking_to_the_terminal(tell: Tell, tmp_path: Path) -> None:
    told = tell("build", tmp_path / "a\x1b[2J ##[error]\u202eb")
    assert told.code == 2
    assert not {"\x1b", "\u202e"} & set(told.err)
    assert "##[" not in told.err
