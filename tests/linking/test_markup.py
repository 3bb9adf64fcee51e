"""Links in finished HTML: names get theirs, written ones their true address, and no word changes."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.lexicon import Lexicon
from briefkit.linking.markup import Rewritten, link_mentions, opening_tag, rewrite_links
from briefkit.linking.mentions import Mention
from briefkit.markdown.body import read_body
from briefkit.markdown.plain import plain_text
from briefkit.model.names import Slug
from briefkit.model.passages import Passage
from tests import sites
from tests.model.examples import body, entity
from tests.sites import make_site
from tests.strategies import markdown, words

ADA = entity("Ada Brand", "Brand")
PACT = entity("R&D Pact", kind="agreement", aliases=("the “Pact”", "O'Hara Pact"))
NORLAND = entity("Norland", kind="place")


def tag(slug: Slug) -> str:
    return opening_tag(f"/entities/{slug}/")


def linked(text: str, done: set[Slug] | None = None) -> str:
    """The HTML of the one passage of `text` with its names linked, each link shown as {words}."""
    (passage,) = body(text).passages
    return shown(with_names(passage, done or set())[0])


def with_names(passage: Passage, done: set[Slug]) -> tuple[str, set[Slug]]:
    (mentions,) = Lexicon((), (ADA, PACT, NORLAND)).found_in((passage,)).mentions
    return link_mentions(passage.html, passage.text, mentions, done, tag)


def shown(html: str) -> str:
    return re.sub(r'<a class="entity" href="[^"]*">(.*?)</a>', r"{\1}", html).strip()


class _Nesting(HTMLParser):
    """Raises where a link stands in a link or tags are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "hr", "wbr", "col"):
            assert tag != "a" or "a" not in self.open
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# --- names ---


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ada Brand spoke.", "<p>{Ada Brand} spoke.</p>"),
        ("Ada Brand met Ada Brand and Brand.", "<p>{Ada Brand} met Ada Brand and Brand.</p>"),  # the first only
        ("Ada Brand in Norland.", "<p>{Ada Brand} in {Norland}.</p>"),
        ("Ada\nBrand spoke.", "<p>{Ada Brand} spoke.</p>"),
        ("Ada   Brand spoke.", "<p>{Ada Brand} spoke.</p>"),
        ("Ada Brand's plan, “Norland’s” plan", "<p>{Ada Brand}'s plan, “{Norland}’s” plan</p>"),
        ('The R&D Pact, 2 < 3, "so"', '<p>The {R&amp;D Pact}, 2 &lt; 3, "so"</p>'),
        ("a &amp; b of the “Pact” & c", "<p>a &amp; b of {the “Pact”} &amp; c</p>"),
        ("The O’Hara Pact", "<p>The {O’Hara Pact}</p>"),
        ("**Ada Brand** and *Norland*", "<p><strong>{Ada Brand}</strong> and <em>{Norland}</em></p>"),
        ("*Ada* Brand; then Ada Brand", "<p><em>Ada</em> Brand; then {Ada Brand}</p>"),  # not across a tag
        ("[Ada Brand](x.md), Ada Brand", '<p><a href="x.md">Ada Brand</a>, {Ada Brand}</p>'),  # not in a link
        ("[*Ada Brand*](x.md)", '<p><a href="x.md"><em>Ada Brand</em></a></p>'),
        ("`Ada Brand`, Ada Brand", "<p><code>Ada Brand</code>, {Ada Brand}</p>"),  # not in code
        ("[[x|Ada Brand]] Norland", '<p><a href="wiki:x">Ada Brand</a> {Norland}</p>'),
        ("![Ada Brand](x.png) Norland", '<p><img src="x.png" alt="Ada Brand"> {Norland}</p>'),
        ("Norland\\\nAda Brand", "<p>{Norland}<br> {Ada Brand}</p>"),
        ("- Ada Brand\n  - Norland", None),
        ("> Ada Brand\n>\n> Norland", None),
        ("| Ada Brand | Norland |\n|---|---|\n| Ada Brand | x |", None),
        ('See <b>Ada Brand</b> in <i title="Norland">Norland</i>', None),
        ("Ada Brand[^1] in Norland[^1].\n\n[^1]: Norland.", None),
        ("रक्षा, Ada Brand 😀 Norland", None),
    ],
)
def test_a_name_is_linked_at_its_first_mention(text: str, html: str | None) -> None:
    passage = body(text).passages[0]
    made, done = with_names(passage, set())
    if html is not None:
        assert " ".join(shown(made).replace("&quot;", '"').split()) == html
    else:
        assert {mark for mark in ("{Ada Brand}", "{Norland}") if shown(made).count(mark) == 1} == {
            "{Ada Brand}",
            "{Norland}",
        }
        assert done == {ADA.slug, NORLAND.slug}
    assert plain_text(made) == passage.text
    _Nesting(made)


