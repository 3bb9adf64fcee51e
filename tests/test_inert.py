"""Content can only be read: whatever it holds and wherever it flows, it adds no element, attribute, address or id."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from lxml.html import HtmlElement

from briefkit.markdown.sanitize import TAGS
from tests.sites import ROOT, Built, make_site

ATTACKS = {
    "a script": "<script>alert(1)</script> Talks",
    "a script behind the end of a title": "</title></h1></a><script>alert(1)</script> Talks",
    "a script behind the end of an attribute": "\"'><script>alert(1)</script> Talks",
    "an event handler in an attribute": "\" onmouseover=\"alert(1)\" x='' onload='alert(1)' Talks",
    "a picture with a handler": "<img src=x.png onerror=alert(1)> Talks",
    "a drawing with a handler": "<svg/onload=alert(1)> Talks",
    "the end of structured data": "</script><script>alert(1)</script> Talks",
    "a comment that swallows the end of structured data": "<!--<script> Talks",
    "the end of a comment": "--> ]]> --!> <script>alert(1)</script> Talks",
    "the end of a feed's text": "]]></content></entry><entry> Talks",
    "entities written out": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; Talks",
    "entities without an end": "&#60script&#62 &ltscript Talks",
    "a template": "{{ shell.title.__class__.__mro__ }} {% include 'layout.html' %} {# x #} Talks",
    "line separators of JavaScript": "Talks \u2028 alert(1) \u2029",
    "the end of a style": "</style><style>*{display:none}</style> Talks",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe> Talks",
    "a base": "<base href=//evil.example/> Talks",
    "a refresh": "<meta http-equiv=refresh content='0;url=//evil.example/'> Talks",
    "a form": "<form action=//evil.example/><button>Talks</button></form>",
    "parsing that mutates": "<svg></p><style><a id=\"</style><img src=x.png onerror=alert(1)>\"> Talks",
    "mathematics that mutate": "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=x.png onerror=alert(1)>\"> Talks",
    "no script": "<noscript><p title=\"</noscript><img src=x.png onerror=alert(1)>\"> Talks",
    "a template element": "<template><script>alert(1)</script></template> Talks",
    "text only": "<textarea><script>alert(1)</script></textarea><xmp><plaintext> Talks",
    "markdown": "[x](javascript:alert(1)) ![y](//evil.example/x.png) **Talks** `x`",
    "a direction override": "\u202e\u2066 Talks",
}  # fmt: skip

HARMLESS = "Talks"


def site_text(words: str) -> str:
    """A site that says `words` wherever a text may stand in front matter or settings."""
    text = json.dumps(words, ensure_ascii=False)
    return f"""
-- site.yaml --
title: {text}
description: {text}
publisher: {{name: {text}}}
feeds: {{full_text: true}}
-- content/topics/ports.md --
---
title: {text}
terms: [quay]
summary: {text}
key_points: [{{text: {text}}}]
questions: [{{text: {text}}}]
---
-- content/entities/board.md --
---
name: {text}
kind: person
summary: {text}
aliases: [{json.dumps("Alias " + words, ensure_ascii=False)}]
roles: [{{title: {text}, from: 2030}}]
---
-- content/sources/wire.md --
---
name: {text}
country: {text}
---
-- content/pages/about.md --
---
title: {text}
---
-- content/articles/a.md --
---
title: {text}
date: 2031-04-02
summary: {text}
source: {{name: {text}, byline: {text}, licence: {text}}}
authors: [{text}]
topics: [ports]
entities: [board]
events: [{{date: 2031-07-01, title: {text}}}]
key_points: [{text}]
corrections: [{{date: 2031-04-03, note: {text}, material: true}}]
series: {text}
---
A quay was opened.
-- content/articles/old.md --
---
title: {text}
date: 2031-01-02
expires: 2031-05-01
aliases: [/older/]
---
Words.
"""


def shape(page: HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """A page's elements with the names of their attributes, in order."""
    return [(str(element.tag), tuple(sorted(element.keys()))) for element in page.iter()]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make_site(tmp_path_factory.mktemp("harmless"), site_text(HARMLESS)).build()


