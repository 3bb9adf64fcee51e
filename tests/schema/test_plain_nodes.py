"""Plain front matter takes a shortcut, and comes out as it would have by the long way."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.schema.nodes import MAX_CHARACTERS, compose
from briefkit.schema.plain_nodes import plain_nodes
from tests.strategies import any_text

PIECES = [
    *["a", "b c", "no", "null", "~", "1.10", "12:30", "2031-04-02T10:00:00Z", "2031-04-02 10:00:00 +05:30", "é", "भारत", "😀"],
    *[" ", "  ", "\t", ":", ": ", " #", "#", "# x", "-", "- ", "? ", ", ", ",", "[", "]", "{", "}", "[]", "{}", "&a ", "*a"],
    *["!x ", "|", ">", "%", "@", "`", '"', "'", "''", '\\"', "\\", "\\u0007", '"q"', "'q'", "---", "...", "<<", "=", "\u00a0"],
    *["\u2028", "\u2029", "\ufeff", "\u0085", "\ufffd", "\ue000", "\u00ad", "\u200d", "http://a.example/b?c=d", "/old/"],
]  # fmt: skip
"""What a value may be made of, among it all that means something in YAML."""

plain = st.sampled_from(["one", "two words", '"quoted"', "'single'", "2031-04-02T10:00:00Z", "a-b", "it's", '"#: x"'])
values = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
quoted = st.tuples(st.sampled_from("\"'"), values).map(lambda pair: f"{pair[0]}{pair[1]}{pair[0]}")
texts = plain | plain | st.tuples(plain, values).map("".join) | values | quoted
keys = st.sampled_from(["title", "date", "x-free", "key"] * 4 + ["Key", "a b", "<<", '"a"', "k" * 70, "é", "- a", ""])
bracketed = st.lists(texts, max_size=3).map(lambda items: f" [{', '.join(items)}]")
markers = st.sampled_from(["- ", "  - ", "  - ", "    -   ", " "])
alike = st.tuples(markers, st.lists(texts, min_size=1, max_size=3)).map(
    lambda pair: "".join(f"\n{pair[0]}{text}" for text in pair[1])
)
unlike = st.lists(st.tuples(markers, texts).map("".join), max_size=3).map(lambda lines: "\n" + "\n".join(lines))
colons = st.sampled_from([": "] * 6 + [":", ":  ", " : "])
ends = st.sampled_from(["\n"] * 6 + [" \n", "\n\n", "\n  "])
entries = st.tuples(
    keys, st.tuples(colons, texts | bracketed).map("".join) | (alike | unlike).map(":{}".format), ends
)
matters = st.lists(entries.map("".join), max_size=4).map("".join)


@settings(max_examples=2000)
@given(matters | any_text)
@example("a: b\n  c\n")
@example("a: b\n\n")
@example("a:\n- b\n  - c\n")
@example("a:\n  - b\n- c\n")
@example("a: [b\n  , c]\n")
@example("a: b\na: c\n")
@example("a:\n")
@example("a: '''b'\n")
@example("a: [b, ]\n")
@example("a: [b c: d]\n")
@example('a: ["b": c]\n')
@example("a: - b\n")
@example("a:\n  - - b\n")
@example("a: b: c\n")
@example("a: b:\n")
@example("a: b")
@example("a: b\n...\n")
def test_a_shortcut_leads_to_where_the_long_way_does(text: str) -> None:
    if (root := plain_nodes(text)) is not None:
        assert compose(text, "x.md") == (root, ())


@pytest.mark.parametrize("size", [1000, 1025, 5000, MAX_CHARACTERS - 10, MAX_CHARACTERS + 10])
@pytest.mark.parametrize("shape", ["a: {}\n", 'a: "{}"\n', "a:\n  - {}\n", "a: [{}]\n", "a: b\n{}: c\n"])
def test_and_however_long_it_is(shape: str, size: int) -> None:
    text = shape.replace("{}", "x" * size)
    if (root := plain_nodes(text)) is not None:
        assert compose(text, "x.md") == (root, ())


@pytest.mark.parametrize(
    "text",
    [
        "title: Ferry to Lorne\n",
        'title: "Ferry: to Lorne #2"\n',
        "title: 'Ferry: to Lorne'\ndate: 2031-04-02T10:00:00Z\n",
        "topics:\n  - harbour\n  - 'trade'\n",
        "topics:\n- harbour\ndate: 2031-04-02\n",
        'topics: [harbour, "trade", a b ]\n',
        'summary: "\\"Calm,\\" said the \\\\ master."\n',
        "topics: []\nx-mine: é\n",
    ],
)
def test_what_most_reports_have_takes_the_shortcut(text: str) -> None:
    assert plain_nodes(text) is not None
