"""How the parser is set up."""

import logging

import pytest

from briefkit.markdown.parser import parser


def test_the_parser_is_made_once() -> None:
    assert parser() is parser()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("~~a~~", "<s>"),
        ("|a|\n|-|\n|b|", "<table>"),
        ("a[^1]\n\n[^1]: b", '<sup class="footnote-ref">'),
        ("[[a]]", '<a href="wiki:a"'),
        ("<b>a</b>", "<b>"),
        ("a\\\nb", "<br>"),
    ],
)
def test_what_briefkit_adds_to_commonmark_is_on(text: str, tag: str) -> None:
    assert tag in parser().render(text)


@pytest.mark.parametrize("text", ["www.example.org and https://example.org", '"a" -- (c) ...', "a\nb", "# a {#b}"])
def test_what_would_change_what_was_written_is_off(text: str) -> None:
    html = parser().render(text)
    assert not any(tag in html for tag in ("<a", "<br", "–", "“", "©", "…", "id="))


def test_every_link_is_let_through_to_be_judged_with_its_place() -> None:
    assert 'href="javascript:x"' in parser().render("[a](javascript:x)")


def test_parsing_says_nothing_to_the_log() -> None:
    parser().parse("a")
    assert not logging.getLogger("markdown_it").isEnabledFor(logging.DEBUG)
