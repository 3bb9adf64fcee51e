"""The build as a whole: bad input told all at once, nothing half done, and a small site with its expected pages."""

import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.sites import ROOT, Built, Site, article, entity, make_site, topic

GOOD = topic("ports", "terms: [quay]") + article("good", body="A quay.")

# Each fault: what is written, and where the errors must be: rule, file, line, column.
FAULTS = {
    "no title": (
        "-- content/articles/x1.md --\n---\ndate: 2031-04-02\n---\n",
        [("required-key-is-given", "articles/x1.md", 2, 1)],
    ),
    "no date": (
        "-- content/articles/x2.md --\n---\ntitle: X\n---\n",
        [("required-key-is-given", "articles/x2.md", 2, 1)],
    ),
    "a blank title": (
        "-- content/articles/x3.md --\n---\ntitle:\ndate: 2031-04-02\n---\n",
        [("required-key-is-given", "articles/x3.md", 2, 7)],
    ),
    "no front matter": (
        "-- content/articles/x4.md --\nWords.\n",
        [("front-matter-is-present", "articles/x4.md", 1, 1)],
    ),
    "an open front matter": (
        "-- content/articles/x5.md --\n---\ntitle: X\n",
        [("front-matter-is-closed", "articles/x5.md", 1, 1)],
    ),
    "an unknown topic": (article("x6", "topics: [ports, prots]"), [("topic-is-registered", "articles/x6.md", 4, 17)]),
    "an unknown entity": (article("x7", "entities:\n  - nobody"), [("entity-is-registered", "articles/x7.md", 5, 5)]),
    "an unknown key": (article("x8", "topcs: [ports]"), [("key-is-known", "articles/x8.md", 4, 1)]),
    "a key given twice": (article("x9", "summary: A\nsummary: B"), [("key-is-unique", "articles/x9.md", 5, 1)]),
    "a broken link": (article("x10", body="A [link](gone.md)."), [("link-resolves", "articles/x10.md", 5, 10)]),
    "a broken bare link": (article("x11", body="A\n[[gone]] link."), [("link-resolves", "articles/x11.md", 6, 3)]),
    "a link to no passage": (
        article("x12", body="A [l](good.md#p-00000000)."),
        [("link-resolves", "articles/x12.md", 5, 7)],
    ),
    "a missing picture": (article("x13", body="![A](gone.png)"), [("image-exists", "articles/x13.md", 5, 6)]),
    "a remote picture": (
        article("x14", body="![A](https://q.example/a.png)"),
        [("image-is-local", "articles/x14.md", 5, 6)],
    ),
    "a lead picture that is missing": (
        article("x15", "image: {src: gone.png, alt: A}"),
        [("image-exists", "articles/x15.md", 4, 14)],
    ),
    "malformed YAML": (
        "-- content/articles/x16.md --\n---\ntitle: A: B\ndate: 2031-04-02\n---\n",
        [("yaml-is-well-formed", "articles/x16.md", 2, 9)],
    ),
    "an alias of YAML": (
        "-- content/articles/x17.md --\n---\ntitle: &a A\ndate: 2031-04-02\nsummary: *a\n---\n",
        [("yaml-is-plain", "articles/x17.md", 2, 8)],
    ),
    "a date that is none": (article("x18", date="2031-02-30"), [("date-is-plausible", "articles/x18.md", 3, 7)]),
    "a wrong type": (article("x19", "topics: ports"), [("value-has-its-type", "articles/x19.md", 4, 9)]),
    "an unknown word": (article("x20", "status: drafty"), [("value-is-known", "articles/x20.md", 4, 9)]),
    "two files with one address": (
        article("a/x21") + article("b/2031-04-02-x21"),
        [("address-is-unique", "articles/b/2031-04-02-x21.md", 1, 1)],
    ),
    "a slug given twice": (
        article("x22") + article("x22b", "slug: x22"),
        [("address-is-unique", "articles/x22b.md", 4, 7)],
    ),
    "an alias claimed twice": (
        article("x23", "aliases: [/old/]") + article("x24", "aliases: [/older/, /old/]"),
        [("alias-is-unique", "articles/x24.md", 4, 20)],
    ),
    "an alias that is a report": (
        article("x25", "aliases: [/articles/good/]"),
        [("alias-is-unique", "articles/x25.md", 4, 11)],
    ),
    "a page at a reserved address": (
        "-- content/pages/search.md --\n---\ntitle: X\n---\n",
        [("slug-is-free", "pages/search.md", 1, 1)],
    ),
    "a name claimed twice": (
        entity("x26", "Orlo Venn") + entity("x27", "O. Venn", "person", "aliases: [Orlo Venn]"),
        [("name-is-claimed-once", "entities/x27.md", 4, 11)],
    ),
    "topics in a circle": (
        topic("x28", "parent: x29") + topic("x29", "parent: x28"),
        [("topic-tree-has-no-cycle", "topics/x28.md", 3, 9)],
    ),
    "an unknown parent": (topic("x30", "parent: prots"), [("topic-is-registered", "topics/x30.md", 3, 9)]),
    "dates in disorder": (article("x31", "expires: 2031-04-01"), [("dates-are-in-order", "articles/x31.md", 4, 10)]),
    "a topics line not understood": (
        article("x32", body="Words.\n\n{topics=ports}\nA quay."),
        [("topics-line-is-understood", "articles/x32.md", 7, 1)],
    ),
    "a topics line before nothing": (
        article("x33", body='Words.\n\n{topics="ports"}'),
        [("topics-line-is-understood", "articles/x33.md", 7, 1)],
    ),
    "a topics line with an unknown topic": (
        article("x34", body='{topics="prots"}\nWords.'),
        [("topic-is-registered", "articles/x34.md", 5, 10)],
    ),
    "a citation of nothing": (
        topic("x35", "key_points: [{text: A, cite: good#p-00000000}]"),
        [("link-resolves", "topics/x35.md", 3, 30)],
    ),
    "a source without a name": (
        article("x36", "source: {url: 'https://q.example/'}"),
        [("required-key-is-given", "articles/x36.md", 4, 9)],
    ),
    "an address that is none": (
        article("x37", "source: {name: Q, url: 'javascript:alert(1)'}"),
        [("address-is-web", "articles/x37.md", 4, 24)],
    ),
    "an unknown report": (article("x38", "related: [gone]"), [("report-is-registered", "articles/x38.md", 4, 11)]),
}


