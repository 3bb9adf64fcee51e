"""Raw HTML on its allow-list."""

import pytest
from hypothesis import given

from briefkit.markdown.sanitize import refused_tags, sanitized
from tests.model.case_files import cases_in
from tests.strategies import markdown


@pytest.mark.parametrize(("html", "left"), cases_in(__file__, "sanitized.txt"))
def test_what_is_not_allowed_is_left_out(html: str, left: str) -> None:
    assert sanitized(html) == left


@given(markdown)
def test_what_was_sanitised_stays_as_it_is(html: str) -> None:
    assert sanitized(sanitized(html)) == sanitized(html)


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<p>a <b>b</b></p>", ()),
        ("<IFRAME src=x></IFRAME> <video></video><video>", ("iframe", "video")),
        ("<!-- <iframe> --> <script>x</script>", ("script",)),
        ("a < b <!-- <form>", ()),
        ("<!--" * 9 + "--><style>", ("style",)),
    ],
)
def test_tags_that_are_left_out_are_told_each_once_and_none_of_a_comment(html: str, tags: tuple[str, ...]) -> None:
    assert refused_tags(html) == tags
