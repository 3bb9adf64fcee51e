"""The block rule for `{topics="..."}`, on its own."""

import pytest

from briefkit.markdown.parser import parser


def line(text: str) -> tuple[int, object] | None:
    """The line of the topics token in `text` and its slugs with their columns; None without such a token."""
    found = [token for token in parser().parse(text) if token.type == "topics_line"]
    if not found:
        return None
    (token,) = found
    assert token.hidden
    first, end = token.map or (0, 0)
    assert end == first + 1
    return end, token.meta["slugs"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{topics="ai"}', (1, (("ai", 10),))),
        ('{topics="ai trade"}', (1, (("ai", 10), ("trade", 13)))),
        ('a\n\n  {topics = "ai"}  ', (3, (("ai", 14),))),
        ("{topics='ai'}", (1, (("ai", 10),))),
        ("{topics=“ai”}", (1, (("ai", 10),))),
        ('{topics=""}', (1, ())),
        ('{topics="  "}', (1, ())),
        ('{topics="ai ai"}', (1, (("ai", 10), ("ai", 13)))),
        ("{topics=ai}", (1, None)),
        ("{topics}", (1, None)),
        ("{topics", (1, None)),
        ("{topics=\"ai'}", (1, None)),
        ('{topicsx="ai"}', (1, None)),
        ('{topics="ai"}{topics="trade"}', (1, None)),
        ('    {topics="ai"}', None),
        ('\t{topics="ai"}', None),
        ('{ topics="ai"}', None),
        ('a {topics="ai"}', None),
        ('\\{topics="ai"}', None),
        ('`{topics="ai"}`', None),
        ('```\n{topics="ai"}\n```', None),
    ],
)
def test_a_line_that_starts_like_a_topics_line_is_one_or_is_not_understood(text: str, expected: object) -> None:
    assert line(text) == expected
