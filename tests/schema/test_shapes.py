"""Shapes one by one: what each takes, what it refuses, and where it says so."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefkit.model.moments import Precision
from briefkit.schema.reading import UNREADABLE
from briefkit.schema.shapes import (
    Choice,
    Date,
    Flag,
    ListOf,
    Number,
    Pattern,
    Shape,
    SlugText,
    Text,
    TimeZone,
    WebAddress,
)
from tests.schema.reading import read, told

TEXT, FLAG, NUMBER, WHOLE, SLUG, DATE = Text(), Flag(), Number(), Number(whole=True, least=1), SlugText(), Date()
ANY_DATE, WEB, LETTER = Date(Precision.YEAR), WebAddress(), Choice(("A", "B"))


@pytest.mark.parametrize(
    ("shape", "written", "value"),
    [
        (TEXT, "plain words", "plain words"),
        (TEXT, "no", "no"),
        (TEXT, "on", "on"),
        (TEXT, "true", "true"),
        (TEXT, "010", "010"),
        (TEXT, "1.10", "1.10"),
        (TEXT, "12:30", "12:30"),
        (TEXT, "2026-02-24", "2026-02-24"),
        (TEXT, '"  in quotes: {{ x }} "', "in quotes: {{ x }}"),
        (TEXT, "'null'", "null"),
        (TEXT, "भारत 😀", "भारत 😀"),
        (FLAG, "true", True),
        (FLAG, "False", False),
        (FLAG, "TRUE", True),
        (NUMBER, "3", 3.0),
        (NUMBER, "-1.5", -1.5),
        (NUMBER, "010", 10.0),
        (WHOLE, "20", 20),
        (WHOLE, "010", 10),
        (SLUG, "make-in-india", "make-in-india"),
        (SLUG, "रक्षा", "रक्षा"),
        (SLUG, "2026", "2026"),
        (SLUG, "no", "no"),
        (LETTER, "B", "B"),
        (WEB, "https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (WEB, "http://a.example:8000", "http://a.example:8000"),
        (WEB, "HTTPS://A.example/é", "HTTPS://A.example/é"),
        (WEB, "http://[::1]/", "http://[::1]/"),
        (TimeZone(), "Asia/Kolkata", ZoneInfo("Asia/Kolkata")),
        (ListOf(TEXT), "[a, no, 1.10]", ("a", "no", "1.10")),
        (ListOf(TEXT), "[]", ()),
        (ListOf(TEXT), "\n- a\n- b", ("a", "b")),
    ],
)
def test_a_value_of_the_right_shape_is_read(shape: Shape, written: str, value: Any) -> None:
    got, reading = read(shape, written)
    assert (got, reading.issues) == (value, [])
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("shape", "written", "iso"),
    [
        (DATE, "2026-02-24", "2026-02-24"),
        (DATE, "2026-2-4", "2026-02-04"),
        (DATE, "2026-02-24T10:00:00Z", "2026-02-24T15:30:00+05:30"),
        (DATE, '"2026-02-24"', "2026-02-24"),
        (ANY_DATE, "2026", "2026"),
        (ANY_DATE, "2026-02", "2026-02"),
        (ANY_DATE, "2026-02-24", "2026-02-24"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_given(shape: Shape, written: str, iso: str) -> None:
    got, reading = read(shape, written)
    assert (got.iso, reading.issues) == (iso, [])


@pytest.mark.parametrize(
    ("shape", "written", "rule", "column"),
    [
        (TEXT, "[a]", "value-has-its-type", 6),
        (TEXT, "{a: b}", "value-has-its-type", 6),
        (TEXT, "~", "value-has-its-type", 6),
        (TEXT, '" "', "value-is-not-blank", 6),
        (FLAG, "yes", "value-has-its-type", 6),
        (FLAG, "on", "value-has-its-type", 6),
        (FLAG, "1", "value-has-its-type", 6),
        (FLAG, "[true]", "value-has-its-type", 6),
        (NUMBER, "one", "value-has-its-type", 6),
        (NUMBER, "1e3", "value-has-its-type", 6),
        (NUMBER, "0x10", "value-has-its-type", 6),
        (NUMBER, ".inf", "value-has-its-type", 6),
        (NUMBER, "1" * 400, "value-has-its-type", 6),
        (WHOLE, "1.5", "value-has-its-type", 6),
        (WHOLE, "0", "value-is-in-range", 6),
        (WHOLE, "-3", "value-is-in-range", 6),
        (DATE, "soon", "date-is-plausible", 6),
        (DATE, "2026-02-30", "date-is-plausible", 6),
        (DATE, "2026-02", "date-is-plausible", 6),
        (DATE, "2026", "date-is-plausible", 6),
        (DATE, "0000-01-01", "date-is-plausible", 6),
        (DATE, "0001-01-01T00:00+23:00", "date-is-plausible", 6),
        (ANY_DATE, "2026-13", "date-is-plausible", 6),
        (DATE, "[2026-02-24]", "value-has-its-type", 6),
        (SLUG, "Make in India", "slug-is-well-formed", 6),
        (SLUG, "a_b", "slug-is-well-formed", 6),
        (SLUG, "a--b", "slug-is-well-formed", 6),
        (SLUG, "../x", "slug-is-well-formed", 6),
        (SLUG, "a/b", "slug-is-well-formed", 6),
        (SLUG, "'-'", "slug-is-well-formed", 6),
        (SLUG, "😀", "slug-is-well-formed", 6),
        (SLUG, "e" * 201, "slug-is-well-formed", 6),
        (SLUG, "क" * 67, "slug-is-well-formed", 6),  # 201 bytes
        (LETTER, "C", "value-is-known", 6),
        (LETTER, "a", "value-is-known", 6),
        (WEB, "a.example", "address-is-web", 6),
        (WEB, "//a.example", "address-is-web", 6),
        (WEB, "ftp://a.example", "address-is-web", 6),
        (WEB, "javascript:alert(1)", "address-is-web", 6),
        (WEB, "'https://a.example/ b'", "address-is-web", 6),
        (WEB, "https://", "address-is-web", 6),
        (WEB, "https:///path", "address-is-web", 6),
        (WEB, "https://a.example:99999/", "address-is-web", 6),
        (WEB, "'https://a.example/\"onclick=x'", "address-is-web", 6),
        (TimeZone(), "Mars/Olympus", "time-zone-is-known", 6),
        (TimeZone(), "../etc/passwd", "time-zone-is-known", 6),
        (TimeZone(), "/etc/localtime", "time-zone-is-known", 6),
        (TimeZone(), "localtime", "time-zone-is-known", 6),
        (TimeZone(), "right/UTC", "time-zone-is-known", 6),
        (ListOf(TEXT), "a", "value-has-its-type", 6),
        (ListOf(TEXT), "a, b", "value-has-its-type", 6),
        (ListOf(TEXT), "{a: b}", "value-has-its-type", 6),
        (ListOf(TEXT), "[a, [b]]", "value-has-its-type", 10),
        (ListOf(TEXT), "[a, ~]", "value-has-its-type", 10),
        (ListOf(NUMBER), "[1, two]", "value-has-its-type", 10),
    ],
)
def test_a_value_of_a_wrong_shape_is_told_in_its_place(shape: Shape, written: str, rule: str, column: int) -> None:
    _, reading = read(shape, written)
    assert told(tuple(reading.issues)) == [(rule, 3, column)]


@pytest.mark.parametrize(
    "shape", [TEXT, FLAG, NUMBER, DATE, SLUG, LETTER, WEB, TimeZone(), Pattern("x", "x", "x-is-x")]
)
def test_a_shape_that_wants_one_word_takes_no_list_and_no_mapping(shape: Shape) -> None:
    for written in ("[]", "{}", "~"):
        value, reading = read(shape, written)
        assert value is UNREADABLE
        assert [issue.rule for issue in reading.issues] == ["value-has-its-type"]


def test_a_pattern_takes_the_whole_text_or_refuses_it_under_its_own_rule() -> None:
    shape = Pattern("an x", "x+", "x-is-x")
    assert read(shape, "xx")[0] == "xx"
    for written in ("xy", "yx", '"xx\\nxx"'):
        value, reading = read(shape, written)
        assert value is UNREADABLE
        assert [issue.rule for issue in reading.issues] == ["x-is-x"]


def test_every_item_that_is_wrong_is_told() -> None:
    _, reading = read(ListOf(SLUG), "[A, b, C, []]")
    assert told(tuple(reading.issues)) == [
        ("slug-is-well-formed", 3, 7),
        ("slug-is-well-formed", 3, 13),
        ("value-has-its-type", 3, 16),
    ]


def test_an_unknown_word_is_told_with_the_nearest_known_one() -> None:
    _, reading = read(Choice(("published", "draft")), "Darft")
    (issue,) = reading.issues
    assert "draft" in issue.hint
    assert "published" not in issue.hint


def test_a_list_that_was_forgotten_is_hinted_at() -> None:
    _, reading = read(ListOf(TEXT), "ai")
    assert "[ai]" in reading.issues[0].hint


def test_a_slug_that_is_none_is_hinted_at() -> None:
    _, reading = read(SLUG, "Make in India")
    assert "make-in-india" in reading.issues[0].hint
