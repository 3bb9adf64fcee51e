"""A folder is replaced where it is ours, and else left as it is: never at the cost of somebody's files."""

import contextlib
from pathlib import Path

import pytest

from briefkit.disk import sink
from briefkit.disk.owned import OutputError
from tests.sites import Site, article, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, article("a", body="A quay."))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_empty_folder_is_filled(site: Site, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert site.build(output=tmp_path / "empty").has("/")


@pytest.mark.parametrize(
    "place", ["content", "content/articles", "content/new", "templates", "templates/new", ".", "..", "briefkit"]
)
def test_sources_and_what_holds_them_are_refused(site: Site, place: str) -> None:
    before = tree(site.root)
    with pytest.raises(OutputError):
        site.build(output=site.root / place)
    assert tree(site.root) == before


def test_the_root_of_the_disk_and_the_home_folder_are_refused(site: Site, tmp_path: Path, monkeypatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for place in (Path("/"), home):
        with pytest.raises(OutputError):
            site.build(output=place)
    assert list(home.iterdir()) == []


def test_somebody_elses_folder_is_refused_and_left_as_it_is(site: Site, tmp_path: Path) -> None:
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "summer.jpg").write_bytes(b"precious")
    with pytest.raises(OutputError):
        site.build(output=foreign)
    assert tree(tmp_path / "photos") == {"summer.jpg": b"precious"}


def test_a_file_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    with pytest.raises(OutputError):
        site.build(output=tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"precious"


def test_a_symbolic_link_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(OutputError):
        site.build(output=tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


def test_a_way_through_links_into_the_sources_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(site.root / "content")
    before = tree(site.root)
    with pytest.raises(OutputError):
        site.build(output=tmp_path / "alias/out")
    assert tree(site.root) == before


def test_the_folder_one_stands_in_is_refused_for_it_would_be_swapped_away(
    site: Site, tmp_path: Path, monkeypatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    with pytest.raises(OutputError):
        site.build(output=Path())
    assert empty.is_dir()


@pytest.mark.parametrize("name", [".output.new", ".output.last"])
def test_somebody_elses_folder_beside_the_output_is_never_deleted(site: Site, name: str, monkeypatch) -> None:
    # Where folders cannot be exchanged in one step, the old site is moved aside first.
    monkeypatch.setattr(sink, "exchange", lambda *_: False)
    site.build()
    site.write(article("b", body="Another."))
    beside = site.root / name
    beside.mkdir()
    (beside / "summer.jpg").write_bytes(b"precious")
    with contextlib.suppress(OutputError):  # to refuse is as good as to work around it
        site.build()
    assert (beside / "summer.jpg").read_bytes() == b"precious"