@pytest.fixture(scope="module", params=ATTACKS)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Built]:
    words = ATTACKS[request.param]
    return words, make_site(tmp_path_factory.mktemp("attacked"), site_text(words)).build()


def test_no_text_of_front_matter_adds_an_element_or_attribute(attacked: tuple[str, Built], harmless: Built) -> None:
    _, built = attacked
    pages = [address for address in harmless.addresses() if not address.startswith("/sources/talks")]
    for address in pages:
        assert shape(built.page(address)) == shape(harmless.page(address)), address


def test_titles_are_shown_word_for_word(attacked: tuple[str, Built]) -> None:
    words, built = attacked
    heading = built.main("/articles/a/").cssselect("h1")[0]
    assert " ".join(heading.text_content().split()) == " ".join(words.split())


def test_structured_data_stays_inside_its_script(attacked: tuple[str, Built]) -> None:
    words, built = attacked
    for address in ("/", "/articles/a/", "/topics/ports/", "/entities/board/", "/about/"):
        (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.text(address), re.DOTALL)
        assert not {"<", "\u2028", "\u2029"} & set(script)
        assert json.loads(script)["@graph"]
        told = " ".join(" ".join(texts_in(json.loads(script))).split())
        assert " ".join(words.split())[:20] in told


def texts_in(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def feeds(built: Built) -> Iterator[ET.Element]:
    for name, data in built.files().items():
        if name.endswith(("feed.xml", "sitemap.xml")):
            yield ET.fromstring(data)


def test_feeds_stay_well_formed_and_tell_the_same_words(attacked: tuple[str, Built]) -> None:
    words, built = attacked
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [title.text or "" for feed in feeds(built) for title in feed.iter(f"{atom}title")]
    assert {" ".join(title.split()) for title in titles} >= {" ".join(words.split())}
    for feed in feeds(built):
        for content in feed.iter(f"{atom}content"):
            assert faults(html.fragment_fromstring(content.text or "", create_parent="div")) == []


def test_descriptions_are_text(attacked: tuple[str, Built]) -> None:
    words, built = attacked
    (meta,) = built.page("/articles/a/").cssselect("meta[name=description]")
    assert " ".join(meta.get("content").split())[:40] == " ".join(words.split())[:40]


# --- bodies ---

ATTRIBUTES = frozenset(
    "href title hreflang id class role aria-label src alt start reversed colspan rowspan scope datetime dir lang cite"
    " width height loading".split()
)
BODIES = {
    **ATTACKS,
    "a link with a handler": '<a href="https://a.example/" onclick="alert(1)" style="x" target="_top">x</a>',
    "a language for code that leaves its attribute": "```\"onclick=alert(1)><script>\nx\n```",
    "a title that leaves its attribute": '[x](https://a.example/ "\\" onclick=\\"alert(1)")',
    "an address that leaves its attribute": '[x](<https://a.example/"onclick="alert(1)>)',
    "alternative words that leave their attribute": '![" onerror="alert(1)](x.png)',
    "a caption with markup": '![y](x.png "<script>alert(1)</script>")',
    "a label that leaves its attribute": 'x[^"onclick="y]\n\n[^"onclick="y]: <script>z</script>',
    "a heading with markup": "## <script>alert(1)</script> <b onclick=x>Talks</b>",
    "a heading called like the theme's search": "## Search\n\n<div id=search>x</div>",
    "a heading called like main": '## main\n\n<p id="main" name="main">x</p>',
    "an anchor of a note's form": '<a id="fn1">x</a><li id="fnref1">y</li>',
    "a name that hides the document's": '<img name="cookie" src="x.png"><a name="body" id="location">x</a>',
    "classes of the theme": '<div class="site-header entity" data-pagefind-ignore hidden>x</div>',
    "a search filter": '<p data-pagefind-filter="topic:x" data-pagefind-body>x</p>',
    "a table that leaves the page": "</div></main></body><table><td background=//evil.example/>x",
    "foreign elements": "<svg><a xlink:href='javascript:x'><script>y</script></a></svg><math href=x>z</math>",
    "a wiki link with markup": "[[a|<script>alert(1)</script>]]",
    "an attribute list": "Talks {: onclick=alert(1) #main .x}\n\n[x](a.md){#main onclick=y}",
    "a frame with words": '<iframe src="//evil.example/"></iframe><object data=x></object><embed src=y>',
    "a picture by its set": '<img src="x.png" srcset="//evil.example/x.png 2x"><picture><source srcset=y></picture>',
    "a file linked from parsing that mutates": "<svg></p><style><a id=\"</style><a href=x.pdf>y</a>\"> Talks",
    "a quotation's source": '<blockquote cite="javascript:x">Talks</blockquote><q cite="//evil.example">y</q>',
    "a link that is pinged": '<a href="a.md" ping="//evil.example/" download="x" rel="opener">x</a>',
    "a style": '<p style="background:url(//evil.example/)">x</p><style>@import "//evil.example/"</style>',
}  # fmt: skip


def faults(tree: HtmlElement) -> list[str]:
    """What in `tree` content may not hold."""
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            found.append(f"{element.tag} is no element")
            continue
        if element.tag not in TAGS | {"h2", "h3", "h4", "h5", "h6"}:
            found.append(element.tag)
        found += [f"{element.tag} {name}" for name in element.attrib if name not in ATTRIBUTES]
        for name in ("href", "src", "cite"):
            target = re.sub(r"[\x00-\x20]", "", unescape(element.get(name) or ""))
            if urlsplit(target).scheme.lower() not in ("", "http", "https", "mailto", "tel"):
                found.append(f"{element.tag} {name}={target}")
            if target.startswith(("//", "\\", "/\\")):
                found.append(f"{element.tag} {name}={target}")
    return found


def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    return data.getvalue()


def site_ids() -> set[str]:
    """Every id that the theme's templates write out."""
    source = "".join(path.read_text("utf-8") for path in (ROOT / "templates").glob("*.html"))
    return set(re.findall(r'\bid="([^"{]+)"', source))


@pytest.mark.parametrize("name", BODIES)
def test_a_body_comes_out_inert_on_its_page_and_in_feeds(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path, "-- site.yaml --\ntitle: Desk\nfeeds: {full_text: true}\n")
    front = "---\ntitle: A\ndate: 2031-04-02\ntopics: [ports]\n---\n"
    site.write_bytes("content/media/x.png", picture())
    site.write_bytes("content/media/x.pdf", b"%PDF")
    site.write(
        "-- content/topics/ports.md --\n---\ntitle: Ports\nterms: [quay]\n---\n"
        f"{BODIES[name]}\n-- content/articles/a.md --\n{front}A quay. {BODIES[name]}\n\n{BODIES[name]}\n"
    )
    built = site.try_build()
    if built.outcome.site is None:  # refused outright: as good
        assert set(built.rules) <= {"link-scheme-is-allowed", "image-is-local", "link-resolves"}
        return
    atom = ET.fromstring(built.data("/feed.xml"))
    for content in atom.iter("{http://www.w3.org/2005/Atom}content"):
        assert faults(html.fragment_fromstring(content.text or "", create_parent="div")) == []
    for address in ("/articles/a/", "/topics/ports/"):
        page = built.page(address)
        scripts = [s.get("src") or s.get("type") for s in page.cssselect("script")]
        assert all(src == "application/ld+json" or src.startswith("/assets/") for src in scripts)
        assert not [e.tag for e in page.iter() if any(key.startswith("on") or key == "style" for key in e.attrib)]
        assert not page.cssselect("iframe, object, embed, base, form[action^='//'], svg a, math, style")
        ids = [element.get("id") for element in page.cssselect("[id]")]
        theirs = [i for i in ids if re.match(r"(?:s-|p-|fn)", i)]
        assert set(theirs) & site_ids() == set()
        own = [i for i in ids if i not in theirs]
        assert len(own) == len(set(own)), "an id of the theme stands twice"
        main = page.cssselect("main")
        assert len(main) == 1


def test_the_theme_keeps_off_the_ids_of_content() -> None:
    assert [name for name in site_ids() if re.match(r"(?:s-|p-|fn)", name)] == []
