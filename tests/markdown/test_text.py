"""The bytes of a file as text: what is no text is told with its place."""

import pytest

from briefkit.markdown.text import MAX_BYTES, decoded


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        (b"\xef\xbb\xbfmarked", "marked"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        (b"a" * 5_000_000, "a" * 5_000_000),
        ("Cafe\u0301".encode(), "Caf\u00e9"),
        ("line\u2028separated".encode(), "line\u2028separated"),
    ],
    ids=["plain", "with a mark", "line ends", "an accent", "an odd line end", "as long as may be"],
)
def test_text_is_read_in_one_form(data: bytes, text: str) -> None:
    assert decoded(data, "a.md") == (text, ())


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"one\nt\xffwo", "file-is-utf-8", 2, 2),
        (b"\nt\xffwo", "file-is-utf-8", 2, 2),
        (b"\xef\xbb\xbfone\nt\xffwo", "file-is-utf-8", 2, 2),
        (b"\xef\xbb\xbfo\xffne", "file-is-utf-8", 1, 2),
        (b"\xff\xfeo\x00", "file-is-utf-8", 1, 1),
        (b"one\ntwo\nt\xffhree\nfour", "file-is-utf-8", 3, 2),
        (b"one\ntwo\nt\x00hree\nfour", "file-is-text", 3, 2),
        (b"PK\x03\x04 zipped", "file-is-text", 1, 1),
        (b"\no\x00", "file-is-text", 2, 2),
        (b"one\ntw\x00o", "file-is-text", 2, 3),
        (b"a" * (MAX_BYTES + 1), "file-is-of-readable-size", 1, 1),
    ],
)
def test_what_is_no_text_is_told_with_its_place(data: bytes, rule: str, line: int, column: int) -> None:
    text, (issue,) = decoded(data, "a.md")
    assert text is None
    assert (issue.rule, issue.place) == (rule, ("a.md", line, column))
    assert issue.hint


@pytest.mark.parametrize("data", ["quay".encode("utf-16"), b"\xfe\xff\0q"], ids=["little end first", "big end first"])
def test_utf_16_is_told_by_its_name(data: bytes) -> None:
    _, (issue,) = decoded(data, "a.md")
    assert "UTF-16" in issue.message


def test_the_byte_that_is_no_text_is_told() -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        _, (issue,) = decoded(mark + b"o\xe9ne", "a.md")
        assert "0xe9" in issue.message


def test_every_control_character_is_refused_and_no_other_is() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x11000)):
        is_control = (code < 0x20 and chr(code) not in "\t\n\r") or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF)
        text, issues = decoded(f"a{chr(code)}b".encode(), "a.md")
        assert (text is None) == bool(issues) == is_control, hex(code)
