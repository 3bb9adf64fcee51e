"""`build`: what it writes, what it says, and with which exit code it ends."""

from pathlib import Path

import pytest

from briefkit import pipeline
from briefkit.request import Outcome
from briefkit.workers import WorkerLostError
from tests.commands.conftest import Tell
from tests.sites import BASE_URL, Built, Site, article, make_site, topic


def output(site: Site) -> Built:
    """What stands in the site's output folder."""
    return Built(Outcome(()), site.root / "output", BASE_URL)


def test_a_good_site_is_built_into_its_output_folder(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    told = tell("build", site, "--as-of", "2031-06-01")
    assert (told.code, told.err) == (0, "")
    assert (site.root / "output/articles/a/index.html").is_file()
    assert (site.root / "output/pagefind/pagefind.js").is_file()
    assert "build.py serve" in told.out  # what to type next
    assert len(told.out.splitlines()) == 2


def test_what_was_built_is_counted(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, topic("ports") + article("a", body="One.\n\nTwo.") + article("b", body="Three."))
    line = tell("build", site, "--no-search", "--as-of", "2031-06-01").out.splitlines()[0]
    assert line.startswith("2 reports, 1 topic, 0 entities: ")
    again = tell("build", site, "--no-search", "--as-of", "2031-06-01", "--drafts").out.splitlines()[0]
    assert ": 0 pages built, " in again


def test_a_build_that_would_change_nothing_says_so_and_repeats_its_advice(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="See [it](b.md).") + article("b", "status: draft"))
    first = tell("build", site, "--no-search")
    again = tell("build", site, "--no-search")
    assert again.out.startswith("nothing changed")
    assert (again.code, again.err) == (0, first.err)


def test_why_a_page_is_made_again_is_told(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, topic("ports", "terms: [quay]") + article("a", body="A quay."))
    asked = ("build", site, "--no-search", "--as-of", "2031-06-01", "--explain", "/topics/ports/")
    assert "nothing is known" in tell(*asked).out
    assert "is kept" in tell(*asked).out
    site.write(article("a", body="Another quay."))
    assert "the report a is quoted with" in tell(*asked).out


@pytest.mark.parametrize(
    "written",
    [
        "/topics/ports",
        "topics/ports",
        "topics/ports/index.html",
        f"{BASE_URL}topics/ports/",
        f"{BASE_URL}topics/ports",
    ],
)
def test_an_address_may_be_written_as_it_comes(tmp_path: Path, tell: Tell, written: str) -> None:
    site = make_site(tmp_path, topic("ports", "terms: [quay]"))
    asked = ("build", site, "--no-search", "--base-url", BASE_URL, "--explain")
    assert "/topics/ports/ is made because nothing is known" in tell(*asked, written).out


def test_a_redirect_and_a_copy_are_explained_and_the_nearest_address_is_named(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", "aliases: [/old/quay/]") + "-- content/static/mine.txt --\nx\n")
    asked = ("build", site, "--no-search", "--as-of", "2031-06-01", "--explain")
    assert "/old/quay/ is made because" in tell(*asked, "/old/quay/").out
    assert "/mine.txt is a copy" in tell(*asked, "mine.txt").out
    assert "mean /articles/a/?" in tell(*asked, "/artciles/a/").out


def test_what_to_type_next_names_the_same_site(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path / "my site", article("a"))
    told = tell("build", site, "--no-search", "--output", tmp_path / "x", "--as-of", "2031-06-01").out
    assert f"serve --site '{site.root}' --as-of 2031-06-01" in told


def test_a_site_that_never_was_is_not_said_to_stand(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", "topic: [ports]"))
    assert "previous" not in tell("build", site, "--no-search").err
    site.write(article("a"))
    assert tell("build", site, "--no-search").code == 0
    site.write(article("a", "topic: [ports]"))
    assert "previous" in tell("build", site, "--no-search").err


def test_errors_in_the_content_end_with_1_and_leave_the_old_site(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="A quay."))
    before = site.build().files()
    site.write(article("b", "topic: [ports]", "See [it](gone.md)."))
    told = tell("build", site)
    assert (told.code, told.out) == (1, "")
    assert "content/articles/b.md:4:1: " in told.err
    assert "content/articles/b.md:6:10: " in told.err
    assert output(site).files() == before


def test_advice_does_not_stop_a_build_unless_it_is_strict(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a", body="See [it](b.md).") + article("b", "status: draft"))
    told = tell("build", site, "--no-search")
    assert told.code == 0
    assert "content/articles/a.md:5:10: " in told.err
    strict = tell("build", site, "--no-search", "--strict", "--output", tmp_path / "strict")
    assert strict.code == 1
    assert not (tmp_path / "strict").exists()


def test_the_output_folder_can_be_named(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a"))
    assert tell("build", site, "--no-search", "--output", tmp_path / "elsewhere").code == 0
    assert (tmp_path / "elsewhere/index.html").is_file()
    assert not (site.root / "output").exists()


def test_an_output_folder_that_may_not_be_written_ends_with_2(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("a"))
    told = tell("build", site, "--output", site.root / "content")
    assert (told.code, told.out) == (2, "")
    assert str(site.root / "content") in told.err


def test_drafts_and_the_clock_can_be_asked_for(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, article("draft", "status: draft") + article("late", date="2031-04-02T18:00:00"))

    def built(*options: str) -> set[str]:
        assert tell("build", site, "--no-search", *options).code == 0
        return {path.parent.name for path in (site.root / "output/articles").glob("*/index.html")}

    assert built("--as-of", "2031-04-01") == set()
    assert built("--as-of", "2031-04-02") == {"late"}
    assert built("--as-of", "2031-04-02T17:59:59") == set()
    assert built("--as-of", "2031-04-02", "--drafts") == {"late", "draft"}


def test_the_base_address_on_the_command_line_wins(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, "-- site.yaml --\ntitle: Desk\nbase_url: https://one.example/\n")

    def canonical(*options: str) -> str:
        assert tell("build", site, "--no-search", *options).code == 0
        (link,) = output(site).page("/").cssselect("link[rel=canonical]")
        return str(link.get("href"))

    assert canonical() == "https://one.example/"
    assert canonical("--base-url", "https://two.example/briefing") == "https://two.example/briefing/"


def test_a_bug_of_ours_ends_with_70_and_without_touching_the_old_site(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(pipeline, "build", broken)
    assert tell("build", make_site(tmp_path)).code == 70


def test_a_process_that_the_system_ended_is_no_bug_and_nothing_is_published(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise WorkerLostError("the system ended a process that was at work")

    monkeypatch.setattr(pipeline, "build", lost)
    told = tell("build", make_site(tmp_path))
    assert told.code == 2
    assert "error: the system ended a process" in told.err
    assert "--jobs 1" in told.err
