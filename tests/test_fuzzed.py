"""Whatever a file holds, reading it ends soon, in a page that can only be read or in issues that stand in it.

The suite asks a few hundred inputs, the same on every run. To look for longer, as many seconds as you like:

    BRIEFKIT_FUZZ=300 python -m pytest tests/test_fuzzed.py -n 0 -s

which asks new ones, prints from which seeds and how many, and stops at the first that breaks a law.
"""

import csv
import json
import os
import re
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from lxml import etree, html

from briefkit.commands.report.as_github import github_report
from briefkit.commands.report.as_text import text_report
from briefkit.markdown.body import read_body
from briefkit.markdown.text import decoded
from briefkit.model.addresses import Links
from briefkit.model.content import Content
from briefkit.model.filed import Filed, facts_of
from briefkit.model.issues import Issue
from briefkit.model.layout import SITE_FILE
from briefkit.model.liveness import Clock
from briefkit.model.names import slugify
from briefkit.model.passages import Body, Passage
from briefkit.model.records import ArticleRecord, Origin, Settings
from briefkit.model.rules import RULES
from briefkit.model.site import whole_html
from briefkit.model.snapshot import Media
from briefkit.schema.matter import KINDS
from briefkit.stages.excerpts import with_excerpts
from briefkit.stages.link import Linker
from briefkit.stages.load import load_document, load_settings
from briefkit.stages.place import Vocabulary, place
from briefkit.stages.resolve import resolve
from tests import hostile
from tests.sites import BASE_URL, NOW, Built, Site, files_in, make_site
from tests.strategies import any_text, broken_text, markdown
from tests.test_inert import faults, shape, site_text

SECONDS = float(os.environ.get("BRIEFKIT_FUZZ", "0"))
"""How long to look, all laws together; 0 for the few inputs of the suite."""

LAWS = 3
ROUND = 10
"""How many times the suite's examples are asked before the clock is looked at."""

LONGEST = 5
"""Seconds of the processor's time in which any of these small inputs must be read; most take milliseconds."""

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that move a terminal's cursor, turn its text round or end a line of a log."""

PATH = "content/articles/a.md"
SETTINGS = Settings(origin=Origin(SITE_FILE), title="Desk", zone=UTC, base_url=BASE_URL)
pytestmark = pytest.mark.timeout(SECONDS + 300)


def holds(law: Callable[..., None], examples: int, **drawn: st.SearchStrategy[Any]) -> None:
    """Ask `law` a number of `examples`, or as many as there is time for."""
    if not SECONDS:
        settings(max_examples=examples)(given(**drawn)(law))()
        return
    asked, began = 0, time.monotonic()
    first = round = int(time.time())

    def counted(**given: Any) -> None:
        nonlocal asked
        asked += 1
        law(**given)

    while time.monotonic() - began < SECONDS / LAWS:
        fresh = settings(
            max_examples=ROUND * examples, database=None, derandomize=False, suppress_health_check=list(HealthCheck)
        )
        seed(round)(fresh(given(**drawn)(counted)))()
        round += 1
    print(f"\n{law.__name__}: {asked:,} inputs in {time.monotonic() - began:.0f} s, seeds {first} to {round - 1}")


def stand_in(issues: tuple[Issue, ...], path: str, text: str) -> None:
    """Every issue is of a known rule, says something, stands inside `text`, and can be printed anywhere."""
    lines = text.split("\n")
    for issue in issues:
        assert issue.rule in RULES
        assert issue.message.strip()
        assert issue.place.path == path
        assert 1 <= issue.place.line <= len(lines), issue
        assert 1 <= issue.place.column <= len(lines[issue.place.line - 1]) + 1, issue
    shown = with_excerpts(issues, lambda _: text.encode("utf-8", "replace"))
    for report in (text_report(shown), github_report(shown)):
        assert {unicodedata.category(character) for character in report.replace("\n", "")}.isdisjoint(UNSEEN)
        assert "##[" not in report
    assert all(line.startswith(("content/", SITE_FILE, "    ")) for line in text_report(shown).split("\n")[:-2])
    assert github_report(shown).count("\n") == len(shown)


def test_any_front_matter_of_any_kind_is_read_and_its_faults_are_told_in_their_places(tmp_path: Path) -> None:
    def every_front_matter_is_read(written: tuple[str, str], body: str, fence: str) -> None:
        kind, front = written
        began = time.thread_time()
        text = f"---\n{front}\n{fence}\n{body}"
        path = f"content/{kind}/a.md"
        record, issues = load_document(text.encode("utf-8", "surrogatepass"), path, UTC)
        stand_in(issues, path, as_read(text))
        assert record.slug == slugify(record.slug)
        data = front.encode("utf-8", "surrogatepass")
        chosen, issues = load_settings(data, None)
        stand_in(issues, SITE_FILE, as_read(f"{front}\n"))  # what is missing stands after the end
        assert chosen.base_url.endswith("/")
        assert time.thread_time() - began < LONGEST

    holds(
        every_front_matter_is_read,
        250,
        written=st.sampled_from(sorted(KINDS)).flatmap(
            lambda kind: st.tuples(
                st.just(kind), st.one_of(*[hostile.front_matter(kind)] * 6, any_text, markdown, broken_text)
            )
        ),
        body=st.just("A quay.") | any_text,
        fence=st.just("---") | st.sampled_from(["...", "--- ", "----", ""]),
    )


