"""What messages to writers share."""

import difflib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.hints import did_you_mean, shown
from tests.strategies import any_text


@given(any_text)
def test_a_writers_text_is_shown_on_one_short_line(text: str) -> None:
    assert len(shown(text)) <= 63
    assert len(shown(text).splitlines()) == 1


def test_a_short_text_is_shown_whole() -> None:
    assert "two words" in shown(" two\n words ")


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("titel", "title"), ("topic", "topics"), ("entites", "entities"), ("expire", "expires"), ("TITLE", "title")],
)
def test_the_nearest_of_the_known_is_named(wrong: str, nearest: str) -> None:
    known = ["title", "topics", "entities", "expires"]
    hint = did_you_mean(wrong, known)
    assert [name for name in known if name in hint] == [nearest]


def test_nothing_is_named_where_nothing_is_near() -> None:
    assert did_you_mean("zzz", ["title", "topics"]) == ""
    assert did_you_mean("title", []) == ""


MANY = [f"report-{n}-of-the-{place}-board" for n in range(400) for place in ("harbour", "grain", "quay")]


@given(st.sampled_from(MANY), st.data())
def test_of_many_names_the_one_that_was_mistyped_is_named(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    wrong = name[:at] + data.draw(st.sampled_from(["", "x", name[at] * 2])) + name[at + 1 :]
    hint = did_you_mean(wrong, MANY)
    assert likeness(wrong, hint.removeprefix("did you mean ").removesuffix("?")) >= likeness(wrong, name)


def test_many_questions_about_many_names_are_answered_in_seconds() -> None:
    names = [f"{name}-{n}" for name in MANY for n in range(8)]
    began = time.process_time()
    for n in range(300):
        did_you_mean(f"reprt-{n}-of-teh-harbor-bord", names)
        did_you_mean("x" * 20_000, names)
    assert time.process_time() - began < 10  # comparing them all takes minutes


def likeness(one: str, other: str) -> float:
    # As difflib compares: the text in question comes second.
    return difflib.SequenceMatcher(None, other, one).ratio()
