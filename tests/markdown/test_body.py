"""Bodies: which blocks are passages, their ids, the outline, and that nothing foreign comes through."""

import hashlib
import re
import time
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.markdown.body import read_body
from briefkit.markdown.sanitize import TAGS
from briefkit.model.issues import Severity
from briefkit.model.passages import Body, Passage
from tests.model.case_files import cases_in
from tests.model.examples import body
from tests.strategies import any_text, broken_text, markdown, sentences

PATH = "content/articles/x.md"
OUR_TAGS = TAGS | {"h2", "h3", "h4", "h5", "h6"}
OUR_ATTRIBUTES = set(
    "href title hreflang id dir src alt start reversed colspan rowspan scope datetime lang class role aria-label".split()
)


def folded(html: str) -> str:
    return re.sub(r"(?<=>)\s*(?=<)", " ", " ".join(html.split()))


def html_of(parsed: Body) -> str:
    return "\n".join(block.html for block in parsed.blocks)


def described(parsed: Body) -> str:
    """The blocks as tests/markdown/cases/passages.txt tells them."""
    told = []
    for block in parsed.blocks:
        if isinstance(block, Passage):
            topics = "" if block.topics is None else f" [{' '.join(placed.topic for placed in block.topics)}]"
            told.append(f"{block.kind}{topics}: {block.text}")
        else:
            told.append(" ".join(block.html.split()))
    return "\n".join(line for line in told if line)


@pytest.mark.parametrize(("text", "expected"), cases_in(__file__, "passages.txt"))
def test_prose_becomes_passages_and_the_rest_markup(text: str, expected: str) -> None:
    parsed, issues = read_body(text, PATH, 1)
    assert described(parsed) == expected
    assert issues == ()


@pytest.mark.parametrize(("text", "expected"), cases_in(__file__, "faults.txt"))
def test_a_topics_line_at_fault_is_told_at_its_line(text: str, expected: str) -> None:
    for first_line in (1, 7):
        _, issues = read_body(text, PATH, first_line)
        told = [f"{issue.place.line - first_line + 1} {issue.rule}" for issue in issues]
        assert told == expected.splitlines()
        assert {issue.place.path for issue in issues} <= {PATH}
        assert all(issue.hint for issue in issues)


@pytest.mark.parametrize(("text", "expected"), cases_in(__file__, "html.txt"))
def test_a_body_becomes_html(text: str, expected: str) -> None:
    assert folded(html_of(read_body(text, PATH, 1)[0])) == folded(expected)


# --- ids ---


def hashed(words: str) -> str:
    """An id, worked out here on its own: eight hex digits of SHA-256 over the folded text, repeats numbered."""
    text = " ".join(unicodedata.normalize("NFC", words).split())
    return f"p-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:8]}"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The talks begin.", [hashed("The talks begin.")]),
        ("The talks begin.", ["p-73658cbc"]),
        ("The **talks**\nbegin[^1].\n\n[^1]: Note.", [hashed("The talks begin.")]),
        (
            "a\n\n- b\n- c\n\n> d\n\n| e | f |\n|---|---|\n| g | h |",
            [hashed(text) for text in ("a", "b", "c", "d", "e f g h")],
        ),
        ("![Alt](x.png 'Caption & more')", [hashed("Caption & more")]),
        ("R&amp;D &lt;now&gt;", [hashed("R&D <now>")]),
        ("रक्षा 😀 שלום", [hashed("रक्षा 😀 שלום")]),
        ("E\u0301tat", [hashed("\u00c9tat")]),
        (
            "One.\n\nTwo.\n\nOne.\n\n*One.*\n\n- One.",
            [hashed("One."), hashed("Two."), *[f"{hashed('One.')}-{n}" for n in (1, 2, 3)]],
        ),
    ],
)
def test_an_id_is_made_of_the_words_and_repeats_are_numbered(text: str, ids: list[str]) -> None:
    assert [passage.id for passage in body(text).passages] == ids


@given(sentences, st.data())
def test_an_id_depends_on_the_words_only(words: list[str], data: st.DataObject) -> None:
    plain, shaped = " ".join(words), words[0]
    shapes = st.sampled_from(
        ["{}", "*{}*", "**{}**", "~~{}~~", "[{}](x.md)", "[[x|{}]]", "<b>{}</b>", "{}[^1]", "{}<!-- x -->"]
    )
    gaps = st.sampled_from([" ", "  ", "\n", "   \n ", "\\\n", "\t", "\u00a0", "\u202f "])
    shaped = data.draw(shapes).format(words[0])
    for word in words[1:]:
        shaped += data.draw(gaps) + data.draw(shapes).format(word)
    spread = f"\n\n {shaped}  \n\n[^1]: Note.\n"
    written = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), spread)
    (passage,) = body(written).passages
    assert (passage.text, passage.id) == (unicodedata.normalize("NFC", plain), hashed(plain))


