"""Files that are published as they are, and are copied only when they are new."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image

from briefkit.disk.pictures import narrowed
from tests.sites import Site, article, make_site

DESK = (
    article("a", body="[A plan](plan.pdf) and [the same](../media/twin.pdf).")
    + "-- content/media/plan.pdf --\n%PDF one\n-- content/media/twin.pdf --\n%PDF one\n"
    + "-- content/media/unused.pdf --\n%PDF two\n-- content/static/robots-note.txt --\nnote\n"
    + "-- content/static/.well-known/proof.txt --\nproof\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DESK)


def copies(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.startswith(("media/", "assets/")) or name.endswith(".txt")]


def test_what_documents_refer_to_is_published_and_the_rest_is_not(site: Site) -> None:
    names = [name.split(".")[0] for name in site.build().files() if name.startswith("media/")]
    assert names == ["media/plan", "media/twin"]


def test_static_files_stand_under_their_own_names(site: Site) -> None:
    built = site.build()
    assert (built.data("/robots-note.txt"), built.data("/.well-known/proof.txt")) == (b"note\n", b"proof\n")


def test_a_file_that_was_only_touched_is_not_copied_again(site: Site) -> None:
    site.build()
    for name in ("content/media/plan.pdf", "content/static/robots-note.txt", "templates/assets/site.css"):
        os.utime(site.root / name)
    assert site.build().outcome.written == ()


def test_a_file_with_new_bytes_is_copied_alone_and_a_named_one_under_another_name(site: Site) -> None:
    site.build()
    site.write_bytes("content/static/robots-note.txt", b"NOTE\n")
    site.write_bytes("content/media/plan.pdf", b"%PDF new\n")
    outcome = site.build().outcome
    assert [name.split(".")[0] for name in copies(outcome.written)] == ["media/plan", "robots-note"]
    assert [name.split(".")[0] for name in outcome.removed] == ["media/plan"]


def test_one_static_file_with_new_bytes_is_copied_where_nothing_else_changed(site: Site) -> None:
    site.build()
    for name in ("robots-note.txt", ".well-known/proof.txt"):
        site.write_bytes(f"content/static/{name}", b"new\n")
        built = site.build()
        assert built.outcome.written == (name,)
        assert built.data(f"/{name}") == b"new\n"


def test_what_nothing_refers_to_any_more_goes(site: Site) -> None:
    site.build()
    site.write(article("a", body="No plan."))
    assert [name.split(".")[0] for name in site.build().outcome.removed] == ["media/plan", "media/twin"]


def test_a_static_file_gives_its_place_to_nobody_and_takes_none(site: Site) -> None:
    site.build()
    site.remove("content/static/robots-note.txt")
    site.write_bytes("content/static/robots-note.txt/deep.txt", b"deep")
    built = site.build()
    assert built.data("/robots-note.txt/deep.txt") == b"deep"
    site.remove("content/static/robots-note.txt/deep.txt")
    (site.root / "content/static/robots-note.txt").rmdir()
    site.write_bytes("content/static/robots-note.txt", b"flat again")
    assert site.build().data("/robots-note.txt") == b"flat again"


def test_a_picture_of_a_draft_stays_in_its_folder(site: Site) -> None:
    site.write(article("d", "status: draft", "[Secret](unused.pdf)"))
    assert not [name for name in site.build().files() if "unused" in name]
    assert [name for name in site.build(drafts=True).files() if "unused" in name]


def with_picture(site: Site, width: int, suffix: str = "jpg") -> None:
    path = site.root / f"content/media/quay.{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((width, 400), 60).save(path)


def test_a_wide_picture_has_narrower_copies_that_the_page_offers_with_their_widths(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "image: {src: ../media/quay.jpg, alt: A}", "![B](../media/quay.jpg)"))
    with_picture(site, 1300)
    built = site.build()
    for image in built.main("/articles/a/").cssselect("img"):
        offered = dict(candidate.split() for candidate in image.get("srcset").split(", "))
        assert list(offered.values()) == ["480w", "960w", "1300w"]
        assert image.get("sizes")
        for link, width in offered.items():
            with Image.open(built.file(link)) as picture:
                assert f"{picture.width}w" == width
    assert len([name for name in built.files() if name.startswith("media/")]) == 3


@pytest.mark.parametrize(("width", "suffix"), [(590, "jpg"), (2000, "gif")])
def test_a_small_picture_or_one_of_another_format_is_offered_as_it_is(
    tmp_path: Path, width: int, suffix: str
) -> None:
    site = make_site(tmp_path, article("a", body=f"![A quay](../media/quay.{suffix})"))
    with_picture(site, width, suffix)
    built = site.build()
    (image,) = built.main("/articles/a/").cssselect("img")
    assert (image.get("srcset"), image.get("width"), image.get("loading")) == (None, str(width), "lazy")
    assert len([name for name in built.files() if name.startswith("media/")]) == 1


def test_copies_are_made_once_for_what_a_picture_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[int]] = []

    def noted(file: BinaryIO, widths: Collection[int]) -> dict[int, bytes]:
        made.append(sorted(widths))
        return narrowed(file, widths)

    monkeypatch.setattr("briefkit.steps.copy.narrowed", noted)
    site = make_site(tmp_path, article("a", body="![A quay](../media/quay.jpg)"))
    with_picture(site, 700)
    site.build()
    (site.root / "content/media/quay.jpg").rename(site.root / "content/media/pier.jpg")
    (site.root / "content/media/pier.jpg").rename(site.root / "content/media/quay.jpg")
    site.write(article("a", body="Now: ![a quay](../media/quay.jpg)"))
    assert [name for name in site.build().outcome.written if name.startswith("media/")] == []
    assert made == [[480]]
    with_picture(site, 1300)
    outcome = site.build().outcome
    assert len([name for name in outcome.written if name.startswith("media/")]) == 3
    assert len([name for name in outcome.removed if name.startswith("media/")]) == 2
    assert made == [[480], [480, 960]]
