"""What Git LFS keeps elsewhere is never published by its pointer."""

from pathlib import Path

import pytest

from tests.sites import Site, article, make_site

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
REPORT = article("a", body="A plan: [all of it](plan.pdf).\n")


def places(site: Site) -> list[tuple[str, str]]:
    return [(issue.rule, issue.place.path) for issue in site.check()]


@pytest.mark.parametrize("path", ["content/media/plan.pdf", "content/articles/plan.pdf", "content/static/x/plan.pdf"])
def test_a_pointer_is_told_each_time_until_the_file_is_there(tmp_path: Path, path: str) -> None:
    report = REPORT if "static" not in path else ""
    site = make_site(tmp_path, f"{report}-- {path} --\n{POINTER}")
    for _ in range(2):
        assert places(site) == [("file-is-fetched", path)]
        assert site.try_build().outcome.site is None
    site.write(f"-- {path} --\n%PDF-1.7\n")
    assert places(site) == []


@pytest.mark.parametrize("text", ["", "version", f"About pointers: {POINTER}", POINTER + "x" * 1_000])
def test_what_only_looks_like_a_pointer_is_none(tmp_path: Path, text: str) -> None:
    assert places(make_site(tmp_path, f"-- content/static/x.txt --\n{text}")) == []


def test_a_pointer_to_which_nothing_links_is_no_matter(tmp_path: Path) -> None:
    assert places(make_site(tmp_path, f"-- content/media/plan.pdf --\n{POINTER}")) == []
