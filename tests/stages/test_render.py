"""Templates and assets: what a wrong template costs, and that content is never run as one."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.sites import Built, Site, article, entity, make_site, topic

HOSTILE = """</script><!--<script>alert(1)</script> "quoted" 'single' & {{ 7*7 }} {% raw %} <img onerror=alert(2)>"""

# In a body markup is sanitised, and a picture that is not there would be an error.
BODY = HOSTILE.replace("<img onerror=alert(2)>", "<b onclick=alert(2)>bold</b>")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site in which every text that a writer can give is hostile."""
    text = json.dumps(HOSTILE)
    site = make_site(
        tmp_path_factory.mktemp("hostile"),
        f"""\
-- site.yaml --
title: {text}
description: {text}
latest: 1
publisher: {{name: {text}, url: "https://desk.example/?a=1&b='2'"}}
-- content/articles/quay.md --
---
title: {text}
date: 2031-04-02
date_estimated: true
updated: 2031-04-03
summary: {text}
source: {{name: {text}, url: "https://quillon.example/?a=1&b='2'", licence: {text}, archived: "https://archive.example/"}}
authors: [{text}]
events: [{{date: 2031-09, title: {text}}}]
key_points: [{text}]
corrections: [{{date: 2031-04-03, note: {text}, material: true}}]
aliases: [/old/quay/]
---
The quay of Orlo Venn. {BODY}
-- content/articles/older.md --
---
title: {text}
date: 2030-04-02
---
An older quay, said so: [[quay]].
-- content/articles/gone.md --
---
title: {text}
date: 2030-04-02
expires: 2030-05-01
---
Gone.
-- content/topics/ports.md --
---
title: {text}
terms: [quay]
summary: {text}
reviewed: 2031-01-01
key_points: [{{text: {text}}}]
questions: [{{text: {text}}}]
---
{BODY}
-- content/entities/orlo-venn.md --
---
name: Orlo Venn
kind: person
aliases: [{text}]
roles: [{{title: {text}, from: 2030}}]
summary: {text}
same_as: ["https://quillon.example/?a=1&b='2'"]
---
{BODY}
-- content/pages/about.md --
---
title: {text}
---
{BODY}
""",
    )
    return site.build()


def test_hostile_texts_become_no_markup_on_any_page(hostile: Built) -> None:
    assert len(hostile.addresses()) > 15
    for address in hostile.addresses():
        page = hostile.page(address)
        own = {element.get("src") for element in page.cssselect("script[src]")}
        assert all(hostile.is_own(src, address) and "/assets/" in src for src in own), address
        assert all(element.get("type") == "application/ld+json" for element in page.cssselect("script:not([src])")), (
            address
        )
        # What lxml reads of a page and what a browser would: no attribute that runs, no comment, no picture.
        assert [name for element in page.iter("*") for name in element.attrib if name.startswith("on")] == [], address
        assert not page.xpath("//comment()"), address
        assert not [image for image in page.cssselect("img") if image.get("src") == "x"], address


def test_hostile_texts_are_never_run_as_a_template(hostile: Built) -> None:
    shown = sum(data.count(b"{{ 7*7 }}") for data in hostile.files().values())
    assert shown > 50
    assert [name for name, data in hostile.files().items() if b">49<" in data or b" 49 " in data] == []


def test_hostile_texts_are_shown_as_they_were_written(hostile: Built) -> None:
    for address in ("/articles/quay/", "/topics/ports/", "/about/", "/articles/gone/", "/"):
        (heading,) = hostile.page(address).cssselect("h1")
        assert " ".join(heading.text_content().split()) == HOSTILE, address


def test_structured_data_cannot_be_closed_by_a_title(hostile: Built) -> None:
    for address in hostile.addresses():
        for script in hostile.page(address).cssselect("script[type='application/ld+json']"):
            assert "<" not in script.text, address
            assert json.loads(script.text)["@context"] == "https://schema.org", address
    names = json.dumps(json.loads(hostile.page("/articles/quay/").cssselect("script[type]")[-1].text))
    assert json.dumps(HOSTILE)[1:40] in names


def test_raw_html_of_a_writer_is_sanitised(tmp_path: Path) -> None:
    body = """
        <script>alert(1)</script>Before <b onclick="alert(2)" style="color:red" id="main">bold</b> after.

        <iframe src="https://quillon.example/"></iframe>

        <a href="javascript:alert(3)">a</a> <form action="/x"><input name="q"></form>
    """
    site = make_site(tmp_path, article("raw", body=body.replace('<a href="javascript:alert(3)">a</a>', "")))
    page = site.build().page("/articles/raw/")
    assert not page.cssselect("main iframe, main form, main input, main script, main [onclick], main [style]")
    assert len(page.cssselect("#main")) == 1
    assert [bold.text_content() for bold in page.cssselect("main b")] == ["bold"]


