"""A new site: everything a build needs, and nobody's files written over."""

import os
from pathlib import Path

import pytest

from briefkit.disk.starter import StarterError, lay_out, templates
from tests.sites import NOW, ROOT, Site, article


def test_a_new_site_builds_at_once_and_without_advice(tmp_path: Path) -> None:
    lay_out(tmp_path / "desk")
    built = Site(tmp_path / "desk").build(base_url=None)
    assert built.issues == ()
    assert built.has("/about/")
    assert built.broken_links() == []


def test_the_first_report_needs_nothing_but_its_file(tmp_path: Path) -> None:
    lay_out(tmp_path / "desk")
    site = Site(tmp_path / "desk")
    site.write(article("first", body="The quay opened."))
    assert site.build(now=NOW).has("/articles/first/")


def test_a_new_site_has_the_default_templates_as_its_own(tmp_path: Path) -> None:
    assert templates() == ROOT / "templates"
    lay_out(tmp_path / "desk")
    theirs = {p.relative_to(ROOT / "templates"): p.read_bytes() for p in templates().rglob("*") if p.is_file()}
    place = tmp_path / "desk" / "templates"
    assert {p.relative_to(place): p.read_bytes() for p in place.rglob("*") if p.is_file()} == theirs


def test_every_folder_that_is_read_is_there_to_be_filled(tmp_path: Path) -> None:
    lay_out(tmp_path / "desk")
    folders = {path.name for path in (tmp_path / "desk" / "content").iterdir()}
    assert folders == {"articles", "topics", "entities", "sources", "pages", "media", "static"}


def test_an_empty_folder_will_do_and_one_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    lay_out(tmp_path / "empty")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(StarterError, match="empty"):
        lay_out(tmp_path / "full")
    with pytest.raises(StarterError, match="empty"):
        lay_out(tmp_path / "full" / "mine.txt")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StarterError):
        lay_out(tmp_path / "file" / "desk")


def test_new_files_can_be_changed_though_the_package_may_be_read_only(tmp_path: Path) -> None:
    lay_out(tmp_path / "desk")
    assert all(os.access(path, os.W_OK) for path in (tmp_path / "desk").rglob("*"))
