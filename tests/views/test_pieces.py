"""The pieces that several pages share, asked directly where a page would not show the difference."""

import pytest

from briefkit.views.pieces import first_words


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("folded \n  white   space", 30, "folded white space"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three four", 12, "one two …"),
    ],
)
def test_long_texts_are_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert first_words(text, limit) == expected
    assert len(first_words(text, limit)) <= limit


def test_a_text_without_spaces_is_cut_too() -> None:
    assert len(first_words("x" * 1000, 100)) <= 100
