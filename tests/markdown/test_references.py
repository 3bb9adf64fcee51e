"""Links and pictures, each with the line and column where its target is written."""

import pytest

from briefkit.markdown.body import read_body
from tests.model.case_files import cases_in


def told(text: str, first_line: int) -> list[str]:
    found = read_body(text, "content/articles/x.md", first_line)[0].references
    assert {reference.place.path for reference in found} <= {"content/articles/x.md"}
    return [
        f"{reference.place.line - first_line + 1}:{reference.place.column}"
        f"{' picture' if reference.is_picture else ''} {reference.target}"
        for reference in found
    ]


@pytest.mark.parametrize(("text", "expected"), cases_in(__file__, "references.txt"))
def test_a_reference_is_found_where_its_target_is_written(text: str, expected: str) -> None:
    assert told(text, 1) == expected.splitlines()


@pytest.mark.parametrize("first_line", [1, 9])
@pytest.mark.parametrize(("text", "column"), [("a\n\n[b](x.md)", 5), ("\n\n[b](x.md)", 5), ("\n\n^[b [c](x.md)]", 9)])
def test_lines_are_counted_from_the_bodys_first_line_in_the_file(first_line: int, text: str, column: int) -> None:
    (reference,) = read_body(text, "x.md", first_line)[0].references
    assert (reference.place.line, reference.place.column) == (first_line + 2, column)
