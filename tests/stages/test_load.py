"""Bytes to records: encodings, line ends, folders."""

from datetime import UTC
from pathlib import Path

import pytest

from briefkit.stages.load import load_document, load_documents
from tests.sites import article, make_site, words

REPORT = article("harbour", body="The first quay opened.\n\nThe second quay — “Söderkaj” — follows.")


@pytest.mark.parametrize(
    ("saved", "how"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "with Windows line ends"),
        (lambda data: data.replace(b"\n", b"\r"), "with old Macintosh line ends"),
        (lambda data: b"\xef\xbb\xbf" + data, "with a byte order mark"),
        (lambda data: data.replace("ö".encode(), "ö".encode()), "with its accents decomposed"),
        (lambda data: data.rstrip(b"\n"), "without a last line end"),
    ],
)
def test_a_report_keeps_its_passages_however_it_was_saved(tmp_path: Path, saved, how: str) -> None:
    site = make_site(tmp_path, REPORT)
    before = [e.get("id") for e in site.build().main("/articles/harbour/").cssselect("[id^=p-]")]
    path = "content/articles/harbour.md"
    site.write_bytes(path, saved((site.root / path).read_bytes()))
    after = [e.get("id") for e in site.build().main("/articles/harbour/").cssselect("[id^=p-]")]
    assert len(before) == 2
    assert after == before


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"---\ntitle: Quay\ndate: 2031-04-02\n---\nsal\xe9 cr\xe9me\n", "file-is-utf-8", 5, 4),
        ("---\ntitle: Quay\n---\n".encode("utf-16"), "file-is-utf-8", 1, 1),
        (b"---\ntitle: Quay\ndate: 2031-04-02\n---\nbell \x07 rings\n", "file-is-text", 5, 6),
    ],
)
def test_what_is_no_text_is_told_with_its_place(
    tmp_path: Path, data: bytes, rule: str, line: int, column: int
) -> None:
    site = make_site(tmp_path)
    site.write_bytes("content/articles/quay.md", data)
    (issue,) = site.try_build().issues
    assert (issue.rule, issue.place.line, issue.place.column) == (rule, line, column)


def test_a_file_too_large_to_read_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.write_bytes("content/articles/vast.md", b"x" * 5_000_001)
    assert site.try_build().rules == ["file-is-of-readable-size"]


def test_reports_may_lie_in_subfolders(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("2031/april/2031-04-02-quay", body="A quay."))
    assert words(site.build().main("/articles/quay/").cssselect("h1")[0])


def test_a_document_in_no_known_folder_is_only_advised_on(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- content/notes/loose.md --\nNo front matter here.\n")
    (issue,) = site.build().issues
    assert (issue.rule, issue.place.path) == ("file-stands-in-a-known-folder", "content/notes/loose.md")


def test_a_folder_without_a_site_file_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.remove("site.yaml")
    (issue,) = site.try_build().issues
    assert (issue.rule, issue.place.path) == ("site-is-described", "site.yaml")


def test_a_site_without_any_report_has_its_pages(tmp_path: Path) -> None:
    built = make_site(tmp_path).build()
    fixed = {"/", "/topics/", "/entities/", "/sources/", "/archive/", "/search/", "/404.html"}
    assert fixed <= set(built.addresses())
    assert built.broken_links() == []


def test_files_read_together_are_what_each_is_alone() -> None:
    texts = {
        "content/articles/a.md": "---\ntitle: A\ndate: 2031-04-02\n---\nA quay.\n\n{topics=\n",
        "content/articles/b.md": "---\ntitle: [B\n---\n[[a]]\n",
        "content/topics/ports.md": "---\ntitle: Ports\nterms: [quay]\n---\n",
        "content/articles/c.md": "no front matter",
    }
    sources = [*[(path, text.encode()) for path, text in texts.items()], ("content/pages/d.md", b"\xff\xfe")]
    assert load_documents(sources, UTC) == [load_document(data, path, UTC) for path, data in sources]
    assert all(issues for _, issues in load_documents(sources, UTC)[::3])


def test_a_file_that_its_writer_may_take_for_a_document_is_told_unless_something_links_to_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", body="See [the plan](plan.odt)."))
    for name in (
        "articles/plan.txt",
        "articles/talks.markdown",
        "topics/Ports.DOCX",
        "media/notes.txt",
        "articles/q.png",
    ):
        site.write_bytes(f"content/{name}", b"words")
    told = [issue.place.path for issue in site.check() if issue.rule == "document-has-its-ending"]
    assert told == ["content/articles/talks.markdown", "content/topics/Ports.DOCX"]
