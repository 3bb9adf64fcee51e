"""The inline rule for `[[slug]]`, on its own."""

import pytest

from briefkit.markdown.parser import parser


def links(text: str) -> list[tuple[str, str, bool]]:
    """Address, words and whether the words are still to be found, of each link to a slug."""
    (inline,) = [token for token in parser().parse(text) if token.type == "inline"]
    children = inline.children or []
    return [
        (str(link.attrs["href"]), words.content, link.attrs.get("class") == "untitled")
        for link, words in zip(children, children[1:], strict=False)
        if link.type == "link_open" and str(link.attrs["href"]).startswith("wiki:")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[one]]", [("wiki:one", "one", True)]),
        ("[[one|Words of one]]", [("wiki:one", "Words of one", False)]),
        ("[[ one | Words ]]", [("wiki:one", "Words", False)]),
        ("[[one|]]", []),
        ("[[one| ]]", [("wiki:one", "one", True)]),
        ("[[one#p-0123abcd|there]]", [("wiki:one#p-0123abcd", "there", False)]),
        ("[[रक्षा]]", [("wiki:रक्षा", "रक्षा", True)]),
        ("[[one]][[two]]", [("wiki:one", "one", True), ("wiki:two", "two", True)]),
        ("*[[one]]*", [("wiki:one", "one", True)]),
        ("[see [[one]]](x.md)", [("wiki:one", "one", True)]),
        ("[[one\ntwo]]", []),
        ("[[one|two\nthree]]", []),
        ("[[]]", []),
        ("[[ ]]", []),
        ("[[|two]]", []),
        ("[[one]", []),
        ("[one]]", []),
        ("[[a|b|c]]", [("wiki:a", "b|c", False)]),
        ("[[<b>]]", [("wiki:<b>", "<b>", True)]),
        ("\\[[one]]", []),
        ("`[[one]]`", []),
    ],
)
def test_double_brackets_link_to_a_slug(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert links(text) == expected