@pytest.mark.parametrize(
    "written", ['<a href="javascript:alert(1)">a</a>', "[a](javascript:alert(1))", "[a](data:text/html,b)"]
)
def test_a_link_that_would_run_something_is_an_error(tmp_path: Path, written: str) -> None:
    (issue,) = make_site(tmp_path, article("raw", body=f"See {written} now.")).try_build().issues
    assert (issue.rule, issue.place.line) == ("link-scheme-is-allowed", 5)


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("page.html", "fine\n{% if %}\n", "template-is-well-formed", 2),
        ("page.html", "fine\n\n{{ page.nothing }}\n", "template-renders", 3),
        ("page.html", "fine\n{{ page.title / 2 }}\n", "template-renders", 2),
        ("page.html", "{{ asset('gone.css') }}\n", "template-renders", 1),
        ("page.html", "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "template-renders", 1),
        ("page.html", '{% extends "gone.html" %}\n', "template-exists", 1),
        ("parts/mine.html", "{% macro m(x) %}\n{{ x.nothing }}\n{% endmacro %}", "template-renders", 2),
        ("page.html", '{{ "\\ud800" }}', "template-renders", 1),
        ("page.html", "fine\n{{ range(3).index(5) }}", "template-renders", 2),
        ("page.html", '{{ "x" * 10**30 }}', "template-renders", 1),
        ("page.html", f"{{{{ {'9' * 5_000} }}}}", "template-renders", 1),
        ("page.html", f"{{{{ {'(' * 5_000} }}}}", "template-renders", 1),
        ("page.html", "fine\n{{ page.title.encode('ascii').decode('utf-16') }}", "template-renders", 2),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_file_and_line(
    tmp_path: Path, name: str, text: str, rule: str, line: int
) -> None:
    site = make_site(tmp_path, "-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n")
    site.write_bytes("templates/page.html", b'{% from "parts/mine.html" import m %}{{ m(page) }}\n')
    site.write_bytes(f"templates/{name}", text.encode())
    built = site.try_build()
    (issue,) = built.issues
    assert (issue.rule, issue.place.path, issue.place.line) == (rule, f"templates/{name}", line)
    assert not built.folder.exists()


def test_a_template_that_cannot_be_read_is_told_beside_the_errors_of_content(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "topics: [gone]"))
    site.write_bytes("templates/search.html", f"{{{{ {'(' * 5_000} }}}}".encode())
    site.write_bytes("templates/archive.html", "<p>\ncafé".encode("latin-1"))
    site.write_bytes("templates/notes.md", b"\xff")
    told = [(issue.rule, *issue.place) for issue in site.check()]
    assert told == [
        ("topic-is-registered", "content/articles/a.md", 4, 10),
        ("file-is-utf-8", "templates/archive.html", 2, 4),
        ("template-is-well-formed", "templates/search.html", 1, 1),
    ]


def test_a_byte_order_mark_before_a_template_is_no_part_of_the_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n")
    site.write_bytes("templates/page.html", "\ufeff{{ page.title }}".encode())
    assert site.build().text("/about/") == "About"


def test_faults_in_several_templates_are_told_at_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n")
    site.write_bytes("templates/page.html", b"{{ page.nothing }}\n")
    site.write_bytes("templates/search.html", b"{% if %}\n")
    paths = {"templates/page.html", "templates/search.html"}
    assert {issue.place.path for issue in site.check()} == paths
    assert {issue.place.path for issue in site.try_build().issues} == paths


def of_topics(folder: Path, number: int) -> Site:
    """A site with so many topics, each with its page."""
    return make_site(folder, "".join(topic(f"t{n}", f"terms: [word{n}]") for n in range(number)))


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_fault_of_many_pages_is_told_once_with_the_first_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 4)
    site = of_topics(tmp_path, 40)
    site.write_bytes("templates/topic.html", b"fine\n{{ page.nothing }}\n")
    site.write_bytes("templates/search.html", b"{{ page.else }}\n")
    built, checked = site.try_build(jobs=jobs), site.check(jobs=jobs)
    assert checked == built.issues
    assert [(issue.place.path, issue.place.line) for issue in checked] == [
        ("templates/search.html", 1),
        ("templates/topic.html", 2),
    ]
    assert "/topics/t0/ and 39 other pages" in checked[1].message
    assert "/search/)" in checked[0].message


def test_a_template_or_asset_that_is_missing_is_told_once(tmp_path: Path) -> None:
    site = of_topics(tmp_path, 3)
    site.build()
    (site.root / "templates/topic.html").unlink()
    (issue,) = site.check()
    assert (issue.rule, issue.place.path) == ("template-exists", "templates/topic.html")
    assert "/topics/t0/ and 2 other pages" in issue.message
    assert site.try_build().issues == (issue,)
    site.write_bytes("templates/topic.html", b"fine")
    (site.root / "templates/assets/site.css").unlink()
    (issue,) = site.check()
    assert issue.rule == "template-renders"
    assert site.try_build().issues == (issue,)


def test_where_there_is_no_site_nothing_else_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write_bytes("content/articles/a.md", b"no front matter")
    (issue,) = site.check()
    assert (issue.rule, issue.place.path) == ("site-is-described", "site.yaml")
    assert site.try_build().issues == (issue,)


def test_a_template_sees_neither_the_site_nor_the_machine(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n")
    for name in ("site", "request", "config", "open", "__builtins__"):
        site.write_bytes("templates/page.html", f"{{{{ {name} is defined }}}}".encode())
        assert site.build().text("/about/") == "False", name


def test_assets_carry_the_hash_of_what_they_hold(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    before = {name for name in site.build().files() if name.startswith("assets/")}
    site.write_bytes("templates/assets/site.css", b"body { color: black }")
    built = site.build()
    after = {name for name in built.files() if name.startswith("assets/")}
    (new,) = after - before
    assert len(after) == len(before)
    assert hashlib.sha256(b"body { color: black }").hexdigest().startswith(new.split(".")[-2])
    assert [f"/{new}"] == [link.get("href") for link in built.page("/").cssselect("link[rel=stylesheet]")]


def test_entities_and_topics_of_hostile_names_have_pages(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        entity("acme", "ACME <b>&</b>") + topic("ports", "terms: ['<b>']") + article("a", body="ACME <b>&</b>"),
    )
    assert "ACME <b>&</b>" in site.build().main("/entities/acme/").cssselect("h1")[0].text_content()
