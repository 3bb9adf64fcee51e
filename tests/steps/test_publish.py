"""What is published: the bytes do not depend on how the work was spread, and unchanged files stay as they are."""

from pathlib import Path

import pytest

from tests.sites import Site, article, entity, make_site, topic

DESK = (
    topic("ports", "terms: [quay]")
    + entity("venn", "Orlo Venn")
    + "".join(
        article(f"r{n}", "source: Quillon Wire", f"Quay {n} of Orlo Venn.", f"2031-04-{n + 1:02}") for n in range(6)
    )
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 2)
    return make_site(tmp_path, DESK)


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_site(site: Site, tmp_path: Path, jobs: int) -> None:
    alone = site.build(jobs=1, full=True, output=tmp_path / "alone")
    spread = site.build(jobs=jobs, full=True, output=tmp_path / "spread")
    assert spread.files() == alone.files()
    assert spread.outcome.made == alone.outcome.made
    site.write(article("r1", "", "Quay one.", "2031-04-02"))
    again = site.build(jobs=jobs, output=tmp_path / "spread")
    assert again.files() == site.build(jobs=1, full=True, output=tmp_path / "alone").files()


def test_what_one_process_learns_another_build_knows(site: Site) -> None:
    site.build(jobs=2)
    assert site.build(jobs=1).outcome.made == ()


def test_files_that_stay_are_the_same_files_build_after_build(site: Site) -> None:
    built = site.build()
    before = {path: built.file(path).stat().st_ino for path in ("/articles/r0/", "/robots.txt")}
    for n in range(3):
        site.write(article("r5", "", f"Quay five, {n}.", "2031-04-06"))
        built = site.build()
        assert {path: built.file(path).stat().st_ino for path in before} == before


def test_what_another_program_put_into_a_file_of_the_site_is_undone_in_both_trees(site: Site) -> None:
    whole = site.build().files()
    site.build(drafts=True)
    (site.root / "output/articles/r0/index.html").write_text("overwritten")
    assert site.build().files() == whole
    site.write(article("r5", "", "Quay of five.", "2031-04-06"))
    assert b"overwritten" not in site.build().data("/articles/r0/")


def test_going_back_and_forth_between_two_folders_gives_each_its_own(site: Site, tmp_path: Path) -> None:
    first = site.build().files()
    for n in range(2):
        site.write(article("r5", "", f"Quay five, {n}.", "2031-04-06"))
        there = site.build(output=tmp_path / "there").files()
        assert site.build().files() == there != first


def test_nothing_is_published_of_a_site_with_a_fault_in_its_last_page(site: Site) -> None:
    before = site.build().files()
    site.write(article("r0", "", "Quay zero.", "2031-04-01"))
    site.write_bytes("templates/404.html", b"{{ nothing.there }}")
    refused = site.try_build(jobs=2)
    assert (refused.outcome.site, refused.outcome.written) == (None, ())
    assert refused.files() == before
