"""Plain headings, quotations, lists and tables take shortcuts; that these lead where they should, `test_plain_prose` says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.markdown.body import read_body
from briefkit.markdown.parser import parser
from briefkit.markdown.plain_blocks import TABLE
from briefkit.markdown.plain_prose import PROSE

CELLS = st.text(st.sampled_from('ab é"\u00a0|-:'), max_size=4)
ROWS = st.lists(CELLS, min_size=1, max_size=3).map(lambda cells: f"|{'|'.join(cells)}|")
RULES = st.lists(st.sampled_from(["-", " --- ", ":-", "-:", " :-: ", "", "a"]), min_size=1, max_size=3).map(
    lambda cells: f"|{'|'.join(cells)}|"
)
tables = st.tuples(ROWS, RULES, st.lists(ROWS, max_size=3)).map(lambda rows: "\n".join([*rows[:2], *rows[2]]))

MARKERS = st.sampled_from(["- ", "* ", "1. ", "2. ", "9) ", "-  ", "-", "  - ", "  ", ""])
ITEMS = st.sampled_from(["one", "*two*", "**three:** 3", "[four](4.md)", "", "- five", "# six", "7", "8."])
GAPS = st.sampled_from(["\n", "\n", "\n", "\n\n"])
lists = st.lists(st.tuples(MARKERS, ITEMS, GAPS).map("".join), max_size=8).map("".join)


@settings(max_examples=400)
@given(
    tables | lists, st.sampled_from(["", "\n", "\n\nafter", "\nafter", "\n\n  after", "\n\n- after", "\n \n1. after"])
)
def test_a_list_or_table_comes_out_as_by_the_long_way(text: str, after: str) -> None:
    for body in (text + after, f'before\n\n{{topics="ai"}}\n{text}{after}'):
        short, long = (read_body(body, "content/articles/x.md", 1, shortcuts) for shortcuts in (True, False))
        assert short == long


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("# Head", "heading_open words heading_close"),
        ("# *Head* [x](y.md)", "heading_open words heading_close"),
        ("# *Head* [x](<y.md>)", "heading_open inline heading_close"),
        ("> Said.", "words"),
        ("A [link](x.md).", PROSE),
        ("A [link](<x.md>).", "inline"),
        ("- one\n- **two**\n- [[three]]\n\nend", "bullet_list_open words words inline bullet_list_close prose"),
        ("- one\n- [two](x.md)", "bullet_list_open words words bullet_list_close"),
        ("3. one\n4. two", "ordered_list_open words words ordered_list_close"),
        ("| a | b |\n|---|--:|\n| c | d |", TABLE),
    ],
)
def test_plain_shapes_are_one_token_a_line(text: str, types: str) -> None:
    assert [token.type for token in parser().parse(text, {})] == types.split()


@pytest.mark.parametrize(
    "text",
    [
        "- one\n\n- two",
        "- one\n  more",
        "- one\n\n  more",
        "> one\n> two",
        "| a |\n|---|\n| b | c |",
        "| `a` |\n|---|",
        "Head\n---",
    ],
)
def test_other_shapes_take_the_long_way(text: str) -> None:
    assert [token.type for token in parser().parse(text, {})] == [
        token.type for token in parser(False).parse(text, {})
    ]
