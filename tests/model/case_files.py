"""Plain-text cases: a rule's inputs and what they must give, in files that anybody can add to.

    Lines before the first case are a comment.

    === a name that reads like a sentence
    the input, on as many lines as it takes
    =>
    what it must give

Blank lines between cases, and around an input or result, do not count; `\\u{200d}` stands for that character.
"""

import re
from pathlib import Path
from typing import Any

import pytest

_CASE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def cases_in(beside: str, name: str) -> list[Any]:
    """The cases of `cases/<name>` beside the test file `beside`: (input, expected), named for the report."""
    text = (Path(beside).parent / "cases" / name).read_text(encoding="utf-8")
    pieces = _CASE.split(text)[1:]
    cases = []
    for title, case in zip(pieces[::2], pieces[1::2], strict=True):
        given, arrow, expected = f"\n{case}".partition("\n=>\n")
        assert arrow, f"{name}: the case “{title}” has no line =>"
        cases.append(pytest.param(_text(given), _text(expected), id=title))
    assert len({case.id for case in cases}) == len(cases) > 0, f"{name}: two cases have one name"
    return cases


def _text(written: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), written.strip("\n"))
