"""From HTML to words."""

import pytest

from briefkit.markdown.plain import passage_hash, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b>c</p>", "a bc"),
        ("<td>a</td>\n<td>b</td>", "a b"),
        (" a ", "a"),
        ("  a \n\t b\u00a0\u2003c  ", "a b c"),
        ('<a title="a > b" href="x">c</a>', "c"),
        ('<a title="<i>">c</a>d', "cd"),
        ("a &lt;b&gt; &amp;amp; &quot;c&quot;", 'a <b> &amp; "c"'),
        ('say "a < b"'.replace("<", "&lt;") + " <b>c</b>", 'say "a < b" c'),
        ("e&#x301; e\u0301", "é é"),
        ('a<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> b<sup>2</sup>', "a b2"),
        ('a<sup class="footnote-ref">\n[1]</sup>b', "ab"),
        ("", ""),
        ("<img src='x' alt='y'>", ""),
    ],
)
def test_tags_and_note_marks_go_and_white_space_folds(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "p-e3b0c442"), ("abc", "p-ba7816bf"), ("\ud800", passage_hash("\ud800"))],  # FIPS 180-4's examples
)
def test_a_passage_is_named_by_the_hash_of_its_words(text: str, name: str) -> None:
    assert passage_hash(text) == name