def test_a_link_leads_to_the_entitys_page() -> None:
    (passage,) = body("Ada Brand spoke.").passages
    made, done = link_mentions(
        passage.html, passage.text, [Mention(ADA.slug, 0, 9)], set(), lambda slug: opening_tag(f'/e?"{slug}"&')
    )
    assert made == '<p><a class="entity" href="/e?&quot;ada-brand&quot;&amp;">Ada Brand</a> spoke.</p>\n'
    assert done == {ADA.slug}


def test_who_is_linked_already_in_this_section_is_not_again() -> None:
    assert linked("Ada Brand in Norland.", {ADA.slug}) == "<p>Ada Brand in {Norland}.</p>"
    (passage,) = body("Ada Brand in Norland.").passages
    assert with_names(passage, {ADA.slug, NORLAND.slug}) == (passage.html, set())


def test_a_heading_inside_a_quotation_gets_no_links() -> None:
    assert shown(with_names(body("> # Ada Brand\n> Norland").passages[0], set())[0]).count("{") == 1


def test_a_passage_that_names_nobody_stays_byte_for_byte() -> None:
    (passage,) = body("a  \nb &quot;c&quot; *d*").passages
    assert with_names(passage, set()) == (passage.html, set())


@given(
    st.lists(
        st.sampled_from(["Ada Brand", "Norland", "the “Pact”", '"', "and", "*so*", "R&D Pact", "<", "é", "  "]),
        max_size=8,
    )
)
def test_words_without_tags_are_linked_as_words_with_tags_are(pieces: list[str]) -> None:
    for passage in body("w " + " ".join(pieces)).passages:
        (mentions,) = Lexicon((), (ADA, PACT, NORLAND)).found_in((passage,)).mentions
        straight = link_mentions(passage.html, passage.text, mentions, set(), tag)
        marked = passage.html.replace("<p>", "<p><i></i>")
        along, done = link_mentions(marked, passage.text, mentions, set(), tag)
        assert straight == (along.replace("<i></i>", "") if done else passage.html, done)


def test_text_that_does_not_fit_its_html_is_left_as_it_is() -> None:
    assert link_mentions("<p>one</p>", "two", [Mention(ADA.slug, 0, 3)], set(), tag) == ("<p>one</p>", set())


def test_a_link_to_a_slug_does_not_keep_names_from_their_links(tmp_path: Path) -> None:
    """Its words become the other report's title: the passage's text, where names were found, says the slug."""
    built = make_site(
        tmp_path,
        sites.entity("ada", "Ada Brand")
        + sites.entity("norland", "Norland", "place")
        + sites.article("old", title="An old report & more")
        + sites.article("new", body="Ada Brand, as [[old]] says, is in Norland."),
    ).build()
    (passage,) = built.main("/articles/new/").cssselect("[id^=p-]")
    assert sites.words(passage) == "Ada Brand, as An old report & more says, is in Norland."
    assert sites.hrefs(passage) == ["/entities/ada/", "/articles/old/", "/entities/norland/"]


pieces = st.lists(
    st.sampled_from(
        "Ada Brand|Brand|Norland|R&D Pact|R&amp;D Pact|O’Hara Pact| |  |\n|*|**|`|[a](x.md)|[|](y.md)|[[x]]|<b>|</b>|<br>|&lt;|é|😀"
        "|“|”|[^1]|<a href='z.md'>|</a>|~~|- |> |\\\n|e\u0301".split("|")
    )
    | words,
    max_size=16,
).map("".join)


@given(pieces | markdown)
def test_linking_names_changes_no_word_and_nests_no_link(text: str) -> None:
    for passage in read_body(text, "x.md", 1)[0].passages:
        made, done = with_names(passage, set())
        assert plain_text(made) == passage.text
        assert made.count('class="entity"') == len(done)
        _Nesting(made)


@given(
    st.lists(st.sampled_from(["Ada Brand", "Norland", "R&D Pact", "x", "<b>", "&", '"', "'"]), min_size=1, max_size=8)
)
def test_every_name_in_plain_words_is_linked_once(parts: list[str]) -> None:
    text = " ".join(parts)
    (mentions,) = (
        Lexicon((), (ADA, PACT, NORLAND)).found_in(body(re.sub(r"([<>&])", r"\\\1", text)).passages).mentions
    )
    made, done = link_mentions(f"<p>{escape(text, quote=False)}</p>", text, mentions, set(), tag)
    assert done == {one.slug for one in (ADA, PACT, NORLAND) if one.name in parts}
    assert plain_text(made) == text


# --- written links ---


def resolver(known: dict[str, Rewritten]) -> Callable[[str, bool], Rewritten]:
    return lambda target, is_picture: known.get(f"{'picture ' if is_picture else ''}{target}", Rewritten(None))


