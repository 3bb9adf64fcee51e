"""Prose without markup takes a shortcut, and comes out as it would have by the long way."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.markdown.body import read_body
from briefkit.markdown.parser import parser
from briefkit.markdown.plain_prose import PROSE
from tests.strategies import markdown

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "Words.", '"Words," she said.', "  indented", "    code", "- item", "1. one", "> said", "| a | b |", "|---|---|",
             "===", "---", "a_b_c", "*stress*", "[link](x.md)", "&amp;", "a & b", "{topics=\"ai\"}", "# Head", "<b>raw</b>", "```",
             "(Words) end", "“Words” end", "tail  ", "Cafe\u0301", "\u00a0hard", "a\tb", "[^1]: note", "see[^1]", "end\\"]
        ),
        st.text(st.sampled_from("abZ \"'“(.!?:;-–*_[]<>&\\`~|#1\t\u00a0éक"), max_size=12),
    ),
    max_size=8,
).map("\n".join)  # fmt: skip


def read(text: str, shortcuts: bool) -> tuple[object, object]:
    return read_body(text, "content/articles/x.md", 1, shortcuts)


@given(LINES | markdown)
@example("One line.\n\nAnother.")
@example("One line.\nAnd its second.")
@example("Words\n---")
@example("- item\nlazy")
@example("Words")
@example(" Words")
@example("Words \t ")
def test_a_shortcut_leads_to_where_the_long_way_does(text: str) -> None:
    assert read(text, shortcuts=True) == read(text, shortcuts=False)


@pytest.mark.parametrize("text", ["Words.", '"Words," she said.', "(Words)", "É bom.", "भारत और"])
def test_plain_words_take_the_shortcut(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def long_way(*_: Any) -> None:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(type(parser().inline), "parse", long_way)
    (token,) = parser().parse(text, {})
    assert (token.type, token.content) == (PROSE, text)
