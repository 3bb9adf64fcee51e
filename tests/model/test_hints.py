"""What messages to writers share."""

import pytest
from hypothesis import given

from briefkit.model.hints import did_you_mean, shown
from tests.strategies import any_text


@given(any_text)
def test_a_writers_text_is_shown_on_one_short_line(text: str) -> None:
    assert len(shown(text)) <= 63
    assert len(shown(text).splitlines()) == 1


def test_a_short_text_is_shown_whole() -> None:
    assert "two words" in shown(" two\n words ")


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("titel", "title"), ("topic", "topics"), ("entites", "entities"), ("expire", "expires")]
)
def test_the_nearest_of_the_known_is_named(wrong: str, nearest: str) -> None:
    known = ["title", "topics", "entities", "expires"]
    hint = did_you_mean(wrong, known)
    assert [name for name in known if name in hint] == [nearest]


def test_nothing_is_named_where_nothing_is_near() -> None:
    assert did_you_mean("zzz", ["title", "topics"]) == ""
    assert did_you_mean("title", []) == ""
