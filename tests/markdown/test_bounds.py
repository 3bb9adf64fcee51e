"""Blocks that no writer means are refused, in their place, and the rest is read."""

import pytest

from briefkit.markdown.body import read_body
from briefkit.markdown.bounds import MAX_CHARACTERS, MAX_OPEN_TAGS


def told(text: str) -> list[tuple[str, int]]:
    issues = read_body(text, "x.md", 5)[1]
    assert all(issue.hint for issue in issues)
    return [(issue.rule, issue.place.line) for issue in issues]


def passages(text: str) -> list[str]:
    return [passage.text for passage in read_body(text, "x.md", 5)[0].passages]


OUT_OF_BOUNDS = [
    ("paragraph-is-of-readable-length", "x" * (MAX_CHARACTERS + 1)),
    ("paragraph-is-of-readable-length", "- " + "x " * MAX_CHARACTERS),
    ("paragraph-is-of-readable-length", "`x`" + "x" * (MAX_CHARACTERS - 2)),
    ("raw-html-is-closed", "<div>" * (MAX_OPEN_TAGS + 1)),
    ("raw-html-is-closed", "<div></x>\n" * (MAX_OPEN_TAGS + 1)),
    ("raw-html-is-closed", "<div><b></b></b>\n" * (MAX_OPEN_TAGS + 1)),
    ("raw-html-is-closed", "words " + "<b>" * (MAX_OPEN_TAGS + 1)),
    ("nesting-is-reasonable", "> " * 45 + "deep"),
]


@pytest.mark.parametrize(("rule", "block"), OUT_OF_BOUNDS, ids=lambda value: value[:40])
def test_a_block_out_of_bounds_is_told_at_its_line_and_the_rest_is_read(rule: str, block: str) -> None:
    text = f"before\n\n{block}\n\nafter\n\n{{topics=ai}}\nlast"
    assert told(text)[0] == (rule, 7)
    assert told(text)[-1][0] == "topics-line-is-understood"
    assert {"before", "after", "last"} <= set(passages(text))
    assert max(map(len, passages(text))) < 100


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - "])
def test_what_nests_too_deep_is_told_once_at_its_line(opening: str) -> None:
    assert told(f"before\n\n{opening * 45}deep\n\n{opening * 45}deeper") == [("nesting-is-reasonable", 7)]


def test_raw_html_left_open_in_an_item_is_told_once_at_its_own_line() -> None:
    assert told("- item\n\n  " + "<div>" * (MAX_OPEN_TAGS + 1)) == [("raw-html-is-closed", 7)]


@pytest.mark.parametrize(
    "block",
    [
        "x" * MAX_CHARACTERS,
        "`x`" + "x" * (MAX_CHARACTERS - 3),
        "word\n" * (MAX_CHARACTERS // 5),
        "<div>" * MAX_OPEN_TAGS,
        "<div>" * MAX_OPEN_TAGS + "</x>",
        "words " + "<b>" * (MAX_OPEN_TAGS - 1) + "</x>",  # the paragraph is one too
        "```\n" + "<div>" * (MAX_OPEN_TAGS + 1) + "\n```",
        "<div><p>x</P></div>\n<DIV></div>" * (MAX_OPEN_TAGS * 2),
        "<div>\n" + "a<br><BR>\n<img src='x.png'>\n" * MAX_OPEN_TAGS + "</div>",
        "> " * 37 + "deep",
        "- " * 18 + "deep",
    ],
    ids=[
        "long",
        "long with code",
        "many lines",
        "open tags",
        "open tags and an end",
        "open tags among words",
        "tags as code",
        "closed tags",
        "void tags",
        "quotations",
        "lists",
    ],
)
def test_a_block_within_bounds_is_left_in_peace(block: str) -> None:
    assert told(f"before\n\n{block}\n\nafter") == []
    assert passages(f"{block}\n\nafter")[-1] == "after"


def test_each_block_out_of_bounds_is_told() -> None:
    long = "x" * (MAX_CHARACTERS + 1)
    rule = "paragraph-is-of-readable-length"
    assert told(f"{long}\n\nfine\n\n- {long}\n\n{long}") == [(rule, 5), (rule, 9), (rule, 11)]


def test_what_is_told_of_one_body_is_not_told_of_the_next() -> None:
    assert told("<div>" * (MAX_OPEN_TAGS + 1))
    assert told("fine") == []
