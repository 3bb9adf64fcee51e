"""What people write and what they most likely meant: the hint says it."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.sites import article, entity, make_site, topic

PORTS = topic("ports", "terms: [quay]")


def zone(name: str) -> str:
    return f'-- site.yaml --\ntitle: T\ntimezone: "{name}"\n'


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("word/document.xml", "words")
    return data.getvalue()


@pytest.mark.parametrize(
    ("written", "rule", "hinted"),
    [
        (article("a", "topics:\n\t- ports"), "yaml-is-well-formed", "spaces, not tabs"),
        (article("a", "summary: @desk says so"), "yaml-is-well-formed", "in quotes"),
        (article("a", 'summary: "Talks'), "yaml-is-well-formed", 'put another "'),
        (article("a", "summary: 'Berg's talks'"), "yaml-is-well-formed", "of the other kind"),
        (article("a", "summary: [Update] Talks"), "yaml-is-well-formed", "the whole text"),
        (article("a", "summary: > 50 ships"), "yaml-is-well-formed", "begins with > in quotes"),
        (article("a", "summary: &Co"), "yaml-is-plain", "begins with & in quotes"),
        (article("a", "topics:\n-ports\n-trade"), "yaml-is-well-formed", "- ports"),
        (article("a", "topics: [ports"), "yaml-is-well-formed", "put ] where"),
        (article("a", "lang: en\n series: x"), "yaml-is-well-formed", "in the column of the line above"),
        (article("a", "key_points:\n  - Berg: no danger"), "value-has-its-type", "in quotes"),
        (article("a", "image: dam.png"), "value-has-its-type", "{src: dam.png, alt: …}"),
        (article("a", 'image: "dam: 1.png"'), "value-has-its-type", "{src: …, alt: …}"),
        (article("a", "events: [Fair]"), "value-has-its-type", "{date: …, title: …}"),
        (article("a", "events: [{date: Q3 2031, title: Fair}]"), "date-is-plausible", "2026-02 or 2026"),
        (article("a", "updated: Q3 2031"), "date-is-plausible", "write 2026-02-24 or 2026-02-24T"),
        (article("a", "Topics: [ports]"), "key-is-known", "mean topics?"),
        (entity("berg", "Ada Berg", "person", "roles: [Minister]"), "value-has-its-type", "{title: Minister}"),
        (topic("dams", "key_points: [Dams hold.]"), "value-has-its-type", "{text: Dams hold.}"),
        (article("a", body="[y](www.example.org)"), "link-resolves", "write https://www.example.org"),
        (article("a", body="[y](example.org/a)"), "link-resolves", "write https://example.org/a"),
        (article("a", body="[y](report.md)"), "link-resolves", "links lead to files"),
        (article("a", body="![y](Dam.PNG)") + "-- content/media/dam.png --\nx\n", "image-exists", "mean dam.png?"),
        (article("a", body="![y](b.jpg)") + "-- content/media/b.jpg --\nx\n", "image-is-readable", "what it holds"),
        (article("a", body="![y](b.txt)") + "-- content/media/b.txt --\nx\n", "image-is-readable", "use one of"),
        (zone("IST"), "time-zone-is-known", "such as Asia/Kolkata"),
        (zone("asia/kolkatta"), "time-zone-is-known", "mean Asia/Kolkata?"),
        (zone("utc "), "time-zone-is-known", "mean UTC?"),
        (PORTS + article("a", body='{topics="ports, ports"}\nWords.'), "topic-is-registered", "by spaces"),
        (PORTS + article("a", body='{topics="prots"}\nWords.'), "topic-is-registered", "mean ports?"),
        (article("a", "image: {src: b.png}"), "required-key-is-given", "alt: …"),
        (article("a", 'image: {src: b.png, alt: ""}'), "value-is-not-blank", "what it belongs to"),
        (article("a", "autolink: No"), "value-has-its-type", "write false"),
        (article("a", "autolink: perhaps"), "value-has-its-type", "write true, or false"),
        (article("a", body="[y](http://)"), "link-resolves", "the whole address"),
        (article("a", "summary: '[[b]] says'"), "markup-is-understood", "the words alone"),
        ("-- content/articles/a.md --\n----\ntitle: A\n----\n", "front-matter-is-present", "three hyphens"),
        ("-- content/articles/a.md --\n\n----\ntitle: A\n----\n", "front-matter-is-present", "three hyphens"),
        ("-- content/articles/a.md --\nx\n---\ntitle: A\n---\n", "front-matter-is-present", "begin the file"),
        (
            "-- content/articles/a.md --\n\n---\ntitle: A\n---\n",
            "front-matter-is-present",
            "delete what stands above",
        ),
        ("-- content/articles/a.md --\n+++\ntitle = 'A'\n+++\n", "front-matter-is-present", "this is TOML"),
        ('-- content/articles/a.md --\n{\n  "title": "A"\n}\n', "front-matter-is-present", "this is JSON"),
        ("-- content/articles/a.md --\n\u2013\u2013\u2013\ntitle: A\n", "front-matter-is-present", "three hyphens"),
        ('-- content/articles/a.md --\n{topics="ports"}\nA quay.\n', "front-matter-is-present", "begin the file"),
        ("-- content/articles/a.md --\n---\ntitle: A\n----\nA.\n", "front-matter-is-closed", "three hyphens"),
        (article("a", "key_points:\n- One\n  - Two"), "value-is-whole", "column of the other items"),
        ("-- templates/404.html --\n{% include 'serch.html' %}", "template-exists", "mean search.html?"),
    ],
)
def test_the_hint_says_what_was_meant(tmp_path: Path, written: str, rule: str, hinted: str) -> None:
    hints = [issue.hint for issue in make_site(tmp_path, written).check() if issue.rule == rule]
    assert [hint for hint in hints if hinted in hint], hints


@pytest.mark.parametrize("data", [zipped(), b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"{\\rtf1 Words.}"])
def test_a_file_that_is_no_text_is_told_as_that_and_not_by_its_first_odd_byte(tmp_path: Path, data: bytes) -> None:
    site = make_site(tmp_path)
    site.write_bytes("content/articles/a.md", data)
    (issue,) = site.check()
    assert (issue.rule, issue.place.line, issue.place.column) == ("file-is-text", 1, 1)
    assert "plain text" in issue.hint


BERGS = entity("ada-berg", "Ada Berg", "person", "short_names: [Berg]") + entity(
    "ole-berg", "Ole Berg", "person", "short_names: [Berg]"
)


@pytest.mark.parametrize(
    ("body", "hinted", "other"),
    [
        ("Ada Berg and Ole Berg met. Berg spoke.", "write the full name", "register"),
        ("Berg spoke.", "first speaks of it", "register"),
        ("Ada Berg met Tove Berg.", "register the other one", "first speaks"),
    ],
    ids=["two registered people", "nobody before", "somebody who is not registered"],
)
def test_a_short_name_that_is_not_clear_is_told_with_what_helps(
    tmp_path: Path, body: str, hinted: str, other: str
) -> None:
    (issue,) = make_site(tmp_path, BERGS + article("a", body=body)).check()
    assert issue.rule == "short-name-is-clear"
    assert hinted in issue.hint
    assert other not in issue.hint


def test_one_bad_item_of_a_list_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    points = "key_points:\n  - Dams hold.\n  - text: B\n    cite: nowhere#p-00000000\n"
    site = make_site(tmp_path, topic("dams", points) + article("a", "topics: [Not One, dams, prots]"))
    assert [(issue.place.path[8:], issue.place.line, issue.place.column, issue.rule) for issue in site.check()] == [
        ("articles/a.md", 4, 10, "slug-is-well-formed"),
        ("articles/a.md", 4, 25, "topic-is-registered"),
        ("topics/dams.md", 4, 5, "value-has-its-type"),
        ("topics/dams.md", 6, 11, "link-resolves"),
    ]


def test_a_citation_of_words_that_were_mended_names_what_they_are_now(tmp_path: Path) -> None:
    front = (
        "key_points: [{{text: A quay has opened., cite: {0}}}]\n"
        "questions: [{{text: Who opened a quay?, answered_by: {0}}}]"
    )
    mended, other = "The new quay opened on Monday.", "It rained all week."
    good = make_site(tmp_path / "good", article("a", body=f"{other}\n\n{mended}")).build()
    (now,) = [p.get("id") for p in good.main("/articles/a/").cssselect("[id^=p-]") if mended in p.text_content()]
    site = make_site(
        tmp_path / "bad", topic("ports", front.format("a#p-12345678")) + article("a", body=f"{other}\n\n{mended}")
    )
    hints = [issue.hint for issue in site.check() if issue.rule == "link-resolves"]
    assert len(hints) == 2
    assert all(f"a#{now}" in hint and hint.index(mended) < hint.index(other) for hint in hints)
    assert site.try_build().issues == site.check()


@pytest.mark.parametrize(
    ("anchor", "hinted"), [("p-12345678", "left out"), ("notes", "a note as"), ("s-moraning", "mean s-morning?")]
)
def test_a_link_to_a_passage_that_is_gone_is_told_with_a_way_to_build(
    tmp_path: Path, anchor: str, hinted: str
) -> None:
    site = make_site(
        tmp_path, article("a", body="## Morning\n\nIt rained.") + article("b", body=f"[x](a.md#{anchor})")
    )
    (issue,) = site.check()
    assert hinted in issue.hint
