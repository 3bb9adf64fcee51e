"""Whole-word search for many phrases at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.matching import Phrases, longest
from briefkit.model.names import is_word_character

ABC = Phrases({"a b": 1, "b c": 2, "b": 3, "a b c": 4}.items())


def test_overlapping_hits_are_all_told() -> None:
    assert sorted(ABC.hits("x a b c")) == [(2, 5, 1), (2, 7, 4), (4, 5, 3), (4, 7, 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b c", [(0, 5, 4)]),  # the longest of those that begin together
        ("x a b d", [(2, 5, 1)]),
        ("a b b c", [(0, 3, 1), (4, 7, 2)]),  # what begins later and does not overlap
        ("b c a b", [(0, 3, 2), (4, 7, 1)]),
        ("ab bc", []),
    ],
)
def test_of_hits_that_overlap_the_leftmost_and_longest_stays(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert list(longest(list(ABC.hits(text)))) == expected


def test_blank_phrases_and_none_at_all_find_nothing() -> None:
    assert list(Phrases(()).hits("a")) == []
    assert list(Phrases([("", 1)]).hits("a")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US and us", ["US"]),
        ("Drone, DRONE, drone", ["Drone", "DRONE", "drone"]),
        ("Straße zur US, drone", ["Straße", "US", "drone"]),  # in folded text everything stands one further
        ("ßßß ŉ Ǆ US ﬁ drone ß", ["US", "drone"]),
        ("STRASSE, Straße", ["STRASSE", "Straße"]),
        ("Straßen", []),
    ],
)
def test_some_phrases_are_found_as_written_and_others_in_any_case(text: str, found: list[str]) -> None:
    phrases = Phrases([("US", 1)], [("drone", 2), ("Strasse", 3)])
    assert [text[start:end] for start, end, _ in phrases.hits(text)] == found


def test_a_phrase_may_be_both() -> None:
    phrases = Phrases([("AI", 1)], [("ai", 2)])
    assert [list(phrases.hits(text)) for text in ("AI", "ai")] == [[(0, 2, 1), (0, 2, 2)], [(0, 2, 2)]]


@given(st.characters())
def test_folding_makes_no_word_of_what_is_none(letter: str) -> None:
    assert {is_word_character(one) for one in letter + letter.casefold()} == {is_word_character(letter)}


@given(st.lists(st.text("ab-' क\u093f", min_size=1, max_size=4), max_size=5), st.text("ab-' क\u093f", max_size=30))
def test_hits_are_exactly_the_places_where_a_phrase_stands_between_words(phrases: list[str], text: str) -> None:
    def stands(start: int, end: int) -> bool:
        before = start > 0 and is_word_character(text[start - 1]) and is_word_character(text[start])
        after = end < len(text) and is_word_character(text[end]) and is_word_character(text[end - 1])
        return text[start:end] in phrases and not before and not after

    every = {(s, e, text[s:e]) for s in range(len(text)) for e in range(s + 1, len(text) + 1) if stands(s, e)}
    found = Phrases([(phrase, phrase) for phrase in phrases])
    assert set(found.hits(text)) == every
    kept = list(longest(list(found.hits(text))))
    assert set(kept) <= every
    assert all(one[1] <= two[0] for one, two in zip(kept, kept[1:], strict=False))
    assert all(any(s < e2 and s2 < e for s2, e2, _ in kept) for s, e, _ in every)
