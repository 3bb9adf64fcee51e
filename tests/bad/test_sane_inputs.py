"""What a sane person expects to work does: scripts of every direction, odd but legal files, words that look like something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import BASE_URL, Built, article, entity, make_site, topic, words

BODIES: dict[str, tuple[str, str]] = {
    "right-to-left text": ("הנמל נפתח בצהריים.", "הנמל נפתח בצהריים."),
    "both directions in one line": (
        "The board said “שלום” to عربي and left.",
        "The board said “שלום” to عربي and left.",
    ),
    "Devanagari with its marks": ("रक्षा मंत्रालय ने कहा कि क्षमा।", "रक्षा मंत्रालय ने कहा कि क्षमा।"),
    "Chinese": ("会谈在中午开始。", "会谈在中午开始。"),
    "emoji made of several": ("Well done 👩‍🚀 👨‍👩‍👧 🇮🇳 ❤️", "Well done 👩‍🚀 👨‍👩‍👧 🇮🇳 ❤️"),
    "a footnote": ("Noon.[^1]\n\n[^1]: By the clock.", "By the clock."),
    "notes in raw HTML": (
        'Noon.<sup><a href="#fn1" id="fnref1">1</a></sup>\n\n<ol><li id="fn1">By the clock.</li></ol>',
        "By the clock.",
    ),
    "a link to a note": ("Noon.[^1] See [below](#fn1).\n\n[^1]: By the clock.", "By the clock."),
    "a table": ("| Ship | Tons |\n|---|---|\n| Alma | 400 |", "Alma"),
    "a table with a bar in a cell": ("| a |\n|---|\n| b \\| c |", "b | c"),
    "strike-through": ("It ~~was~~ is.", "It was is."),
    "a hard break": ("One  \ntwo.", "One two."),
    "code that looks like a script": ("`<script>alert(1)</script>`", "<script>alert(1)</script>"),
    "a template's braces": ("{{ site.title }} {% if x %} {# no #}", "{{ site.title }} {% if x %} {# no #}"),
    "a shortcode": ('{{< figure src="x.png" >}}', '{{< figure src="x.png" >}}'),
    "an include": ('{% include "/etc/passwd" %}', '{% include "/etc/passwd" %}'),
    "dollars": ("Between $5 and $6.", "Between $5 and $6."),
    "less and greater": ("5 < 6 > 4 & so on", "5 < 6 > 4 & so on"),
    "entities": ("&lt;b&gt; &amp; caf&eacute;", "<b> & café"),
    "a lone bracket": ("See [this and go.", "See [this and go."),
    "brackets that are no link": ("He said [sic] so [[", "He said [sic] so [["),
    "a line of dashes": ("One.\n\n---\n\nTwo.", "Two."),
    "a fence of front matter in the body": ("One.\n\n---\ntitle: x\n---\n", "title: x"),
    "a task list": ("- [ ] one\n- [x] two", "[x] two"),
    "an address in words": ("See https://a.example/x?y=1&z=2.", "See https://a.example/x?y=1&z=2."),
    "a link with brackets in it": ("[x](https://a.example/(b))", "x"),
    "a link with an ampersand": ("[x](https://a.example/?b=1&c=2)", "x"),
    "a link to a mailbox": ("[write](mailto:desk@brief.example)", "write"),
    "a link to a telephone": ("[call](tel:+910000000)", "call"),
    "a link in capitals": ("[x](HTTPS://A.EXAMPLE/)", "x"),
    "a link to itself": ("[x](a.md)", "x"),
    "raw HTML": ("<details><summary>More</summary>Words.</details>", "More"),
    "raw HTML that is not closed": ("A <b>bold claim.", "A bold claim."),
    "text that looks like a number": ("1.10", ""),
    "an escaped star": (r"2 \* 3", "2 * 3"),
    "white space of other kinds": ("a\u00a0b\u2003c", "a b c"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_shown_as_it_was_meant(tmp_path: Path, name: str) -> None:
    body, shown = BODIES[name]
    built = make_site(tmp_path, article("a", body=body)).build(base_url=f"{BASE_URL}sub/")
    assert built.issues == ()
    assert shown in words(built.main("/articles/a/"))
    assert built.broken_links() == []


FRONTS: dict[str, tuple[str, str]] = {
    "a title that YAML 1.1 takes for a flag": ("series: x", "no"),
    "a title that is a number": ("series: x", "1.10"),
    "a title that is a time": ("series: x", "12:30"),
    "a title that is nothing elsewhere": ("series: x", "null and void"),
    "a title with a colon": ("series: x", "Talks: the harbour"),
    "a title with a hash": ("series: x", "Talk #5"),
    "a title with quotes of both kinds": ("series: x", '“It\'s "on"”'),
    "a title with markup": ("series: x", "<b>Talks</b> & more"),
    "a title right to left": ("lang: he", "שיחות הנמל"),
    "a title of emoji": ("series: x", "🚢🚢"),
    "a title with a template's braces": ("series: x", "{{ 7 * 7 }}"),
    "a title with a line separator of another program": ("series: x", "Talks\u2028begin"),
    "a title of 2,000 characters": ("series: x", "talks " * 330 + "end"),
}


@pytest.mark.parametrize("name", FRONTS)
def test_a_title_is_text_whatever_it_looks_like(tmp_path: Path, name: str) -> None:
    front, title = FRONTS[name]
    built = make_site(tmp_path, article("a", front, "Words.", title=title)).build()
    assert built.issues == ()
    assert words(built.main("/articles/a/").cssselect("h1")[0]) == " ".join(title.split())


def test_a_text_on_several_lines_is_one_line_wherever_it_is_shown(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- site.yaml --\ntitle: |\n  Varnholt\n  Desk\n")
    front = 'events: [{date: 2031-07-01, title: "Quay\\nDAY:x\\r\\n\\n  END:VEVENT"}]'
    site.write(article("a", front, "Words.", title="Talks\nbegin"))
    calendar = site.build().text("/calendar.ics")
    assert "SUMMARY:Quay DAY:x END:VEVENT\r\n" in calendar
    assert "NAME:Varnholt Desk\r\n" in calendar
    assert site.build().page("/articles/a/").cssselect("h1")[0].text == "Talks begin"


@pytest.mark.parametrize(
    "front",
    [
        "topics: []",
        "topics:",
        "authors: []",
        "source: ~",
        "summary: |\n      Two\n      lines.\n",
        "summary: >-\n      Folded\n      lines.\n",
        "updated: 2031-04-02 9:00:11 -0400",
        "updated: 2031-04-03T10:00:00Z",
        "updated: 2031-04-03t10:00:00.123456+05:30",
        "updated: 2031-4-3",
        "updated: '2031-04-03'",
        "updated: २०३१-०४-०३",
        "aliases: [/old, /old/page.html, /पुराना/]",
        "series: !!str Talks",
        "x-mine: {a: [1, 2]}",
        "date_estimated: TRUE",
        "lang: zh-Hant-TW",
        "# a remark",
        'series: "tab\\there"',
        "slug: रक्षा",
        "events: [{date: 2031, title: T}, {date: 2031-05, end: 2031-06, title: U}]",
    ],
)
def test_front_matter_that_is_legal_is_taken(tmp_path: Path, front: str) -> None:
    site = make_site(tmp_path)
    site.write_bytes("content/articles/a.md", f"---\ntitle: A\ndate: 2031-04-02\n{front}\n---\nWords.\n".encode())
    built = site.build()
    assert built.issues == ()
    assert built.broken_links() == []


@pytest.mark.parametrize("date", ["0001-01-02", "1899-12-31", "1970-01-01T00:00:00Z", "2031-02-28T23:59:59-12:00"])
def test_a_date_of_any_age_has_its_page(tmp_path: Path, date: str) -> None:
    built = make_site(tmp_path, article("a", body="Words.", date=date)).build()
    assert built.has("/articles/a/")
    assert built.broken_links() == []


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"---\n", b"--- \t\n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n" * 50,
    ],
    ids=["a mark", "CRLF", "a mark and CRLF", "CR", "white space after fences", "no last line end", "many"],
)
def test_how_an_editor_saves_makes_no_difference(tmp_path: Path, saved: Callable[[bytes], bytes]) -> None:
    site = make_site(
        tmp_path, article("a", "topics: [ports]", "A quay.\n\nA ship.") + topic("ports", "terms: [quay]")
    )
    before = site.build().files()
    for path in ("content/articles/a.md", "content/topics/ports.md"):
        site.write_bytes(path, saved((site.root / path).read_bytes()))
    assert site.build().files() == before


@pytest.mark.parametrize(
    "slug", ["रक्षा-मंत्रालय", "תל-אביב", "القدس-2031", "新德里", "émile", "a" * 200, "2031", "index"]
)
def test_a_slug_of_any_script_has_addresses_that_work(tmp_path: Path, slug: str) -> None:
    text = article(slug, body="Words.") + topic(slug, "terms: [words]") + entity(slug, "Words Board")
    built = make_site(tmp_path, text).build(base_url=f"{BASE_URL}sub/")
    assert all(built.has(f"/{kind}/{slug}/") for kind in ("articles", "topics", "entities"))
    assert built.broken_links() == []


def lists(number: int) -> str:
    return f"authors: [{', '.join(f'A. Lind {n}' for n in range(number))}]"


@pytest.mark.parametrize("front", [lists(1_000), f"key_points: [{', '.join(['A point'] * 1_000)}]"])
def test_a_thousand_of_something_is_no_problem(tmp_path: Path, front: str) -> None:
    built: Built = make_site(tmp_path, article("a", front, "Words.")).build()
    assert built.issues == ()


def test_hundreds_of_topics_are_no_problem(tmp_path: Path) -> None:
    names = [f"topic-{n}" for n in range(300)]
    text = article("a", f"topics: [{', '.join(names)}]", "Words.") + "".join(topic(name) for name in names)
    assert make_site(tmp_path, text).build().broken_links() == []
