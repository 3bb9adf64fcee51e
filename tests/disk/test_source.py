"""Reading a site's folder: what is read, what is passed over, what is refused."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from briefkit.disk.source import Opener, read_file
from tests.sites import ROOT, article, hrefs, make_site

REPORT = article("a", body="A quay.")


def test_a_symbolic_link_is_refused_and_not_followed(tmp_path: Path) -> None:
    site = make_site(tmp_path, REPORT)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Zyxolith\ndate: 2031-01-01\n---\n")
    (site.root / "content/articles/link.md").symlink_to(outside / "secret.md")
    (site.root / "content/articles/folder").symlink_to(outside)
    (site.root / "content/static").mkdir()
    (site.root / "content/static/passwd").symlink_to("/etc/passwd")
    (site.root / "content/articles/dangling.md").symlink_to(outside / "nothing.md")
    built = site.try_build()
    assert {(issue.rule, issue.place.path) for issue in built.issues} == {
        ("file-is-no-link", f"content/{name}")
        for name in ("articles/link.md", "articles/folder", "static/passwd", "articles/dangling.md")
    }
    assert not built.folder.exists()


def test_a_pipe_is_refused_and_the_build_does_not_wait_for_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, REPORT)
    os.mkfifo(site.root / "content/articles/pipe.md")
    (issue,) = site.try_build().issues
    assert (issue.rule, issue.place.path) == ("file-is-regular", "content/articles/pipe.md")


@pytest.mark.parametrize("name", [".hidden.md", ".#lock.md", "#auto.md#", "a.md~", ".a.md.swp", ".git/x.md"])
def test_hidden_files_and_what_editors_leave_behind_are_passed_over(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path, REPORT)
    site.write_bytes(f"content/articles/{name}", b"not front matter")
    built = site.build()
    assert built.issues == ()
    assert hrefs(built.main("/archive/"), "h3 a") == ["/articles/a/"]


def test_a_link_that_an_editor_uses_as_a_lock_is_passed_over(tmp_path: Path) -> None:
    site = make_site(tmp_path, REPORT)
    (site.root / "content/articles/.#a.md").symlink_to("user@machine.1234")
    assert site.build().issues == ()


def test_files_that_no_report_uses_stay_where_they_are(tmp_path: Path) -> None:
    site = make_site(tmp_path, REPORT)
    for name in ("articles/notes.txt", "media/unused.png", "media/unused.md", "topics/list.csv", "loose.pdf"):
        site.write_bytes(f"content/{name}", b"Zyxolith")
    built = site.build()
    assert built.issues == ()
    assert [name for name, data in built.files().items() if b"Zyxolith" in data] == []


def test_a_report_cannot_publish_a_file_from_outside_content(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", body="[x](../../site.yaml) [y](/etc/passwd) [z](../../secret.txt)"))
    (site.root / "secret.txt").write_text("Zyxolith")
    assert site.try_build().rules == ["link-resolves"] * 3


def test_what_is_called_a_picture_but_is_none_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", body="![A](fake.png) ![B](drawing.svg) ![C](gone.png)"))
    site.write_bytes("content/media/fake.png", b"<html>")
    site.write_bytes("content/media/drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert sorted(site.try_build().rules) == ["image-exists", "image-is-readable", "image-is-readable"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="briefkit-test-"))
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("closed", "rule"),
    [
        ("content/articles/a.md", "file-is-readable"),
        ("content/articles", "file-is-readable"),
        ("templates/home.html", "file-is-readable"),
        ("site.yaml", "file-is-readable"),
        ("content/media/q.png", "file-is-readable"),
    ],
)
def test_what_may_not_be_read_is_told_without_a_traceback(open_folder: Path, closed: str, rule: str) -> None:
    site = make_site(open_folder, article("a", body="![Q](q.png)"))
    (site.root / "content/media").mkdir()
    Image.new("RGB", (4, 4)).save(site.root / "content/media/q.png")
    site.root.chmod(0o777)
    (site.root / closed).chmod(0)
    # Root may read everything. So root checks the site first, which imports all there is, then becomes nobody.
    words = ["--site", str(site.root), "--format", "json"]
    code = (
        "import contextlib, io, os, sys\nfrom briefkit.cli import main\nimport briefkit.commands.build\n"
        f"with contextlib.redirect_stdout(io.StringIO()): main(['check', *{words!r}])\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        f"sys.exit(main(['build', '--no-search', *{words!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, done.stderr
    assert f'"rule": "{rule}"' in done.stdout
    assert f'"path": "{closed}"' in done.stdout


def test_the_folder_for_verification_files_is_published_though_its_name_is_hidden(tmp_path: Path) -> None:
    files = article("a") + "-- content/static/.well-known/owner.txt --\nmine\n-- content/static/.secret --\nno\n"
    built = make_site(tmp_path, files).build()
    assert built.has("/.well-known/owner.txt")
    assert not built.has("/.secret")


def test_files_are_opened_one_after_the_other_wherever_they_lie(tmp_path: Path) -> None:
    files = {"a.md": b"1", "b/a.md": b"2", "b/c/a.md": b"3", "b/b.md": b"4"}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with Opener(tmp_path) as opener:
        for name in (*files, *reversed(files)):
            assert opener.read(name) == (files[name], ())
        assert opener.read("b/gone/a.md")[1][0].rule == "file-is-readable"
        assert opener.read("b/a.md", 10) == (b"2", ())


@pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="no descriptors of folders here")
def test_a_folder_that_became_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "site" / "b").mkdir(parents=True)
    (tmp_path / "site" / "b" / "a.md").write_bytes(b"ours")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.md").write_bytes(b"theirs")
    with Opener(tmp_path / "site") as opener:
        assert opener.read("b/a.md") == (b"ours", ())
        (tmp_path / "site" / "b").rename(tmp_path / "site" / "c")
        (tmp_path / "site" / "b").symlink_to(tmp_path / "other")
        assert opener.read("b/a.md") == (b"ours", ())  # the folder that was looked at is still open
        assert opener.read("c/a.md") == (b"ours", ())
        assert opener.read("b/a.md")[0] == b""


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * 100)
    assert [len(read_file(tmp_path, "a.md", most)[0]) for most in (-1, 100, 99, 0)] == [100, 100, 99, 0]
