"""Slugs, and what belongs to a word."""

import re
import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import given

from briefkit.model import addresses
from briefkit.model.names import RESERVED, Slug, is_word_character, matchable, slugify
from tests.model.case_files import cases_in
from tests.strategies import any_text, broken_text, names


@pytest.mark.parametrize(("text", "slug"), cases_in(__file__, "slugs.txt"))
def test_a_text_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(broken_text)
def test_a_slug_is_made_of_any_text_whatever(text: str) -> None:
    parts = slugify(text).split("-")
    assert parts == [""] or all(parts)


@given(names)
def test_a_slug_holds_only_letters_marks_digits_and_hyphens(text: str) -> None:
    kinds = {unicodedata.category(character) for character in slugify(text) if character != "-"}
    assert {kind[0] for kind in kinds} <= {"L", "M", "N"}
    assert not kinds & {"Lu", "Lt"}


@given(names)
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(names)
def test_a_slug_does_not_depend_on_how_accents_are_written(text: str) -> None:
    written = {slugify(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert written == {slugify(text)}


@given(names)
def test_a_slug_survives_an_address(text: str) -> None:
    slug = slugify(text)
    assert unquote(quote(slug)) == slug
    assert not re.search(r"[\s/\\.?#%:\"'<>&\x00-\x1f]", slug)


@pytest.mark.parametrize(
    ("character", "is_part"),
    [
        *[("a", True), ("é", True), ("9", True), ("_", True), ("ß", True), ("日", True), ("א", True)],
        *[("\u0301", True), ("\u093f", True), ("\u094d", True)],  # an accent, a vowel sign, a virama
        *[(" ", False), ("-", False), ("'", False), ("’", False), (".", False), ("😀", False), ("\u00a0", False)],
    ],
)
def test_letters_digits_and_marks_of_every_script_belong_to_a_word(character: str, is_part: bool) -> None:
    assert is_word_character(character) is is_part


@pytest.mark.parametrize(
    "address",
    [
        addresses.article(Slug("x")),
        addresses.topic(Slug("x")),
        addresses.entity(Slug("x")),
        addresses.source(Slug("x")),
        addresses.media("x.png"),
        addresses.asset("x.css"),
        addresses.SEARCH_BUNDLE,
        addresses.TOPICS,
        addresses.ENTITIES,
        addresses.SOURCES,
        addresses.ARCHIVE,
        addresses.SEARCH,
        "/timeline/",
        "/corrections/",
    ],
)
def test_the_first_part_of_every_generated_folder_is_reserved(address: str) -> None:
    assert address.split("/")[1] in RESERVED


@given(broken_text | any_text)
def test_a_text_keeps_its_length_when_it_is_made_matchable(text: str) -> None:
    assert len(matchable(text)) == len(text)


@pytest.mark.parametrize("written", ["O’Hara", "OʼHara", "O'Hara"])
def test_apostrophes_that_look_alike_are_made_equal(written: str) -> None:
    assert matchable(written) == "O'Hara"


@pytest.mark.parametrize("written", ["a-b c", "a‐b\u00a0c", "a‑b\u202fc", "a-b\nc"])
def test_hyphens_and_spaces_that_look_alike_are_made_equal(written: str) -> None:
    assert matchable(written) == "a-b c"