@given(sentences)
def test_an_id_is_the_same_in_every_kind_of_block(words: list[str]) -> None:
    text = " ".join(words)
    shapes = [text, f"- {text}", f"1. {text}", f"> {text}", f'![x](x.png "{text}")', f"# Head\n\n{text}"]
    assert {passage.id for shape in shapes for passage in body(shape).passages} == {hashed(text)}


@given(st.lists(st.sampled_from(["Same.", "*Same.*", "Other.", "- Same."]), max_size=12))
def test_ids_are_unique_in_a_report_and_each_leads_to_its_passage(blocks: list[str]) -> None:
    parsed = body("\n\n".join(blocks))
    ids = [passage.id for passage in parsed.passages]
    assert len(ids) == len(set(ids)) == len(blocks)
    assert set(ids) <= parsed.anchors
    for words in ("Same.", "Other."):
        wanted = [hashed(words), *(f"{hashed(words)}-{n}" for n in range(1, len(ids)))]
        assert [i for i, p in zip(ids, parsed.passages, strict=True) if p.text == words] == wanted[
            : sum(p.text == words for p in parsed.passages)
        ]


def test_adding_other_words_changes_no_id() -> None:
    before = [passage.id for passage in body("One.\n\nTwo.").passages]
    after = [passage.id for passage in body("# Head\n\nNew.\n\nOne.\n\n---\n\nTwo.\n\nOne.").passages]
    assert after[1:3] == before


# --- places, sections, anchors ---


def test_a_passage_stands_at_its_first_line() -> None:
    text = "One\nmore.\n\n- two\n- three\n\n  more\n\n> four\n\n| a |\n|---|\n| b |\n\n![x](x.png 'six')\n"
    places = [passage.place for passage in body(text, PATH, first_line=10).passages]
    assert [place.line for place in places] == [10, 13, 14, 18, 20, 24]
    assert {(place.path, place.column) for place in places} == {(PATH, 1)}


def test_each_heading_of_the_outline_begins_a_section() -> None:
    parsed = body("Zero.\n\n# A\n\nOne.\n\n> # no heading\n\nOne too.\n\n## B\n## C\n\n- three\n")
    assert [passage.section for passage in parsed.passages] == [0, 1, 1, 1, 3]


def test_links_may_lead_to_passages_headings_and_notes_and_nothing_else() -> None:
    parsed = body("# Head\n\nOne.[^1]\n\n<p id='mine'>x</p>\n\n[^1]: Note.")
    assert parsed.anchors == {"s-head", hashed("One."), "fn1", "fnref1"}


def test_no_id_that_content_sets_is_like_one_of_the_themes() -> None:
    parsed = body("# search\n\n## main\n\n<a id='search'>x</a> <a id=\"fnref1\">y</a>\n\n<div id=main></div>")
    ids = re.findall(r'\bid="([^"]*)"', html_of(parsed))
    assert ids == ["s-search", "s-main", "fnref1"]


def test_a_topics_line_tells_where_each_of_its_slugs_stands() -> None:
    (passage,) = body('\n{topics="ai  trade"}\n\nOne.', PATH, first_line=4).passages
    assert passage.topics is not None
    assert [(placed.topic, placed.place.line, placed.place.column) for placed in passage.topics] == [
        ("ai", 5, 10),
        ("trade", 5, 14),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n<form><video></form>", [(6, "<form>, <video>")]),
        ("One <iframe></iframe> two.\n\n- three\n- <svg>four", [(4, "<iframe>"), (7, "<svg>")]),
        ("One <b>two</b>.\n\n`<form>`", []),
    ],
)
def test_tags_that_pages_leave_out_are_told_at_the_line_of_their_block(
    text: str, expected: list[tuple[int, str]]
) -> None:
    _, issues = read_body(text, PATH, 4)
    assert [(issue.place.line, issue.message.partition("leave out ")[2]) for issue in issues] == expected
    assert {(issue.rule, issue.severity, bool(issue.hint)) for issue in issues} <= {
        ("html-is-allowed", Severity.ADVICE, True)
    }


# --- laws ---


class _Tags(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attributes}))


@given(markdown | any_text)
@example("<b/onclick=x()>a</b>")
@example("a <img src=x onerror=x()>")
@example("<svg/onload=x()>")
@example("<math><mi><style></math><img src=x onerror=x()>")
@example("<noscript><p title='</noscript><img src=x onerror=x()>'>")
@example('[a](x.md "\\" onclick=\\"x()")')
@example('![" onerror="x()](x.png)')
@example('[[a" onclick="x()]]')
@example('```" onclick="x()\ncode\n```')
def test_nothing_that_could_run_comes_through(text: str) -> None:
    parsed, _ = read_body(text, PATH, 1)
    html = html_of(parsed)
    assert "<script" not in html.lower()
    seen = _Tags(html).tags
    assert {tag for tag, _ in seen} <= OUR_TAGS
    assert {name for _, attributes in seen for name in attributes} <= OUR_ATTRIBUTES


