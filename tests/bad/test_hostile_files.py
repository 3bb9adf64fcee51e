"""Things in a site's folder that are no plain files, or files with odd names: told in their place, never followed or waited for."""

import os
import shutil
import socket
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from briefkit.disk.source import survey
from briefkit.disk.up_to_date import Look
from briefkit.model.snapshot import Survey
from tests.sites import article, make_site

GOOD = article("good", body="A quay.")
PICTURE = article("good", body="![A quay](x.png)")
VAST = struct.pack(">8sI4sIIBBBBBI", b"\x89PNG\r\n\x1a\n", 13, b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0, 0)


def linked(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket may have 107 bytes, pytest's folders are deeper
        listening.bind(path.name)
        os.chdir(here)


def device(path: Path) -> None:
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make devices")


def holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def deep(path: Path) -> None:
    """A report in two hundred folders, for which its path may be too long to be told in one call."""
    for _ in range(200):
        path.mkdir()
        path = path / "d"
    path.write_bytes(REPORT)


REPORT = b"---\ntitle: A\ndate: 2031-04-02\n---\nA quay.\n"
CASES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a link to a file": ("articles/x.md", linked("/etc/hosts"), "file-is-no-link"),
    "a link to a report beside it": ("articles/x.md", linked("good.md"), "file-is-no-link"),
    "a link to nothing": ("articles/x.md", linked("/nowhere"), "file-is-no-link"),
    "a link to itself": ("articles/x.md", linked("x.md"), "file-is-no-link"),
    "a link to a folder": ("articles/etc", linked("/etc"), "file-is-no-link"),
    "a link to the folder around it": ("articles/up", linked(".."), "file-is-no-link"),
    "a link in place of a kind's folder": ("topics", linked("/etc"), "file-is-no-link"),
    "a link among static files": ("static/x", linked("/etc/hosts"), "file-is-no-link"),
    "folders in folders without end": ("articles/d", deep, "file-is-readable"),
    "static folders in folders without end": ("static/d", deep, "file-is-readable"),
    "a pipe": ("articles/x.md", os.mkfifo, "file-is-regular"),
    "a pipe among static files": ("static/x", os.mkfifo, "file-is-regular"),
    "a pipe among pictures": ("media/x.jpg", os.mkfifo, "file-is-regular"),
    "a socket": ("articles/x.md", bound, "file-is-regular"),
    "a device without end": ("articles/x.md", device, "file-is-regular"),
    "a name of signs alone": ("articles/---.md", holding(REPORT), "slug-is-well-formed"),
    "a name of bytes that are no text": ("articles/\udcff\udcfe.md", holding(REPORT), "file-name-is-text"),
    "a name too long for an address": (f"articles/{'क' * 80}.md", holding(REPORT), "slug-is-well-formed"),
    "a name that differs in punctuation alone": ("articles/::good::.md", holding(REPORT), "address-is-unique"),
    "a name with a line end": ("articles/go\nod.md", holding(REPORT), "file-name-is-text"),
    "a static name that speaks to a log": ("static/a\n::error::b.html", holding(b"x"), "file-name-is-text"),
    "a static name that clears the screen": ("static/a\x1b[2J.txt", holding(b"x"), "file-name-is-text"),
    "a static name of bytes that are no text": ("static/\udcff.txt", holding(b"x"), "file-name-is-text"),
    "a static name with a line separator": ("static/a\u2028b.txt", holding(b"x"), "file-name-is-text"),
    "a picture's name with a control character": ("media/a\x9b.png", holding(b"x"), "file-name-is-text"),
    "a report of zero bytes": ("articles/x.md", holding(b""), "front-matter-is-present"),
    "UTF-16, little end first": ("articles/x.md", holding(REPORT.decode().encode("utf-16-le")), "file-is-text"),
    "UTF-16 with its mark": ("articles/x.md", holding(REPORT.decode().encode("utf-16")), "file-is-utf-8"),
    "UTF-32 with its mark": ("articles/x.md", holding(REPORT.decode().encode("utf-32")), "file-is-utf-8"),
    "a program": ("articles/x.md", holding(b"\x7fELF\x02\x01\x01\x00"), "file-is-text"),
    "a picture called a report": ("articles/x.md", holding(VAST), "file-is-text"),
    "half a letter": ("articles/x.md", holding(REPORT + b"\xe0\xa4"), "file-is-utf-8"),
    "half a surrogate pair in UTF-8": ("articles/x.md", holding(REPORT + b"\xed\xa0\x80"), "file-is-utf-8"),
    "a letter written too long": ("articles/x.md", holding(REPORT + b"\xc0\xaf"), "file-is-utf-8"),
    "a letter beyond Unicode": ("articles/x.md", holding(REPORT + b"\xf4\x90\x80\x80"), "file-is-utf-8"),
    "Latin-1": ("articles/x.md", holding(REPORT + "Söderkaj".encode("latin-1")), "file-is-utf-8"),
    "a zero byte": ("articles/x.md", holding(REPORT + b"a\0b"), "file-is-text"),
    "an escape sequence": ("articles/x.md", holding(REPORT + b"\x1b[2J"), "file-is-text"),
    "a character that is none": ("articles/x.md", holding(REPORT + "\uffff".encode()), "file-is-text"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_plain_text_file_is_told(tmp_path: Path, name: str) -> None:
    place, make, rule = CASES[name]
    site = make_site(tmp_path, GOOD)
    path = site.root / "content" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)
    (issue,) = site.check()
    # Of two files with one address the later by name is told; of folders the one that is too deep.
    assert issue.rule == rule
    assert issue.place.path.startswith(f"content/{place}") or issue.place.path == "content/articles/good.md"
    assert site.try_build().outcome.site is None


@pytest.mark.parametrize(
    ("make", "rules"),
    [
        (os.mkfifo, {"image-exists", "file-is-regular"}),
        (linked("/etc/hosts"), {"image-exists", "file-is-no-link"}),
        (Path.mkdir, {"image-exists"}),
        (holding(b""), {"image-is-readable"}),
        (holding(VAST), {"image-is-readable"}),
        (holding(b"<svg onload='x'/>"), {"image-is-readable"}),
    ],
    ids=["a pipe", "a link", "a folder", "nothing", "a picture that would fill the memory", "another kind"],
)
def test_a_picture_that_is_no_picture_is_told(
    tmp_path: Path, make: Callable[[Path], object], rules: set[str]
) -> None:
    site = make_site(tmp_path, PICTURE)
    (site.root / "content/media").mkdir()
    make(site.root / "content/media/x.png")
    assert {issue.rule for issue in site.check()} == rules


def test_a_picture_is_measured_without_being_unpacked(tmp_path: Path) -> None:
    # Just below what Pillow refuses to open: 169 megapixels.
    Image.new("1", (13_000, 13_000)).save(tmp_path / "x.png")
    site = make_site(tmp_path, PICTURE)
    (site.root / "content/media").mkdir()
    (tmp_path / "x.png").rename(site.root / "content/media/x.png")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImageFile.ImageFile, "load", None)
        built = site.build()
    (picture,) = built.main("/articles/good/").cssselect("img")
    assert (picture.get("width"), picture.get("height")) == ("13000", "13000")


