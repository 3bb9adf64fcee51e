"""Markup that was not understood: told where it stands, and left among the words."""

import pytest

from briefkit.markdown.body import read_body
from briefkit.model.issues import Severity

SLIPS = {
    'A quay. {topics="ports"}': [(1, 9, "places nothing")],
    '{topic="ports"}\nA quay.': [(1, 1, "places nothing")],
    'A pier.\n\n{Topics = "ports"}\nA quay.': [(3, 1, "places nothing")],
    "See [the plan](my plan.md).": [(1, 14, "“my plan.md”")],
    "![A quay](my quay.png)": [(1, 9, "“my quay.png”")],
    "An [old page](old page.xhtml) and [its code](its code.py)": [
        (1, 13, "“old page.xhtml”"),
        (1, 44, "“its code.py”"),
    ],
    "A quay.[^2] A pier.[^3]\n\n[^3]: By the clock.": [(1, 8, "no note “2”")],
    "A quay\n[^2] here,[^2] and\na pier.[^2]": [(2, 1, "note “2”"), (2, 11, "note “2”"), (3, 8, "note “2”")],
    "[^2] here,[^2] there": [(1, 1, "note “2”"), (1, 11, "note “2”")],
    "A &#91;^2] pier.[^3]": [(1, 1, "note “2”"), (1, 17, "note “3”")],
    "- One.\n- Two [a](b c.md).\n\n> Three.[^x]": [(2, 9, "“b c.md”"), (4, 9, "no note “x”")],
    "A\nquay [x](a b.md)\nand [y](c d.md)": [(2, 8, "“a b.md”"), (3, 7, "“c d.md”")],
}

MEANT = [
    '{topics="ports"}\nA quay.',
    "A quay.[^1]\n\n[^1]: By the clock.",
    '[the plan](<my plan.md>) and [another](plan.md "A title")',
    'In code `{topics="x"}`, `[^1]` and `[a](b c.md)`.',
    "    [a](b c.md)\n\n```\n[^1]\n```",
    "{braces} and f(x)[^",
    "A list of names](see below).",
    "He said [sic](and no more.)",
    "It says [so](in vol.2) and [again](by the harbour.master).",
]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_where_it_stands(text: str) -> None:
    body, issues = read_body(text, "a.md", 1)
    told = [(issue.place.line, issue.place.column) for issue in issues]
    assert told == [(line, column) for line, column, _ in SLIPS[text]]
    for issue, (*_, words) in zip(issues, SLIPS[text], strict=True):
        assert words in issue.message and issue.hint
        assert (issue.rule, issue.severity) == ("markup-is-understood", Severity.ADVICE)
    assert body.passages


@pytest.mark.parametrize("text", MEANT)
def test_what_is_understood_or_code_or_mere_words_is_no_slip(text: str) -> None:
    assert read_body(text, "a.md", 1)[1] == ()


def test_lines_are_counted_from_the_files_first() -> None:
    ((issue,),) = [read_body("One.\n\nTwo.[^1]", "a.md", 7)[1]]
    assert (issue.place.line, issue.place.column) == (9, 5)