@given(markdown)
@example("[a](javascript:x())")
@example("[a](<java\tscript:x()>)")
@example("[a][1]\n\n[1]: data:text/html,x")
@example("<a href=x.md>a</a>")
@example("One^[See [a](x.md)].")
@example("<a title='>' href=\"x.md\">a</a>")
@example("<a href>a</a>")
def test_every_link_is_collected_as_a_reference(text: str) -> None:
    parsed, _ = read_body(text, PATH, 1)
    collected = {(reference.target, reference.is_picture) for reference in parsed.references}
    for tag, attributes in _Tags(html_of(parsed)).tags:
        if tag in ("a", "img"):
            target = attributes.get("src" if tag == "img" else "href")
            if target is not None and not re.fullmatch(r"#fn(ref)?\d+(:\d+)?", target):
                assert (target, tag == "img") in collected


@given(broken_text | markdown)
def test_any_text_is_read(text: str) -> None:
    parsed, issues = read_body(text, PATH, 3)
    last = text.count("\n") + 3
    places = [*(p.place for p in parsed.passages), *(r.place for r in parsed.references), *(i.place for i in issues)]
    assert all(3 <= place.line <= last and place.column >= 1 for place in places)


@given(markdown)
def test_the_text_of_a_passage_is_that_of_its_html(text: str) -> None:
    class Text(HTMLParser):
        said = ""
        marks = 0

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.marks += tag == "sup" and ("class", "footnote-ref") in attributes
            self.said += "\n" if tag == "br" else ""

        def handle_endtag(self, tag: str) -> None:
            self.marks -= tag == "sup" and self.marks > 0

        def handle_data(self, data: str) -> None:
            self.said += "" if self.marks else data

    for passage in read_body(text, PATH, 1)[0].passages:
        parser = Text(convert_charrefs=True)
        parser.feed(passage.html)
        parser.close()
        assert passage.text == " ".join(unicodedata.normalize("NFC", parser.said).split())


# --- hostile text ends ---


HOSTILE = {
    "nested quotations": "> " * 10_000 + "deep",
    "nested items": "- " * 10_000 + "deep",
    "brackets": "[" * 6_000,
    "double brackets": "[[" * 3_000,
    "picture brackets": "![" * 3_000,
    "closing brackets": "a](" * 10_000,
    "open links": "[a](b " * 10_000,
    "open emphasis": "*a " * 10_000,
    "emphasis of several kinds": "_a **b " * 5_000,
    "backticks": "`" * 1_000_000,
    "backticks of growing number": " ".join("`" * n for n in range(1, 1000)),
    "angle brackets": "<" * 20_000,
    "open tags": "<a " * 20_000,
    "open comments": "<!-- " * 100_000,
    "open inline elements": "<b>" * 10_000,
    "open block elements": "<div>\n" * 25_000,
    "open block elements, others closed": "<div></x>\n" * 40_000,
    "open block elements in an item": "- a\n\n" + "  <div>\n\n" * 10_000,
    "open block elements in a quotation": "> <div>\n>\n" * 10_000,
    "links in a block of raw HTML": "<div>\n" + "<a href='x.md'>y</a>\n" * 10_000,
    "footnotes where they stand": "a^[b [x](y.md)]\n\n" * 3_000,
    "ampersands": "&" * 100_000,
    "backslashes": "\\" * 100_000,
    "links": "[a](x.md) " * 5_000,
    "raw links": "<a href='x.md'>" * 5_000,
    "marks of no footnote": "[^1]" * 20_000,
    "columns": "a|" * 10_000 + "\n" + "-|" * 10_000,
    "definitions": "[a]: b\n" * 10_000,
    "topics lines": '{topics="a"}\n' * 10_000,
    "equal passages": "same\n\n" * 10_000,
    "equal headings": "# same\n" * 5_000,
    "steps": "".join(f"{'  ' * n}- a\n" for n in range(500)),
}


@pytest.mark.timeout(90)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_within_seconds_of_the_processor(text: str) -> None:
    """Where the work grows no faster than the text, each takes a fraction of a second of the processor's time."""
    began = time.process_time()
    read_body(text, PATH, 1)
    assert time.process_time() - began < 10


@pytest.mark.timeout(90)
@pytest.mark.parametrize(
    ("text", "rules"),
    [("[" * 1_000_000, ["paragraph-is-of-readable-length"]), ("`" * 1_000_000, [])],
    ids=["brackets", "a fence of code"],
)
def test_one_gigantic_line_is_read_or_refused_within_seconds_of_the_processor(text: str, rules: list[str]) -> None:
    began = time.process_time()
    _, issues = read_body(text, PATH, 1)
    assert time.process_time() - began < 10
    assert [issue.rule for issue in issues] == rules


@pytest.mark.parametrize("opening", ["> ", "- ", "1. "])
def test_words_that_nest_too_deep_are_not_lost_without_a_word(opening: str) -> None:
    parsed, issues = read_body(opening * 60 + "deep words\n\nafter", PATH, 1)
    assert issues or "deep words" in [passage.text for passage in parsed.passages]