def test_a_picture_of_the_longest_name_has_an_address(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("good", body=f"![A quay]({'क' * 83}.png)"))
    site.write_bytes(f"content/media/{'क' * 83}.png", REPORT)
    assert site.try_build().rules == ["image-is-readable"]
    Image.new("RGB", (4, 4)).save(site.root / f"content/media/{'क' * 83}.png")
    built = site.build()
    assert built.broken_links() == []


def test_a_file_larger_than_any_memory_is_refused_at_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    for name in ("site.yaml", "content/articles/x.md"):
        with (site.root / name).open("r+b" if name == "site.yaml" else "wb") as file:
            file.truncate(1 << 40)  # of which the disk holds nothing
    assert {issue.rule for issue in site.check()} == {"file-is-of-readable-size"}


@pytest.mark.parametrize("swapped", ["articles/deep", "articles/deep/x.md", "media", "media/q.png"])
def test_a_link_put_in_place_of_what_was_looked_at_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str
) -> None:
    site = make_site(tmp_path, article("deep/x", body="![A quay](../../media/q.png)"))
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    secret = tmp_path / "secret"
    shutil.copytree(site.root / "content", secret)
    (secret / "articles/deep/x.md").write_bytes(REPORT.replace(b"A quay", b"Zyxolith"))
    Image.new("RGB", (9, 9)).save(secret / "media/q.png")

    def look_and_swap(seen: Look) -> Survey:
        found = survey(seen)
        place = site.root / "content" / swapped
        place.rename(tmp_path / "aside")
        place.symlink_to(secret / swapped)
        return found

    monkeypatch.setattr("briefkit.pipeline.survey", look_and_swap)
    refused = site.try_build()
    assert set(refused.rules) - {"image-is-readable"} <= {"file-is-readable", "file-is-no-link"}
    assert set(refused.rules) - {"image-is-readable"}
    assert not refused.folder.exists()


def test_a_folder_that_is_called_like_a_report_is_a_folder(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a.md/b", body="A quay."))
    assert site.build().has("/articles/b/")