def told(built: Built) -> list[tuple[str, str, int, int]]:
    """Rule, file, line and column of every issue."""
    return [(issue.rule, issue.place.path, issue.place.line, issue.place.column) for issue in built.issues]


def expected(*faults: str) -> list[tuple[str, str, int, int]]:
    return [
        (rule, f"content/{path}", line, column) for fault in faults for rule, path, line, column in FAULTS[fault][1]
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_rule_and_place(tmp_path: Path, fault: str) -> None:
    built = make_site(tmp_path, GOOD + FAULTS[fault][0]).try_build()
    assert told(built) == expected(fault)
    (issue,) = built.issues
    assert issue.severity == "error"
    assert issue.message
    assert not built.folder.exists()


def test_all_faults_are_told_at_once_file_by_file(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    before = site.build().files()
    site.write("".join(text for text, _ in FAULTS.values()))
    built = site.try_build()
    assert sorted(told(built)) == sorted(expected(*FAULTS))
    assert [issue.sort_key for issue in built.issues] == sorted(issue.sort_key for issue in built.issues)
    assert built.files() == before, "the site that stands is untouched"


def test_faults_of_the_site_file_are_told_with_those_of_the_content(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", "topcs: [ports]"))
    site.write("-- site.yaml --\ntitle: Desk\nlatest: none\nnavigation: [ports]\n")
    assert told(site.try_build()) == [
        ("key-is-known", "content/articles/a.md", 4, 1),
        ("value-has-its-type", "site.yaml", 2, 9),
        ("topic-is-registered", "site.yaml", 3, 14),
    ]


def test_what_refers_to_a_file_with_a_fault_is_not_blamed(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "-- content/topics/ports.md --\n---\nterms: [quay]\n---\n"
        + "-- content/articles/broken.md --\n---\ntitle: X\n---\n"
        + article("a", "topics: [ports]\nrelated: [broken]", "See [it](broken.md) and [[broken]]."),
    )
    assert {(issue.rule, issue.place.path) for issue in site.try_build().issues} == {
        ("required-key-is-given", "content/topics/ports.md"),
        ("required-key-is-given", "content/articles/broken.md"),
    }


def test_a_hint_names_the_nearest_known_word(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD + article("a", "topcs: [x]\ntopics: [prots]", "[x](goood.md)"))
    hints = {issue.rule: issue.hint for issue in site.try_build().issues}
    assert "topics" in hints["key-is-known"]
    assert "ports" in hints["topic-is-registered"]
    assert "good.md" in hints["link-resolves"]


def test_nothing_is_written_to_the_site_that_stands_until_all_is_well(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    built = site.build()
    before = built.files()
    site.write(article("bad", "topics: [prots]"))
    assert site.try_build().outcome.site is None
    site.remove("content/articles/bad.md")
    site.write_bytes("templates/search.html", b"{{ page.nothing }}")
    assert site.try_build().outcome.site is None
    assert built.files() == before


def test_a_second_build_of_the_same_site_is_the_same(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    first = site.build().files()
    assert site.build(output=tmp_path / "again").files() == first
    assert site.build(now=datetime(2031, 7, 1, tzinfo=UTC)).files() == first, "no page holds the time of its making"


def test_what_is_taken_away_leaves_nothing_behind(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    before = site.build().files()
    site.write(article("more", "source: Quillon Wire\naliases: [/old/]", "Another quay.") + entity("e", "Orlo Venn"))
    assert site.build().files() != before
    site.remove("content/articles/more.md")
    site.remove("content/entities/e.md")
    assert site.build().files() == before


@pytest.mark.parametrize("base_url", ["https://brief.example/", "https://brief.example/a/b/"])
def test_a_site_that_uses_everything_has_no_broken_link_and_no_orphan(tmp_path: Path, base_url: str) -> None:
    site = tiny(tmp_path)
    built = site.build(base_url=base_url)
    assert built.issues == ()
    assert built.broken_links() == []
    unlisted = {"/404.html", "/old/harbour/", "/articles/withdrawn/"}
    assert set(built.addresses()) - built.reachable() <= unlisted
    faults = [f for address in built.addresses() for quoted in built.quotations(address) for f in quoted.faults()]
    assert faults == []


def test_names_in_other_scripts_have_addresses_that_work(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("बंदरगाह", "terms: [quay]")
        + article("घाट", "source: समाचार", "A quay, see [[größe]].")
        + article("größe", body="Another quay.")
        + entity("öst", "Öst", "place"),
    )
    built = site.build(base_url="https://brief.example/briefing/")
    assert built.broken_links() == []
    assert all(link.isascii() for _, link in built.links())
    assert set(built.addresses()) - built.reachable() == {"/404.html"}


# --- A small site with its expected pages: tests/sites/tiny. ---
# BRIEFKIT_REFRESH=1 python -m pytest tests/test_pipeline.py -k tiny   writes them anew; read the diff then.

TINY = ROOT / "tests/sites/tiny"
PAGES = [
    "/",
    "/articles/harbour-opens/",
    "/articles/grain-waits/",
    "/topics/ports/",
    "/entities/orlo-venn/",
    "/archive/",
]


def tiny(folder: Path) -> Site:
    """The site of tests/sites/tiny with the project's templates."""
    site = make_site(folder, name="tiny")
    shutil.copytree(TINY / "content", site.root / "content", dirs_exist_ok=True)
    shutil.copy(TINY / "site.yaml", site.root)
    return site


BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "section", "article", "header", "nav", "div", "figure", "figcaption"}
BLOCKS |= {"blockquote", "ul", "ol", "table", "tr", "main"}
MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "blockquote": "> ", "li": "- "}


def reduced(main: HtmlElement) -> str:
    """A page as lines of text with links, one block a line: what it says, not how it is marked up."""

    lines = [""]
    prefix = ""

    def say(text: str | None) -> None:
        nonlocal prefix
        if text and text.strip() and prefix:
            text, prefix = prefix + text.lstrip(), ""
        lines[-1] += text or ""

    def walk(element: HtmlElement) -> None:
        nonlocal prefix
        block = element.tag in BLOCKS
        if block:
            lines.append("")
            prefix += MARKS.get(element.tag, "")
        if element.tag == "a":
            say(f"[{' '.join(element.text_content().split())}]({element.get('href')})")
        elif element.tag == "img":
            say(f"![{element.get('alt')}]")
        elif isinstance(element.tag, str):
            say(element.text)
            for child in element:
                walk(child)
                say(child.tail)
        if block:
            lines.append("")
            prefix = prefix.removesuffix(MARKS.get(element.tag, ""))

    walk(main)
    return "".join(f"{' '.join(line.split())}\n" for line in lines if line.strip())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_tiny_site_says_what_is_expected(tmp_path: Path, address: str) -> None:
    page = reduced(tiny(tmp_path).build().main(address))
    name = re.sub(r"[^a-z0-9]+", "-", address).strip("-") or "home"
    wanted = TINY / "expected" / f"{name}.txt"
    if os.environ.get("BRIEFKIT_REFRESH"):
        wanted.parent.mkdir(exist_ok=True)
        wanted.write_text(page, "utf-8")
    assert page == wanted.read_text("utf-8")
