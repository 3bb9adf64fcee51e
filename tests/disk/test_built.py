"""A built folder is known by its front page; the builds' own mark is no part of the site."""

from pathlib import Path

from briefkit.disk.built import files_of, is_built, pages_of
from tests.sites import article, make_site


def test_every_file_of_a_built_site_is_found_but_the_mark_of_builds(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a") + "-- content/static/.well-known/proof.txt --\nx\n")
    built = site.build()
    found = files_of(built.folder)
    assert set(found) == set(built.files()) - {".briefkit"}
    assert {"articles/a/index.html", ".well-known/proof.txt"} <= set(found)
    assert list(found) == sorted(found)
    assert is_built(built.folder)


def test_a_folder_of_reports_is_no_built_site(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a"))
    assert not is_built(site.root)
    assert not is_built(tmp_path / "nowhere")


def test_pages_are_read_as_text(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("वर्न", title="Söderkaj")).build()
    pages = pages_of(files_of(built.folder))
    assert pages["articles/वर्न/index.html"] == built.text("/articles/वर्न/")
    assert set(pages) == {name for name in built.files() if name.endswith(".html")}
