"""Things in a site's folder that are no plain files, or files with odd names: told in their place, never followed or waited for."""

import os
import socket
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

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
    "a pipe": ("articles/x.md", os.mkfifo, "file-is-regular"),
    "a pipe among static files": ("static/x", os.mkfifo, "file-is-regular"),
    "a pipe among pictures": ("media/x.jpg", os.mkfifo, "file-is-regular"),
    "a socket": ("articles/x.md", bound, "file-is-regular"),
    "a device without end": ("articles/x.md", device, "file-is-regular"),
    "a name of signs alone": ("articles/---.md", holding(REPORT), "slug-is-well-formed"),
    "a name of bytes that are no text": ("articles/\udcff\udcfe.md", holding(REPORT), "slug-is-well-formed"),
    "a name too long for an address": (f"articles/{'क' * 80}.md", holding(REPORT), "slug-is-well-formed"),
    "a name that differs in punctuation alone": ("articles/::good::.md", holding(REPORT), "address-is-unique"),
    "a name with a line end": ("articles/go\nod.md", holding(b"words"), "front-matter-is-present"),
    "a report of zero bytes": ("articles/x.md", holding(b""), "front-matter-is-present"),
    "UTF-16, little end first": ("articles/x.md", holding(REPORT.decode().encode("utf-16-le")), "file-is-text"),
    "UTF-16 with its mark": ("articles/x.md", holding(REPORT.decode().encode("utf-16")), "file-is-utf-8"),
    "UTF-32 with its mark": ("articles/x.md", holding(REPORT.decode().encode("utf-32")), "file-is-utf-8"),
    "a program": ("articles/x.md", holding(b"\x7fELF\x02\x01\x01\x00"), "file-is-text"),
    "a picture called a report": ("articles/x.md", holding(VAST), "file-is-utf-8"),
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
    # Of two files with one address the later by name is told.
    assert issue.rule == rule
    assert issue.place.path in (f"content/{place}", "content/articles/good.md")
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


def test_a_folder_that_is_called_like_a_report_is_a_folder(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a.md/b", body="A quay."))
    assert site.build().has("/articles/b/")
