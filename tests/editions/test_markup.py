"""HTML to a tree: what our pages hold, and what does not upset it."""

import pytest

from briefkit.editions.markup import Element, tree_of


def words(text: str) -> str:
    return tree_of(text).words()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>One\n  two</p>", "One two"),
        ("<p>A &amp; b &lt;c&gt; &#8211; &eacute;</p>", "A & b <c> – é"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>b<em>o</em>ld</p>", "bold"),
        ("one<br>two", "one two"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<script>if (a < b) {}</script><style>p {}</style>seen", "seen"),
        ('<img src="q.png" alt="A quay">', "A quay"),
        ('<p alt="of no picture">x</p>', "x"),
        ("<p>never closed", "never closed"),
        ("cut in an entity &amp", "cut in an entity &"),
        ("</p>closed too often</div>", "closed too often"),
        ("<!doctype html><!-- a note --><p>x</p>", "x"),
    ],
)
def test_words_are_what_a_reader_sees(text: str, seen: str) -> None:
    assert words(text) == seen


def test_elements_are_found_in_the_order_of_the_page() -> None:
    root = tree_of('<main><p id="a">1<b id="b"></b></p><hr><p id="c">2</p></main>')
    assert [element.get("id") for element in root.below()] == ["", "a", "b", "", "c"]


def test_what_follows_a_void_element_stands_beside_it() -> None:
    main = tree_of("<main><img><p>x</p></main>").first(lambda e: e.tag == "main")
    assert main is not None
    assert [child.tag for child in main.children if isinstance(child, Element)] == ["img", "p"]


def test_an_end_closes_what_is_open_inside_its_element_and_one_without_a_beginning_nothing() -> None:
    (main,) = tree_of("<main><div><p>a</b>c</div><hr></main>").children
    assert isinstance(main, Element)
    assert [child.tag for child in main.children if isinstance(child, Element)] == ["div", "hr"]
    assert [element.words() for element in main.all(lambda e: e.tag == "p")] == ["ac"]


def test_attributes_without_a_value_and_missing_ones_are_empty() -> None:
    (element,) = tree_of('<details open class="a b">').below()
    assert (element.get("open"), element.get("id")) == ("", "")
    assert element.has_class("b") and not element.has_class("c")
