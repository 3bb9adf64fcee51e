"""Prose without markup takes a shortcut, and comes out as it would have by the long way."""

from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.markdown.body import read_body
from briefkit.markdown.bounds import MAX_CHARACTERS
from briefkit.markdown.parser import parser
from briefkit.markdown.plain_prose import PROSE
from tests.strategies import markdown

LINES = [
    *["Words.", '"Words," she said.', "(Words) end", "“Words” end", "tail  ", "  indented", "    code", "a\tb", "\ttab"],
    *["Cafe\u0301", "\u00a0hard", "hard\u00a0", "भारत और", "12 ships", "1984. A year", "$5", "[", "end\\", "a & b", "&amp;"],
    *["*stress* on", "**Strong:** words", "**Strong**: words", "a *b* and **c**.", "a *b*c", "**a** b**", "2 * 3 * 4", "a*b*c"],
    *["*a **b** c*", '"*a*"', "(**a**)", "**a:**b", "***a***", "* a*", "*a *", "*a", "_a_ b", "a_b_c", "__a__", "~~a~~", "`a*b`"],
    *["*a.*, b", '*"a"* b', "*a.* b", "*a*\u00a0b", "\u00a0*a*", "**a*", "*a**", "*a* *b* *c*", "**1. a**", "*a* **b** `c`", "*(a)*"],
    *["- item", "- **Item**: words", "* item", "+ item", "-  wide", "- ", "-", "- - -", "* *a*", "- [x](y.md)", "- > a", "-item"],
    *["1. one", "2. two", "7. seven", "10. ten", "1) one", "1.one", "0. nil", "1234567890. many", "1. *a* b", "  - nested", "   more"],
    *["> said", ">said", ">  said", "> *said* so", ">", "> > said", "> - a", "> # a", "> a  ", "> [a](b.md)", ">     code", "> 1. a"],
    *["# Head", "## Head ##", "###### Deep", "####### None", "#Head", "#  Wide", "# a # b", "# *a* b", "#", "# Head\\#", "### Head  "],
    *["| a | b |", "|a|b|", "| a | b", "a | b", "| a | b | c |", "| a \\| b | c |", "| `a` | *b* |", "| | |", "|", "||", '| "a" | b |'],
    *["|---|---|", "| --- | ---: |", "|:-:|:--|", "|---|", "--- | ---", "|--- ---|", "| [a](b.md) | c |", "| a | b |  ", "| é | b |"],
    *["===", "---", "***", "[link](x.md)", "see [link](x.md) and [[slug]]", "[^1]: note", "see[^1]", "a^[note]", "<b>raw</b>", "a <b>b</b>"],
    *["[link](x.md) first", "[a]: b.md", "[a] c", "- [](x.md)", "[](x.md)", "[^1] starts", "![p](p.png)", '![p](p.png "Title")'],
    *["see [a](b.md) there", "see [a](b.md) and [c](d.md#p-1).", '"[a](b.md)" ["c"](d)', "a [ b ](c.md)  d", "a![b](c.md)", "a [b](/c)"],
    *["*a* [b](c.md) **d**", "*a [b](c.md)*", "a [*b*](c.md)", "[a](b)*c*", "*c*[a](b)", "(*[a](b)*)", "a|[b](c)|d", "a [b](c_d_e) _f_"],
    *['a [b](c.md "t")', "a [b](c(d).md)", "a \\[b](c.md)", "a [b] (c.md)", "a [b](c.md)[d](e.md)", "a [b](c.md)(d)", "a [b [c](d.md)](e.md)"],
    *["a [b](c.md]", "a [b](https://a.example/b)", "a [b](../c.md#d)", "a [b](c d.md)", "a [b](%41.md)", "a [b](é.md)", "- a [b](c.md): [d](e)"],
    *["[a] [b]: c", "- [a]: b.md", "- ![p](p.png)", "[![p](p.png)](x.md)", "1. [x](y.md) z", "[a", "# [a](b.md)"],
    *["<div>", "</div>", "<!-- a", "-->", "```", "~~~", '{topics="ai"}', '{topics="ai trade"}', "{topics", "<https://a.example>", "a > b"],
]  # fmt: skip
"""Lines of every kind, among them those that are just not plain."""

BREAKS = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n", "\n \n", "\n\n\n"])
near_markup = st.text(st.sampled_from("abZ \"'“(.!?:;-–*_[]<>&\\`~|#1\t\u00a0éक"), max_size=12)
LINKS = [
    *'[ ] ( ) ! * _ " | : / # . a b'.split(),
    " ",
    "**",
    "](",
    "[a](",
    "[a](b.md)",
    "[c d](e/f.md#g)",
    "a.md",
    "\\",
]
near_links = st.lists(st.sampled_from(["[a](b.md)", "[c d](e/f.md#g)", " x ", " "] * 6 + LINKS), max_size=8).map(
    "".join
)
bodies = st.lists(st.tuples(st.sampled_from(LINES) | near_markup | near_links, BREAKS), max_size=12).map(
    lambda lines: "".join(line + gap for line, gap in lines)
)


def read(text: str, shortcuts: bool) -> tuple[object, object]:
    return read_body(text, "content/articles/x.md", 1, shortcuts)


@settings(max_examples=600)
@given(bodies | bodies.map(str.strip) | markdown)
@example("One line.\n\nAnother.")
@example("One line.\nAnd its second.")
@example("One.\nTwo. \nThree.\n\nFour.")
@example("Words\n---")
@example("- item\nlazy")
@example("Words")
@example(" Words")
@example("Words \t ")
@example("*Words* here\n\n\n**Words**\n\n")
def test_a_shortcut_leads_to_where_the_long_way_does(text: str) -> None:
    assert read(text, shortcuts=True) == read(text, shortcuts=False)


@pytest.mark.parametrize("line", LINES)
def test_whatever_stands_before_or_after_it(line: str) -> None:
    for other, gap in product(["Words.", "- item", "1. one", "> said", "| a | b |\n|---|---|"], ["\n", "\n\n"]):
        for text in (f"{line}{gap}{other}", f"{other}{gap}{line}", f"{other}\n\n{line}{gap}{other}\n\nend"):
            assert read(text, shortcuts=True) == read(text, shortcuts=False)


@pytest.mark.parametrize("size", [MAX_CHARACTERS - 1, MAX_CHARACTERS, MAX_CHARACTERS + 1])
@pytest.mark.parametrize(
    "shape", ["{}", "{}\n\nb", "a\n\n{}\n\nb\n\n{}", "*a* {}", "- {}", "1. {}", "> {}", "# {}", "| {} |\n|-|"]
)
def test_and_however_long_it_is(shape: str, size: int) -> None:
    text = shape.replace("{}", "x" * size)
    assert read(text, shortcuts=True) == read(text, shortcuts=False)


@pytest.mark.parametrize(
    "text",
    [
        "Words.",
        '"Words," she said.',
        "(Words)",
        "É bom.",
        "भारत और",
        "One.\n\nTwo.",
        "One\ntwo.",
        "**Who:** she, *not* he.",
        "See [the earlier report](a-b.md).",
    ],
)
def test_plain_words_take_the_shortcut(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def long_way(*_: Any) -> None:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(type(parser().inline), "parse", long_way)
    for body in (text, f"# {text}" if "\n" not in text else text):
        assert parser().parse(body, {})
    (token,) = parser().parse(text, {})
    assert (token.type, token.content) == (PROSE, text)
