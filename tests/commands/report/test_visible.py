"""What may not reach a terminal, and how wide a text is there."""

import pytest
from hypothesis import given

from briefkit.commands.report.visible import visible, width
from tests.strategies import broken_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, रक्षा, שלום, 😀", "plain, रक्षा, שלום, 😀"),
        ("\x1b[2J", "\\u001b[2J"),
        ("a\nb\r\tc\x00", "a\\u000ab\\u000d\\u0009c\\u0000"),
        ("\u202egpj.exe\u2066", "\\u202egpj.exe\\u2066"),
        ("\u200b\u2028\u2029\ufeff", "\\u200b\\u2028\\u2029\\ufeff"),
        ("\ud800", "\\ud800"),
        ("##[group]", "#\\u0023[group]"),
    ],
)
def test_what_has_no_shape_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(broken_text)
def test_what_is_visible_is_one_line_that_can_be_encoded(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert visible(shown) == shown


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("שלום", 4)])
def test_marks_take_no_column_and_wide_letters_two(text: str, columns: int) -> None:
    assert width(text) == columns