def as_read(text: str) -> str:
    """`text` with the line ends and characters that it is read with; a mark at its beginning is no part of it."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain)


BESIDES = {
    "content/articles/b.md": "---\ntitle: '“B” <b> & co'\ndate: 2031-01-02\n---\nA quay.\n\n## Talks\n",
    "content/articles/c.md": "---\ntitle: C\ndate: 2031-01-02\nstatus: draft\n---\nA quay.\n",
    "content/topics/ports.md": "---\ntitle: Ports\nterms: [quay, AI]\n---\n",
    "content/entities/venn.md": "---\nname: Orlo Venn\nkind: person\nshort_names: [Venn]\n---\n",
    "content/entities/pact.md": "---\nname: R&D Pact\nkind: agreement\naliases: [O’Hara’s]\n---\n",
}
"""What else there is for a body to link to and to name."""

FILES = {
    f"content/media/{name}": Media(f"content/media/{name}", f"x.0.{name[-3:]}", 4, 3) for name in ("x.png", "x.pdf")
}


def test_any_body_is_read_alike_with_and_without_shortcuts_and_stays_inert() -> None:
    others = {path: load_document(text.encode(), path, UTC)[0] for path, text in BESIDES.items()}
    links = Links(BASE_URL)
    kinds: dict[str, tuple[Any, ...]] = {
        kind: tuple(r for path, r in others.items() if path.split("/")[1] == kind) for kind in KINDS
    }
    vocabulary = Vocabulary(kinds["topics"], kinds["entities"], links)
    articles = [file(record, vocabulary) for record in kinds["articles"]]

    def every_body_is_read_and_inert(body: str) -> None:
        began = time.thread_time()
        text = f"---\ntitle: A\ndate: 2031-04-02\n---\n{body}"
        record, issues = load_document(text.encode("utf-8", "surrogatepass"), PATH, UTC)
        assert isinstance(record, ArticleRecord)
        reading = place(record, vocabulary)
        filed = file(record, vocabulary)
        content = Content(**(kinds | {"articles": (*articles, filed)}))
        registry, problems = resolve(content, SETTINGS, Clock(NOW), frozenset(FILES))
        linker = Linker(registry, FILES, links)
        site, _, told = linker.site({}, dict, None)
        stand_in((*issues, *reading.issues, *problems, *told), PATH, as_read(text))
        (report,) = [report for report in site.reports.values() if report.facts.path == PATH]
        article = linker.article(report, reading.text)
        whole = "".join(whole_html(block) for block in article.blocks)
        tree = html.fragment_fromstring(whole, create_parent="div")
        assert faults(tree) == []
        assert all(passage.text.strip() for passage in article.passages)
        assert time.thread_time() - began < LONGEST
        plain, refused = decoded(body.encode("utf-8", "surrogatepass"), PATH)
        if plain is None:  # what no file may hold is told, and never read
            assert refused
            return
        read, told = read_body(plain, PATH, 1)
        assert (read, told) == read_body(plain, PATH, 1, shortcuts=False)
        stand_inside(read, plain)

    holds(every_body_is_read_and_inert, 250, body=hostile.bodies | markdown | any_text | broken_text)


def file(record: ArticleRecord, vocabulary: Vocabulary) -> Filed:
    """A report as the stages after reading know it."""
    reading = place(record, vocabulary)
    facts = facts_of(reading.record, reading.outline, [topic.slug for topic in vocabulary.topics])
    return Filed(facts, lambda: (reading.record, reading.outline.written))


def stand_inside(body: Body, text: str) -> None:
    """Passages and links stand where they are said to."""
    lines = text.split("\n")
    places = [*(b.place for b in body.blocks if isinstance(b, Passage)), *(r.place for r in body.references)]
    for found in places:
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1


def test_any_words_of_front_matter_stay_words_on_every_page_and_in_every_file(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    harmless = build_saying(site, "Talks")
    shapes = {address: shape(harmless.page(address)) for address in harmless.addresses()}
    lines = {name: len(read_lines(harmless, name)) for name in TEXTS}

    def any_words_can_only_be_read(words: str) -> None:
        built = build_saying(site, f"Talks {words}")
        if built.outcome.site is None:
            assert {issue.rule for issue in built.issues} <= {
                "yaml-is-plain",
                "yaml-is-well-formed",
                "file-is-text",
                "file-is-utf-8",
            }
            return
        assert {address: shape(built.page(address)) for address in built.addresses()} == shapes
        assert {name: len(read_lines(built, name)) for name in TEXTS} == lines
        for name, data in built.files().items():
            if name.endswith(".xml"):
                etree.fromstring(data)
            elif name.endswith(".json"):
                json.loads(data)
        for row in csv.reader(read_lines(built, "/timeline.csv")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
        for line in read_lines(built, "/calendar.ics"):
            assert re.match(r"[A-Z-]+[:;]", line) or not line, line

    holds(any_words_can_only_be_read, 20, words=hostile.pieces | any_text)


TEXTS = ("/timeline.csv", "/calendar.ics", "/llms.txt", "/robots.txt", "/timeline.json", "/feed.json")


def build_saying(site: Site, words: str) -> Built:
    """The site of test_inert.py, which says `words` wherever a text may stand."""
    for path, text in files_in(site_text(words)).items():
        site.write_bytes(path, text.encode("utf-8", "surrogatepass"))
    return site.try_build(full=True, jobs=1)


def read_lines(built: Built, name: str) -> list[str]:
    """The lines of a text file, those of a calendar unfolded."""
    text = built.data(name).decode()
    return (text.replace("\r\n ", "") if name.endswith(".ics") else text).split("\n")
