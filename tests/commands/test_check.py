"""`check`: everything that build would refuse, and nothing written."""

from pathlib import Path

from tests.commands.conftest import Tell
from tests.sites import article, make_site


def test_a_good_site_passes(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    told = tell("check", site)
    assert (told.code, told.err) == (0, "")
    assert not (site.root / "output").exists()


def test_errors_end_with_1_and_are_those_of_build(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", "topics: [ports]", "See [it](gone.md)."))
    site.write_bytes("templates/archive.html", b"{% if %}")
    told = tell("check", site)
    assert told.code == 1
    assert "topic-is-registered" in told.err
    assert "link-resolves" in told.err


def test_faults_of_templates_are_found_without_writing(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a"))
    site.write_bytes("templates/archive.html", b"{% if %}")
    told = tell("check", site)
    assert told.code == 1
    assert "templates/archive.html:1:" in told.err
    assert not (site.root / "output").exists()


def test_advice_alone_passes_unless_the_check_is_strict(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="See [it](b.md).") + article("b", "status: draft"))
    assert tell("check", site).code == 0
    assert tell("check", site, "--strict").code == 1


def test_what_build_refuses_check_refuses_for_the_same_reasons(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "topics: [ports]\nimage: {src: x.png}", "[x](y.md) ![z](z.png)"))
    assert site.check() == site.try_build().issues