KNOWN = {
    "x.md": Rewritten((("href", "/articles/x/"),), "Title & of X"),
    "a&b.md": Rewritten((("href", '/a"b/'),)),
    "wiki:x": Rewritten((("href", "/articles/x/"),), "Title & of X"),
    "wiki:draft": Rewritten(None, "Draft title"),
    "picture m.png": Rewritten((("src", "/media/m.1.png"), ("width", "4"), ("height", "3"))),
}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><a href="x.md">a</a></p>', '<p><a href="/articles/x/">a</a></p>'),
        ('<p><a href="gone.md">a</a></p>', "<p>a</p>"),
        ('<a href="x.md">a</a><a href="x.md">b</a>', '<a href="/articles/x/">a</a><a href="/articles/x/">b</a>'),
        ('<a href="gone.md">a</a> <a href="x.md">b</a>', 'a <a href="/articles/x/">b</a>'),
        ('<a href="gone.md">a <em>b</em></a> c', "a <em>b</em> c"),
        ('<a href="x.md" title="t &amp; u">a</a>', '<a href="/articles/x/" title="t &amp; u">a</a>'),
        ('<a href="a&amp;b.md">a</a>', '<a href="/a&quot;b/">a</a>'),
        ('<a title="&gt;" href="x.md">a</a>', '<a title="&gt;" href="/articles/x/">a</a>'),
        ('<a title="<a href=y>" href="x.md">a</a>', '<a title="&lt;a href=y&gt;" href="/articles/x/">a</a>'),
        ('<a href="wiki:x" class="untitled">x</a>.', '<a href="/articles/x/">Title &amp; of X</a>.'),
        ('<a href="wiki:x">words</a>', '<a href="/articles/x/">words</a>'),
        ('<a href="wiki:draft" class="untitled">draft</a>.', "Draft title."),
        ('<a href="wiki:draft">words</a>.', "words."),
        ('<a href="wiki:gone" class="untitled">gone</a>', "gone"),
        ('<img src="m.png" alt="A">', '<img src="/media/m.1.png" alt="A" width="4" height="3">'),
        ('<img src="gone.png" alt="A &lt;b&gt;">c', "A &lt;b&gt;c"),
        ('<img src="gone.png">c', "c"),
        (
            '<a href="x.md"><img src="m.png" alt=""></a>',
            '<a href="/articles/x/"><img src="/media/m.1.png" alt="" width="4" height="3"></a>',
        ),
        ('<a href="gone.md"><img src="m.png" alt=""></a>', '<img src="/media/m.1.png" alt="" width="4" height="3">'),
        ('<a href="x.md"><img src="gone.png" alt="A"></a>', '<a href="/articles/x/">A</a>'),
        ('<a id="fnref1">a</a>', '<a id="fnref1">a</a>'),
        ("<a>a</a> <a>b</a>", "<a>a</a> <a>b</a>"),
        ('<a href="#fn1" id="fnref1">[1]</a>', '<a href="#fn1" id="fnref1">[1]</a>'),
        ('<a href="#fnref1" class="footnote-backref">x</a>', '<a href="#fnref1" class="footnote-backref">x</a>'),
        ("<abbr>a</abbr> <article>", "<abbr>a</abbr> <article>"),
        ("&lt;a href=&quot;x.md&quot;&gt;", "&lt;a href=&quot;x.md&quot;&gt;"),
        ("", ""),
    ],
)
def test_a_written_link_gets_its_true_address_or_leaves_its_words(html: str, expected: str) -> None:
    assert rewrite_links(html, resolver(KNOWN)) == expected


@pytest.mark.parametrize("own", ["entity", "footnote-backref", "untitled"])
def test_no_class_that_a_writer_sets_keeps_a_link_from_being_resolved(own: str) -> None:
    (passage,) = body(f'<a href="x.md" class="{own}">a</a>').passages
    assert re.findall('href="([^"]*)"', rewrite_links(passage.html, resolver(KNOWN))) == ["/articles/x/"]


@given(
    pieces | markdown, st.sampled_from([Rewritten(None), Rewritten((("href", "/x/"),)), Rewritten((("href", '">'),))])
)
def test_rewriting_changes_no_word_and_leaves_no_written_address(text: str, new: Rewritten) -> None:
    for passage in read_body(text, "x.md", 1)[0].passages:
        made = rewrite_links(
            passage.html, lambda _, is_picture: Rewritten((("src", "/p.png"),)) if is_picture else new
        )
        assert plain_text(made) == passage.text
        _Nesting(made)
        targets = re.findall(r'<(?:a|img)\b[^>]*? (?:href|src)="([^"]*)"', made)
        assert {target for target in targets if not target.startswith("#fn")} <= {"/p.png", "/x/", "&quot;&gt;"}
