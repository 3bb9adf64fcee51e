"""`new site`: what an editor types first."""

from pathlib import Path

import pytest

from briefkit.cli import main


def test_a_new_site_is_laid_out_and_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "desk"
    assert main(["new", "site", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().out
    assert main(["check", "--site", str(folder)]) == 0
    assert main(["build", "--site", str(folder), "--no-search"]) == 0
    assert (folder / "output" / "index.html").is_file()


def test_a_folder_with_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["new", "site", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")


@pytest.mark.parametrize("words", [["new"], ["new", "site"], ["new", "topic", "x"]])
def test_what_to_lay_out_and_where_must_be_said(words: list[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 2
